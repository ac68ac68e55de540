// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/actiontask.h"

#include "core/client/target.h"
#include "core/ctl/text.h"
#include "core/ctl/visibletext.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

class ActionTask final : public Task
{
public:
    // sentence: what has been done, once it has.
    ActionTask(const TaskContext &context, const QString &target, const QString &sentence)
        : Task(context)
        , m_target(target)
        , m_sentence(sentence)
    {}

    void begin() override
    {
        ask(actionQuestion(m_target), [this](const QJsonValue &result) {
            if (invocation().has(CtlOption::Json))
                printer().printJson({{u"result"_s, result}});
            else
                printer().print(visibleText(m_sentence));
            emit finished(kCtlDone);
        });
    }

private:
    const QString m_target;
    const QString m_sentence;
};

} // namespace

Question actionQuestion(const QString &target)
{
    return {"POST"_ba, target.toLatin1(), {}};
}

std::unique_ptr<Task> makeRestartTask(const TaskContext &context)
{
    const QString worker = QString::number(context.invocation.worker.value_or(0));
    return std::make_unique<ActionTask>(context, apiTarget("/restart"_L1, {{"worker"_L1, worker}}),
                                        CtlText::tr("worker %1 is replaced").arg(worker));
}

std::unique_ptr<Task> makeScaleTask(const TaskContext &context)
{
    const QString &app = context.invocation.app;
    const int count = context.invocation.count;
    return std::make_unique<ActionTask>(
        context, apiTarget("/scale"_L1, {{"app"_L1, app}, {"workers"_L1, QString::number(count)}}),
        app.isEmpty() ? CtlText::tr("workers up: %1").arg(count)
                      : CtlText::tr("%1: workers up: %2").arg(app, QString::number(count)));
}

std::unique_ptr<Task> makeStopTask(const TaskContext &context)
{
    const QString &app = context.invocation.app;
    return std::make_unique<ActionTask>(context, apiTarget("/stop"_L1, {{"app"_L1, app}}),
                                        CtlText::tr("%1 is stopped").arg(app));
}

std::unique_ptr<Task> makeStartTask(const TaskContext &context)
{
    const QString &app = context.invocation.app;
    return std::make_unique<ActionTask>(context, apiTarget("/start"_L1, {{"app"_L1, app}}),
                                        CtlText::tr("%1 is started").arg(app));
}

} // namespace qilin
