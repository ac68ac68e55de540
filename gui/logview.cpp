// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logview.h"

#include "gui/format.h"
#include "gui/logfeed.h"
#include "gui/logsearch.h"
#include "gui/logtext.h"
#include "gui/logworkers.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

// So many lines so often can be shown without a window that stutters; more are left out.
constexpr auto kFlushInterval = 100ms;
constexpr int kLinesAFlush = 400;

} // namespace

LogView::LogView(QWidget *parent)
    : QWidget(parent)
    , m_feed(new LogFeed(this))
    , m_text(new LogText(this))
    , m_search(new LogSearch(m_text))
    , m_workers(new QComboBox(this))
    , m_pattern(new QLineEdit(this))
    , m_matches(new QLabel(this))
    , m_previous(addButton({}, tr("Previous match (%1)").arg(u"Shift+F3"_s)))
    , m_next(addButton({}, tr("Next match (%1)").arg(u"F3"_s)))
    , m_times(addButton(tr("Times"), tr("Show when each line was printed")))
    , m_wrap(addButton(tr("Wrap"), tr("Break long lines")))
    , m_copy(addButton(tr("Copy"), tr("Copy the selected text, or all of it")))
    , m_follow(addButton(tr("Follow"), tr("Keep the newest line in sight (%1)").arg(u"Ctrl+E"_s)))
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kFlushInterval);
    m_text->setAccessibleName(tr("Log"));
    buildBar();
    connectSearch();

    connect(&m_flushTimer, &QTimer::timeout, this, &LogView::flush);
    connect(m_feed, &LogFeed::arrived, &m_flushTimer, qOverload<>(&QTimer::start));
    connect(m_feed, &LogFeed::restarted, this, [this] {
        m_isFirstFlush = true;
        m_text->clearLines();
        m_text->setFollowing(true);
        m_text->setPlaceholderText(tr("Waiting for the log…"));
    });
    connect(m_feed, &LogFeed::failed, this, [this](const QString &why) {
        const QString text = tr("The log from before cannot be shown: %1").arg(why);
        m_text->setPlaceholderText(text);
        if (m_target.daemon && m_target.daemon->state() == ControlClient::State::Connected)
            m_text->appendNote(text);
        m_flushTimer.start();
    });
    connect(m_text, &LogText::followingChanged, this, [this](bool yes) {
        updateFollow();
        if (yes)
            m_flushTimer.start();
    });
    connect(m_workers, &QComboBox::activated, this,
            [this](int index) { narrow(m_workers->itemData(index).toInt()); });
    updateFollow();
    updateWorkers();
}

LogView::~LogView() = default;

QToolButton *LogView::addButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text.isEmpty() ? tip : text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void LogView::buildBar()
{
    m_workers->setAccessibleName(tr("Workers whose lines are shown"));
    m_workers->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_pattern->setPlaceholderText(tr("Search"));
    m_pattern->setAccessibleName(tr("Search in the log"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    m_matches->setForegroundRole(QPalette::PlaceholderText);
    m_previous->setArrowType(Qt::UpArrow);
    m_next->setArrowType(Qt::DownArrow);
    for (QToolButton *button : {m_times, m_wrap, m_follow})
        button->setCheckable(true);
    m_times->setChecked(true);
    connect(m_times, &QToolButton::toggled, m_text, &LogText::setTimesShown);
    connect(m_wrap, &QToolButton::toggled, m_text, [this](bool yes) {
        m_text->setLineWrapMode(yes ? LogText::WidgetWidth : LogText::NoWrap);
    });
    connect(m_copy, &QToolButton::clicked, this, &LogView::copy);
    connect(m_follow, &QToolButton::clicked, m_text, &LogText::setFollowing);
    // Not the button's own, which ends whenever its text changes.
    connect(new QShortcut({u"Ctrl+E"_s}, m_follow), &QShortcut::activated, m_follow,
            &QToolButton::click);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    bar->addWidget(m_workers);
    bar->addWidget(m_pattern, 1);
    bar->addWidget(m_previous);
    bar->addWidget(m_next);
    bar->addWidget(m_matches);
    bar->addStretch();
    for (QToolButton *button : {m_times, m_wrap, m_copy, m_follow})
        bar->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
}

void LogView::connectSearch()
{
    connect(m_pattern, &QLineEdit::textChanged, this, [this](const QString &pattern) {
        m_search->setPattern(pattern);
        m_search->selectNearest();
    });
    connect(m_text, &LogText::linesChanged, m_search, &LogSearch::update);
    connect(m_search, &LogSearch::changed, this, &LogView::updateMatches);
    connect(m_previous, &QToolButton::clicked, m_search, &LogSearch::previous);
    connect(m_next, &QToolButton::clicked, m_search, &LogSearch::next);
    const auto addShortcut = [this](const QKeySequence &keys, void (LogSearch::*go)()) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_search, go);
    };
    addShortcut({u"F3"_s}, &LogSearch::next);
    addShortcut({u"Shift+F3"_s}, &LogSearch::previous);
    m_pattern->installEventFilter(this);
    updateMatches();
}

bool LogView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_pattern || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (key->modifiers().testFlag(Qt::ShiftModifier))
            m_search->previous();
        else
            m_search->next();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        m_pattern->clear();
        m_text->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LogView::setTarget(const Target &target)
{
    const Target all{target.daemon, target.app, 0};
    if (!(m_target == all)) {
        m_target = all;
        disconnect(m_snapshots);
        if (target.daemon)
            m_snapshots = connect(target.daemon, &ControlClient::snapshotChanged, this, [this] {
                if (isVisible())
                    updateWorkers();
            });
    }
    narrow(target.worker);
}

const Target &LogView::target() const
{
    return m_feed->target();
}

void LogView::narrow(int worker)
{
    Target narrowed = m_target;
    narrowed.worker = worker;
    m_text->setOrigin(logOrigin(narrowed));
    m_feed->setTarget(narrowed);
    updateWorkers();
}

void LogView::updateWorkers()
{
    fillLogWorkers(*m_workers, m_target, m_feed->target().worker);
}

void LogView::updateMatches()
{
    const int count = m_search->count();
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    if (m_pattern->text().isEmpty())
        m_matches->clear();
    else if (const int current = m_search->current(); current > 0)
        m_matches->setText(tr("%1 of %2").arg(countText(current), countText(count)));
    else
        m_matches->setText(tr("%1 found").arg(countText(count)));
}

void LogView::updateFollow()
{
    m_follow->setChecked(m_text->isFollowing());
    const qsizetype waiting = m_text->isFollowing() ? 0 : m_feed->pending();
    m_follow->setText(waiting > 0 ? tr("Follow (%1 new)").arg(countText(waiting)) : tr("Follow"));
}

void LogView::flush()
{
    if (!isVisible())
        return;
    if (m_text->isFollowing()) {
        m_text->append(m_feed->take(m_isFirstFlush ? LogFeed::kLinesAsked : kLinesAFlush));
        m_isFirstFlush = false;
        if (m_feed->pending() > 0)
            m_flushTimer.start();
        if (m_text->document()->isEmpty() && m_feed->hasAnswer())
            m_text->setPlaceholderText(tr("Nothing has been printed yet."));
    } else {
        m_flushTimer.start(); // more may come: the button counts them
    }
    updateFollow();
}

void LogView::copy()
{
    if (m_text->textCursor().hasSelection())
        m_text->copy();
    else
        QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

void LogView::focusSearch()
{
    m_pattern->setFocus(Qt::ShortcutFocusReason);
    m_pattern->selectAll();
}

bool LogView::isFollowing() const
{
    return m_text->isFollowing();
}

void LogView::setFollowing(bool yes)
{
    m_text->setFollowing(yes);
}

bool LogView::areTimesShown() const
{
    return m_times->isChecked();
}

void LogView::setTimesShown(bool yes)
{
    m_times->setChecked(yes);
}

bool LogView::areLinesWrapped() const
{
    return m_wrap->isChecked();
}

void LogView::setLinesWrapped(bool yes)
{
    m_wrap->setChecked(yes);
}

void LogView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateWorkers();
    m_feed->setActive(true);
    m_flushTimer.start();
}

void LogView::hideEvent(QHideEvent *event)
{
    m_feed->setActive(false);
    m_flushTimer.stop();
    QWidget::hideEvent(event);
}

} // namespace qilin
