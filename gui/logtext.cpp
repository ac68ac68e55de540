// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logtext.h"

#include "gui/format.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

namespace qilin {

LogText::LogText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(kMaxLines);
    setLineWrapMode(NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLayoutDirection(Qt::LeftToRight); // programs print for terminals
    setFrameShape(NoFrame);
    document()->setDocumentMargin(6);
    m_renderer.setPalette(palette());
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogText::followPlace);
    // Keys that move the cursor scroll without a word from the scroll bar.
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &, int dy) {
        if (dy != 0)
            followPlace();
    });
}

void LogText::followPlace()
{
    if (m_isWriting)
        return;
    // Keys stop where the cursor is in sight, which may be a step before the end of the bar.
    const QRectF last = blockBoundingGeometry(document()->lastBlock()).translated(contentOffset());
    setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum()
                 || last.center().y() <= viewport()->height());
}

void LogText::setFollowing(bool yes)
{
    if (m_isFollowing == yes)
        return;
    m_isFollowing = yes;
    if (yes)
        scrollToEnd();
    emit followingChanged(yes);
}

void LogText::scrollToEnd()
{
    const QScopedValueRollback writing(m_isWriting, true);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void LogText::append(const LogFeed::Batch &batch)
{
    if (batch.lines.isEmpty())
        return;
    {
        const QScopedValueRollback writing(m_isWriting, true);
        QTextCursor cursor(document());
        cursor.movePosition(QTextCursor::End);
        cursor.beginEditBlock();
        qint64 skipped = batch.skipped;
        for (const LogLine &line : batch.lines) {
            m_entries.push_back({line, std::exchange(skipped, 0)});
            write(cursor, m_entries.back());
        }
        cursor.endEditBlock();
        while (m_entries.size() > kMaxLines)
            m_entries.pop_front();
    }
    if (m_isFollowing)
        scrollToEnd();
    emit linesChanged();
}

void LogText::write(QTextCursor &cursor, const Entry &entry)
{
    if (entry.skippedBefore > 0)
        m_renderer.writeNote(cursor, tr("… %1 lines left out, they came too fast to be shown …")
                                         .arg(countText(entry.skippedBefore)));
    m_renderer.write(cursor, entry.line);
}

void LogText::appendNote(const QString &text)
{
    const QScopedValueRollback writing(m_isWriting, true);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    m_renderer.writeNote(cursor, text);
}

void LogText::clearLines()
{
    m_entries.clear();
    writeAll();
}

void LogText::writeAll()
{
    {
        const QScopedValueRollback writing(m_isWriting, true);
        const int place = verticalScrollBar()->value();
        m_renderer.clear();
        clear();
        QTextCursor cursor(document());
        cursor.beginEditBlock();
        for (const Entry &entry : m_entries)
            write(cursor, entry);
        cursor.endEditBlock();
        verticalScrollBar()->setValue(place);
    }
    if (m_isFollowing)
        scrollToEnd();
    emit linesChanged();
}

void LogText::setTimesShown(bool yes)
{
    if (m_renderer.areTimesShown() == yes)
        return;
    m_renderer.setTimesShown(yes);
    writeAll();
}

void LogText::setOrigin(LogRenderer::Origin origin)
{
    m_renderer.setOrigin(origin);
}

void LogText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_renderer.setPalette(palette());
        writeAll();
    }
}

void LogText::resizeEvent(QResizeEvent *event)
{
    {
        const QScopedValueRollback writing(m_isWriting, true);
        QPlainTextEdit::resizeEvent(event);
    }
    if (m_isFollowing)
        scrollToEnd();
}

void LogText::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

} // namespace qilin
