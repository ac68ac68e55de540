// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/httpprobe.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr qsizetype kStatusLineMax = 1024;

} // namespace

HttpProbe::HttpProbe(const ReadyUrl &url, QObject *parent)
    : QObject(parent)
    , m_url(url)
{
    m_again.setSingleShot(true);
    m_again.setInterval(100ms);
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(5s);
    connect(&m_again, &QTimer::timeout, this, &HttpProbe::ask);
    connect(&m_timeout, &QTimer::timeout, this, [this] { fail(u"no answer in 5 s"_s); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &HttpProbe::read);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_socket.write("GET " + m_url.target + " HTTP/1.1\r\nHost: " + m_url.host
                       + "\r\nUser-Agent: qilin-daemon\r\nConnection: close\r\n\r\n");
    });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_timeout.isActive())
            fail(m_socket.errorString());
    });
}

HttpProbe::~HttpProbe()
{
    m_socket.disconnect(this);
}

void HttpProbe::start()
{
    ask();
}

void HttpProbe::ask()
{
    m_answer.clear();
    m_timeout.start();
    m_socket.connectToHost(m_url.address, m_url.port);
}

void HttpProbe::read()
{
    if (!m_timeout.isActive())
        return;
    m_answer += m_socket.read(kStatusLineMax);
    const qsizetype end = m_answer.indexOf('\n');
    if (end < 0 && m_answer.size() < kStatusLineMax)
        return;
    const QByteArray line = m_answer.left(end).trimmed(); // "HTTP/1.1 204 No Content"
    if (!line.startsWith("HTTP/1.") || line.size() < 12) {
        fail(u"what answers speaks no HTTP"_s);
    } else if (line[9] == '2') {
        m_timeout.stop();
        m_socket.abort();
        emit succeeded();
    } else {
        fail(u"it answered "_s + QString::fromUtf8(line.sliced(9, 3)));
    }
}

void HttpProbe::fail(const QString &why)
{
    m_lastResult = why;
    m_timeout.stop();
    m_socket.abort();
    m_again.start();
}

} // namespace qilin
