// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/tooltips.h"

#include "gui/ansi.h"
#include "gui/eventtexts.h"
#include "gui/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kLines = 12; // more would not fit beside the row

QString paragraph(const QString &plainText)
{
    return u"<p>%1</p>"_s.arg(plainText.toHtmlEscaped());
}

QString text(const Failure &failure)
{
    QString html = paragraph(failure.reason);
    if (!failure.output.isEmpty()) {
        const QStringList last = failure.output.mid(qMax(0, failure.output.size() - kLines));
        html += u"<pre>%1</pre>"_s.arg(withoutEscapes(last.join(u'\n')).toHtmlEscaped());
    }
    return html;
}

QString text(const ReloadSnapshot &reload)
{
    const QString when = QLocale().toString(reload.at.toLocalTime(), QLocale::ShortFormat);
    if (isDone(reload))
        return QCoreApplication::translate("ToolTip", "Last reload: %1, took %2")
            .arg(when, durationText(reload.tookMs));
    return QCoreApplication::translate("ToolTip", "Last reload: %1, failed: %2")
        .arg(when, withoutEscapes(reload.result));
}

} // namespace

QString toolTipOf(const MasterSnapshot &master)
{
    if (master.version.isEmpty())
        return {};
    return paragraph(QCoreApplication::translate("ToolTip", "qilin-daemon %1, itself: %2, %3")
                         .arg(master.version, cpuText(master.cpu), memText(master.mem)));
}

QString toolTipOf(const AppSnapshot &app)
{
    QString html;
    if (app.lastReload)
        html += paragraph(text(*app.lastReload));
    if (app.watching > 0) {
        html += paragraph(QCoreApplication::translate("ToolTip", "Watches %1 files and directories")
                              .arg(countText(app.watching)));
    }
    if (app.failure)
        html += text(*app.failure);
    return html;
}

QString toolTipOf(const WorkerSnapshot &worker)
{
    return worker.failure ? text(*worker.failure) : QString();
}

QString toolTipOf(const QString &plainText)
{
    return plainText.isEmpty() ? QString() : paragraph(plainText);
}

} // namespace qilin
