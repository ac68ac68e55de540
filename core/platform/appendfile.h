// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QByteArrayView>

namespace qilin {

// A file that grows at its end (O_APPEND), or a pipe or terminal in its place. Never waits for a
// reader; a regular file's write(2) waits for the disk only where the kernel slows down writers.
// SIGPIPE and SIGXFSZ are ignored from the construction on.
class AppendFile final
{
public:
    enum class State { Written, Full, Failed };
    struct Outcome
    {
        State state = State::Written;
        qsizetype size = 0; // bytes taken, with Written
        int error = 0;      // errno, with Failed
    };

    explicit AppendFile(QByteArray path); // the system's own bytes

    // Opens the file or creates it, mode 0640 less the umask.
    [[nodiscard]] Result<> open();
    void close() { m_fd.reset(); }
    [[nodiscard]] bool isOpen() const { return bool(m_fd); }
    [[nodiscard]] int fd() const { return m_fd.get(); }

    // Asks the system again for what follows: others may shorten or remove the file.
    void refresh();
    [[nodiscard]] bool isRegular() const { return m_isRegular; }
    [[nodiscard]] bool isRemoved() const { return m_isRemoved; } // it has no name any more
    [[nodiscard]] qint64 size() const { return m_size; }         // bytes

    // Full: nothing now, wait for fd(). Failed: not now, but a later try may work (disk full).
    [[nodiscard]] Outcome write(QByteArrayView bytes);

private:
    QByteArray m_path;
    UniqueFd m_fd;
    bool m_isRegular = false;
    bool m_isRemoved = false;
    qint64 m_size = 0;
};

// rename(2), unlink(2): 0 or errno.
[[nodiscard]] int renameFile(const QByteArray &from, const QByteArray &to);
[[nodiscard]] int removeFile(const QByteArray &path);

} // namespace qilin
