// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/cron.h"

#include "core/config/text.h"

#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qint64 kDay = 86400; // s
// 29 February may be eight years away (1896, 1904).
constexpr int kDaysAhead = 366 * 9;

struct FieldRule
{
    const char *name; // translated in the context ConfigText
    int least;
    int most;
    const char *const *names; // of least, least + 1, …; null: numbers only
    int count;
};

constexpr const char *kMonths[]
    = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr const char *kWeekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr FieldRule kRules[] = {
    {QT_TRANSLATE_NOOP("ConfigText", "minute"), 0, 59, nullptr, 0},
    {QT_TRANSLATE_NOOP("ConfigText", "hour"), 0, 23, nullptr, 0},
    {QT_TRANSLATE_NOOP("ConfigText", "day of month"), 1, 31, nullptr, 0},
    {QT_TRANSLATE_NOOP("ConfigText", "month"), 1, 12, kMonths, 12},
    {QT_TRANSLATE_NOOP("ConfigText", "day of week"), 0, 7, kWeekdays, 7},
};

std::optional<int> numberOf(const FieldRule &rule, const QString &text)
{
    for (int i = 0; i < rule.count; ++i) {
        if (text.compare(QLatin1StringView(rule.names[i]), Qt::CaseInsensitive) == 0)
            return rule.least + i;
    }
    const bool isDigits = !text.isEmpty() && text.size() <= 2
                          && std::all_of(text.cbegin(), text.cend(),
                                         [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isDigits)
        return std::nullopt;
    const int number = text.toInt();
    return number < rule.least || number > rule.most ? std::nullopt : std::optional(number);
}

// One part of a list: its values, or nothing where it is wrong.
std::vector<int> valuesOf(const FieldRule &rule, const QString &part)
{
    const qsizetype slash = part.indexOf(u'/');
    const QString range = part.left(slash);
    int step = 1;
    if (slash >= 0) {
        const QString text = part.mid(slash + 1);
        bool isNumber = false;
        step = text.toInt(&isNumber);
        if (!isNumber || !text.front().isDigit() || step < 1 || step > rule.most)
            return {};
    }
    std::optional<int> first = rule.least;
    std::optional<int> last = rule.most;
    if (const qsizetype dash = range.indexOf(u'-'); dash >= 0) {
        first = numberOf(rule, range.left(dash));
        last = numberOf(rule, range.mid(dash + 1));
        if (last == 0 && first.value_or(0) > 0 && rule.names == kWeekdays)
            last = 7; // sat-sun
    } else if (range != u"*"_s) {
        first = numberOf(rule, range);
        if (slash < 0)
            last = first;
    }
    std::vector<int> values;
    if (first && last) {
        for (int value = *first; value <= *last; value += step)
            values.push_back(value);
    }
    return values;
}

template <size_t N>
bool read(const FieldRule &rule, const QString &field, std::bitset<N> &out)
{
    const QStringList parts = field.split(u',');
    for (const QString &part : parts) {
        const std::vector<int> values = valuesOf(rule, part);
        if (values.empty())
            return false;
        for (const int value : values)
            out.set(size_t(value));
    }
    return true;
}

Error wrongField(const FieldRule &rule, const QString &field)
{
    const QString name = QCoreApplication::translate("ConfigText", rule.name);
    QString examples = u"*, %1, %1-%2, */%3"_s.arg(rule.least).arg(rule.most).arg(2);
    if (rule.names)
        examples += u", %1-%2"_s.arg(QLatin1StringView(rule.names[1]),
                                     QLatin1StringView(rule.names[rule.count - 2]));
    return Error{
        ConfigText::tr("\"%1\" is no %2 of a schedule; it must be within %3–%4, such as %5")
            .arg(field.left(20), name, QString::number(rule.least), QString::number(rule.most),
                 examples)};
}

} // namespace

Result<Cron> Cron::parse(const QString &text)
{
    const QStringList fields = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (fields.size() != 5)
        return Error{ConfigText::tr("must have five fields (minute, hour, day of month, month, day "
                                    "of week) such as \"30 4 * * mon-fri\", not %1")
                         .arg(fields.size())};
    Cron cron;
    if (!read(kRules[0], fields[0], cron.m_minutes))
        return wrongField(kRules[0], fields[0]);
    if (!read(kRules[1], fields[1], cron.m_hours))
        return wrongField(kRules[1], fields[1]);
    if (!read(kRules[2], fields[2], cron.m_days))
        return wrongField(kRules[2], fields[2]);
    if (!read(kRules[3], fields[3], cron.m_months))
        return wrongField(kRules[3], fields[3]);
    if (!read(kRules[4], fields[4], cron.m_weekdays))
        return wrongField(kRules[4], fields[4]);
    if (cron.m_weekdays[7])
        cron.m_weekdays.set(0);
    // As in crontab(5): */2 is a restriction that still counts as a star.
    cron.m_isEveryDay = fields[2].startsWith(u'*');
    cron.m_isEveryWeekday = fields[4].startsWith(u'*');
    if (!cron.everHappens())
        return Error{ConfigText::tr("no month of \"%1\" has a day %2: it would never happen")
                         .arg(fields[3], fields[2])};
    return cron;
}

bool Cron::everHappens() const
{
    if (!m_isEveryWeekday)
        return true;
    for (int month = 1; month <= 12; ++month) {
        const int length = QDate(2000, month, 1).daysInMonth(); // a leap year
        for (int day = 1; m_months[size_t(month)] && day <= length; ++day) {
            if (m_days[size_t(day)])
                return true;
        }
    }
    return false;
}

bool Cron::isOn(QDate day) const
{
    if (!m_months[size_t(day.month())])
        return false;
    const bool isDay = m_days[size_t(day.day())];
    const bool isWeekday = m_weekdays[size_t(day.dayOfWeek() % 7)];
    return m_isEveryDay || m_isEveryWeekday ? isDay && isWeekday : isDay || isWeekday;
}

QDateTime Cron::next(const QDateTime &after, const QTimeZone &zone) const
{
    const QDateTime utc = after.toUTC();
    const QDate today = utc.addSecs(zone.offsetFromUtc(utc)).date();
    std::vector<QTime> times;
    for (int hour = 0; hour < 24; ++hour) {
        for (int minute = 0; m_hours[size_t(hour)] && minute < 60; ++minute) {
            if (m_minutes[size_t(minute)])
                times.emplace_back(hour, minute);
        }
    }
    for (int i = 0; i < kDaysAhead; ++i) {
        const QDate day = today.addDays(i);
        if (!isOn(day))
            continue;
        const auto instant
            = [&](QTime time) { return instantOf(QDateTime(day, time, QTimeZone::utc()), zone); };
        // Later local times are never earlier instants.
        const auto first = std::partition_point(times.begin(), times.end(),
                                                [&](QTime time) { return instant(time) <= utc; });
        if (first != times.end())
            return instant(*first);
    }
    return utc.addSecs(kDaysAhead * kDay);
}

// By offsets alone: how QDateTime resolves such times differs between versions of Qt.
QDateTime instantOf(const QDateTime &utcLookingLocal, const QTimeZone &zone)
{
    const auto offsetAt = [&zone](const QDateTime &utc) { return zone.offsetFromUtc(utc); };
    const QDateTime &local = utcLookingLocal;
    const int before = offsetAt(local.addSecs(-kDay));
    const int behind = offsetAt(local.addSecs(kDay));
    for (const int offset : {std::max(before, behind), std::min(before, behind)}) {
        QDateTime utc = local.addSecs(-offset); // the larger offset is the earlier instant
        if (offsetAt(utc) == offset)
            return utc;
    }
    QDateTime low = local.addSecs(-kDay);
    QDateTime high = local.addSecs(kDay);
    while (low.secsTo(high) > 1) {
        const QDateTime middle = low.addSecs(low.secsTo(high) / 2);
        (offsetAt(middle) == before ? low : high) = middle;
    }
    return high;
}

} // namespace qilin
