// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/restartdelay.h"
#include "core/output/lines.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace qilin {

class TreeKeeper;

// The program qilin-tray beside the daemon: a client like every other that the daemon starts, and
// starts again when it crashes. Exit code 0 is the user's wish and ends that; with kExitNoDisplay
// it is tried again quietly, since the display may come back. What it prints goes to the log at
// level debug. It is no worker, may outlive a daemon that is killed, and what the user opened from
// it (a browser) is not ended when the daemon quits.
class Companion final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Companion)

public:
    // trees must outlive it. configFile: absolute.
    Companion(TreeKeeper &trees, const QString &configFile);
    // Kills the tray where it still runs; end() is the orderly way.
    ~Companion() override;

    // Once. Without a display or the program one log line says so, and nothing else happens.
    void start();
    // SIGTERM, SIGKILL after two seconds; then ended(). It is not started again.
    void end();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

signals:
    void ended(); // after end(), where it was running

private:
    void launch();
    void readOutput();
    void log(const QList<QByteArray> &lines);
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void tryAgain(const QString &why);

    TreeKeeper &m_trees;
    const QString m_configFile;
    QString m_program;
    QProcess m_process;
    LineSplitter m_output;
    QByteArray m_lastLine; // what it said before it crashed
    QElapsedTimer m_lived;
    RestartDelay m_delay;
    QTimer m_restart;
    QTimer m_kill;
    bool m_isEnding = false;
    bool m_saidNoDisplay = false;
};

} // namespace qilin
