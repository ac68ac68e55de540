// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QStringList>

#include <memory>
#include <vector>

namespace qilin::test {

// A desktop of the test's own: an X server and a D-Bus session bus on free addresses, put into this
// program's environment. To be made before the QApplication, which then runs on it. All that was
// started ends with it.
class Desktop final
{
public:
    Desktop();
    ~Desktop();
    Q_DISABLE_COPY_MOVE(Desktop)

    // False: Xvfb or dbus-daemon is not there; the environment is that of "offscreen" then.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    // One more program on it; null where it cannot be started.
    QProcess *run(const QString &program, const QStringList &arguments);
    void end(QProcess *process);

private:
    [[nodiscard]] QByteArray firstLineOf(const QString &program, const QStringList &arguments);

    bool m_isReady = false;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace qilin::test
