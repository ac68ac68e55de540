// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>

#include <utility>

namespace qilin {

// The file with this process's number in it. Locked (flock(2)) while it lives, and removed by the
// destructor if it still is the one written here.
class PidFile final
{
public:
    // Writes a new file, or replaces atomically the one of a process that has gone. Whatever else
    // is at path stays: a live process's pidfile, a file that holds no pid, no regular file.
    [[nodiscard]] static Result<PidFile> create(const QString &path);

    PidFile(PidFile &&other) noexcept = default;
    PidFile &operator=(PidFile &&other) noexcept;
    ~PidFile();

    [[nodiscard]] QString path() const;

private:
    PidFile(QByteArray path, UniqueFd file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {}
    void remove();

    QByteArray m_path;
    UniqueFd m_file;
};

} // namespace qilin
