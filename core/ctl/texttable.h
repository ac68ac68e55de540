// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/look.h"
#include "core/ctl/textwidth.h"

#include <QList>
#include <QStringList>

namespace qilin {

struct Cell
{
    QString text; // as from visibleText()
    Ink ink = Ink::Plain;
};

struct Column
{
    QString heading;
    Align align = Align::Left;
    bool shrinks = false; // gives way where the terminal is too narrow
};

// Rows in columns, with two blanks between. Pure.
class TextTable final
{
public:
    explicit TextTable(const QList<Column> &columns)
        : m_columns(columns)
    {}

    void add(const QList<Cell> &row) { m_rows.append(row); } // a cell a column

    // Headings first. On a terminal no line is wider than it is: columns that may shrink do so, and
    // what is still too much is cut.
    [[nodiscard]] QStringList lines(const Look &look) const;

private:
    [[nodiscard]] QList<int> widths(const Look &look) const;

    QList<Column> m_columns;
    QList<QList<Cell>> m_rows;
};

} // namespace qilin
