// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/logmerge.h"
#include "core/client/target.h"
#include "gui/target.h"

#include <QObject>

#include <deque>

namespace qilin {

// The lines of a Target for whoever shows them: the daemon's last ones, then those that come, in
// order and once each. Works while it is active; keeps at most kMaxPending lines for take(), drops
// the older ones beyond that and counts them.
class LogFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFeed)

public:
    static constexpr int kMaxPending = 5000;
    static constexpr int kLinesAsked = kLogLinesMost; // of what was before

    struct Batch
    {
        qint64 skipped = 0; // lines that were dropped before these
        QList<LogLine> lines;
    };

    explicit LogFeed(QObject *parent = nullptr);
    ~LogFeed() override;

    void setTarget(const Target &target);
    [[nodiscard]] const Target &target() const { return m_target; }
    void setActive(bool yes);

    [[nodiscard]] Batch take(int maxLines);                      // oldest first
    [[nodiscard]] bool hasAnswer() const { return m_hasAnswer; } // of the daemon, for this target
    [[nodiscard]] qsizetype pending() const { return qsizetype(m_pending.size()); }

signals:
    void restarted(); // what was taken before belongs to another target
    void arrived();   // there is something to take, or there was nothing in the answer
    void failed(const QString &why);

private:
    void connectClient();
    void disconnectClient();
    void fetch();
    void receive(const LogLine &line);
    void push(const LogLine &line);
    [[nodiscard]] bool isMeant(const LogLine &line) const;

    Target m_target;
    bool m_isActive = false;
    bool m_isFetching = false;
    bool m_hasAnswer = false;
    bool m_isStreamSeen = false; // the live lines have begun since connectClient()
    int m_round = 0;             // answers of earlier ones are not for us any more
    LogMerge m_merge;
    std::deque<LogLine> m_held; // came live while an answer was due
    std::deque<LogLine> m_pending;
    qint64 m_skipped = 0;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace qilin
