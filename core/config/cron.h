// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <bitset>

namespace qilin {

// Times in the five fields of crontab(5): minute, hour, day of month, month, day of week, each *, a
// number, a range, a list of these, with /STEP behind * or a range; names such as mon and jan; 7 is
// Sunday too. Where both days are given (no * in front), one of them is enough.
class Cron final
{
public:
    // An Error: which field is wrong, and what would be right.
    [[nodiscard]] static Result<Cron> parse(const QString &text);

    // The first such time after AFTER, by the clocks of ZONE: a local time that they skip is the
    // instant behind the gap, one that they show twice is the first of the two. Never invalid.
    [[nodiscard]] QDateTime next(const QDateTime &after, const QTimeZone &zone) const;

private:
    Cron() = default;
    [[nodiscard]] bool isOn(QDate day) const;
    [[nodiscard]] bool everHappens() const;

    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;    // of the month, from 1
    std::bitset<13> m_months;  // from 1
    std::bitset<8> m_weekdays; // 0: Sunday; 7 is kept as 0
    bool m_isEveryDay = false;
    bool m_isEveryWeekday = false;
};

// The instant at which clocks of ZONE show that local time, as described at Cron::next().
[[nodiscard]] QDateTime instantOf(const QDateTime &utcLookingLocal, const QTimeZone &zone);

} // namespace qilin
