// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/healthprobe.h"

#include "tests/support/httpclient.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QSslSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin::test {

namespace {

constexpr auto kAddress = "127.0.0.2"; // the attackers have 127.0.0.1
constexpr int kGiveUpMs = 10'000;      // far beyond what is allowed

// Whoever asks by TLS is tested elsewhere for what it trusts.
HttpAnswer askByTls(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.bind(QHostAddress(QLatin1StringView(kAddress)));
    socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    HttpAnswer answer;
    QByteArray text;
    if (socket.waitForEncrypted(kGiveUpMs)) {
        socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        while (!text.endsWith('\n') && socket.waitForReadyRead(kGiveUpMs))
            text += socket.readAll();
    }
    answer.status = text.mid(9, 3).toInt();
    answer.error = socket.errorString();
    return answer;
}

HttpAnswer askOnce(const Target &target)
{
    if (target.isTls)
        return askByTls(target.port);
    HttpClient client = target.unixPath.isEmpty() ? HttpClient::tcpFrom(kAddress, target.port)
                                                  : HttpClient::unixSocket(target.unixPath);
    return client.request("GET", "/healthz", {}, kGiveUpMs);
}

} // namespace

HealthProbe::HealthProbe(const Target &port, const Target &socket)
    : m_targets{port, socket}
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ask(); });
    m_timer.start(100ms);
}

void HealthProbe::ask()
{
    const Target &target = m_targets[m_asked++ % 2];
    QElapsedTimer clock;
    clock.start();
    const HttpAnswer answer = askOnce(target);
    m_slowestMs = qMax(m_slowestMs, clock.elapsed());
    if (answer.status == 200)
        ++m_answers;
    else
        m_failures.append(u"/healthz by %1: status %2 %3 after %4 ms"_s.arg(
            target.unixPath.isEmpty() ? u"port"_s : u"socket"_s, QString::number(answer.status),
            answer.error, QString::number(clock.elapsed())));
}

} // namespace qilin::test
