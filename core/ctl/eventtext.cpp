// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/eventtext.h"

#include "core/ctl/cells.h"
#include "core/ctl/visibletext.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString timeText(qint64 ms, const Look &look)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(ms).toUTC().toString(Qt::ISODateWithMs);
    return painted(text, Ink::Faint, look);
}

QString workerWord(const QString &app, int worker)
{
    return u"%1[%2]"_s.arg(visibleText(app), QString::number(worker));
}

} // namespace

QString logText(const LogLine &line, const Look &look)
{
    const bool isError = line.stream == Stream::Err;
    return timeText(line.timeMs, look) + u' '
           + painted(workerWord(line.app, line.worker), Ink::Strong, look) + u' '
           + painted(isError ? u"err"_s : u"out"_s, isError ? Ink::Bad : Ink::Faint, look) + u' '
           + visibleLine(QString::fromUtf8(line.text));
}

QString eventText(const WorkerEvent &event, const Look &look)
{
    QString text = timeText(event.timeMs, look) + " worker "_L1
                   + painted(workerWord(event.app, event.worker), Ink::Strong, look) + u' '
                   + painted(stateName(event.state), inkOf(event.state), look);
    if (event.failure)
        return text + ": "_L1 + failureText(*event.failure);
    if (event.pid > 0)
        text += u", pid %1"_s.arg(event.pid);
    return text + u", generation %1"_s.arg(event.generation);
}

QString eventText(const ReloadEvent &event, const Look &look)
{
    // The event carries the instant of the begin only.
    const qint64 ms = event.isFinished ? event.reload.at.toMSecsSinceEpoch() + event.reload.tookMs
                                       : event.reload.at.toMSecsSinceEpoch();
    const QString head
        = timeText(ms, look) + " reload "_L1 + painted(visibleText(event.app), Ink::Strong, look);
    if (event.isFinished)
        return head + " finished: "_L1 + reloadText(event.reload);
    return head
           + u" started: generation %1 (%2)"_s.arg(event.generation).arg(reasonText(event.reload));
}

} // namespace qilin
