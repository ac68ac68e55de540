// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/master/eventfeed.h"
#include "core/master/operations.h"

namespace qilin {

// A daemon of one application with four workers, whose operations end when the test says so.
class FakeOperations final : public Operations
{
public:
    FakeOperations()
    {
        value.master.pid = 7108;
        for (int id = 1; id <= 4; ++id) {
            WorkerSnapshot worker;
            worker.id = id;
            worker.pid = 8000 + id;
            worker.app = QStringLiteral("app.js");
            worker.state = WorkerState::Up;
            value.workers.append(worker);
        }
        AppSnapshot app;
        app.name = QStringLiteral("app.js");
        app.state = AppState::Up;
        app.workers = 4;
        value.apps.append(app);
    }

    Snapshot snapshot() const override { return value; }
    bool isReady() const override { return ready; }
    QStringList appNames() const override { return names; }

    EventFeed &events() override { return feed; }

    QList<LogLine> logs(const QString &app, std::optional<int> worker, int lines) const override
    {
        asked.append(QStringLiteral("logs %1 %2 %3").arg(app).arg(worker.value_or(0)).arg(lines));
        return printed;
    }
    History history(const QString &app, std::optional<int> worker,
                    std::chrono::seconds span) const override
    {
        const auto seconds = qint64(span.count());
        asked.append(
            QStringLiteral("history %1 %2 %3").arg(app).arg(worker.value_or(0)).arg(seconds));
        return used;
    }

    void reload(const QString &app, const QString &reason, Reply done) override
    {
        begin(app + QLatin1Char('/') + reason, std::move(done));
    }
    void restart(int worker, Reply done) override
    {
        begin(QStringLiteral("restart %1").arg(worker), std::move(done));
    }
    void scale(const QString &app, int workers, Reply done) override
    {
        begin(QStringLiteral("scale %1 %2").arg(app).arg(workers), std::move(done));
    }
    void stop(const QString &app, Reply done) override
    {
        begin(QStringLiteral("stop ") + app, std::move(done));
    }
    void start(const QString &app, Reply done) override
    {
        begin(QStringLiteral("start ") + app, std::move(done));
    }

    void quit(Reply done) override
    {
        ++quits;
        done({});
        if (onQuit)
            onQuit();
    }

    void finishAll(const Result<> &result = {})
    {
        for (const Reply &done : std::exchange(pending, {}))
            done(result);
    }

    Snapshot value;
    QStringList names{QStringLiteral("app.js"), QStringLiteral("api")};
    mutable QStringList asked; // "APP/REASON" a reload, else "COMMAND ARGUMENTS"
    QList<LogLine> printed;
    History used;
    EventFeed feed;
    QList<Reply> pending;
    std::function<void()> onQuit;
    int quits = 0;
    bool ready = true;
    bool atOnce = false;

private:
    void begin(const QString &what, Reply done)
    {
        asked.append(what);
        if (atOnce)
            done({});
        else
            pending.append(std::move(done));
    }
};

} // namespace qilin
