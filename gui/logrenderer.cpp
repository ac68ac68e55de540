// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logrenderer.h"

#include "gui/ansi.h"
#include "gui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextCursor>

#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kMaxColors = 4096; // a program may paint in as many as it likes

} // namespace

void LogRenderer::setPalette(const QPalette &palette)
{
    m_palette = palette;
    m_readable.clear();
}

void LogRenderer::clear()
{
    m_styles.clear();
    m_hasWritten = false;
}

QTextCharFormat LogRenderer::format(const AnsiStyle &style) const
{
    QTextCharFormat format;
    const QColor base = m_palette.color(QPalette::Base);
    QColor background = ansiColor(style.background);
    QColor foreground = ansiColor(style.foreground);
    if (style.isInverse) {
        std::swap(background, foreground);
        if (!background.isValid())
            background = m_palette.color(QPalette::Text);
        if (!foreground.isValid())
            foreground = base;
    }
    if (background.isValid())
        format.setBackground(background);
    if (!foreground.isValid())
        foreground = m_palette.color(QPalette::Text);
    const QColor behind = background.isValid() ? background : base;
    if (style.isFaint)
        foreground = mixed(foreground, behind, 35);
    if (m_readable.size() > kMaxColors)
        m_readable.clear();
    QColor &readable = m_readable[{behind.rgb(), foreground.rgb()}];
    if (!readable.isValid())
        readable = readableOn(behind, foreground);
    format.setForeground(readable);
    if (style.isBold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.isItalic);
    format.setFontUnderline(style.isUnderlined);
    format.setFontStrikeOut(style.isStruckOut);
    return format;
}

QString LogRenderer::prefix(const LogLine &line) const
{
    QString prefix;
    if (m_areTimesShown)
        prefix = QDateTime::fromMSecsSinceEpoch(line.timeMs).toString(u"HH:mm:ss.zzz"_s) + u"  "_s;
    if (m_origin == Origin::AppAndWorker)
        prefix += line.app + u' ';
    if (m_origin != Origin::None)
        prefix += QString::number(line.worker).rightJustified(3) + u' ';
    if (!prefix.isEmpty())
        prefix += u"\u2502 "_s;
    return prefix;
}

void LogRenderer::beginBlock(QTextCursor &cursor, Stream stream)
{
    QTextBlockFormat format;
    if (stream == Stream::Err) {
        const QColor base = m_palette.color(QPalette::Base);
        format.setBackground(mixed(base, QColor(0xe5, 0x48, 0x4d), 10));
    }
    if (std::exchange(m_hasWritten, true))
        cursor.insertBlock(format);
    else
        cursor.setBlockFormat(format);
}

void LogRenderer::write(QTextCursor &cursor, const LogLine &line)
{
    const QPair<int, int> source(line.worker, int(line.stream));
    AnsiStyle style = m_styles.value(source);
    const AnsiLine parsed = parseAnsi(QString::fromUtf8(line.text), style);
    if (style == AnsiStyle())
        m_styles.remove(source);
    else
        m_styles.insert(source, style);

    beginBlock(cursor, line.stream);
    QTextCharFormat dim;
    dim.setForeground(m_palette.color(QPalette::PlaceholderText));
    if (const QString before = prefix(line); !before.isEmpty())
        cursor.insertText(before, dim);
    for (const AnsiRun &run : parsed.runs) {
        if (run.start >= kMaxShown)
            break;
        const qsizetype length = qMin(run.length, kMaxShown - run.start);
        cursor.insertText(parsed.text.mid(run.start, length), format(run.style));
    }
    if (const qsizetype rest = parsed.text.size() - kMaxShown; rest > 0)
        cursor.insertText(QCoreApplication::translate("qilin::LogRenderer", " … %1 more characters")
                              .arg(countText(rest)),
                          dim);
}

void LogRenderer::writeNote(QTextCursor &cursor, const QString &text)
{
    beginBlock(cursor, Stream::Out);
    QTextCharFormat dim;
    dim.setForeground(m_palette.color(QPalette::PlaceholderText));
    dim.setFontItalic(true);
    cursor.insertText(text, dim);
}

} // namespace qilin
