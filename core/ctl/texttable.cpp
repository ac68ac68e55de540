// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/texttable.h"

#include <algorithm>
#include <numeric>

namespace qilin {

namespace {

constexpr int kGap = 2;
constexpr int kLeastWidth = 6; // of a column that shrinks

} // namespace

QList<int> TextTable::widths(const Look &look) const
{
    QList<int> widths;
    for (qsizetype column = 0; column < m_columns.size(); ++column) {
        int width = widthOf(m_columns[column].heading);
        for (const QList<Cell> &row : m_rows)
            width = std::max(width, widthOf(row[column].text));
        widths.append(width);
    }
    if (!look.isTerminal())
        return widths;
    const int gaps = kGap * int(m_columns.size() - 1);
    int excess = std::accumulate(widths.begin(), widths.end(), gaps) - look.columns;
    for (; excess > 0; --excess) {
        qsizetype widest = -1;
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            if (m_columns[column].shrinks && widths[column] > kLeastWidth
                && (widest < 0 || widths[column] > widths[widest]))
                widest = column;
        }
        if (widest < 0)
            break;
        --widths[widest];
    }
    return widths;
}

QStringList TextTable::lines(const Look &look) const
{
    const QList<int> all = widths(look);
    const auto lineOf = [&](const auto &cellAt) {
        QString line;
        int used = 0;
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            const Cell cell = cellAt(column);
            const int gap = column == 0 ? 0 : kGap;
            const int room = look.isTerminal() ? look.columns - used - gap : all[column];
            if (room <= 0)
                break;
            const int width = std::min(all[column], room);
            const QString text = fitted(cell.text, width, look.cut());
            const bool isLast = column + 1 == m_columns.size();
            const QString placed = isLast && m_columns[column].align == Align::Left
                                       ? text
                                       : padded(text, width, m_columns[column].align);
            line += QString(gap, u' ') + painted(placed, cell.ink, look);
            used += gap + width;
        }
        return line;
    };
    const auto heading = [this](qsizetype column) {
        const QString &text = m_columns[column].heading;
        return Cell{text, Ink::Faint};
    };
    QStringList lines{lineOf(heading)};
    for (const QList<Cell> &row : m_rows)
        lines.append(lineOf([&row](qsizetype column) { return row[column]; }));
    return lines;
}

} // namespace qilin
