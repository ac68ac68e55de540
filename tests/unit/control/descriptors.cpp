// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "descriptors.h"

#include <QDir>

#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

int openDescriptors()
{
    const QDir directory(u"/proc/self/fd"_s);
    return int(directory.entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

NoDescriptors::NoDescriptors()
{
    ::getrlimit(RLIMIT_NOFILE, &m_before);
    rlimit low = m_before;
    low.rlim_cur = rlim_t(openDescriptors() + 20);
    ::setrlimit(RLIMIT_NOFILE, &low);
    for (int fd = ::open("/dev/null", O_RDONLY); fd >= 0; fd = ::open("/dev/null", O_RDONLY))
        m_fillers.push_back(fd);
}

NoDescriptors::~NoDescriptors()
{
    for (const int fd : m_fillers)
        ::close(fd);
    ::setrlimit(RLIMIT_NOFILE, &m_before);
}

PlainSocket::PlainSocket()
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{}

PlainSocket::~PlainSocket()
{
    ::close(m_fd);
}

bool PlainSocket::connectTo(int port) const
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(quint16(port));
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(m_fd, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0;
}

bool PlainSocket::isAtEnd() const
{
    char byte = 0;
    const ssize_t count = ::recv(m_fd, &byte, 1, MSG_DONTWAIT);
    return count == 0 || (count < 0 && errno != EAGAIN);
}

} // namespace qilin
