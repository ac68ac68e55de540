// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace qilin {

struct Row;

// Daemons, their apps, their workers: a tree of what snapshots say. Every snapshot is merged by
// name and id into what is there (rows inserted, removed, changed; never a reset), so that
// selection, sorting and expansion survive. Knows clients by their address alone.
class SnapshotModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SnapshotModel)

public:
    enum Column { Name, Pid, State, Cpu, Mem, Uptime, Restarts, Connections, ColumnCount };

    enum Role {
        SortRole = Qt::UserRole, // numbers as numbers
        HistoryRole,             // QList<double>, oldest first; Cpu and Mem alone have it
        ToneRole,                // int of Tone, of the column State
        IsStaleRole,             // bool: the daemon is not connected, these are its last numbers
    };
    Q_ENUM(Role)

    // How good a state is; what it looks like is the delegate's matter.
    enum class Tone { Good, Busy, Bad, Off };
    Q_ENUM(Tone)

    static constexpr qsizetype kHistoryLength = 60; // samples of a row, about 1 s apart

    explicit SnapshotModel(QObject *parent = nullptr);
    ~SnapshotModel() override;

    void addDaemon(ControlClient *client, const QString &title);
    void removeDaemon(ControlClient *client);
    void setDaemonState(ControlClient *client, ControlClient::State state, const QString &why);
    // nowMs: since 1970. Samples closer than half a second replace the last one in the history.
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
    std::vector<std::unique_ptr<Row>> m_daemons;
};

} // namespace qilin
