// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/exchange.h"

#include "core/client/troubles.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray hostHeader(const Endpoint &endpoint)
{
    if (!endpoint.socket.isEmpty())
        return "localhost"_ba;
    QUrl url;
    url.setHost(endpoint.url.host().section(u'%', 0, 0)); // a zone is of this machine only
    url.setPort(endpoint.url.port());
    return url.authority(QUrl::FullyEncoded).toLatin1();
}

} // namespace

QByteArray requestBytes(const Endpoint &endpoint, const Question &question)
{
    QByteArray bytes
        = question.verb + ' ' + question.target + " HTTP/1.1\r\nHost: " + hostHeader(endpoint)
          + "\r\nUser-Agent: qilin-daemon/" QILIN_VERSION + "\r\nConnection: close\r\n";
    if (question.verb == "POST")
        bytes += "Content-Length: 0\r\n";
    if (!endpoint.username.isEmpty()) {
        const QString pair = endpoint.username + u':' + endpoint.password;
        bytes += "Authorization: Basic " + pair.toUtf8().toBase64() + "\r\n";
    }
    for (const auto &[name, value] : question.headers)
        bytes += name + ": " + value + "\r\n";
    return bytes + "\r\n";
}

Exchange::Exchange(const Endpoint &endpoint, const Question &question)
    : m_endpoint(endpoint)
    , m_question(question)
    , m_wire(endpoint)
{
    connect(&m_wire, &Wire::opened, this, &Exchange::ask);
    connect(&m_wire, &Wire::readable, this, &Exchange::read);
    connect(&m_wire, &Wire::closed, this, &Exchange::onClosed);
}

void Exchange::start()
{
    m_wire.open();
}

void Exchange::ask()
{
    if (m_state != State::Connecting)
        return;
    m_state = State::Asked;
    m_wire.write(requestBytes(m_endpoint, m_question));
    emit moved();
}

void Exchange::read()
{
    const QByteArray bytes = m_wire.read();
    if (bytes.isEmpty() || (m_state != State::Asked && m_state != State::Answering))
        return;
    m_parser.feed(bytes);
    switch (m_parser.state()) {
    case AnswerParser::State::Head:
        break;
    case AnswerParser::State::Body:
        m_state = State::Answering;
        break;
    case AnswerParser::State::Complete:
        m_state = State::Complete;
        break;
    case AnswerParser::State::Broken:
        return fail(troubleOf(m_endpoint, m_parser.fault()));
    }
    emit moved();
}

void Exchange::onClosed(const QString &why)
{
    const QByteArray rest = m_wire.read();
    if (m_state == State::Complete || m_state == State::Failed)
        return;
    m_parser.feed(rest);
    m_parser.end();
    if (m_parser.state() != AnswerParser::State::Complete) {
        const bool isCutOff = m_parser.fault() == AnswerParser::Fault::Incomplete;
        m_isGone = isCutOff && m_wire.isGone();
        return fail(isCutOff ? why : troubleOf(m_endpoint, m_parser.fault()));
    }
    m_state = State::Complete;
    emit moved();
}

void Exchange::fail(const QString &why)
{
    m_state = State::Failed;
    m_trouble = why;
    emit moved();
}

} // namespace qilin
