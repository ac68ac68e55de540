// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/statusview.h"

#include "core/ctl/cells.h"
#include "core/ctl/texttable.h"
#include "core/ctl/visibletext.h"
#include "core/ctl/workertable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString workersWord(const Snapshot &snapshot, const AppSnapshot &app)
{
    const auto up = std::count_if(
        snapshot.workers.begin(), snapshot.workers.end(), [&](const WorkerSnapshot &worker) {
            return worker.app == app.name && !worker.isSpare && worker.state == WorkerState::Up;
        });
    QString text = u"%1/%2"_s.arg(up).arg(app.workers);
    if (app.spares > 0)
        text += u" +%1/%2"_s.arg(app.parked).arg(app.spares);
    return text;
}

QString lastReload(const AppSnapshot &app, const QDateTime &now)
{
    if (!app.lastReload)
        return u"-"_s;
    const qint64 ago = std::max(qint64(0), app.lastReload->at.secsTo(now));
    return u"%1 ago: %2"_s.arg(ageWord(ago), reloadText(*app.lastReload));
}

QStringList appLines(const Snapshot &snapshot, const QDateTime &now, const Look &look)
{
    TextTable table({{u"APP"_s, Align::Left, true},
                     {u"STATE"_s},
                     {u"WORKERS"_s},
                     {u"GEN"_s, Align::Right},
                     {u"LISTENING"_s, Align::Left, true},
                     {u"LAST RELOAD"_s, Align::Left, true}});
    for (const AppSnapshot &app : snapshot.apps) {
        const QString listening
            = app.listening.isEmpty() ? u"-"_s : visibleText(app.listening.join(u' '));
        table.add({{visibleText(app.name), Ink::Strong},
                   {stateName(app.state), inkOf(app.state)},
                   {workersWord(snapshot, app)},
                   {QString::number(app.generation)},
                   {listening},
                   {lastReload(app, now)}});
    }
    return table.lines(look);
}

QStringList notesOf(const WorkerSnapshot &worker)
{
    QStringList notes;
    if (worker.failure)
        notes.append(failureText(*worker.failure));
    if (!worker.status.isEmpty())
        notes.append(visibleText(worker.status));
    if (worker.isSpare)
        notes.append(u"spare"_s);
    return notes;
}

QStringList notesOf(const AppSnapshot &app)
{
    QStringList notes;
    if (app.failure)
        notes.append("the new code fails: "_L1 + failureText(*app.failure));
    if (!app.waitingFor.isEmpty())
        notes.append("waits for "_L1 + visibleText(app.waitingFor.join(", "_L1)));
    if (app.logFile && !app.logFile->failure.isEmpty())
        notes.append("its log file cannot be written: "_L1 + visibleText(app.logFile->failure));
    return notes;
}

QString wordOf(const QStringList &notes)
{
    return notes.isEmpty() ? u"-"_s : notes.join("; "_L1);
}

} // namespace

QString daemonLine(const Snapshot &snapshot, const QString &title, const Look &look)
{
    const MasterSnapshot &master = snapshot.master;
    const QString text = u"%1  qilin-daemon %2  pid %3  up %4  cpu %5  mem %6"_s.arg(
        visibleText(title), visibleText(master.version), QString::number(master.pid),
        ageWord(master.uptime), percentWord(master.cpu), sizeWord(master.mem));
    return painted(fitted(text, look.columns, look.cut()), Ink::Strong, look);
}

QStringList noteLines(const Snapshot &snapshot, const Look &look)
{
    QStringList lines;
    const auto add = [&](const QString &whom, const QStringList &notes, Ink ink) {
        for (const QString &note : notes)
            lines.append(
                painted(fitted(whom + ": "_L1 + note, look.columns, look.cut()), ink, look));
    };
    for (const AppSnapshot &app : snapshot.apps)
        add(visibleText(app.name), notesOf(app), app.waitingFor.isEmpty() ? Ink::Bad : Ink::Plain);
    for (const WorkerSnapshot &worker : snapshot.workers) {
        if (!worker.failure && worker.status.isEmpty())
            continue;
        add(u"%1[%2]"_s.arg(visibleText(worker.app), QString::number(worker.id)), notesOf(worker),
            worker.failure ? Ink::Bad : Ink::Plain);
    }
    return lines;
}

QStringList statusLines(const Snapshot &snapshot, const QString &title, const QDateTime &now,
                        const Look &look)
{
    QStringList lines{daemonLine(snapshot, title, look), QString()};
    lines += appLines(snapshot, now, look);
    if (!snapshot.workers.isEmpty())
        lines += QString();
    if (!snapshot.workers.isEmpty())
        lines += workerLines(snapshot.workers, {}, look);
    if (const QStringList notes = noteLines(snapshot, look); !notes.isEmpty())
        lines += QStringList{QString()} + notes;
    return lines;
}

QStringList plainStatusLines(const Snapshot &snapshot)
{
    TextTable table({{u"APP"_s},
                     {u"ID"_s, Align::Right},
                     {u"PID"_s, Align::Right},
                     {u"STATE"_s},
                     {u"GEN"_s, Align::Right},
                     {u"UPTIME"_s, Align::Right},
                     {u"RESTARTS"_s, Align::Right},
                     {u"CPU"_s, Align::Right},
                     {u"MEM"_s, Align::Right},
                     {u"NOTE"_s}});
    for (const AppSnapshot &app : snapshot.apps) {
        bool hasWorkers = false;
        for (const WorkerSnapshot &worker : snapshot.workers) {
            if (worker.app != app.name)
                continue;
            hasWorkers = true;
            table.add({{visibleText(app.name)},
                       {QString::number(worker.id)},
                       {worker.pid > 0 ? QString::number(worker.pid) : u"-"_s},
                       {stateName(worker.state)},
                       {QString::number(worker.generation)},
                       {ageWord(worker.uptime)},
                       {QString::number(worker.restarts)},
                       {percentWord(worker.cpu)},
                       {sizeWord(worker.mem)},
                       {wordOf(notesOf(worker))}});
        }
        if (!hasWorkers) {
            const Cell none{u"-"_s};
            table.add({{visibleText(app.name)},
                       none,
                       none,
                       {stateName(app.state)},
                       {QString::number(app.generation)},
                       none,
                       none,
                       none,
                       none,
                       {wordOf(notesOf(app))}});
        }
    }
    return table.lines({});
}

} // namespace qilin
