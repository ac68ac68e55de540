// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/reloadtask.h"

#include "core/client/target.h"
#include "core/ctl/actiontask.h"
#include "core/ctl/followtask.h"
#include "core/ctl/text.h"
#include "core/ctl/visibletext.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// The daemon answers when the new workers serve; the old ones may finish what they have then.
class ReloadTask final : public FollowTask
{
public:
    using FollowTask::FollowTask;

    void begin() override
    {
        const QString target = apiTarget("/reload"_L1, {{"app"_L1, invocation().app}});
        ask(actionQuestion(target), [this](const QJsonValue &result) {
            m_result = result;
            if (invocation().has(CtlOption::Wait))
                follow(Following::States);
            else
                end();
        });
    }

private:
    void onSnapshot(const Snapshot &snapshot) override
    {
        if (!std::exchange(m_hasSeen, true))
            m_old = oldWorkers(snapshot);
        const bool isThere = std::any_of(
            snapshot.workers.begin(), snapshot.workers.end(),
            [this](const WorkerSnapshot &worker) { return m_old.contains(worker.id); });
        if (!isThere && !std::exchange(m_isOver, true))
            end();
    }

    void onLost(const QString &why) override { fail(kCtlUnreachable, why); }

    // Ids of those that were replaced: a generation later than theirs serves.
    QSet<int> oldWorkers(const Snapshot &snapshot) const
    {
        QSet<int> ids;
        for (const AppSnapshot &app : snapshot.apps) {
            if (!invocation().app.isEmpty() && app.name != invocation().app)
                continue;
            for (const WorkerSnapshot &worker : snapshot.workers) {
                if (worker.app == app.name && worker.generation < app.generation)
                    ids.insert(worker.id);
            }
        }
        return ids;
    }

    void end()
    {
        if (invocation().has(CtlOption::Json))
            printer().printJson({{u"result"_s, m_result}});
        else if (invocation().app.isEmpty())
            printer().print(CtlText::tr("new workers serve"));
        else
            printer().print(
                CtlText::tr("%1: new workers serve").arg(visibleText(invocation().app)));
        emit finished(kCtlDone);
    }

    QJsonValue m_result;
    bool m_hasSeen = false;
    bool m_isOver = false;
    QSet<int> m_old;
};

} // namespace

std::unique_ptr<Task> makeReloadTask(const TaskContext &context)
{
    return std::make_unique<ReloadTask>(context);
}

} // namespace qilin
