// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/eventlist.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace qilin {

EventList::EventList(Daemons &daemons, QWidget *parent)
    : QWidget(parent)
    , m_model(daemons)
    , m_view(new QTreeView(this))
    , m_details(new QPlainTextEdit(this))
    , m_hint(new QLabel(tr("Nothing has happened yet."), m_view->viewport()))
{
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Events"));
    m_view->header()->setStretchLastSection(true);
    const int character = fontMetrics().averageCharWidth();
    m_view->setColumnWidth(EventModel::Time, character * 22);
    m_view->setColumnWidth(EventModel::Where, character * 24);

    m_details->setReadOnly(true);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->document()->setDocumentMargin(8);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("Details of the event"));
    m_details->setPlaceholderText(tr("Details of the selected event"));

    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *hintLayout = new QVBoxLayout(m_view->viewport());
    hintLayout->addWidget(m_hint);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_view);
    splitter->addWidget(m_details);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({180, 120});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &EventList::showDetails);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const Target target = m_model.event(index.row()).target;
        if (target.daemon && !target.app.isEmpty())
            emit logRequested(target);
    });
    connect(&m_model, &EventModel::rowsInserted, this, &EventList::updateHint);
    updateHint();
}

void EventList::showDetails()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) {
        m_details->clear();
        return;
    }
    const EventModel::Event &event = m_model.event(current.row());
    m_details->setPlainText(event.details.isEmpty() ? event.what
                                                    : event.what + u"\n\n"_s + event.details);
}

void EventList::updateHint()
{
    m_hint->setVisible(m_model.rowCount() == 0);
}

} // namespace qilin
