// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "gui/ansistyle.h"

#include <QHash>
#include <QPair>
#include <QPalette>
#include <QTextCharFormat>

class QTextCursor;

namespace qilin {

// Writes lines into a text document: time and origin, then the text in the styles that the program
// asked for, in colours that can be read on the palette's Base.
class LogRenderer final
{
public:
    // What stands before the text of a line.
    enum class Origin { None, Worker, AppAndWorker };

    static constexpr qsizetype kMaxShown = 8192; // characters of a line

    void setPalette(const QPalette &palette);
    void setTimesShown(bool yes) { m_areTimesShown = yes; }
    [[nodiscard]] bool areTimesShown() const { return m_areTimesShown; }
    void setOrigin(Origin origin) { m_origin = origin; }
    void clear(); // no style is in force, the document is empty

    // Each begins a block of its own, except the first after clear(): the document is empty then.
    void write(QTextCursor &cursor, const LogLine &line);
    void writeNote(QTextCursor &cursor, const QString &text);

private:
    [[nodiscard]] QString prefix(const LogLine &line) const;
    [[nodiscard]] QTextCharFormat format(const AnsiStyle &style) const;
    void beginBlock(QTextCursor &cursor, Stream stream);

    QPalette m_palette;
    bool m_areTimesShown = true;
    bool m_hasWritten = false;
    Origin m_origin = Origin::Worker;
    QHash<QPair<int, int>, AnsiStyle> m_styles; // by worker and stream; other than the default
    mutable QHash<QPair<QRgb, QRgb>, QColor> m_readable;
};

} // namespace qilin
