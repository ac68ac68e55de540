// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

#include <QStringList>

// CONFIG on disk -> Config, or everything that is wrong with it, at once.
namespace qilin {

struct LoadResult
{
    std::optional<Config> config; // present only without a fault
    QList<Fault> faults;          // sorted by position
    QStringList warnings;         // "FILE:LINE:COL: key: sentence"
    bool unreadable = false;      // the file could not be read at all; one fault says why

    [[nodiscard]] QStringList messages() const; // faults, then warnings, a line each

    QString file; // as it was given
};

// Reads the file at path and those of passwords and certificates it may name, and looks up programs
// and directories. For a client: the keys of the daemon alone, without rules and applications.
// path may be relative to the working directory; Config::file is absolute, for the next time.
[[nodiscard]] LoadResult loadConfig(const QString &path, LoadFor reader = LoadFor::Daemon);

// The same of a text that is to be the file at path; that need not exist.
[[nodiscard]] LoadResult loadConfigText(const QByteArray &text, const QString &path,
                                        LoadFor reader = LoadFor::Daemon);

// "FILE:LINE:COL: key: sentence", without what is not known.
[[nodiscard]] QString formatFault(const QString &file, const Fault &fault);

} // namespace qilin
