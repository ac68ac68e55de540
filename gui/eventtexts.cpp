// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/eventtexts.h"

#include "gui/ansi.h"
#include "gui/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("qilin::EventModel", text);
}

QString causeOf(const ReloadSnapshot &reload)
{
    if (reload.reason == "file"_L1)
        return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "files changed"));
    if (reload.reason == "config"_L1)
        return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "configuration changed"));
    if (reload.reason == "signal"_L1)
        return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "asked for by a signal"));
    if (reload.reason == "schedule"_L1)
        return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "scheduled"));
    return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "asked for"));
}

} // namespace

bool isDone(const ReloadSnapshot &reload)
{
    return reload.result == "OK"_L1;
}

QString whatHappened(const ReloadSnapshot &reload)
{
    QString cause = causeOf(reload);
    if (reload.files.size() == 1)
        cause = translated(QT_TRANSLATE_NOOP("qilin::EventModel", "%1 changed"))
                    .arg(QFileInfo(reload.files.first()).fileName());
    if (isDone(reload))
        return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Reloaded in %1 (%2)"))
            .arg(durationText(reload.tookMs), cause);
    return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Reload failed: %1"))
        .arg(withoutEscapes(reload.result.section(u'\n', 0, 0)));
}

QString detailsOf(const ReloadSnapshot &reload)
{
    QStringList lines;
    if (!isDone(reload)) {
        lines.append(withoutEscapes(reload.result));
        lines.append(
            translated(QT_TRANSLATE_NOOP("qilin::EventModel", "What serves now keeps serving.")));
    }
    lines.append(
        translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Cause: %1")).arg(causeOf(reload)));
    lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Duration: %1"))
                     .arg(durationText(reload.tookMs)));
    if (!reload.files.isEmpty()) {
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Changed files:")));
        for (const QString &file : reload.files)
            lines.append(u"    "_s + file);
    }
    return lines.join(u'\n');
}

QString whatHappened(const WorkerEvent &crash)
{
    // Its id, then such as: exited with code 1 after 0.2 s.
    return translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Worker %1 %2"))
        .arg(QString::number(crash.worker), crash.failure ? crash.failure->reason : QString());
}

QString detailsOf(const Failure &failure)
{
    QStringList lines;
    if (failure.code)
        lines.append(
            translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Exit code: %1")).arg(*failure.code));
    if (!failure.signal.isEmpty())
        lines.append(
            translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Signal: %1")).arg(failure.signal));
    if (failure.nextTryMs > 0)
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Next try after: %1"))
                         .arg(durationText(failure.nextTryMs)));
    else if (failure.nextTryMs == 0)
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Started again at once")));
    else
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Not started again")));
    if (failure.output.isEmpty()) {
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "It printed nothing.")));
    } else {
        lines.append(translated(QT_TRANSLATE_NOOP("qilin::EventModel", "Last output:")));
        for (const QString &line : withoutEscapes(failure.output.join(u'\n')).split(u'\n'))
            lines.append(u"    "_s + line);
    }
    return lines.join(u'\n');
}

} // namespace qilin
