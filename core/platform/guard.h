// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QSet>
#include <QSocketNotifier>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>

namespace qilin {

class TreeKeeper;

// Keeps the program qilin-guard running beside this process. Should this process die without
// goodbye(), be it by SIGKILL, the guard ends what is left in the sessions of trees and what
// carries their marker or is in their cgroups, within two seconds. The kernel's PR_SET_PDEATHSIG
// reaches direct children only. Takes the sessions from trees, and exempts the guard's process
// there. It also moves the leaders of trees to their cgroups, for which one has to wait.
class Guard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Guard)

public:
    // program: empty for the one beside this executable, or in ../libexec. trees must outlive it.
    explicit Guard(TreeKeeper &trees, const QString &program = QString(),
                   QObject *parent = nullptr);
    // Without goodbye() before it, the guard then ends what is left.
    ~Guard() override;

    // Starts it now, and again whenever it dies. A guard that cannot be started is one warning, and
    // nothing else is different; it is tried again unless its program is missing.
    void start();
    // Every tree has ended: the guard leaves.
    void goodbye();

    [[nodiscard]] qint64 processId() const { return m_pid; } // 0 while it does not run

private:
    void launch();
    void launchLater();
    void add(qint64 session);
    void remove(qint64 session);
    void move(int key, qint64 leader);
    void send(const QByteArray &line);
    void flush();
    void onReadable();
    void onDeath();
    [[nodiscard]] QString findProgram() const;

    TreeKeeper &m_trees;
    QString m_program;
    QSet<qint64> m_sessions;
    qint64 m_pid = 0;
    QList<qint64> m_ended; // not reaped yet
    UniqueFd m_channel;    // end of it is how each side learns of the other's death
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QByteArray m_unsent;
    QTimer m_restart;
    std::chrono::milliseconds m_restartDelay;
    QElapsedTimer m_lived;
    bool m_warned = false;
};

} // namespace qilin
