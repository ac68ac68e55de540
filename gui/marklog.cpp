// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/marklog.h"

#include "gui/ansi.h"
#include "gui/daemons.h"
#include "gui/eventtexts.h"
#include "gui/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qint64 kKeptMs = 3600 * 1000;
constexpr std::size_t kKept = 1000; // of a crash loop, say
constexpr int kNamedFiles = 5;

} // namespace

MarkLog::MarkLog(Daemons &daemons, QObject *parent)
    : QObject(parent)
{
    const QList<ControlClient *> clients = daemons.clients();
    for (ControlClient *client : clients)
        follow(client);
    connect(&daemons, &Daemons::added, this, &MarkLog::follow);
    connect(&daemons, &Daemons::aboutToRemove, this, [this](ControlClient *client) {
        client->disconnect(this);
        m_entries.erase(
            std::remove_if(m_entries.begin(), m_entries.end(),
                           [client](const Entry &entry) { return entry.daemon == client; }),
            m_entries.end());
    });
}

QList<Mark> MarkLog::marks(const Target &target) const
{
    QList<Mark> marks;
    for (const Entry &entry : m_entries) {
        if (entry.daemon != target.daemon || (!target.app.isEmpty() && entry.app != target.app))
            continue;
        if (target.worker == 0 || entry.worker == 0 || entry.worker == target.worker)
            marks.append(entry.mark);
    }
    return marks;
}

void MarkLog::follow(ControlClient *client)
{
    connect(client, &ControlClient::reloadEvent, this, [this, client](const ReloadEvent &event) {
        if (event.isFinished)
            addReload(client, event.app, event.reload);
    });
    connect(client, &ControlClient::workerEvent, this, [this, client](const WorkerEvent &event) {
        if (!event.failure)
            return;
        const QString text = tr("Worker %1 %2", "2: why it died, as \"exited with code 1\"")
                                 .arg(QString::number(event.worker), event.failure->reason);
        add({client, event.app, event.worker, {event.timeMs, MarkKind::Crash, text}});
    });
    // What was before this came: the last reload of each app.
    const auto learn = [this, client](const Snapshot &snapshot) {
        for (const AppSnapshot &app : snapshot.apps) {
            if (app.lastReload)
                addReload(client, app.name, *app.lastReload);
        }
    };
    connect(client, &ControlClient::snapshotChanged, this, learn);
    if (client->snapshot())
        learn(*client->snapshot());
}

void MarkLog::addReload(ControlClient *client, const QString &app, const ReloadSnapshot &reload)
{
    Entry entry{client, app, 0, {reload.at.toMSecsSinceEpoch(), MarkKind::Reload, {}}};
    if (!reload.at.isValid() || isKnownOrOld(entry))
        return;
    if (isDone(reload)) {
        entry.mark.text = tr("Reload of %1, took %2").arg(app, durationText(reload.tookMs));
    } else {
        entry.mark.kind = MarkKind::RolledBack;
        entry.mark.text = tr("Reload of %1 failed: %2").arg(app, withoutEscapes(reload.result));
    }
    if (!reload.files.isEmpty()) {
        const QStringList files = reload.files.mid(0, kNamedFiles);
        entry.mark.text += u'\n' + files.join(tr(", ", "between names of files"));
    }
    add(entry);
}

// Snapshots and events tell of the same; so do events sent again after a lost connection.
bool MarkLog::isKnownOrOld(const Entry &entry) const
{
    if (!m_entries.empty() && entry.mark.timeMs < m_entries.back().mark.timeMs - kKeptMs)
        return true;
    return std::any_of(m_entries.rbegin(), m_entries.rend(), [&entry](const Entry &one) {
        return one.mark.timeMs == entry.mark.timeMs && one.daemon == entry.daemon
               && one.app == entry.app && one.worker == entry.worker;
    });
}

void MarkLog::add(const Entry &entry)
{
    if (isKnownOrOld(entry))
        return;
    const auto isBefore
        = [](const Entry &a, const Entry &b) { return a.mark.timeMs < b.mark.timeMs; };
    m_entries.insert(std::upper_bound(m_entries.begin(), m_entries.end(), entry, isBefore), entry);
    const qint64 begin = m_entries.back().mark.timeMs - kKeptMs;
    while (m_entries.size() > kKept || m_entries.front().mark.timeMs < begin)
        m_entries.erase(m_entries.begin());
    emit changed(entry.daemon);
}

} // namespace qilin
