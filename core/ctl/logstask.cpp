// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/logstask.h"

#include "core/base/event.h"
#include "core/client/logmerge.h"
#include "core/client/target.h"
#include "core/ctl/eventtext.h"
#include "core/ctl/followtask.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

class LogsTask final : public FollowTask
{
public:
    using FollowTask::FollowTask;

    void begin() override
    {
        // One at least: with -f it says from where on lines are new.
        const int count = std::max(1, invocation().lines);
        const auto worker = invocation().worker;
        const QString target
            = apiTarget("/logs"_L1, {{"app"_L1, invocation().app},
                                     {"worker"_L1, worker ? QString::number(*worker) : QString()},
                                     {"lines"_L1, QString::number(count)}});
        ask({"GET"_ba, target.toLatin1(), {}}, [this](const QJsonValue &result) {
            const QJsonArray lines = invocation().lines > 0 ? result.toArray() : QJsonArray();
            if (invocation().has(CtlOption::Follow))
                return goOn(result.toArray());
            if (invocation().has(CtlOption::Json))
                printer().printJson({{u"result"_s, lines}});
            else
                print(linesIn(lines));
            emit finished(kCtlDone);
        });
    }

private:
    static QList<LogLine> linesIn(const QJsonArray &array)
    {
        QList<LogLine> lines;
        for (const auto &line : array)
            lines.append(logLineFromJson(line.toObject()));
        return lines;
    }

    void goOn(const QJsonArray &array)
    {
        const QList<LogLine> lines = m_merge.answered(linesIn(array));
        if (invocation().lines > 0)
            print(lines);
        follow(Following::StatesAndLogs);
        connect(&client(), &ControlClient::logLine, this, &LogsTask::receive);
    }

    void onSnapshot(const Snapshot &) override {}

    // What was printed before the stream began comes with one more answer.
    void onConnected() override
    {
        m_isFetching = true;
        client().logs(invocation().app, invocation().worker, kLogLinesMost,
                      [this](const Result<QList<LogLine>> &answer) {
                          m_isFetching = false;
                          if (answer)
                              print(m_merge.answered(*answer));
                          for (const LogLine &line : std::exchange(m_held, {}))
                              receive(line);
                      });
    }

    void onLost(const QString &why) override
    {
        for (const LogLine &line : std::exchange(m_held, {})) {
            if (m_merge.isNew(line))
                print({line});
        }
        FollowTask::onLost(why);
    }

    void receive(const LogLine &line)
    {
        if (!invocation().app.isEmpty() && line.app != invocation().app)
            return;
        if (invocation().worker && line.worker != *invocation().worker)
            return;
        if (m_isFetching)
            m_held.append(line);
        else if (m_merge.isNew(line))
            print({line});
    }

    void print(const QList<LogLine> &lines)
    {
        if (invocation().has(CtlOption::Json)) {
            for (const LogLine &line : lines)
                printer().printJsonLine(toJson(line));
            return;
        }
        QStringList texts;
        for (const LogLine &line : lines)
            texts.append(logText(line, printer().look()));
        printer().print(texts);
    }

    LogMerge m_merge;
    QList<LogLine> m_held; // came while an answer was waited for
    bool m_isFetching = false;
};

} // namespace

std::unique_ptr<Task> makeLogsTask(const TaskContext &context)
{
    return std::make_unique<LogsTask>(context);
}

} // namespace qilin
