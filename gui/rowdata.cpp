// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/rowdata.h"

#include "gui/colors.h"
#include "gui/format.h"
#include "gui/snapshotmodel.h"
#include "gui/tooltips.h"

#include <QCoreApplication>

namespace qilin {

namespace {

Tone toneOf(ControlClient::State state)
{
    switch (state) {
    case ControlClient::State::Connected:
        return Tone::Good;
    case ControlClient::State::Connecting:
        return Tone::Busy;
    case ControlClient::State::Unauthorized:
    case ControlClient::State::Lost:
        return Tone::Bad;
    case ControlClient::State::Closed:
        break;
    }
    return Tone::Off;
}

Tone toneOf(AppState state)
{
    switch (state) {
    case AppState::Up:
        return Tone::Good;
    case AppState::Starting:
    case AppState::Reloading:
        return Tone::Busy;
    case AppState::Degraded:
        return Tone::Bad;
    case AppState::Stopping:
    case AppState::Stopped:
    case AppState::Exited:
        break;
    }
    return Tone::Off;
}

Tone toneOf(WorkerState state)
{
    switch (state) {
    case WorkerState::Up:
        return Tone::Good;
    case WorkerState::Starting:
    case WorkerState::Parked:
        return Tone::Busy;
    case WorkerState::Failed:
        return Tone::Bad;
    case WorkerState::Retiring:
    case WorkerState::Exited:
        break;
    }
    return Tone::Off;
}

Tone toneOf(const Row &row)
{
    const WorkerState *state = std::get_if<WorkerState>(&row.values.state);
    if (row.values.isSpare && state && *state == WorkerState::Parked)
        return Tone::Good; // that is all it is there for
    return std::visit([](auto shown) { return toneOf(shown); }, row.values.state);
}

QString nameText(const Row &row)
{
    if (row.worker == 0)
        return row.name;
    const QString text = row.values.isSpare
                             ? QCoreApplication::translate("WorkerModel", "Worker %1 (spare)")
                             : QCoreApplication::translate("WorkerModel", "Worker %1");
    return text.arg(QString::number(row.worker));
}

QString stateTextOf(const Row &row)
{
    return std::visit([](auto state) { return stateText(state); }, row.values.state);
}

QString text(const Row &row, int column)
{
    const RowValues &values = row.values;
    switch (column) {
    case SnapshotModel::Name:
        return nameText(row);
    case SnapshotModel::Pid:
        return values.pid == 0 ? QString() : QString::number(values.pid);
    case SnapshotModel::State:
        return stateTextOf(row);
    case SnapshotModel::Cpu:
        return values.hasNumbers ? cpuText(values.cpu) : QString();
    case SnapshotModel::Mem:
        return values.hasNumbers ? memText(values.mem) : QString();
    case SnapshotModel::Uptime:
        return values.uptime ? uptimeText(*values.uptime) : QString();
    case SnapshotModel::Restarts:
        return values.restarts ? countText(*values.restarts) : QString();
    case SnapshotModel::Connections:
        return values.connections ? countText(*values.connections) : QString();
    default:
        return {};
    }
}

QVariant sortKey(const Row &row, int column)
{
    const RowValues &values = row.values;
    switch (column) {
    case SnapshotModel::Name:
        return row.worker == 0 ? QVariant(row.name) : QVariant(row.worker);
    case SnapshotModel::Pid:
        return values.pid;
    case SnapshotModel::State:
        return static_cast<int>(toneOf(row));
    case SnapshotModel::Cpu:
        return values.cpu;
    case SnapshotModel::Mem:
        return values.mem;
    case SnapshotModel::Uptime:
        return values.uptime.value_or(-1);
    case SnapshotModel::Restarts:
        return values.restarts.value_or(-1);
    case SnapshotModel::Connections:
        return values.connections.value_or(-1);
    default:
        return {};
    }
}

QVariant history(const Row &row, int column)
{
    if (column == SnapshotModel::Cpu)
        return QVariant::fromValue(row.cpuHistory);
    if (column == SnapshotModel::Mem)
        return QVariant::fromValue(row.memHistory);
    return {};
}

QVariant alignment(int column)
{
    // The delegate mirrors it where text runs from right to left.
    if (column == SnapshotModel::Name || column == SnapshotModel::State)
        return {};
    return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
}

// For screen readers, which read the name of a row and little else.
QString summary(const Row &row)
{
    QStringList parts{stateTextOf(row)};
    if (row.values.hasNumbers)
        parts << cpuText(row.values.cpu) << memText(row.values.mem);
    return parts.join(QCoreApplication::translate("WorkerModel", ", ", "between parts of a list"));
}

QString headText(int column)
{
    switch (column) {
    case SnapshotModel::Name:
        return QCoreApplication::translate("WorkerModel", "Name");
    case SnapshotModel::Pid:
        return QCoreApplication::translate("WorkerModel", "PID");
    case SnapshotModel::State:
        return QCoreApplication::translate("WorkerModel", "State");
    case SnapshotModel::Cpu:
        return QCoreApplication::translate("WorkerModel", "CPU");
    case SnapshotModel::Mem:
        return QCoreApplication::translate("WorkerModel", "Memory");
    case SnapshotModel::Uptime:
        return QCoreApplication::translate("WorkerModel", "Uptime");
    case SnapshotModel::Restarts:
        return QCoreApplication::translate("WorkerModel", "Restarts");
    case SnapshotModel::Connections:
        return QCoreApplication::translate("WorkerModel", "Connections");
    default:
        return {};
    }
}

QString headToolTip(int column)
{
    switch (column) {
    case SnapshotModel::Cpu:
        return QCoreApplication::translate(
            "WorkerModel", "Percent of one processor, with all processes a worker has started");
    case SnapshotModel::Mem:
        return QCoreApplication::translate(
            "WorkerModel", "Resident memory, with all processes a worker has started");
    case SnapshotModel::Restarts:
        return QCoreApplication::translate("WorkerModel",
                                           "How often a worker died and was started again");
    case SnapshotModel::Connections:
        return QCoreApplication::translate(
            "WorkerModel", "Connections given to a worker; known when balance is round_robin");
    default:
        return {};
    }
}

} // namespace

QVariant rowData(const Row &row, int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return row.values.toolTip.isEmpty() ? QVariant() : row.values.toolTip;
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::AccessibleDescriptionRole:
        return column == SnapshotModel::Name ? QVariant(summary(row)) : QVariant();
    case SnapshotModel::SortRole:
        return sortKey(row, column);
    case SnapshotModel::HistoryRole:
        return history(row, column);
    case SnapshotModel::ToneRole:
        return column == SnapshotModel::State ? QVariant(static_cast<int>(toneOf(row)))
                                              : QVariant();
    case SnapshotModel::IsStaleRole:
        return row.daemon().isStale;
    default:
        return {};
    }
}

QVariant columnData(int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return headText(column);
    case Qt::ToolTipRole: {
        const QString text = headToolTip(column);
        return text.isEmpty() ? QVariant() : QVariant(toolTipOf(text));
    }
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

} // namespace qilin
