// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace qilin {

// What a user is told beside the icon.
struct Notice
{
    enum class Kind { RolledBack, CrashLoop, ReloadDone, ConnectionLost, ActionFailed };

    Kind kind = Kind::RolledBack;
    int daemon = 0; // whose, as it was given
    QString app;    // empty: the daemon itself
    QString title;
    QString text;
};

// Decides what becomes a notification. Pure: knows the time (ms, of any clock that never goes back)
// only from its arguments. One notice a cause; the same cause again not before it has been mended
// or five minutes are over. daemon: any number that stands for one, the same in every call.
class NoticeRules final
{
public:
    static constexpr qint64 kCrashSpanMs = 60'000; // this many deaths of an app within
    static constexpr int kCrashes = 3;
    static constexpr qint64 kQuietMs = 300'000; // until the same cause may be told again
    static constexpr qint64 kLostMs = 10'000;   // a connection that heals sooner is no news
    static constexpr qint64 kGatherMs = 1'000;  // reloads that end together are one notice

    // Reloads that went well are told, while windowIsHidden. Default: yes.
    void setReloadDoneWanted(bool yes) { m_isReloadDoneWanted = yes; }

    void reload(int daemon, const ReloadEvent &event, bool windowIsHidden, qint64 now);
    void worker(int daemon, const WorkerEvent &event, qint64 now);
    void connection(int daemon, const QString &title, ControlClient::State state,
                    const QString &error, qint64 now);
    // What a user asked for failed. what: "reload of app.js".
    void actionFailed(int daemon, const QString &app, const QString &what, const QString &error,
                      qint64 now);
    void forget(int daemon);

    // Those that are due, each once.
    [[nodiscard]] QList<Notice> take(qint64 now);
    // When take() will have something that it has not now; nothing: not without further events.
    [[nodiscard]] std::optional<qint64> nextDue() const;

private:
    struct App
    {
        QList<qint64> deaths; // of the last kCrashSpanMs
        int triedGeneration
            = 0; // by the reload under way or undone last; its deaths are that reload's
        std::optional<qint64> crashTold;
        std::optional<qint64> rollbackTold;
        QString rollbackCause;
    };
    struct Pending
    {
        qint64 due = 0;
        Notice notice;
    };

    App &app(int daemon, const QString &name) { return m_apps[{daemon, name}]; }
    void add(qint64 due, Notice notice) { m_pending.append({due, std::move(notice)}); }
    void rolledBack(int daemon, const ReloadEvent &event, qint64 now);
    void done(int daemon, const ReloadEvent &event, qint64 now);
    void drop(int daemon, const QString &app, Notice::Kind kind);

    bool m_isReloadDoneWanted = true;
    QHash<QPair<int, QString>, App> m_apps;
    QSet<int> m_lostTold;
    QList<Pending> m_pending;
};

} // namespace qilin
