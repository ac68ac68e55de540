// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/row.h"
#include "gui/target.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <utility>
#include <vector>

namespace qilin {

// Daemons, their apps, their workers: a tree of what snapshots say. Every snapshot is merged by
// name and id into what is there (rows inserted, moved, removed, changed; never a reset), so that
// selection, sorting and expansion survive. Knows clients by their address alone.
class SnapshotModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SnapshotModel)

public:
    enum Column { Name, Pid, State, Cpu, Mem, Uptime, Restarts, Connections, ColumnCount };
    Q_ENUM(Column)

    enum Role {
        SortRole = Qt::UserRole, // numbers as numbers
        HistoryRole,             // QList<double>, oldest first; Cpu and Mem alone have it
        ToneRole,                // int of Tone; State alone has it
        IsStaleRole,             // bool: the daemon is not connected, these are its last numbers
    };
    Q_ENUM(Role)

    explicit SnapshotModel(QObject *parent = nullptr);
    ~SnapshotModel() override;

    void addDaemon(ControlClient *client, const QString &title);
    void removeDaemon(ControlClient *client);
    void setDaemonState(ControlClient *client, ControlClient::State state, const QString &why);
    // nowMs: since 1970. A sample closer than half a second to the last one replaces it.
    void applySnapshot(ControlClient *client, const Snapshot &snapshot, qint64 nowMs);

    [[nodiscard]] Target target(const QModelIndex &index) const; // empty where invalid
    [[nodiscard]] QModelIndex index(const Target &target) const; // column Name; invalid where gone

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    using Rows = std::vector<std::unique_ptr<Row>>;

    // What the children of a row are to be: named by name (apps) or worker (workers).
    struct Wanted
    {
        QString name;
        int worker = 0;
        RowValues values;
    };

    [[nodiscard]] Row *daemonRow(const ControlClient *client) const;
    [[nodiscard]] const Rows &rowsBelow(const QModelIndex &parent) const;
    [[nodiscard]] QModelIndex indexOf(const Row &row, int column) const;
    void setValues(Row &daemon, RowValues values);
    void emitSubtreeChanged(const Row &daemon);

    using Key = std::pair<QString, int>;
    void merge(Row &parent, QList<Wanted> wanted, qint64 nowMs);
    void removeUnwanted(Row &parent, const QSet<Key> &keys);
    void placeWanted(Row &parent, const QList<Wanted> &wanted, qint64 nowMs);
    void insert(Row &parent, int at, const QList<Wanted> &wanted, qint64 nowMs);
    void update(Row &parent, const QList<Wanted> &wanted, qint64 nowMs);

    Rows m_daemons;
};

} // namespace qilin
