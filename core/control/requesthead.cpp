// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/requesthead.h"

#include "core/control/urltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kMethodLength = 32;
constexpr qsizetype kRequestLineExtra = kMethodLength + 16; // beside the target

constexpr Refusal kBadRequestLine{
    400, QT_TRANSLATE_NOOP("control", "the request line is not METHOD /path HTTP/1.1")};
constexpr Refusal kBadTarget{
    400, QT_TRANSLATE_NOOP("control", "the path holds what no path may hold; encode it with %XX")};
constexpr Refusal kBadHeader{400, QT_TRANSLATE_NOOP("control", "a header line is malformed")};
constexpr Refusal kHeadTooLarge{431,
                                QT_TRANSLATE_NOOP("control", "the request has too many headers")};
constexpr Refusal kTargetTooLong{414, QT_TRANSLATE_NOOP("control", "the path is too long")};

bool isTokenChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c != 0 && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isValueChar(char c)
{
    return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f);
}

bool isHostChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c != 0 && QByteArrayView(".-_:[]").contains(c));
}

Verb verbOf(QByteArrayView method)
{
    if (method == "GET")
        return Verb::Get;
    if (method == "HEAD")
        return Verb::Head;
    return method == "POST" ? Verb::Post : Verb::Other;
}

std::optional<Refusal> readTarget(QByteArrayView target, RequestHead *head,
                                  const GateLimits &limits)
{
    if (target.size() > limits.targetBytes)
        return kTargetTooLong;
    const auto allowed = [](char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    if (!target.startsWith('/') || !std::all_of(target.begin(), target.end(), allowed))
        return kBadTarget;
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = target.first(mark < 0 ? target.size() : mark).toByteArray();
    // An encoded slash would make one path of two.
    if (path.contains("%2f") || path.contains("%2F"))
        return kBadTarget;
    const auto decoded = decodeUrlText(path, PlusSign::Literal);
    const auto parameters = readParameters(mark < 0 ? QByteArrayView() : target.sliced(mark + 1));
    if (!decoded || !parameters)
        return kBadTarget;
    head->request.path = *decoded;
    head->request.parameters = *parameters;
    return std::nullopt;
}

std::optional<Refusal> readRequestLine(QByteArrayView line, RequestHead *head, int *minor,
                                       const GateLimits &limits)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last)
        return kBadRequestLine;
    const QByteArrayView method = line.first(first);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method) || method.size() > kMethodLength || version.size() != 8
        || !version.startsWith("HTTP/") || version[6] != '.')
        return kBadRequestLine;
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return Refusal{505, QT_TRANSLATE_NOOP("control", "this is an HTTP/1.1 server")};
    *minor = version.back() - '0';
    head->request.verb = verbOf(method);
    return readTarget(line.sliced(first + 1, last - first - 1), head, limits);
}

std::optional<Refusal> readLength(const QByteArray &text, const GateLimits &limits,
                                  qsizetype *length)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return kBadHeader;
    bool fits = false;
    *length = text.toLongLong(&fits);
    if (!fits || *length > limits.bodyBytes)
        return Refusal{413, QT_TRANSLATE_NOOP("control", "the body is too large")};
    return std::nullopt;
}

// Headers that may come once, and where they go.
struct Field
{
    QByteArrayView name;
    std::optional<QByteArray> *value;
};

class Headings final
{
public:
    explicit Headings(RequestHead *head)
        : m_head(head)
    {}
    Q_DISABLE_COPY_MOVE(Headings)

    std::optional<Refusal> add(QByteArrayView line)
    {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.first(colon))) // a folded line begins with a blank: no token
            return kBadHeader;
        const QByteArray name = line.first(colon).toByteArray().toLower();
        const QByteArrayView raw = line.sliced(colon + 1);
        if (!std::all_of(raw.begin(), raw.end(), isValueChar))
            return kBadHeader;
        return store(name, raw.trimmed().toByteArray());
    }

    std::optional<Refusal> finish(int minor, const GateLimits &limits)
    {
        m_head->contentType = m_contentType.value_or(QByteArray());
        m_head->keepAlive
            = minor == 1 ? !m_connection.contains("close") : m_connection.contains("keep-alive");
        const auto &host = m_head->host;
        if ((minor == 1 && !host) || (host && !std::all_of(host->begin(), host->end(), isHostChar)))
            return Refusal{400,
                           QT_TRANSLATE_NOOP("control", "the Host header is missing or no host")};
        if (m_length)
            return readLength(*m_length, limits, &m_head->bodyLength);
        return std::nullopt;
    }

private:
    std::optional<Refusal> store(const QByteArray &name, const QByteArray &value)
    {
        if (name == "transfer-encoding")
            return Refusal{501, QT_TRANSLATE_NOOP("control", "send a body with Content-Length")};
        if (name == "expect")
            return Refusal{417, QT_TRANSLATE_NOOP("control", "send the request without Expect")};
        if (name == "connection") {
            for (const QByteArray &option : value.toLower().split(','))
                m_connection.append(option.trimmed());
            return std::nullopt;
        }
        if (name == "accept-encoding")
            return join(value, &m_head->request.acceptEncoding);
        if (name == "if-none-match")
            return join(value, &m_head->request.ifNoneMatch);
        const std::array<Field, 8> single{{{"host", &m_head->host},
                                           {"authorization", &m_head->authorization},
                                           {"origin", &m_head->origin},
                                           {"sec-fetch-site", &m_head->fetchSite},
                                           {"user-agent", &m_head->userAgent},
                                           {"content-type", &m_contentType},
                                           {"content-length", &m_length},
                                           {"last-event-id", &m_head->request.lastEventId}}};
        for (const Field &field : single) {
            if (name != field.name)
                continue;
            if (field.value->has_value())
                return Refusal{400, QT_TRANSLATE_NOOP("control", "a header is there twice")};
            *field.value = value;
        }
        return std::nullopt;
    }

    // Lists may come in several headers (RFC 9110, 5.3).
    static std::optional<Refusal> join(const QByteArray &value, QByteArray *list)
    {
        *list += list->isEmpty() ? value : ", " + value;
        return std::nullopt;
    }

    RequestHead *m_head;
    QList<QByteArray> m_connection; // the options of all Connection headers
    std::optional<QByteArray> m_contentType;
    std::optional<QByteArray> m_length;
};

} // namespace

std::optional<Parameters> readParameters(QByteArrayView text)
{
    Parameters parameters;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('&');
        const QByteArrayView pair = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decodeUrlText(equals < 0 ? pair : pair.first(equals), PlusSign::Space);
        const auto value = decodeUrlText(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1),
                                         PlusSign::Space);
        if (!name || !value)
            return std::nullopt;
        parameters.append({*name, *value});
    }
    return parameters;
}

HeadResult readHead(QByteArrayView bytes, const GateLimits &limits)
{
    RequestHead head;
    head.headLength = bytes.size();
    Headings headings(&head);
    int minor = 1;
    int count = -1; // of headers: the first line is none
    for (qsizetype at = bytes.startsWith("\r\n") ? 2 : 0; at < bytes.size();) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        const QByteArrayView line = bytes.sliced(at, (end < 0 ? bytes.size() : end) - at);
        at += line.size() + 2;
        if (line.isEmpty())
            break;
        ++count;
        const auto refusal
            = count == 0 ? readRequestLine(line, &head, &minor, limits) : headings.add(line);
        if (refusal)
            return *refusal;
    }
    if (count > limits.headers)
        return kHeadTooLarge;
    if (const auto refusal = headings.finish(minor, limits))
        return *refusal;
    return head;
}

HeadResult HeadReader::look(const QByteArray &buffer)
{
    qsizetype end = -1;
    while ((end = buffer.indexOf('\n', m_scanned)) >= 0) {
        if (end == m_lineStart || buffer[end - 1] != '\r')
            return Refusal{400, QT_TRANSLATE_NOOP("control", "lines must end with CR LF")};
        const bool blank = end == m_lineStart + 1;
        const bool leading = m_lines == 0;
        if (blank && !leading)
            return end < m_limits.headBytes
                       ? readHead(QByteArrayView(buffer).first(end + 1), m_limits)
                       : HeadResult(kHeadTooLarge);
        if (blank && m_lineStart > 0) // one is forgiven: some clients end a body with it
            return kBadRequestLine;
        m_lines += blank ? 0 : 1;
        m_scanned = m_lineStart = end + 1;
    }
    m_scanned = buffer.size();
    const qsizetype rest = buffer.size() - m_lineStart;
    if (m_lines == 0 && rest > 0 && !isTokenChar(buffer[m_lineStart])
        && buffer[m_lineStart] != '\r')
        return kBadRequestLine; // a TLS handshake, for one, never has a line's end
    if (m_lines == 0 && rest > m_limits.targetBytes + kRequestLineExtra)
        return kTargetTooLong;
    if (buffer.size() > m_limits.headBytes || m_lines > m_limits.headers + 1)
        return kHeadTooLarge;
    return std::monostate();
}

void HeadReader::reset()
{
    m_scanned = m_lineStart = m_lines = 0;
}

} // namespace qilin
