// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"
#include "core/ctl/look.h"

#include <QHash>
#include <QStringList>

// Workers with bars, a line each. Pure.
namespace qilin {

// By what top orders them: the key that chooses it, and the heading it belongs to.
enum class WorkerOrder { Id, App, Uptime, Restarts, Cpu, Memory };

struct OrderRow
{
    WorkerOrder order;
    char key;
    const char *name; // to be translated ("ctl")
};

[[nodiscard]] const QList<OrderRow> &workerOrders();

// The most first, but for id and name; those that are alike in the order of their ids.
void sortWorkers(QList<WorkerSnapshot> &workers, WorkerOrder order);

// The processor time of workers by id, oldest first; for those that have some a curve is drawn.
using CpuCurves = QHash<int, QList<double>>;

[[nodiscard]] QStringList workerLines(const QList<WorkerSnapshot> &workers, const CpuCurves &curves,
                                      const Look &look);

} // namespace qilin
