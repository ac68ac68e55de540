// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/historygraph.h"

#include "gui/colors.h"
#include "gui/format.h"
#include "gui/graphcurve.h"
#include "gui/graphpaint.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kPointsAcross = 720; // more would not be seen apart

double peakOf(const QList<Sample> &samples, Quantity quantity)
{
    double peak = 0;
    for (const Sample &sample : samples)
        peak = std::max(peak, valueOf(sample, quantity));
    return peak;
}

// The locale's short form has no seconds, its long one has a zone.
QString timeText(qint64 timeMs)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (!format.contains(u's'))
        format.replace("mm"_L1, "mm:ss"_L1);
    return locale.toString(QDateTime::fromMSecsSinceEpoch(timeMs).time(), format);
}

} // namespace

HistoryGraph::HistoryGraph(Quantity quantity, QWidget *parent)
    : QWidget(parent)
    , m_quantity(quantity)
    , m_scale(scaleFor(0, quantity))
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(title());
}

void HistoryGraph::setSamples(const QList<Sample> &samples)
{
    m_samples = samples;
    m_scale = scaleFor(peakOf(m_samples, m_quantity), m_quantity);
    dropFrame();
    samplesChanged();
}

void HistoryGraph::append(const Sample &sample)
{
    if (!m_samples.isEmpty() && sample.timeMs <= m_samples.last().timeMs) {
        if (m_samples.last().timeMs - sample.timeMs <= gapMs(m_span))
            return;
        setSamples({}); // the clock was set back
    }
    const qsizetype count = m_samples.size();
    const qint64 apart = qint64(m_span) * 1000 / kPointsAcross;
    if (count >= 2 && sample.timeMs - m_samples[count - 2].timeMs < apart)
        m_samples.last() = sample;
    else
        m_samples.append(sample);

    // One beyond the left edge stays, for the line that leads to it.
    const qint64 begin = sample.timeMs - qint64(m_span) * 1000 - gapMs(m_span);
    const auto kept = std::find_if(m_samples.cbegin(), m_samples.cend(),
                                   [begin](const Sample &one) { return one.timeMs >= begin; });
    m_samples.erase(m_samples.cbegin(), kept);

    const GraphScale scale = scaleFor(peakOf(m_samples, m_quantity), m_quantity, m_scale);
    if (scale.maximum != m_scale.maximum || scale.step != m_scale.step) {
        m_scale = scale;
        dropFrame();
    }
    samplesChanged();
}

void HistoryGraph::setSpan(int seconds)
{
    if (m_span == seconds)
        return;
    m_span = seconds;
    dropFrame();
    samplesChanged();
}

void HistoryGraph::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    update();
}

void HistoryGraph::setNotice(const QString &text)
{
    if (m_notice == text)
        return;
    m_notice = text;
    samplesChanged();
}

QRectF HistoryGraph::plotArea() const
{
    const QFontMetrics small(smallFont());
    const int top = kMargin + fontMetrics().height() + static_cast<int>(kMarkSize) + 8;
    const int bottom = kMargin / 2 + small.height() + 6;
    // The same for both quantities, so that graphs above each other have one axis of time.
    const int left = kMargin + small.horizontalAdvance(memText(100)) + 6;
    return QRectF(rect()).adjusted(left, top, -kMargin - 4, -bottom);
}

QPointF HistoryGraph::pointOf(int sample) const
{
    const GraphGeometry geometry = geometryOf();
    const Sample &one = m_samples.at(sample);
    return {geometry.x(one.timeMs), geometry.y(valueOf(one, m_quantity))};
}

std::optional<int> HistoryGraph::readOut() const
{
    if (m_samples.isEmpty() || (!m_pointer && !m_keyTime))
        return std::nullopt;
    const qint64 wanted = m_pointer ? geometryOf().timeAt(*m_pointer) : *m_keyTime;
    auto at = std::lower_bound(m_samples.begin(), m_samples.end(), wanted,
                               [](const Sample &s, qint64 time) { return s.timeMs < time; });
    if (at == m_samples.end()
        || (at != m_samples.begin() && wanted - std::prev(at)->timeMs < at->timeMs - wanted))
        --at;
    return static_cast<int>(at - m_samples.begin());
}

QSize HistoryGraph::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 11};
}

QSize HistoryGraph::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 7};
}

GraphGeometry HistoryGraph::geometryOf() const
{
    const qint64 now = m_samples.isEmpty() ? 0 : m_samples.last().timeMs;
    return {plotArea(), now, qint64(m_span) * 1000, m_scale.maximum};
}

QString HistoryGraph::title() const
{
    return m_quantity == Quantity::Cpu ? tr("Processor") : tr("Memory");
}

QString HistoryGraph::valueText() const
{
    return m_samples.isEmpty() || !m_notice.isEmpty()
               ? QString()
               : quantityText(valueOf(m_samples.last(), m_quantity), m_quantity);
}

QString HistoryGraph::readOutText(int sample) const
{
    const Sample &one = m_samples.at(sample);
    return tr("%1 at %2", "a value at a time of day")
        .arg(quantityText(valueOf(one, m_quantity), m_quantity), timeText(one.timeMs));
}

QStringList HistoryGraph::marksNear(double x, double distance) const
{
    QStringList texts;
    const GraphGeometry geometry = geometryOf();
    for (const Mark &mark : m_marks) {
        if (std::abs(geometry.x(mark.timeMs) - x) <= distance)
            texts << mark.text.split(u'\n');
    }
    return texts;
}

QFont HistoryGraph::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    return small;
}

void HistoryGraph::samplesChanged()
{
    if (!isVisible())
        return;
    describe();
    update();
}

void HistoryGraph::dropFrame()
{
    m_frame = {};
}

void HistoryGraph::moveReadOut(int to)
{
    if (m_samples.isEmpty())
        return;
    m_pointer.reset();
    m_keyTime = m_samples.at(std::clamp(to, 0, static_cast<int>(m_samples.size()) - 1)).timeMs;
    describe();
    update();
}

void HistoryGraph::clearReadOut()
{
    if (!m_pointer && !m_keyTime)
        return;
    m_pointer.reset();
    m_keyTime.reset();
    describe();
    update();
}

void HistoryGraph::describe()
{
    const std::optional<int> shown = m_keyTime ? readOut() : std::nullopt;
    if (!m_notice.isEmpty()) {
        setAccessibleDescription(m_notice);
    } else if (shown) {
        QStringList parts{readOutText(*shown)};
        parts << marksNear(pointOf(*shown).x(), kMarkSize / 2);
        setAccessibleDescription(parts.join(u'\n'));
    } else if (!m_samples.isEmpty()) {
        const double peak = peakOf(m_samples, m_quantity);
        setAccessibleDescription(
            tr("%1 now, at most %2").arg(valueText(), quantityText(peak, m_quantity)));
    } else {
        setAccessibleDescription({});
    }
}

} // namespace qilin
