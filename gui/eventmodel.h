// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/target.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>

#include <deque>

namespace qilin {

class Daemons;

// What happened in the daemons: reloads, roll-backs, crashes, lost connections, what a user asked
// for. Newest first, the last kMaxEvents. Daemons must outlive it.
class EventModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventModel)

public:
    enum class Kind { Reloaded, RolledBack, Crashed, Lost, Back, Done, Refused };
    Q_ENUM(Kind)
    enum Column { Time, Where, What, ColumnCount };
    enum Role { DetailsRole = Qt::UserRole, KindRole };

    struct Event
    {
        qint64 timeMs = 0; // since 1970, UTC
        Kind kind = Kind::Done;
        Target target;
        QString where; // of the target, kept when it is gone
        QString what;  // one line
        QString details;
    };

    static constexpr int kMaxEvents = 500;

    explicit EventModel(Daemons &daemons, QObject *parent = nullptr);

    void add(const Event &event);
    // The result of an action: error is empty when it was done.
    void addResult(const Target &target, const QString &what, const QString &error);

    [[nodiscard]] const Event &event(int row) const { return m_events[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void follow(ControlClient *client);
    void forget(ControlClient *client);
    void noteState(ControlClient *client, ControlClient::State state);
    void noteReload(ControlClient *client, const QString &app, const ReloadSnapshot &reload);
    void noteWorker(ControlClient *client, const WorkerEvent &worker);

    Daemons &m_daemons;
    std::deque<Event> m_events;
    QHash<ControlClient *, QHash<QString, QDateTime>> m_lastReloads; // by app
    QHash<ControlClient *, bool> m_isLost;
};

} // namespace qilin
