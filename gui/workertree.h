// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QTreeView>

namespace qilin {

class Daemons;
class WorkerModel;
class WorkerOrder;

// Daemons, apps and workers with their numbers and sparklines, sorted by any column. Owns its
// model. What is current stays current through every refresh; where a current worker goes away its
// app becomes current. Daemons must outlive it.
class WorkerTree final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerTree)

public:
    explicit WorkerTree(Daemons &daemons, QWidget *parent = nullptr);

    [[nodiscard]] Target current() const; // empty where nothing is current
    void select(const Target &target);    // nothing happens where it is gone

    [[nodiscard]] WorkerModel *workerModel() const { return m_model; }

signals:
    void currentChanged(const qilin::Target &target);
    void menuRequested(const qilin::Target &target, const QPoint &global); // mouse or keyboard

private:
    WorkerModel *m_model;
    WorkerOrder *m_order;
};

} // namespace qilin
