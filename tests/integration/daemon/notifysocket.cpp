// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/notifysocket.h"

#include <QFile>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace qilin::test {

NotifySocket::NotifySocket(const QString &path)
    : m_fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (size_t(name.size()) >= sizeof address.sun_path)
        qFatal("%s is too long for a socket", name.constData());
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    if (::bind(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot bind %s", name.constData());
}

NotifySocket::~NotifySocket()
{
    ::close(m_fd);
}

const QList<QByteArray> &NotifySocket::messages()
{
    char buffer[4096];
    for (ssize_t size; (size = ::recv(m_fd, buffer, sizeof buffer, 0)) >= 0;)
        m_messages += QByteArray(buffer, size).split('\n');
    return m_messages;
}

qsizetype NotifySocket::indexOf(const QByteArray &message, qsizetype start)
{
    return messages().indexOf(message, start);
}

} // namespace qilin::test
