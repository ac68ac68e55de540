// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>

namespace qilin {

// What is asked of the directory that a socket lies in.
enum class SocketDirectory {
    AsItIs,  // it must exist; whose it is, is the user's affair
    Private, // made with mode 0700 where it is missing; else it must be a directory of ours (no
             // link), and is closed to others
};

// Owns a listening Unix socket and its file: mode 0600 from its first instant (unix(7): the umask
// at bind(2)), removed at the end if it still is ours.
class SocketFile final
{
public:
    // path: absolute. A file left by a dead process is replaced; one that somebody answers on, and
    // one that is no socket, is an error and stays. Error.text names path and remedy.
    [[nodiscard]] static Result<SocketFile> listen(const QString &path, SocketDirectory directory);

    SocketFile(SocketFile &&other) noexcept = default;
    SocketFile &operator=(SocketFile &&other) = delete;
    ~SocketFile() { remove(); }

    [[nodiscard]] int descriptor() const noexcept { return m_fd.get(); } // non-blocking
    void remove() noexcept; // nothing listens any more and the file is gone

private:
    SocketFile(QByteArray path, UniqueFd fd);

    QByteArray m_path;
    UniqueFd m_fd;
    quint64 m_device = 0; // of the file we made
    quint64 m_inode = 0;
};

} // namespace qilin
