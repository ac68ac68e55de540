// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/client/eventsource.h"
#include "core/client/retryplan.h"

namespace qilin {

// Hears what happens in one daemon, and connects again when the connection is lost. A daemon
// without /events is asked for /info each second instead. May be deleted in slots of its signals.
class Follower final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Follower)

public:
    enum class Loss { Broken, Silent }; // Silent: whatever else waits for this daemon waits in vain

    explicit Follower(const ClientTimes &times);

    // Begins, or begins anew, at once.
    void follow(const Endpoint &endpoint, bool withLogs);
    void stop();

signals: // from the event loop, at most one for each event
    void snapshotCame(const qilin::Snapshot &snapshot);
    void lost(const QString &why, qilin::Follower::Loss loss); // tries again by itself
    void refused(const QString &why); // credentials are missing or wrong; waits for follow()
    void logLine(const qilin::LogLine &line);
    void workerEvent(const qilin::WorkerEvent &event);
    void reloadEvent(const qilin::ReloadEvent &event);

private:
    void listen();
    void poll();
    void onEvent(const ServerEvent &event);
    void onStatus(const ServerEvent &event);
    void onStreamEnded(const Outcome &outcome);
    void onPolled(const Outcome &outcome);
    void giveUp(const QString &why, Loss loss);

    const ClientTimes m_times;
    Endpoint m_endpoint;
    bool m_hasLogs = false;
    QByteArray m_lastId; // of the events that have come
    RetryPlan m_retries;
    QTimer m_next; // leads to listen(), or to poll()
    bool m_polls = false;
    qint64 m_polledPid = 0; // another one: another daemon, maybe a newer one
    std::unique_ptr<EventSource> m_stream;
    std::unique_ptr<Call> m_poll;
};

} // namespace qilin
