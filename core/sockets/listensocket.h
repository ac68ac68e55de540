// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"
#include "core/sockets/unixpath.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace qilin {

// What to open.
struct ListenSpec
{
    enum class Kind { Tcp, Udp, Unix };
    // Whether further sockets may be bound to a TCP address of ours (socket(7), SO_REUSEPORT).
    enum class Sharing {
        None,
        First,  // they may; now the address must be nobody's
        Further // one of ours is there
    };

    Kind kind = Kind::Tcp;
    QByteArray host;  // numeric. Empty: every interface, IPv6 with IPv4 in it, else IPv4 alone
    quint16 port = 0; // 0: one the system picks
    QByteArray path;  // Unix: absolute, or NUL and an abstract name (unix(7))
    int backlog = 0;  // 0: 511, Node's default
    bool ipv6Only = false;
    bool reuseAddress = false; // UDP; TCP always has it
    bool readableAll = false;  // Unix: everyone may read, write
    bool writableAll = false;
    std::optional<unsigned> mode; // Unix: exactly this, from its first instant, such as 0660
    Sharing sharing = Sharing::None;
};

// Where a socket really is (getsockname(2)).
struct BoundAddress
{
    enum class Family { IPv4, IPv6, Unix };

    Family family = Family::IPv4;
    QString host; // or the path; '@' for the NUL of an abstract name
    int port = -1;
};

// A bound socket, and a listening one if it is TCP or Unix, O_NONBLOCK and close-on-exec: its
// descriptor may be given to several processes. A path is removed again with it if it still is
// ours.
class ListenSocket final
{
    Q_DISABLE_COPY_MOVE(ListenSocket)

public:
    // Error::code is the errno that Node would have met. identity: a path is opened with the
    // file-system rights of that user; ports need the rights of this process only.
    static Result<std::unique_ptr<ListenSocket>> open(const ListenSpec &spec,
                                                      const std::optional<Identity> &identity = {});

    // The same socket once more, without a part in its file.
    Result<std::unique_ptr<ListenSocket>> duplicate() const;
    // Its file, named anew or put in place of another. Returns 0 or errno.
    [[nodiscard]] int moveTo(const QByteArray &path) { return m_path.moveTo(path); }

    quint64 inode() const; // tells it from every other open socket
    int descriptor() const { return m_socket.get(); }
    const BoundAddress &endpoint() const { return m_endpoint; }
    // "127.0.0.1:3000", "[::]:3000", "unix:/run/x", "udp:0.0.0.0:53"
    QString address() const;

private:
    ListenSocket() = default;

    BoundPath m_path;
    UniqueFd m_socket;
    BoundAddress m_endpoint;
    ListenSpec::Kind m_kind = ListenSpec::Kind::Tcp;
};

} // namespace qilin
