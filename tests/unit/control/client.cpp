// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "client.h"

#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

namespace qilin {

namespace {

constexpr int kPatience = 20000;

std::optional<Answer> takeAnswer(QByteArray *bytes, Bodies bodies)
{
    const qsizetype end = bytes->indexOf("\r\n\r\n");
    if (end < 0 || !bytes->startsWith("HTTP/1.1 "))
        return std::nullopt;
    Answer answer;
    answer.status = bytes->mid(9, 3).toInt();
    const QList<QByteArray> lines = bytes->left(end).replace("\r\n", "\n").split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(": ");
        const QByteArray name = line.left(colon).toLower();
        if (colon < 0 || answer.headers.contains(name))
            return std::nullopt;
        answer.headers.insert(name, line.mid(colon + 2));
    }
    const qsizetype length
        = bodies == Bodies::Sent ? answer.headers.value("content-length").toInt() : 0;
    if (bytes->size() < end + 4 + length)
        return std::nullopt;
    answer.body = bytes->mid(end + 4, length);
    bytes->remove(0, end + 4 + length);
    return answer;
}

} // namespace

std::optional<QList<Answer>> parseAnswers(QByteArray bytes, Bodies bodies)
{
    QList<Answer> answers;
    while (!bytes.isEmpty()) {
        const auto answer = takeAnswer(&bytes, bodies);
        if (!answer)
            return std::nullopt;
        answers.append(*answer);
    }
    return answers;
}

Client::Client(int port, const QHostAddress &source)
    : m_device(&m_tcp)
{
    connect(&m_tcp, &QTcpSocket::disconnected, this, [this] { m_closed = true; });
    follow();
    if (!source.isNull())
        m_tcp.bind(source);
    m_tcp.connectToHost(QHostAddress::LocalHost, quint16(port));
}

Client::Client(const QString &socketPath)
    : m_device(&m_local)
{
    connect(&m_local, &QLocalSocket::disconnected, this, [this] { m_closed = true; });
    follow();
    m_local.connectToServer(socketPath);
}

void Client::follow()
{
    connect(m_device, &QIODevice::readyRead, this, [this] { m_received += m_device->readAll(); });
}

void Client::get(const QByteArray &path, const QByteArray &headers)
{
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
}

void Client::halfClose()
{
    while (m_tcp.bytesToWrite() > 0 && m_tcp.waitForBytesWritten(kPatience)) {}
    ::shutdown(int(m_tcp.socketDescriptor()), SHUT_WR);
}

void Client::reset()
{
    const linger now{1, 0};
    ::setsockopt(int(m_tcp.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_tcp.abort();
}

void Client::stopReading()
{
    m_tcp.setReadBufferSize(1);
    m_device->disconnect(this);
    connect(&m_tcp, &QTcpSocket::disconnected, this, [this] { m_closed = true; });
}

void Client::readAgain()
{
    follow();
    m_tcp.setReadBufferSize(0);
    m_received += m_device->readAll();
}

bool Client::isConnected() const
{
    return m_tcp.state() == QAbstractSocket::ConnectedState
           || m_local.state() == QLocalSocket::ConnectedState;
}

bool Client::waitForConnected()
{
    return QTest::qWaitFor([this] { return isConnected(); }, kPatience);
}

bool Client::waitForAnswers(int count, Bodies bodies)
{
    return QTest::qWaitFor([&] { return answers(bodies).size() >= count; }, kPatience);
}

bool Client::waitForClose()
{
    return QTest::qWaitFor([this] { return m_closed; }, kPatience);
}

QList<Answer> Client::answers(Bodies bodies) const
{
    return parseAnswers(m_received, bodies).value_or(QList<Answer>());
}

} // namespace qilin
