// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/portgroup.h"

#include <algorithm>
#include <cerrno>

#include <linux/filter.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace qilin {

PortGroup::PortGroup(const ListenSpec &spec, int first)
    : m_spec(spec)
    , m_row{first}
    , m_preferred(first)
{
    m_spec.sharing = ListenSpec::Sharing::Further;
    // Already now: the next one must get nothing from the moment it listens.
    m_canSteer = steerTo(0);
}

void PortGroup::add(int socket)
{
    m_row.push_back(socket);
    const auto spare
        = std::find_if(m_row.begin(), m_row.end(), [this](int member) { return isSpare(member); });
    if (spare != m_row.end())
        dropSpare(size_t(spare - m_row.begin())); // its number becomes the new one's
}

int PortGroup::prefer(int socket)
{
    m_preferred = socket;
    const int error = !steerTo(numberOf(socket)) && m_canSteer ? errno : 0;
    trim();
    return error;
}

void PortGroup::remove(int socket)
{
    const size_t number = numberOf(socket);
    if (number == m_row.size())
        return;
    if (m_row.size() > 2 && m_row.back() == m_preferred && socket != m_preferred)
        addSpare();
    take(number);
    trim();
}

bool PortGroup::steerTo(size_t number)
{
    sock_filter code[] = {{BPF_RET | BPF_K, 0, 0, quint32(number)}};
    const sock_fprog program{1, code};
    return ::setsockopt(m_row.front(), SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program,
                        sizeof program)
           == 0;
}

size_t PortGroup::numberOf(int socket) const
{
    return size_t(std::find(m_row.begin(), m_row.end(), socket) - m_row.begin());
}

bool PortGroup::isSpare(int socket) const
{
    return std::any_of(m_spares.begin(), m_spares.end(),
                       [socket](const auto &spare) { return spare->descriptor() == socket; });
}

void PortGroup::addSpare()
{
    auto spare = ListenSocket::open(m_spec);
    if (!spare)
        return;
    m_row.push_back(spare.value()->descriptor());
    m_spares.push_back(std::move(spare.value()));
}

void PortGroup::dropSpare(size_t number)
{
    const int socket = m_row[number];
    take(number);
    m_spares.erase(std::find_if(m_spares.begin(), m_spares.end(), [socket](const auto &spare) {
        return spare->descriptor() == socket;
    }));
}

void PortGroup::take(size_t number)
{
    ::shutdown(m_row[number], SHUT_RDWR);
    m_row[number] = m_row.back();
    m_row.pop_back();
    if (!m_row.empty() && numberOf(m_preferred) < m_row.size())
        steerTo(numberOf(m_preferred));
}

// Those that can go without moving the preferred one among others.
void PortGroup::trim()
{
    while (!m_row.empty() && isSpare(m_row.back()))
        dropSpare(m_row.size() - 1);
    if (m_row.size() == 2 && isSpare(m_row.front()))
        dropSpare(0);
}

bool isQueueEmpty(int listener)
{
    pollfd waiting{listener, POLLIN, 0};
    return ::poll(&waiting, 1, 0) != 1 || (waiting.revents & POLLIN) == 0;
}

} // namespace qilin
