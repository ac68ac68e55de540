// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/eventlist.h"
#include "gui/logview.h"
#include "gui/statuswindow.h"
#include "gui/usagepanel.h"
#include "gui/workertree.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr QSize kFirstSize(1100, 760);

const auto kGeometry = u"window/geometry"_s;
const auto kSplitter = u"window/splitter"_s;
const auto kTab = u"window/tab"_s;
const auto kTree = u"tree/columns"_s;
const auto kEvents = u"events/columns"_s;
const auto kSpan = u"usage/seconds"_s;
const auto kTimes = u"log/times"_s;
const auto kWrap = u"log/wrap"_s;

} // namespace

// What does not fit, of another version or screen, Qt leaves as it is.
void StatusWindow::restore()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(kGeometry).toByteArray()))
        resize(kFirstSize);
    m_splitter->restoreState(settings.value(kSplitter).toByteArray());
    m_tabs->setCurrentIndex(settings.value(kTab, int(UsageTab)).toInt());
    m_tree->header()->restoreState(settings.value(kTree).toByteArray());
    m_events->view()->header()->restoreState(settings.value(kEvents).toByteArray());
    m_usage->setSpan(settings.value(kSpan, m_usage->span()).toInt());
    m_log->setTimesShown(settings.value(kTimes, true).toBool());
    m_log->setLinesWrapped(settings.value(kWrap, false).toBool());
}

void StatusWindow::store() const
{
    QSettings settings;
    settings.setValue(kGeometry, saveGeometry());
    settings.setValue(kSplitter, m_splitter->saveState());
    settings.setValue(kTab, m_tabs->currentIndex());
    settings.setValue(kTree, m_tree->header()->saveState());
    settings.setValue(kEvents, m_events->view()->header()->saveState());
    settings.setValue(kSpan, m_usage->span());
    settings.setValue(kTimes, m_log->areTimesShown());
    settings.setValue(kWrap, m_log->areLinesWrapped());
}

} // namespace qilin
