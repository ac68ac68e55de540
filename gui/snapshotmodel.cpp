// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/snapshotmodel.h"

#include "gui/rowdata.h"
#include "gui/tooltips.h"

#include <algorithm>

namespace qilin {

SnapshotModel::SnapshotModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

SnapshotModel::~SnapshotModel() = default;

void SnapshotModel::addDaemon(ControlClient *client, const QString &title)
{
    const int at = static_cast<int>(m_daemons.size());
    auto row = std::make_unique<Row>();
    row->position = at;
    row->client = client;
    row->name = title;
    row->isStale = true;
    beginInsertRows({}, at, at);
    m_daemons.push_back(std::move(row));
    endInsertRows();
}

void SnapshotModel::removeDaemon(ControlClient *client)
{
    const Row *row = daemonRow(client);
    if (!row)
        return;
    const int at = row->position;
    beginRemoveRows({}, at, at);
    m_daemons.erase(m_daemons.begin() + at);
    for (auto i = static_cast<std::size_t>(at); i < m_daemons.size(); ++i)
        m_daemons[i]->position = static_cast<int>(i);
    endRemoveRows();
}

void SnapshotModel::setDaemonState(ControlClient *client, ControlClient::State state,
                                   const QString &why)
{
    Row *row = daemonRow(client);
    if (!row)
        return;
    RowValues values = row->values;
    values.state = state;
    if (state != ControlClient::State::Connected)
        values.toolTip = toolTipOf(why);
    const bool isStale = state != ControlClient::State::Connected;
    if (std::exchange(row->isStale, isStale) != isStale)
        emitSubtreeChanged(*row);
    setValues(*row, std::move(values));
}

void SnapshotModel::applySnapshot(ControlClient *client, const Snapshot &snapshot, qint64 nowMs)
{
    Row *daemon = daemonRow(client);
    if (!daemon)
        return;
    if (daemon->values.pid != snapshot.master.pid)
        daemon->forgetHistory();
    if (std::exchange(daemon->isStale, false))
        emitSubtreeChanged(*daemon);

    QHash<QString, QList<Wanted>> workers;
    for (const WorkerSnapshot &worker : snapshot.workers)
        workers[worker.app].append({{}, worker.id, valuesOf(worker)});
    QList<Wanted> apps;
    for (const AppSnapshot &app : snapshot.apps) {
        apps.append({app.name, 0, valuesOf(app, snapshot)});
        workers[app.name]; // may have none
    }
    // Of an app that has left the configuration, the last workers retire.
    workers.remove(QString());
    for (auto it = workers.cbegin(); it != workers.cend(); ++it) {
        AppSnapshot gone;
        gone.name = it.key();
        gone.state = AppState::Stopping;
        const auto isIt = [&it](const Wanted &app) { return app.name == it.key(); };
        if (std::none_of(apps.cbegin(), apps.cend(), isIt))
            apps.append({gone.name, 0, valuesOf(gone, snapshot)});
    }

    merge(*daemon, apps, nowMs);
    for (const auto &app : daemon->children) {
        QList<Wanted> &wanted = workers[app->name];
        std::sort(wanted.begin(), wanted.end(),
                  [](const Wanted &a, const Wanted &b) { return a.worker < b.worker; });
        merge(*app, wanted, nowMs);
    }
    setValues(*daemon, valuesOf(snapshot));
    daemon->record(nowMs);
}

Target SnapshotModel::target(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return static_cast<const Row *>(index.constInternalPointer())->target();
}

QModelIndex SnapshotModel::index(const Target &target) const
{
    const Row *row = daemonRow(target.daemon);
    if (row && !target.app.isEmpty()) {
        const auto found
            = std::find_if(row->children.begin(), row->children.end(),
                           [&target](const auto &app) { return app->name == target.app; });
        row = found == row->children.end() ? nullptr : found->get();
    }
    if (row && target.worker != 0) {
        const auto found = std::find_if(
            row->children.begin(), row->children.end(),
            [&target](const auto &worker) { return worker->worker == target.worker; });
        row = found == row->children.end() ? nullptr : found->get();
    }
    return row ? indexOf(*row, Name) : QModelIndex();
}

QModelIndex SnapshotModel::index(int row, int column, const QModelIndex &parent) const
{
    const Rows &rows = rowsBelow(parent);
    if (row < 0 || row >= static_cast<int>(rows.size()) || column < 0 || column >= ColumnCount
        || parent.column() > 0)
        return {};
    return createIndex(row, column, rows[static_cast<std::size_t>(row)].get());
}

QModelIndex SnapshotModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Row *parent = static_cast<const Row *>(index.constInternalPointer())->parent;
    return parent ? indexOf(*parent, 0) : QModelIndex();
}

int SnapshotModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(rowsBelow(parent).size());
}

int SnapshotModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant SnapshotModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return rowData(*static_cast<const Row *>(index.constInternalPointer()), index.column(), role);
}

QVariant SnapshotModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal ? columnData(section, role) : QVariant();
}

Row *SnapshotModel::daemonRow(const ControlClient *client) const
{
    const auto found = std::find_if(m_daemons.begin(), m_daemons.end(),
                                    [client](const auto &row) { return row->client == client; });
    return client && found != m_daemons.end() ? found->get() : nullptr;
}

const SnapshotModel::Rows &SnapshotModel::rowsBelow(const QModelIndex &parent) const
{
    return parent.isValid() ? static_cast<const Row *>(parent.constInternalPointer())->children
                            : m_daemons;
}

QModelIndex SnapshotModel::indexOf(const Row &row, int column) const
{
    return createIndex(row.position, column, &row);
}

void SnapshotModel::setValues(Row &daemon, RowValues values)
{
    if (daemon.values == values)
        return;
    daemon.values = std::move(values);
    emit dataChanged(indexOf(daemon, Name), indexOf(daemon, ColumnCount - 1));
}

void SnapshotModel::emitSubtreeChanged(const Row &daemon)
{
    const auto emitChildren = [this](const Row &row) {
        if (!row.children.empty())
            emit dataChanged(indexOf(*row.children.front(), Name),
                             indexOf(*row.children.back(), ColumnCount - 1));
    };
    emit dataChanged(indexOf(daemon, Name), indexOf(daemon, ColumnCount - 1));
    emitChildren(daemon);
    for (const auto &app : daemon.children)
        emitChildren(*app);
}

} // namespace qilin
