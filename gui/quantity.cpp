// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/quantity.h"

#include "gui/format.h"

#include <algorithm>

namespace qilin {

double valueOf(const Sample &sample, Quantity quantity)
{
    return quantity == Quantity::Cpu ? sample.cpu : sample.mem;
}

QString quantityText(double value, Quantity quantity)
{
    return quantity == Quantity::Cpu ? cpuText(value) : memText(value);
}

std::optional<Sample> usageOf(const Snapshot &snapshot, const QString &app, int worker)
{
    Sample sum;
    bool isKnown = app.isEmpty()
                   || (worker == 0
                       && std::any_of(snapshot.apps.begin(), snapshot.apps.end(),
                                      [&app](const AppSnapshot &one) { return one.name == app; }));
    if (app.isEmpty()) {
        sum.cpu = snapshot.master.cpu;
        sum.mem = snapshot.master.mem;
    }
    for (const WorkerSnapshot &one : snapshot.workers) {
        if ((worker != 0 && one.id != worker) || (!app.isEmpty() && one.app != app))
            continue;
        isKnown = true;
        sum.cpu += one.cpu;
        sum.mem += one.mem;
    }
    return isKnown ? std::optional(sum) : std::nullopt;
}

} // namespace qilin
