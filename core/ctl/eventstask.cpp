// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/eventstask.h"

#include "core/client/target.h"
#include "core/ctl/eventtext.h"
#include "core/ctl/followtask.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

class EventsTask final : public FollowTask
{
public:
    using FollowTask::FollowTask;

    void begin() override
    {
        // Whether there is such an application is for the daemon to say.
        const QString target
            = apiTarget("/logs"_L1, {{"app"_L1, invocation().app}, {"lines"_L1, u"1"_s}});
        ask({"GET"_ba, target.toLatin1(), {}}, [this](const QJsonValue &) {
            follow(Following::States);
            connect(&client(), &ControlClient::workerEvent, this,
                    [this](const WorkerEvent &event) { show(event, "worker"_L1); });
            connect(&client(), &ControlClient::reloadEvent, this,
                    [this](const ReloadEvent &event) { show(event, "reload"_L1); });
        });
    }

private:
    void onSnapshot(const Snapshot &) override {}

    template <typename Event>
    void show(const Event &event, QLatin1StringView name)
    {
        if (!invocation().app.isEmpty() && event.app != invocation().app)
            return;
        if (!invocation().has(CtlOption::Json))
            return printer().print(eventText(event, printer().look()));
        QJsonObject json = toJson(event); // as hooks are given it
        json[u"event"_s] = name;
        printer().printJsonLine(json);
    }
};

} // namespace

std::unique_ptr<Task> makeEventsTask(const TaskContext &context)
{
    return std::make_unique<EventsTask>(context);
}

} // namespace qilin
