// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/eventmodel.h"

#include "gui/ansi.h"
#include "gui/colors.h"
#include "gui/daemons.h"
#include "gui/eventtexts.h"
#include "gui/tooltips.h"

#include <QGuiApplication>
#include <QIcon>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace qilin {

namespace {

Tone toneOf(EventModel::Kind kind)
{
    switch (kind) {
    case EventModel::Kind::Reloaded:
    case EventModel::Kind::Back:
    case EventModel::Kind::Done:
        return Tone::Good;
    case EventModel::Kind::RolledBack:
    case EventModel::Kind::Crashed:
    case EventModel::Kind::Refused:
        return Tone::Bad;
    case EventModel::Kind::Lost:
        return Tone::Busy;
    }
    return Tone::Off;
}

QIcon dot(const QColor &color)
{
    constexpr int kSize = 48;
    QPixmap pixmap(kSize, kSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(kSize / 2.0, kSize / 2.0), kSize * 0.28, kSize * 0.28);
    return QIcon(pixmap);
}

QString timeText(qint64 timeMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    QString clock = QLocale().toString(time.time(), QStringLiteral("HH:mm:ss"));
    if (time.date() == QDate::currentDate())
        return clock;
    return QLocale().toString(time.date(), QLocale::ShortFormat) + QChar(u' ') + clock;
}

} // namespace

EventModel::EventModel(Daemons &daemons, QObject *parent)
    : QAbstractTableModel(parent)
    , m_daemons(daemons)
{
    connect(&daemons, &Daemons::added, this, &EventModel::follow);
    connect(&daemons, &Daemons::aboutToRemove, this, &EventModel::forget);
    for (ControlClient *client : daemons.clients())
        follow(client);
}

void EventModel::follow(ControlClient *client)
{
    connect(client, &ControlClient::stateChanged, this,
            [this, client](ControlClient::State state) { noteState(client, state); });
    connect(client, &ControlClient::workerEvent, this,
            [this, client](const WorkerEvent &worker) { noteWorker(client, worker); });
    connect(client, &ControlClient::reloadEvent, this, [this, client](const ReloadEvent &event) {
        if (event.isFinished)
            noteReload(client, event.app, event.reload);
    });
    // Those that happened while nobody listened.
    connect(client, &ControlClient::snapshotChanged, this,
            [this, client](const Snapshot &snapshot) {
                for (const AppSnapshot &app : snapshot.apps) {
                    if (app.lastReload)
                        noteReload(client, app.name, *app.lastReload);
                }
            });
}

void EventModel::forget(ControlClient *client)
{
    client->disconnect(this);
    m_lastReloads.remove(client);
    m_isLost.remove(client);
}

void EventModel::noteState(ControlClient *client, ControlClient::State state)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    bool &isLost = m_isLost[client];
    if (state == ControlClient::State::Lost && !isLost && client->snapshot()) {
        isLost = true;
        add({now, Kind::Lost, {client, {}, 0}, {}, tr("Connection lost"), client->error()});
    } else if (state == ControlClient::State::Connected && std::exchange(isLost, false)) {
        add({now, Kind::Back, {client, {}, 0}, {}, tr("Connected again"), {}});
    }
}

void EventModel::noteReload(ControlClient *client, const QString &app, const ReloadSnapshot &reload)
{
    QDateTime &last = m_lastReloads[client][app];
    if (last.isValid() && reload.at <= last)
        return;
    last = reload.at;
    add({reload.at.toMSecsSinceEpoch(),
         isDone(reload) ? Kind::Reloaded : Kind::RolledBack,
         {client, app, 0},
         {},
         whatHappened(reload),
         detailsOf(reload)});
}

void EventModel::noteWorker(ControlClient *client, const WorkerEvent &worker)
{
    if (worker.failure)
        add({worker.timeMs,
             Kind::Crashed,
             {client, worker.app, worker.worker},
             {},
             whatHappened(worker),
             detailsOf(*worker.failure)});
}

void EventModel::addResult(const Target &target, const QString &what, const QString &error)
{
    const QString why = withoutEscapes(error);
    QString first = what;
    if (!first.isEmpty())
        first[0] = first[0].toUpper();
    const QString text = error.isEmpty()
                             ? tr("%1: done").arg(first)
                             : tr("%1 failed: %2").arg(first, why.section(QChar(u'\n'), 0, 0));
    add({QDateTime::currentMSecsSinceEpoch(),
         error.isEmpty() ? Kind::Done : Kind::Refused,
         target,
         {},
         text,
         why});
}

void EventModel::add(const Event &event)
{
    const auto isOlder = [&](const Event &other) { return other.timeMs <= event.timeMs; };
    const auto place = std::find_if(m_events.begin(), m_events.end(), isOlder);
    const int row = int(place - m_events.begin());
    if (row >= kMaxEvents)
        return;
    beginInsertRows({}, row, row);
    Event &added = *m_events.insert(place, event);
    if (added.where.isEmpty() && event.target.daemon) {
        const QString daemon = event.target.daemon->endpoint().title;
        if (event.target.app.isEmpty())
            added.where = daemon;
        else
            added.where = m_daemons.clients().size() > 1
                              ? tr("%1 on %2", "app, daemon").arg(event.target.app, daemon)
                              : event.target.app;
    }
    endInsertRows();
    if (int(m_events.size()) > kMaxEvents) {
        beginRemoveRows({}, kMaxEvents, kMaxEvents);
        m_events.pop_back();
        endRemoveRows();
    }
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event &event = m_events[size_t(index.row())];
    if (role == Qt::DisplayRole) {
        if (index.column() == Time)
            return timeText(event.timeMs);
        return index.column() == Where ? event.where : event.what;
    }
    if (role == Qt::DecorationRole && index.column() == What)
        return dot(toneColor(toneOf(event.kind), QGuiApplication::palette()));
    if (role == Qt::ToolTipRole)
        return toolTipOf(event.what);
    if (role == DetailsRole)
        return event.details;
    if (role == KindRole)
        return QVariant::fromValue(event.kind);
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Where:
        return tr("Where");
    case What:
        return tr("Event");
    default:
        return {};
    }
}

} // namespace qilin
