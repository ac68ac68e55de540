// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/quittask.h"

#include "core/ctl/actiontask.h"
#include "core/ctl/text.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kLook = 100ms; // so often, until it is gone
constexpr int kGatewayTimeout = 504;

// The daemon answers first and goes then: that nobody is there any more tells that it has gone, or
// that somebody else answers. A daemon that is silent may hang, or the network may be down; so may
// one behind a proxy that says so.
class QuitTask final : public Task
{
public:
    explicit QuitTask(const TaskContext &context)
        : Task(context)
    {
        m_look.setSingleShot(true);
        m_look.setInterval(kLook);
        connect(&m_look, &QTimer::timeout, this, &QuitTask::look);
    }

    void begin() override
    {
        ask(infoQuestion(), [this](const QJsonValue &info) {
            m_pid = pidIn(info);
            ask(actionQuestion(u"/quit"_s), [this](const QJsonValue &result) {
                m_result = result;
                m_look.start();
            });
        });
    }

private:
    static qint64 pidIn(const QJsonValue &info) { return info[u"master"_s][u"pid"_s].toInteger(); }

    void look()
    {
        access().ask(infoQuestion(), [this](const Outcome &outcome) {
            const bool isSilent = outcome.status == 0 || outcome.status == kGatewayTimeout;
            if (isSilent && !outcome.isGone)
                return fail(kCtlUnreachable, outcome.result.error().text);
            // Another one may have been started in its place, with other credentials too.
            const bool isAnother = outcome.result ? pidIn(*outcome.result) != m_pid
                                                  : outcome.status == kUnauthorized;
            if (!outcome.isGone && !outcome.isForeign && !isAnother)
                return m_look.start();
            if (invocation().has(CtlOption::Json))
                printer().printJson({{u"result"_s, m_result}});
            else
                printer().print(CtlText::tr("the daemon has gone"));
            emit finished(kCtlDone);
        });
    }

    QTimer m_look;
    qint64 m_pid = 0;
    QJsonValue m_result;
};

} // namespace

std::unique_ptr<Task> makeQuitTask(const TaskContext &context)
{
    return std::make_unique<QuitTask>(context);
}

} // namespace qilin
