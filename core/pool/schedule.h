// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/cron.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <vector>

namespace qilin {

// Tells when one of several Cron times has come, by the clock of this machine. However many were
// missed while it slept, it is told once. A clock that is set back by less than three hours does
// not bring a time twice.
class Schedule final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Schedule)

public:
    struct Clock
    {
        std::function<QDateTime()> now;
        std::function<QTimeZone()> zone;
    };

    explicit Schedule(QObject *parent = nullptr);
    explicit Schedule(Clock clock, QObject *parent = nullptr);

    // Sound ones, see Cron::parse(). Again and again; the same ones leave everything as it is.
    void setTimes(const QStringList &expressions);
    // Looks at the clock now; else it does so by itself, a minute apart at most, as it may be set.
    void look();
    [[nodiscard]] QDateTime next() const { return m_next; } // invalid: none

signals:
    void due();

private:
    [[nodiscard]] QDateTime nextAfter(const QDateTime &time) const;
    void arm(const QDateTime &now);

    const Clock m_clock;
    QStringList m_expressions;
    std::vector<Cron> m_times;
    QDateTime m_next;
    QDateTime m_looked;
    QDateTime m_lastDue;
    QTimer m_timer;
};

} // namespace qilin
