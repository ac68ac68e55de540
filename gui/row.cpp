// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/row.h"

#include "gui/quantity.h"
#include "gui/tooltips.h"

#include <tuple>

namespace qilin {

namespace {

// Snapshots come each second and at each change of a state; those between are no new sample.
constexpr qint64 kSampleMs = 500;

void push(QList<double> &history, double value)
{
    if (history.size() == Row::kHistoryLength)
        history.removeFirst();
    history.append(value);
}

} // namespace

bool RowValues::operator==(const RowValues &other) const
{
    const auto tie = [](const RowValues &v) {
        return std::tie(v.state, v.hasNumbers, v.pid, v.cpu, v.mem, v.uptime, v.restarts,
                        v.connections, v.isSpare, v.toolTip);
    };
    return tie(*this) == tie(other);
}

const Row &Row::daemon() const
{
    const Row *row = this;
    while (row->parent)
        row = row->parent;
    return *row;
}

Target Row::target() const
{
    if (isDaemon())
        return {client, {}, 0};
    if (parent->isDaemon())
        return {parent->client, name, 0};
    return {daemon().client, parent->name, worker};
}

void Row::record(qint64 nowMs)
{
    if (!values.hasNumbers)
        return;
    const qint64 elapsed = nowMs - lastSampleMs;
    if (!cpuHistory.isEmpty() && elapsed >= 0 && elapsed < kSampleMs) {
        cpuHistory.last() = values.cpu;
        memHistory.last() = values.mem;
        return;
    }
    push(cpuHistory, values.cpu);
    push(memHistory, values.mem);
    lastSampleMs = nowMs;
}

void Row::forgetHistory()
{
    cpuHistory.clear();
    memHistory.clear();
}

void Row::number()
{
    int next = 0;
    for (const auto &child : children)
        child->position = next++;
}

RowValues valuesOf(const Snapshot &snapshot)
{
    const Sample usage = usageOf(snapshot, {}, 0).value_or(Sample{});
    RowValues values;
    values.state = ControlClient::State::Connected;
    values.hasNumbers = true;
    values.pid = snapshot.master.pid;
    values.cpu = usage.cpu;
    values.mem = usage.mem;
    values.uptime = snapshot.master.uptime;
    values.toolTip = toolTipOf(snapshot.master);
    return values;
}

RowValues valuesOf(const AppSnapshot &app, const Snapshot &snapshot)
{
    RowValues values;
    values.state = app.state;
    values.hasNumbers = true;
    values.restarts = 0;
    for (const WorkerSnapshot &worker : snapshot.workers) {
        if (worker.app != app.name)
            continue;
        values.cpu += worker.cpu;
        values.mem += worker.mem;
        *values.restarts += worker.restarts;
        if (worker.connections)
            values.connections = values.connections.value_or(0) + *worker.connections;
    }
    values.toolTip = toolTipOf(app);
    return values;
}

RowValues valuesOf(const WorkerSnapshot &worker)
{
    RowValues values;
    values.state = worker.state;
    values.hasNumbers = worker.pid != 0;
    values.pid = worker.pid;
    values.cpu = worker.cpu;
    values.mem = worker.mem;
    if (worker.pid != 0)
        values.uptime = worker.uptime;
    values.restarts = worker.restarts;
    values.connections = worker.connections;
    values.isSpare = worker.isSpare;
    values.toolTip = toolTipOf(worker);
    return values;
}

} // namespace qilin
