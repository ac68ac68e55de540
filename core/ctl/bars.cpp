// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/bars.h"

#include <algorithm>
#include <cmath>

namespace qilin {

namespace {

constexpr char16_t kFull = 0x2588;         // of the Unicode block Block Elements
constexpr char16_t kLeftEighths = 0x2590;  // less the number of eighths: a part from the left
constexpr char16_t kLowerEighths = 0x2580; // and the number of eighths: a part from below
constexpr char16_t kHeights[] = {u'_', u'.', u'-', u'^'};

} // namespace

QString bar(double share, int columns, const Look &look)
{
    const double length = std::clamp(share, 0.0, 1.0) * columns;
    if (!look.hasBlocks) {
        const int full = int(std::lround(length));
        return QString(full, u'#') + QString(columns - full, u' ');
    }
    const int eighths = int(std::lround(length * 8));
    QString text(eighths / 8, QChar(kFull));
    if (eighths % 8 != 0)
        text += QChar(char16_t(kLeftEighths - eighths % 8));
    return text + QString(columns - text.size(), u' ');
}

QString sparkline(const QList<double> &values, double most, int columns, const Look &look)
{
    const QList<double> shown = values.mid(std::max(qsizetype(0), values.size() - columns));
    for (const double value : shown)
        most = std::max(most, value);
    const int steps = look.hasBlocks ? 8 : 4;
    QString text(columns - shown.size(), u' ');
    for (const double value : shown) {
        const double share = most > 0 ? std::max(0.0, value / most) : 0;
        const int step = std::min(int(share * steps), steps - 1);
        text += QChar(look.hasBlocks ? char16_t(kLowerEighths + 1 + step) : kHeights[step]);
    }
    return text;
}

} // namespace qilin
