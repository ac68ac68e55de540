// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QList>

#include <memory>
#include <variant>
#include <vector>

namespace qilin {

// What a row of the tree shows; plain data.
struct RowValues
{
    std::variant<ControlClient::State, AppState, WorkerState> state;
    bool hasNumbers = false; // of pid, cpu, mem
    qint64 pid = 0;          // 0: has none
    double cpu = 0;          // percent of one processor
    double mem = 0;          // MB
    std::optional<qint64> uptime;
    std::optional<int> restarts;
    std::optional<int> connections;
    bool isSpare = false; // a worker that waits until another dies
    QString toolTip;

    bool operator==(const RowValues &other) const;
    bool operator!=(const RowValues &other) const { return !(*this == other); }
};

// A daemon, one of its apps, or a worker of one. Owns the rows below it.
struct Row
{
    static constexpr qsizetype kHistoryLength = 60;

    Row *parent = nullptr; // none: a daemon
    int position = 0;      // among its siblings
    std::vector<std::unique_ptr<Row>> children;

    QPointer<ControlClient> client; // a daemon's
    QString name;                   // of daemons and apps
    int worker = 0;                 // a worker's id

    RowValues values;
    bool isStale = false; // a daemon's: not connected
    QList<double> cpuHistory;
    QList<double> memHistory;
    qint64 lastSampleMs = 0;

    [[nodiscard]] bool isDaemon() const { return !parent; }
    [[nodiscard]] const Row &daemon() const;
    [[nodiscard]] Target target() const;

    void record(qint64 nowMs); // cpu and mem go to the history
    void forgetHistory();
    void number(); // positions of the children
};

// Of everything below a daemon and of itself.
[[nodiscard]] RowValues valuesOf(const Snapshot &snapshot);
[[nodiscard]] RowValues valuesOf(const AppSnapshot &app, const Snapshot &snapshot);
[[nodiscard]] RowValues valuesOf(const WorkerSnapshot &worker);

} // namespace qilin
