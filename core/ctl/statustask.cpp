// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/statustask.h"

#include "core/client/troubles.h"
#include "core/ctl/followtask.h"
#include "core/ctl/livetask.h"
#include "core/ctl/statusview.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

class StatusTask final : public Task
{
public:
    using Task::Task;

    void begin() override
    {
        ask(infoQuestion(), [this](const QJsonValue &result) { show(result); });
    }

private:
    void show(const QJsonValue &result)
    {
        if (invocation().has(CtlOption::Json)) {
            printer().printJson({{u"result"_s, result}});
            emit finished(kCtlDone);
            return;
        }
        const auto snapshot = snapshotFromJson(result.toObject());
        if (!snapshot)
            return fail(kCtlUnreachable, noDaemon(access().endpoint(), 200));
        const Look &look = printer().look();
        printer().print(look.isTerminal() ? statusLines(*snapshot, access().endpoint().title,
                                                        QDateTime::currentDateTimeUtc(), look)
                                          : plainStatusLines(*snapshot));
        emit finished(kCtlDone);
    }
};

// Each status on a line of its own.
class StatusStreamTask final : public FollowTask
{
public:
    using FollowTask::FollowTask;

    void begin() override
    {
        ask(infoQuestion(), [this](const QJsonValue &) { follow(Following::States); });
    }

private:
    void onSnapshot(const Snapshot &snapshot) override
    {
        printer().printJsonLine({{u"result"_s, toJson(snapshot)}});
    }
};

} // namespace

std::unique_ptr<Task> makeStatusTask(const TaskContext &context)
{
    if (!context.invocation.has(CtlOption::Watch))
        return std::make_unique<StatusTask>(context);
    if (context.invocation.has(CtlOption::Json))
        return std::make_unique<StatusStreamTask>(context);
    return makeWatchTask(context);
}

} // namespace qilin
