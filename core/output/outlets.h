// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/chunkcutter.h"

#include <QHash>
#include <QString>

#include <memory>

namespace qilin {

class Console;
class LogFile;

// What all applications of a daemon print through: the console, one LogFile a file, one buffer.
class Outlets final
{
    Q_DISABLE_COPY_MOVE(Outlets)

public:
    explicit Outlets(Console &console); // must outlive it
    ~Outlets();

    Console &console() const { return m_console; }
    ReadBuffer &buffer() { return m_buffer; }

    // Applications that name the same file, by whatever path, get the same one. Lives as long as
    // one of them keeps it.
    [[nodiscard]] std::shared_ptr<LogFile> logFile(const QString &path);
    int reopenLogFiles(); // how many there are

    // Another one for each that asks; -1 for all where the terminal is to be shown none.
    [[nodiscard]] int nextColor();

private:
    Console &m_console;
    ReadBuffer m_buffer;
    QHash<QString, std::weak_ptr<LogFile>> m_files; // by the path without links
    const bool m_hasColors;
    int m_colors = 0;
};

} // namespace qilin
