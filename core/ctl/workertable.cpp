// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/workertable.h"

#include "core/ctl/bars.h"
#include "core/ctl/cells.h"
#include "core/ctl/texttable.h"
#include "core/ctl/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kCurveColumns = 20;
constexpr int kRoomForCurves = 120; // columns of a terminal
constexpr int kRoomOfText = 66;     // what the words of a line take, of most lines
constexpr int kBarMost = 12;
constexpr int kBarLeast = 3;

// Of each of the two; 0: there is no room for any.
int barColumns(const Look &look)
{
    const int room = (look.columns - kRoomOfText) / 2 - 2; // less the gap before it
    return room < kBarLeast ? 0 : std::min(room, kBarMost);
}

bool comesFirst(const WorkerSnapshot &a, const WorkerSnapshot &b, WorkerOrder order)
{
    switch (order) {
    case WorkerOrder::Id:
        return a.id < b.id;
    case WorkerOrder::App:
        return a.app < b.app;
    case WorkerOrder::Uptime:
        return a.uptime > b.uptime;
    case WorkerOrder::Restarts:
        return a.restarts > b.restarts;
    case WorkerOrder::Cpu:
        return a.cpu > b.cpu;
    case WorkerOrder::Memory:
        break;
    }
    return a.mem > b.mem;
}

} // namespace

const QList<OrderRow> &workerOrders()
{
    static const QList<OrderRow> table = {
        {WorkerOrder::Cpu, 'c', QT_TRANSLATE_NOOP("ctl", "processor")},
        {WorkerOrder::Memory, 'm', QT_TRANSLATE_NOOP("ctl", "memory")},
        {WorkerOrder::Uptime, 'u', QT_TRANSLATE_NOOP("ctl", "uptime")},
        {WorkerOrder::Restarts, 'r', QT_TRANSLATE_NOOP("ctl", "restarts")},
        {WorkerOrder::App, 'a', QT_TRANSLATE_NOOP("ctl", "application")},
        {WorkerOrder::Id, 'i', QT_TRANSLATE_NOOP("ctl", "id")},
    };
    return table;
}

void sortWorkers(QList<WorkerSnapshot> &workers, WorkerOrder order)
{
    const auto sortBy = [&workers](WorkerOrder by) {
        std::stable_sort(workers.begin(), workers.end(),
                         [by](const auto &a, const auto &b) { return comesFirst(a, b, by); });
    };
    sortBy(WorkerOrder::Id);
    sortBy(order);
}

QStringList workerLines(const QList<WorkerSnapshot> &workers, const CpuCurves &curves,
                        const Look &look)
{
    const int barWidth = barColumns(look);
    const bool hasBars = barWidth > 0;
    const bool hasCurves = !curves.isEmpty() && look.columns >= kRoomForCurves;
    QList<Column> columns{{u"ID"_s, Align::Right},  {u"APP"_s, Align::Left, true},
                          {u"PID"_s, Align::Right}, {u"STATE"_s},
                          {u"GEN"_s, Align::Right}, {u"UPTIME"_s, Align::Right},
                          {u"RST"_s, Align::Right}, {u"CPU"_s, Align::Right}};
    if (hasBars)
        columns.append({QString()});
    if (hasCurves)
        columns.append({QString()});
    columns.append({u"MEM"_s, Align::Right});
    if (hasBars)
        columns.append({QString()});

    double most = 1; // MB
    for (const WorkerSnapshot &worker : workers)
        most = std::max(most, worker.mem);
    TextTable table(columns);
    for (const WorkerSnapshot &worker : workers) {
        QList<Cell> row{{QString::number(worker.id)},
                        {visibleText(worker.app), Ink::Strong},
                        {worker.pid > 0 ? QString::number(worker.pid) : u"-"_s},
                        {stateName(worker.state), inkOf(worker.state)},
                        {QString::number(worker.generation)},
                        {ageWord(worker.uptime)},
                        {QString::number(worker.restarts)},
                        {percentWord(worker.cpu)}};
        if (hasBars)
            row.append({bar(worker.cpu / 100, barWidth, look), Ink::Good});
        if (hasCurves)
            row.append({sparkline(curves.value(worker.id), 100, kCurveColumns, look), Ink::Faint});
        row.append({sizeWord(worker.mem)});
        if (hasBars)
            row.append({bar(worker.mem / most, barWidth, look), Ink::Busy});
        table.add(row);
    }
    return table.lines(look);
}

} // namespace qilin
