// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/identity.h"

#include <QByteArray>

#include <optional>

namespace qilin {

// What a socket file's mode becomes.
struct PathAccess
{
    bool readable = false; // added for everybody
    bool writable = false;
    std::optional<unsigned> mode; // exactly this, from the first instant; else what the umask says
};

// The socket file that a bound Unix socket left in the file system. Removes it in the end, unless
// something else has taken its place.
class BoundPath final
{
public:
    BoundPath() = default;
    BoundPath(BoundPath &&other) noexcept { swap(other); }
    BoundPath &operator=(BoundPath &&other) noexcept
    {
        swap(other);
        return *this;
    }
    ~BoundPath();

    // Binds socket (AF_UNIX, stream) to path: absolute, or NUL and an abstract name. A socket file
    // on which nobody answers is replaced; anything else there is left alone. Returns 0 or errno.
    [[nodiscard]] int bind(int socket, const QByteArray &path, PathAccess access,
                           const std::optional<Identity> &identity);

    // Renames the file, over whatever is at path (absolute). Returns 0 or errno.
    [[nodiscard]] int moveTo(const QByteArray &path);

private:
    void swap(BoundPath &other) noexcept;

    QByteArray m_path; // empty: nothing to remove
    std::optional<Identity> m_identity;
    quint64 m_device = 0;
    quint64 m_inode = 0;
};

} // namespace qilin
