// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/master/operations.h"

namespace qilin {

// A daemon of one application with four workers, whose reloads end when the test says so.
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

    void reload(const QString &app, const QString &reason, Reply done) override
    {
        asked.append(app + QLatin1Char('/') + reason);
        if (atOnce)
            done({});
        else
            pending.append(std::move(done));
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
    QStringList asked; // "APP/REASON" a reload
    QList<Reply> pending;
    std::function<void()> onQuit;
    int quits = 0;
    bool ready = true;
    bool atOnce = false;
};

} // namespace qilin
