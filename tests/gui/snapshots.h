// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"

// Snapshots for tests of what shows them.
namespace qilin {

inline WorkerSnapshot worker(int id, const QString &app, double cpu = 1, double mem = 40)
{
    WorkerSnapshot worker;
    worker.id = id;
    worker.pid = 1000 + id;
    worker.app = app;
    worker.cpu = cpu;
    worker.mem = mem;
    worker.state = WorkerState::Up;
    worker.generation = 1;
    worker.uptime = 10;
    return worker;
}

// An app "app.js" with workers of these ids.
inline Snapshot snapshot(const QList<int> &ids, const QString &app = QStringLiteral("app.js"))
{
    Snapshot snapshot;
    snapshot.master.pid = 1;
    snapshot.master.cpu = 0.5;
    snapshot.master.mem = 10;
    snapshot.master.version = QStringLiteral("1.0.0");
    AppSnapshot one;
    one.name = app;
    one.state = AppState::Up;
    one.workers = static_cast<int>(ids.size());
    one.generation = 1;
    snapshot.apps.append(one);
    for (const int id : ids)
        snapshot.workers.append(worker(id, app));
    return snapshot;
}

} // namespace qilin
