// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/abilities.h"

#include <algorithm>

namespace qilin {

namespace {

bool canBeReplaced(const AppSnapshot &app)
{
    switch (app.state) {
    case AppState::Starting:
    case AppState::Up:
    case AppState::Degraded:
    case AppState::Exited:
        return true;
    case AppState::Reloading:
    case AppState::Stopping:
    case AppState::Stopped:
        return false;
    }
    return false;
}

bool canBeReplaced(const WorkerSnapshot &worker)
{
    switch (worker.state) {
    case WorkerState::Starting:
    case WorkerState::Parked:
    case WorkerState::Up:
    case WorkerState::Failed:
        return true;
    case WorkerState::Retiring:
    case WorkerState::Exited:
        return false;
    }
    return false;
}

const Snapshot *snapshotOf(const Target &target)
{
    return target.daemon && target.daemon->snapshot() ? &*target.daemon->snapshot() : nullptr;
}

} // namespace

const AppSnapshot *appOf(const Target &target)
{
    const Snapshot *snapshot = snapshotOf(target);
    if (!snapshot)
        return nullptr;
    for (const AppSnapshot &app : snapshot->apps) {
        if (app.name == target.app)
            return &app;
    }
    return nullptr;
}

const WorkerSnapshot *workerOf(const Target &target)
{
    const Snapshot *snapshot = snapshotOf(target);
    if (!snapshot || target.worker == 0)
        return nullptr;
    for (const WorkerSnapshot &worker : snapshot->workers) {
        if (worker.id == target.worker)
            return &worker;
    }
    return nullptr;
}

Abilities abilitiesOf(const Target &target)
{
    Abilities abilities;
    const Snapshot *snapshot = snapshotOf(target);
    if (!snapshot || target.daemon->state() != ControlClient::State::Connected)
        return abilities;
    abilities.canQuit = true;
    for (const WorkerSnapshot &worker : snapshot->workers)
        abilities.hasProcesses = abilities.hasProcesses || worker.pid != 0;

    abilities.app = target.app;
    if (target.app.isEmpty() && snapshot->apps.size() == 1)
        abilities.app = snapshot->apps.first().name;
    if (abilities.app.isEmpty()) {
        abilities.canReload
            = std::any_of(snapshot->apps.begin(), snapshot->apps.end(),
                          [](const AppSnapshot &app) { return canBeReplaced(app); });
        return abilities;
    }
    const AppSnapshot *app = appOf({target.daemon, abilities.app, 0});
    if (!app)
        return abilities;
    const bool isStopped = app->state == AppState::Stopped;
    const bool isStopping = app->state == AppState::Stopping;
    const WorkerSnapshot *worker = workerOf(target);
    abilities.workers = app->workers;
    abilities.canReload = canBeReplaced(*app);
    abilities.canRestart = worker && canBeReplaced(*worker) && canBeReplaced(*app);
    abilities.canScale = !isStopped && !isStopping;
    abilities.canStop = !isStopped && !isStopping;
    abilities.canStart = isStopped || isStopping || app->state == AppState::Exited;
    return abilities;
}

} // namespace qilin
