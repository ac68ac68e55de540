// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/platform/uniquefd.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

#include <sys/types.h>

namespace qilin {

struct ChildSetup;

// One child of this process, from its start until it was reaped. In place of QProcess, because it
// is born in a cgroup: a process that is moved there stands still for a grace period of RCU (10 to
// 25 ms), and with it whoever waits for its vfork(2). Once only.
class ChildRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChildRun)

public:
    explicit ChildRun(QObject *parent = nullptr);
    ~ChildRun() override; // kills it if it still runs, and waits for its end

    // Runs setup.image, in directory (empty: ours), with input to be read from stdin; setup.input
    // and setup.failure are not looked at. group: of Cgroups, or -1. When it returns the program
    // runs, or nothing is left of the child: then the Error names what could not be had.
    [[nodiscard]] Result<> start(const ChildSetup &setup, const QByteArray &directory,
                                 const QByteArray &input, int group);
    [[nodiscard]] pid_t pid() const { return m_pid; } // 0: not started, or reaped

signals:
    void exited(int code);
    void killed(int signal); // ended by it

private:
    void watch();
    void look();

    pid_t m_pid = 0;
    UniqueFd m_end; // readable when it has ended (pidfd_open(2))
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_timer; // where there is no such descriptor
};

} // namespace qilin
