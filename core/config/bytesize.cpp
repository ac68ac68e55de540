// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/bytesize.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr auto kUnits = "KMGT"_L1;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9'; // QChar::isDigit() is true for other scripts' too
}

// The power of 1024 that a suffix stands for.
std::optional<int> powerOf(QString suffix)
{
    if (suffix.size() > 1 && suffix.endsWith(u'B', Qt::CaseInsensitive))
        suffix.chop(1);
    if (suffix.isEmpty())
        return 0;
    const qsizetype unit = kUnits.indexOf(suffix, 0, Qt::CaseInsensitive);
    if (suffix.size() != 1 || unit < 0)
        return std::nullopt;
    return int(unit) + 1;
}

} // namespace

std::optional<ByteSize> byteSizeFromText(const QString &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const qsizetype digits = end - text.begin();
    const std::optional<int> power = powerOf(text.sliced(digits));
    bool isNumber = false;
    const qint64 number = text.first(digits).toLongLong(&isNumber);
    if (!isNumber || !power)
        return std::nullopt;
    if (number > std::numeric_limits<qint64>::max() >> (10 * *power))
        return std::nullopt;
    return ByteSize{number << (10 * *power)};
}

QString byteSizeText(ByteSize size)
{
    int power = 0;
    while (power < kUnits.size() && size.bytes != 0 && size.bytes % 1024 == 0) {
        size.bytes /= 1024;
        ++power;
    }
    const QString number = QString::number(size.bytes);
    return power == 0 ? number : number + kUnits.at(power - 1);
}

} // namespace qilin
