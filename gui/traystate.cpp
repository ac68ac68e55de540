// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/traystate.h"

#include "gui/eventtexts.h"
#include "gui/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kMaxLines = 10; // a tooltip taller than a screen helps nobody

QString pairText(const QString &name, const QString &text)
{
    return QCoreApplication::translate("TrayToolTip", "%1: %2").arg(name, text);
}

bool isConnected(const DaemonView &daemon)
{
    return daemon.state == ControlClient::State::Connected && daemon.snapshot;
}

// Asked for and not there, unlike one that is still being looked for or was closed.
bool isAway(const DaemonView &daemon)
{
    return daemon.state == ControlClient::State::Lost
           || daemon.state == ControlClient::State::Unauthorized;
}

bool isReady(const WorkerSnapshot &worker)
{
    return worker.state == WorkerState::Up || worker.state == WorkerState::Parked;
}

bool isChanging(const AppSnapshot &app)
{
    return app.state == AppState::Reloading || app.state == AppState::Starting;
}

bool isOff(const AppSnapshot &app)
{
    return app.state == AppState::Stopped || app.state == AppState::Stopping
           || app.state == AppState::Exited;
}

bool hasFailedWorker(const Snapshot &snapshot, const QString &app)
{
    return std::any_of(snapshot.workers.cbegin(), snapshot.workers.cend(), [&](const auto &worker) {
        return worker.app == app && worker.state == WorkerState::Failed;
    });
}

bool isFaulty(const Snapshot &snapshot, const AppSnapshot &app)
{
    return !isOff(app)
           && (app.state == AppState::Degraded || app.failure || isRolledBack(app)
               || hasFailedWorker(snapshot, app.name));
}

QString faultText(const Snapshot &snapshot, const AppSnapshot &app)
{
    if (isOff(app) || isChanging(app))
        return {};
    if (hasFailedWorker(snapshot, app.name) || app.failure)
        return QCoreApplication::translate("TrayToolTip", "a worker fails");
    return isRolledBack(app) ? QCoreApplication::translate("TrayToolTip", "the last reload failed")
                             : QString();
}

QString appLine(const Snapshot &snapshot, const AppSnapshot &app)
{
    if (isOff(app))
        return pairText(app.name, stateText(app.state));
    if (isChanging(app)) {
        const Progress progress = progressOf(snapshot, app);
        return QCoreApplication::translate("TrayToolTip", "%1: %2, %3 of %4")
            .arg(app.name, stateText(app.state), countText(progress.done), countText(progress.of));
    }
    int up = 0;
    double cpu = 0;
    double mem = 0;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        if (worker.app != app.name)
            continue;
        up += worker.state == WorkerState::Up;
        cpu += worker.cpu;
        mem += worker.mem;
    }
    QString line
        = QCoreApplication::translate("TrayToolTip", "%1: %2 of %3 workers up, %4, %5")
              .arg(app.name, countText(up), countText(app.workers), cpuText(cpu), memText(mem));
    if (app.spares > 0) {
        line = QCoreApplication::translate("TrayToolTip", "%1, %2 of %3 spare workers ready")
                   .arg(line, countText(app.parked), countText(app.spares));
    }
    const QString fault = faultText(snapshot, app);
    return fault.isEmpty() ? line : pairText(line, fault);
}

QString headLine(const Snapshot &snapshot)
{
    double cpu = snapshot.master.cpu;
    double mem = snapshot.master.mem;
    int workers = 0;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        cpu += worker.cpu;
        mem += worker.mem;
        workers += !worker.isSpare;
    }
    return QCoreApplication::translate("TrayToolTip",
                                       "Applications: %1, workers: %2, CPU %3, memory %4")
        .arg(countText(snapshot.apps.size()), countText(workers), cpuText(cpu), memText(mem));
}

} // namespace

DaemonView viewOf(const ControlClient &client)
{
    return {client.endpoint().title, client.state(), client.error(), client.snapshot()};
}

Progress progressOf(const Snapshot &snapshot, const AppSnapshot &app)
{
    int newest = app.generation;
    bool hasOlder = false;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        if (worker.app == app.name)
            newest = std::max(newest, worker.generation);
    }
    int done = 0;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        if (worker.app != app.name || worker.isSpare)
            continue;
        hasOlder = hasOlder || worker.generation < newest;
        done += worker.generation == newest && isReady(worker);
    }
    // At the very beginning of a reload there is none of the new ones yet.
    if (app.state == AppState::Reloading && !hasOlder)
        done = 0;
    return {std::min(done, app.workers), app.workers};
}

bool isRolledBack(const AppSnapshot &app)
{
    return app.lastReload && !app.lastReload->result.isEmpty() && !isDone(*app.lastReload);
}

TraySummary summarize(const QList<DaemonView> &daemons)
{
    bool isAnyConnected = false;
    bool isDegraded = false;
    bool isOneChanging = false;
    bool isEverythingOff = true;
    Progress all;
    for (const DaemonView &daemon : daemons) {
        isDegraded = isDegraded || isAway(daemon);
        if (!isConnected(daemon))
            continue;
        isAnyConnected = true;
        for (const AppSnapshot &app : daemon.snapshot->apps) {
            isEverythingOff = isEverythingOff && isOff(app);
            if (isChanging(app)) {
                isOneChanging = true;
                const Progress progress = progressOf(*daemon.snapshot, app);
                all.done += progress.done;
                all.of += progress.of;
            } else {
                isDegraded = isDegraded || isFaulty(*daemon.snapshot, app);
            }
        }
    }
    if (!isAnyConnected)
        return {TrayState::Disconnected};
    if (isOneChanging)
        return {TrayState::Reloading, all.done, all.of};
    if (isDegraded)
        return {TrayState::Degraded};
    return {isEverythingOff ? TrayState::Stopped : TrayState::Up};
}

QString trayToolTip(const QList<DaemonView> &daemons)
{
    QStringList lines;
    for (const DaemonView &daemon : daemons) {
        if (!isConnected(daemon)) {
            lines += pairText(daemon.title, stateText(daemon.state));
            continue;
        }
        const QString head = headLine(*daemon.snapshot);
        lines += daemons.size() > 1 ? pairText(daemon.title, head) : head;
        for (const AppSnapshot &app : daemon.snapshot->apps)
            lines += appLine(*daemon.snapshot, app);
    }
    if (lines.isEmpty())
        return QCoreApplication::translate("TrayToolTip", "No daemon");
    if (lines.size() > kMaxLines) {
        const QString left = countText(lines.size() - kMaxLines + 1);
        lines = lines.mid(0, kMaxLines - 1)
                << QCoreApplication::translate("TrayToolTip", "and %1 more").arg(left);
    }
    return lines.join(u'\n');
}

} // namespace qilin
