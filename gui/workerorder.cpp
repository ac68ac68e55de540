// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/workerorder.h"

#include "gui/snapshotmodel.h"

namespace qilin {

WorkerOrder::WorkerOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SnapshotModel::SortRole);
    setSortLocaleAware(true);
}

bool WorkerOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (left.parent().isValid())
        return QSortFilterProxyModel::lessThan(left, right);
    return (left.row() < right.row()) == (sortOrder() == Qt::AscendingOrder);
}

} // namespace qilin
