// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logsearch.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace qilin {

LogSearch::LogSearch(QPlainTextEdit *text)
    : QObject(text)
    , m_text(text)
{
    connect(text->verticalScrollBar(), &QScrollBar::valueChanged, this, &LogSearch::mark);
    connect(text, &QPlainTextEdit::selectionChanged, this, &LogSearch::changed);
}

void LogSearch::setPattern(const QString &pattern)
{
    if (m_pattern == pattern)
        return;
    m_pattern = pattern;
    update();
}

void LogSearch::update()
{
    if (m_pattern.isEmpty() && m_matches.isEmpty())
        return;
    find();
    mark();
    emit changed();
}

void LogSearch::find()
{
    m_matches.clear();
    if (m_pattern.isEmpty())
        return;
    const Qt::CaseSensitivity cases
        = m_pattern == m_pattern.toLower() ? Qt::CaseInsensitive : Qt::CaseSensitive;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        qsizetype at = line.indexOf(m_pattern, 0, cases);
        while (at >= 0) {
            m_matches.append(block.position() + int(at));
            at = line.indexOf(m_pattern, at + m_pattern.size(), cases);
        }
    }
}

// Only what is in sight: a pattern may match everywhere.
void LogSearch::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (!m_matches.isEmpty()) {
        const int first = m_text->cursorForPosition(QPoint(0, 0)).block().position();
        const QTextBlock lastBlock
            = m_text->cursorForPosition(m_text->viewport()->rect().bottomLeft()).block();
        const int last = lastBlock.position() + lastBlock.length();
        QColor highlight = m_text->palette().color(QPalette::Highlight);
        highlight.setAlphaF(0.35F);
        const auto begin = std::lower_bound(m_matches.cbegin(), m_matches.cend(), first);
        for (auto match = begin; match != m_matches.cend() && *match < last; ++match) {
            QTextEdit::ExtraSelection selection;
            selection.cursor = QTextCursor(m_text->document());
            selection.cursor.setPosition(*match);
            selection.cursor.setPosition(*match + int(m_pattern.size()), QTextCursor::KeepAnchor);
            selection.format.setBackground(highlight);
            marks.append(selection);
        }
    }
    m_text->setExtraSelections(marks);
}

int LogSearch::indexAfter(int position) const
{
    const auto place = std::lower_bound(m_matches.cbegin(), m_matches.cend(), position);
    return int(place - m_matches.cbegin());
}

int LogSearch::current() const
{
    const QTextCursor cursor = m_text->textCursor();
    if (!cursor.hasSelection())
        return 0;
    const int index = indexAfter(cursor.selectionStart());
    const bool isSelected = index < count() && m_matches[index] == cursor.selectionStart()
                            && cursor.selectionEnd() - cursor.selectionStart() == m_pattern.size();
    return isSelected ? index + 1 : 0;
}

void LogSearch::selectNearest()
{
    if (m_matches.isEmpty())
        return;
    const int index = indexAfter(m_text->textCursor().selectionStart());
    go(index < count() ? index : 0);
}

void LogSearch::next()
{
    if (m_matches.isEmpty())
        return;
    const QTextCursor cursor = m_text->textCursor();
    const int index = indexAfter(current() > 0 ? cursor.selectionStart() + 1 : cursor.position());
    go(index < count() ? index : 0);
}

void LogSearch::previous()
{
    if (m_matches.isEmpty())
        return;
    const int index = indexAfter(m_text->textCursor().selectionStart()) - 1;
    go(index >= 0 ? index : count() - 1);
}

void LogSearch::go(int index)
{
    QTextCursor cursor(m_text->document());
    cursor.setPosition(m_matches[index]);
    cursor.setPosition(m_matches[index] + int(m_pattern.size()), QTextCursor::KeepAnchor);
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
    mark();
}

} // namespace qilin
