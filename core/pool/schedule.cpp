// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/schedule.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr std::chrono::milliseconds kLookApart = 60s;
constexpr qint64 kSmallStep = 3LL * 3600; // s; clocks that are set back by more begin anew

} // namespace

Schedule::Schedule(QObject *parent)
    : Schedule({[] { return QDateTime::currentDateTimeUtc(); },
                [] { return QTimeZone::systemTimeZone(); }},
               parent)
{}

Schedule::Schedule(Clock clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Schedule::look);
}

void Schedule::setTimes(const QStringList &expressions)
{
    if (expressions == m_expressions)
        return;
    m_expressions = expressions;
    m_times.clear();
    for (const QString &expression : expressions) {
        if (Result<Cron> time = Cron::parse(expression))
            m_times.push_back(*time);
    }
    m_next = {};
    m_timer.stop();
    if (m_times.empty())
        return;
    const QDateTime now = m_clock.now();
    m_looked = now;
    m_next = nextAfter(now);
    arm(now);
}

QDateTime Schedule::nextAfter(const QDateTime &time) const
{
    const QTimeZone zone = m_clock.zone();
    QDateTime next;
    for (const Cron &cron : m_times) {
        const QDateTime one = cron.next(time, zone);
        if (!next.isValid() || one < next)
            next = one;
    }
    return next;
}

void Schedule::look()
{
    if (m_times.empty())
        return;
    const QDateTime now = m_clock.now();
    if (now < std::exchange(m_looked, now)) {
        const bool isKnown
            = m_lastDue.isValid() && m_lastDue > now && now.secsTo(m_lastDue) < kSmallStep;
        m_next = nextAfter(isKnown ? m_lastDue : now);
    }
    const bool isDue = now >= m_next;
    if (isDue) {
        m_lastDue = now;
        m_next = nextAfter(now);
    }
    arm(now);
    if (isDue)
        emit due();
}

void Schedule::arm(const QDateTime &now)
{
    const std::chrono::milliseconds left{std::max<qint64>(now.msecsTo(m_next), 0)};
    m_timer.start(std::min(left, kLookApart));
}

} // namespace qilin
