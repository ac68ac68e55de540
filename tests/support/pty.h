// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/waitfor.h"

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

namespace qilin::test {

// A program on a terminal of its own, of which it is the session's leader: Ctrl-C and the like
// reach it as signals. Ended at the latest by destruction.
class Pty final
{
public:
    Pty() = default;
    ~Pty();
    Q_DISABLE_COPY_MOVE(Pty)

    // Before start()
    void setEnvironment(const QString &name, const QString &value);
    void unsetEnvironment(const QString &name);
    void setDirectory(const QString &path) { m_directory = path; }
    void setSize(int columns, int rows); // afterwards, too: the program is told

    [[nodiscard]] bool start(const QString &program, const QStringList &arguments);
    [[nodiscard]] qint64 pid() const { return m_pid; }

    void type(const QByteArray &bytes);
    // All that has come since start(), or since clear().
    [[nodiscard]] QByteArray output();
    void clear() { m_output.clear(); }
    [[nodiscard]] bool waitForOutput(const QByteArray &text, int ms = kPatienceMs);

    // How the terminal is set just now.
    [[nodiscard]] bool showsWhatIsTyped() const;
    [[nodiscard]] bool gathersLines() const;

    [[nodiscard]] bool isStopped() const; // by Ctrl-Z
    // The exit code; nothing if it did not end in time or a signal ended it.
    [[nodiscard]] std::optional<int> waitForExit(int ms = kPatienceMs);

private:
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QString m_directory;
    int m_columns = 100;
    int m_rows = 30;
    int m_fd = -1;
    int m_other = -1; // the program's side, so that its settings can be seen after its end
    qint64 m_pid = 0;
    QByteArray m_output;
};

} // namespace qilin::test
