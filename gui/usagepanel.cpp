// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/usagepanel.h"

#include "gui/daemons.h"
#include "gui/format.h"
#include "gui/historygraph.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QDateTime>
#include <QEvent>
#include <QLabel>
#include <QPointer>
#include <QToolButton>

#include <array>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kWide = 640; // from here on the graphs are side by side

// The last sample is this old at most; with more, the clocks differ.
qint64 clockDifference(qint64 newestMs, qint64 intervalMs, qint64 nowMs)
{
    const qint64 difference = newestMs - nowMs;
    return difference > 500 || difference < -2 * intervalMs - 1000 ? difference : 0;
}

} // namespace

UsagePanel::UsagePanel(Daemons &daemons, QWidget *parent)
    : QWidget(parent)
    , m_marks(daemons)
    , m_title(new QLabel(this))
    , m_spans(new QButtonGroup(this))
    , m_graphs(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_cpu(new HistoryGraph(Quantity::Cpu, this))
    , m_mem(new HistoryGraph(Quantity::Mem, this))
{
    auto layout = std::make_unique<QVBoxLayout>();
    auto head = std::make_unique<QHBoxLayout>();
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_title, 1);
    head->setSpacing(0);
    addSpanButtons(*head);
    m_graphs->addWidget(m_cpu);
    m_graphs->addWidget(m_mem);
    layout->setContentsMargins({});
    layout->addLayout(head.release());
    layout->addLayout(m_graphs, 1);
    setLayout(layout.release());
    connect(&m_marks, &MarkLog::changed, this, [this](ControlClient *daemon) {
        if (m_isShown && daemon == m_target.daemon)
            showMarks();
    });
    showTitle();
}

void UsagePanel::addSpanButtons(QBoxLayout &layout)
{
    const std::array<std::pair<int, QString>, 3> spans{
        {{60, tr("1 min")}, {600, tr("10 min")}, {3600, tr("1 h")}}};
    const std::array<QKeySequence, 3> keys{Qt::ALT | Qt::Key_1, Qt::ALT | Qt::Key_2,
                                           Qt::ALT | Qt::Key_3};
    for (std::size_t i = 0; i < spans.size(); ++i) {
        auto button = std::make_unique<QToolButton>();
        button->setText(spans[i].second);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setShortcut(keys[i]);
        button->setToolTip(tr("Show the last %1 (%2)", "1: a time, 2: a key")
                               .arg(spans[i].second, keys[i].toString(QKeySequence::NativeText)));
        button->setAccessibleName(tr("Last %1", "a time").arg(spans[i].second));
        m_spans->addButton(button.get(), spans[i].first);
        layout.addWidget(button.release());
    }
    m_spans->button(m_span)->setChecked(true);
    connect(m_spans, &QButtonGroup::idClicked, this, &UsagePanel::setSpan);
}

void UsagePanel::setTarget(const Target &target)
{
    if (m_target == target)
        return;
    if (m_target.daemon)
        m_target.daemon->disconnect(this);
    m_target = target;
    m_clockMs = 0;
    showTitle();
    if (m_isShown)
        follow();
}

void UsagePanel::setSpan(int seconds)
{
    if (m_span == seconds || !m_spans->button(seconds))
        return;
    m_span = seconds;
    m_spans->button(seconds)->setChecked(true);
    if (m_isShown)
        fetch();
    emit spanChanged(seconds);
}

void UsagePanel::fetch()
{
    ++m_fetch;
    m_cpu->setSpan(m_span);
    m_mem->setSpan(m_span);
    m_cpu->setSamples({});
    m_mem->setSamples({});
    ControlClient *daemon = m_target.daemon;
    m_isWaiting = daemon && daemon->state() == ControlClient::State::Connected;
    if (!m_isWaiting)
        return;
    const auto worker = m_target.worker == 0 ? std::nullopt : std::optional(m_target.worker);
    daemon->history(m_target.app, worker, m_span,
                    [self = QPointer(this), fetch = m_fetch](const Result<History> &history) {
                        if (self && self->m_isShown && self->m_fetch == fetch)
                            self->showHistory(history);
                    });
}

void UsagePanel::showHistory(const Result<History> &history)
{
    m_isWaiting = false;
    // Without a history the snapshots alone fill the graphs; the worker may just have gone.
    QList<Sample> samples = history ? history->samples : QList<Sample>();
    if (!samples.isEmpty())
        m_clockMs = clockDifference(samples.last().timeMs, history->intervalMs,
                                    QDateTime::currentMSecsSinceEpoch());
    m_cpu->setSamples(samples);
    m_mem->setSamples(samples);
    showMarks();
}

void UsagePanel::follow()
{
    fetch();
    showState();
    showMarks();
    if (!m_target.daemon)
        return;
    connect(m_target.daemon, &ControlClient::snapshotChanged, this, &UsagePanel::followSnapshot);
    connect(m_target.daemon, &ControlClient::stateChanged, this, [this] {
        showState();
        if (m_target.daemon->state() == ControlClient::State::Connected)
            fetch();
    });
    if (m_target.daemon->snapshot())
        followSnapshot(*m_target.daemon->snapshot());
}

void UsagePanel::followSnapshot(const Snapshot &snapshot)
{
    std::optional<Sample> usage = usageOf(snapshot, m_target.app, m_target.worker);
    if (!usage) {
        setTarget({m_target.daemon, m_target.worker == 0 ? QString() : m_target.app, 0});
        return;
    }
    if (m_isWaiting)
        return;
    usage->timeMs = QDateTime::currentMSecsSinceEpoch() + m_clockMs;
    m_cpu->append(*usage);
    m_mem->append(*usage);
}

void UsagePanel::showState()
{
    QString notice;
    if (m_target.daemon && m_target.daemon->state() != ControlClient::State::Connected) {
        notice = stateText(m_target.daemon->state());
        if (!m_target.daemon->error().isEmpty())
            notice = tr("%1: %2", "a state and why it is so").arg(notice, m_target.daemon->error());
    }
    m_cpu->setNotice(notice);
    m_mem->setNotice(notice);
}

void UsagePanel::showMarks()
{
    const QList<Mark> marks = m_marks.marks(m_target);
    m_cpu->setMarks(marks);
    m_mem->setMarks(marks);
}

void UsagePanel::showTitle()
{
    QString title;
    if (m_target.worker != 0)
        title = tr("Worker %1 of %2").arg(QString::number(m_target.worker), m_target.app);
    else if (!m_target.app.isEmpty())
        title = m_target.app;
    else if (m_target.daemon)
        title = tr("%1, all applications", "a daemon").arg(m_target.daemon->endpoint().title);
    m_title->setText(title);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    // A label goes by the direction of its text, which is that of a name here.
    const Qt::Alignment edge = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    m_title->setAlignment(edge | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void UsagePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_isShown, true))
        follow();
}

void UsagePanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_isShown = false;
    if (m_target.daemon)
        m_target.daemon->disconnect(this);
}

void UsagePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_graphs->setDirection(width() >= kWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void UsagePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        showTitle();
}

} // namespace qilin
