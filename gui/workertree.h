// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QTreeView>

namespace qilin {

class Daemons;
class SnapshotModel;
class WorkerOrder;

// Daemons, apps and workers with their numbers and sparklines, sorted by any column. What is
// current stays current through every refresh; where a current worker goes away its app becomes
// current.
class WorkerTree final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerTree)

public:
    explicit WorkerTree(Daemons &daemons, QWidget *parent = nullptr);     // makes a WorkerModel
    explicit WorkerTree(SnapshotModel *model, QWidget *parent = nullptr); // owns it from now on

    [[nodiscard]] Target current() const; // empty where nothing is current
    void select(const Target &target);    // nothing happens where it is gone

    [[nodiscard]] SnapshotModel *snapshotModel() const { return m_model; }

signals:
    void currentChanged(const qilin::Target &target);
    void menuRequested(const qilin::Target &target, const QPoint &global); // mouse or keyboard

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUp();
    void setColumnWidths();

    SnapshotModel *m_model;
    WorkerOrder *m_order;
};

} // namespace qilin
