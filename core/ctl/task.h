// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/daemonaccess.h"
#include "core/ctl/exitcodes.h"
#include "core/ctl/invocation.h"
#include "core/ctl/printer.h"

namespace qilin {

// What a command works with; all of it outlives the task.
struct TaskContext
{
    const Invocation &invocation;
    Printer &printer;
    DaemonAccess *access; // null where the command needs no daemon
};

// One run of a command.
class Task : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Task)

public:
    explicit Task(const TaskContext &context)
        : m_context(context)
    {}

    virtual void begin() = 0; // once, from the event loop; finished() follows

signals:
    void finished(int code); // once; nothing is done after it

protected:
    [[nodiscard]] const Invocation &invocation() const { return m_context.invocation; }
    [[nodiscard]] Printer &printer() const { return m_context.printer; }
    [[nodiscard]] DaemonAccess &access() const { return *m_context.access; }

    // Asks; an answer that is an error ends the task with it.
    void ask(const Question &question, const std::function<void(const QJsonValue &result)> &done);
    void fail(int code, const QString &sentence); // says it and ends the task

private:
    const TaskContext m_context;
};

// "GET /info"
[[nodiscard]] Question infoQuestion();

} // namespace qilin
