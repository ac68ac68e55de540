// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/workertree.h"

#include "gui/format.h"
#include "gui/workerdelegate.h"
#include "gui/workermodel.h"
#include "gui/workerorder.h"

#include <QContextMenuEvent>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace qilin {

WorkerTree::WorkerTree(Daemons &daemons, QWidget *parent)
    : WorkerTree(std::make_unique<WorkerModel>(daemons).release(), parent)
{}

WorkerTree::WorkerTree(SnapshotModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_order(new WorkerOrder(this))
{
    m_model->setParent(this);
    m_order->setSourceModel(m_model);
    setModel(m_order);
    setItemDelegate(new WorkerDelegate(this));
    setUp();
    expandAll();
}

void WorkerTree::setUp()
{
    setAccessibleName(tr("Applications and workers"));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setSortingEnabled(true);
    sortByColumn(SnapshotModel::Name, Qt::AscendingOrder);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setSectionResizeMode(SnapshotModel::Name, QHeaderView::Stretch);
    header()->setFirstSectionMovable(false);
    header()->setMinimumSectionSize(fontMetrics().horizontalAdvance(u"0000"_s));
    setColumnWidths();
}

void WorkerTree::setColumnWidths()
{
    const auto width
        = [this](const QString &text) { return fontMetrics().horizontalAdvance(text) + 18; };
    const int cell = width(u"1,023.9 MB"_s) + 66;
    const int head = header()->fontMetrics().height() + 14; // room for the sort indicator
    const auto headed = [&](int column, int least) {
        const QString text
            = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        return qMax(least, header()->fontMetrics().horizontalAdvance(text) + head);
    };
    setColumnWidth(SnapshotModel::Pid, headed(SnapshotModel::Pid, width(u"4194304"_s)));
    setColumnWidth(
        SnapshotModel::State,
        headed(SnapshotModel::State, width(stateText(ControlClient::State::Unauthorized)) + 18));
    setColumnWidth(SnapshotModel::Cpu, headed(SnapshotModel::Cpu, cell));
    setColumnWidth(SnapshotModel::Mem, headed(SnapshotModel::Mem, cell));
    setColumnWidth(SnapshotModel::Uptime, headed(SnapshotModel::Uptime, width(u"59 min 59 s"_s)));
    setColumnWidth(SnapshotModel::Restarts, headed(SnapshotModel::Restarts, 0));
    setColumnWidth(SnapshotModel::Connections, headed(SnapshotModel::Connections, 0));
}

Target WorkerTree::current() const
{
    return m_model->target(m_order->mapToSource(currentIndex()));
}

void WorkerTree::select(const Target &target)
{
    const QModelIndex index = m_order->mapFromSource(m_model->index(target));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void WorkerTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index
        = isByKey ? currentIndex() : indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (!index.isValid())
        return;
    const QPoint at
        = isByKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    emit menuRequested(m_model->target(m_order->mapToSource(index)), at);
}

void WorkerTree::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    // Daemons and apps come open; a parent only can be so once it has rows.
    if (parent.isValid() && model()->rowCount(parent) == end - start + 1)
        expand(parent);
    if (!currentIndex().isValid())
        setCurrentIndex(model()->index(0, 0));
}

void WorkerTree::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QModelIndex leaving = currentIndex();
    while (leaving.isValid() && leaving.parent() != parent)
        leaving = leaving.parent();
    if (leaving.isValid() && parent.isValid() && leaving.row() >= start && leaving.row() <= end)
        setCurrentIndex(parent);
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
}

void WorkerTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.siblingAtColumn(0) != previous.siblingAtColumn(0))
        emit currentChanged(m_model->target(m_order->mapToSource(current)));
}

} // namespace qilin
