// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/daemonprobe.h"

#include <chrono>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kPatience = 2s;
constexpr qsizetype kMaxAnswer = 16 * 1024;

} // namespace

DaemonProbe::DaemonProbe()
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { conclude(false); });
    connect(&m_socket, &QLocalSocket::readyRead, this, &DaemonProbe::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] { conclude(false); });
}

bool DaemonProbe::ask(const QString &socket)
{
    // On a Unix socket the kernel answers at once; only a full backlog leaves it open.
    m_socket.connectToServer(socket);
    if (m_socket.state() == QLocalSocket::UnconnectedState)
        return false;
    m_socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    m_timeout.start(kPatience);
    return true;
}

void DaemonProbe::read()
{
    m_answer += m_socket.read(kMaxAnswer - m_answer.size());
    if (m_answer.startsWith("HTTP/1.1 200") && m_answer.contains(R"({"result":"OK"})"))
        conclude(true);
    else if (m_answer.size() >= kMaxAnswer)
        conclude(false);
}

void DaemonProbe::conclude(bool isDaemon)
{
    m_socket.disconnect(this);
    m_timeout.stop();
    m_socket.abort();
    emit answered(isDaemon);
}

} // namespace qilin
