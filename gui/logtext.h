// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/logfeed.h"
#include "gui/logrenderer.h"

#include <QPlainTextEdit>

#include <deque>

namespace qilin {

// The last kMaxLines lines of a log as text that can be selected and copied. While it follows, its
// end stays in sight; scrolling up ends that, scrolling to the end begins it again.
class LogText final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogText)

public:
    static constexpr int kMaxLines = 5000;

    explicit LogText(QWidget *parent = nullptr);

    void append(const LogFeed::Batch &batch);
    void appendNote(const QString &text); // in a line of its own; not kept
    void clearLines();

    void setTimesShown(bool yes);
    void setOrigin(LogRenderer::Origin origin);

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool yes);

signals:
    void followingChanged(bool yes);
    void linesChanged(); // what is shown is another text now

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Entry
    {
        LogLine line;
        qint64 skippedBefore = 0;
    };

    void write(QTextCursor &cursor, const Entry &entry);
    void writeAll();
    void followPlace(); // of the scroll bar
    void scrollToEnd();

    LogRenderer m_renderer;
    std::deque<Entry> m_entries;
    bool m_isFollowing = true;
    bool m_isWriting = false;
};

} // namespace qilin
