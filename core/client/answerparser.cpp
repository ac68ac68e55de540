// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/answerparser.h"

#include <algorithm>
#include <optional>

namespace qilin {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isTokenChar(char c)
{
    constexpr QByteArrayView marks("!#$%&'*+-.^_`|~");
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
}

bool isFieldChar(char c)
{
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

constexpr QByteArrayView kVersion("HTTP/1.");

bool mayBeStatusLine(QByteArrayView line)
{
    const qsizetype length = std::min(line.size(), kVersion.size());
    return line.first(length) == kVersion.first(length);
}

std::optional<int> readStatus(QByteArrayView line)
{
    // "HTTP/1.1 200 OK"; some servers leave out the blank with the reason.
    if (line.size() < 12 || !line.startsWith(kVersion) || !isDigit(line[7]) || line[8] != ' ')
        return std::nullopt;
    const QByteArrayView digits = line.sliced(9, 3);
    if (!std::all_of(digits.begin(), digits.end(), isDigit) || digits[0] == '0')
        return std::nullopt;
    if (line.size() > 12 && line[12] != ' ')
        return std::nullopt;
    return digits.toInt();
}

std::optional<qint64> readNumber(QByteArrayView digits, int base)
{
    const auto fits = [base](char c) {
        return isDigit(c) || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    if (digits.isEmpty() || digits.size() > 15 || !std::all_of(digits.begin(), digits.end(), fits))
        return std::nullopt;
    return digits.toByteArray().toLongLong(nullptr, base);
}

} // namespace

QByteArray AnswerHead::value(QByteArrayView name) const
{
    for (const auto &[key, text] : headers) {
        if (key == name)
            return text;
    }
    return {};
}

void AnswerParser::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        switch (m_state) {
        case State::Head:
            if (takeLine(bytes))
                takeHeadLine();
            break;
        case State::Body:
            takeBody(bytes);
            break;
        case State::Complete:
        case State::Broken:
            return;
        }
    }
}

void AnswerParser::end()
{
    if (m_state == State::Body && m_framing == Framing::UntilEnd)
        m_state = State::Complete;
    else if (m_state == State::Head || m_state == State::Body)
        fail(Fault::Incomplete);
}

QByteArray AnswerParser::takeBody()
{
    return std::exchange(m_body, {});
}

bool AnswerParser::takeLine(QByteArrayView &bytes)
{
    if (std::exchange(m_hasLine, false))
        m_line.clear();
    const qsizetype feed = bytes.indexOf('\n');
    const QByteArrayView part = feed < 0 ? bytes : bytes.first(feed);
    m_lineBytes += part.size() + 1;
    if (m_lineBytes > kHeadMax) {
        fail(Fault::HeadTooLarge);
        return false;
    }
    m_line.append(part);
    if (m_head.status == 0 && m_state == State::Head && !mayBeStatusLine(m_line)) {
        fail(Fault::NotHttp); // said at once: what is no HTTP may wait for us to speak on
        return false;
    }
    bytes = feed < 0 ? QByteArrayView() : bytes.sliced(feed + 1);
    if (feed < 0)
        return false;
    if (!m_line.endsWith('\r')) {
        fail(Fault::NotHttp);
        return false;
    }
    m_line.chop(1);
    m_hasLine = true;
    return true;
}

void AnswerParser::takeHeadLine()
{
    if (m_head.status == 0) {
        const std::optional<int> status = readStatus(m_line);
        if (!status)
            return fail(Fault::NotHttp);
        m_head.status = *status;
        return;
    }
    if (m_line.isEmpty())
        return endHead();
    const qsizetype colon = m_line.indexOf(':');
    if (colon <= 0 || !std::all_of(m_line.cbegin(), m_line.cbegin() + colon, isTokenChar)
        || !std::all_of(m_line.cbegin() + colon, m_line.cend(), isFieldChar))
        return fail(Fault::NotHttp);
    m_head.headers.append({m_line.first(colon).toLower(), m_line.sliced(colon + 1).trimmed()});
}

void AnswerParser::endHead()
{
    if (m_head.status < 200) { // the answer proper follows
        if (m_head.status == 101)
            return fail(Fault::NotHttp);
        m_head = {};
        return;
    }
    std::optional<QByteArray> length;
    std::optional<QByteArray> coding;
    for (const auto &[name, value] : std::as_const(m_head.headers)) {
        if (name != "content-length" && name != "transfer-encoding")
            continue;
        std::optional<QByteArray> &known = name == "content-length" ? length : coding;
        if (known && *known != value)
            return fail(Fault::NotHttp);
        known = value;
    }
    m_state = State::Body;
    m_lineBytes = 0;
    if (m_head.status == 204 || m_head.status == 304) {
        m_state = State::Complete;
    } else if (coding) {
        if (length || coding->toLower() != "chunked")
            return fail(Fault::NotHttp);
        m_framing = Framing::Chunks;
    } else if (length) {
        const std::optional<qint64> bytes = readNumber(*length, 10);
        if (!bytes)
            return fail(Fault::NotHttp);
        m_framing = Framing::Length;
        m_left = *bytes;
        if (m_left == 0)
            m_state = State::Complete;
    }
}

void AnswerParser::takeBody(QByteArrayView &bytes)
{
    if (m_framing == Framing::Chunks && m_part != Part::Data) {
        if (takeLine(bytes))
            takeChunkLine();
        return;
    }
    QByteArrayView part = bytes;
    if (m_framing != Framing::UntilEnd)
        part = bytes.first(std::min<qint64>(bytes.size(), m_left));
    if (m_body.size() + part.size() > kBodyMax)
        return fail(Fault::BodyTooLarge);
    m_body.append(part);
    bytes = bytes.sliced(part.size());
    if (m_framing == Framing::UntilEnd)
        return;
    m_left -= part.size();
    if (m_left == 0 && m_framing == Framing::Length)
        m_state = State::Complete;
    else if (m_left == 0)
        m_part = Part::DataEnd;
}

void AnswerParser::takeChunkLine()
{
    if (m_part == Part::Trailer) { // its fields say nothing that is wanted here
        if (m_line.isEmpty())
            m_state = State::Complete;
        return;
    }
    m_lineBytes = 0;
    if (m_part == Part::DataEnd) {
        if (!m_line.isEmpty())
            return fail(Fault::NotHttp);
        m_part = Part::Size;
        return;
    }
    const qsizetype extension = m_line.indexOf(';');
    const QByteArray size = (extension < 0 ? m_line : m_line.first(extension)).trimmed();
    const std::optional<qint64> bytes = readNumber(size, 16);
    if (!bytes)
        return fail(Fault::NotHttp);
    m_left = *bytes;
    m_part = m_left == 0 ? Part::Trailer : Part::Data;
}

void AnswerParser::fail(Fault fault)
{
    m_state = State::Broken;
    m_fault = fault;
}

} // namespace qilin
