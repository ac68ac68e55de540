// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/logfeed.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace qilin {

LogFeed::LogFeed(QObject *parent)
    : QObject(parent)
{}

LogFeed::~LogFeed() = default;

void LogFeed::setTarget(const Target &target)
{
    if (m_target == target)
        return;
    const bool isOtherDaemon = m_target.daemon != target.daemon;
    if (isOtherDaemon)
        disconnectClient();
    m_target = target;
    ++m_round;
    m_isFetching = false;
    m_hasAnswer = false;
    m_merge.clear();
    m_held.clear();
    m_pending.clear();
    m_skipped = 0;
    emit restarted();
    if (!m_isActive)
        return;
    if (isOtherDaemon)
        connectClient();
    else
        fetch();
}

void LogFeed::setActive(bool yes)
{
    if (m_isActive == yes)
        return;
    m_isActive = yes;
    if (yes)
        connectClient();
    else
        disconnectClient();
}

void LogFeed::connectClient()
{
    ControlClient *client = m_target.daemon;
    if (!client)
        return;
    m_isStreamSeen = false;
    m_connections = {
        connect(client, &ControlClient::logLine, this, &LogFeed::receive),
        // What was printed between the answer and the first live line comes with a second answer.
        connect(client, &ControlClient::snapshotChanged, this,
                [this] {
                    if (!std::exchange(m_isStreamSeen, true))
                        fetch();
                }),
        connect(client, &ControlClient::stateChanged, this,
                [this](ControlClient::State state) {
                    if (state != ControlClient::State::Connected)
                        m_isStreamSeen = false;
                }),
    };
    if (client->state() != ControlClient::State::Closed)
        client->open(true);
    fetch();
}

void LogFeed::disconnectClient()
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    ++m_round;
    m_isFetching = false;
    while (!m_held.empty()) {
        if (m_merge.isNew(m_held.front()))
            push(m_held.front());
        m_held.pop_front();
    }
    if (m_target.daemon && m_target.daemon->state() != ControlClient::State::Closed)
        m_target.daemon->open(false);
}

void LogFeed::fetch()
{
    if (!m_target.daemon || m_isFetching)
        return;
    m_isFetching = true;
    const int round = ++m_round;
    const std::optional<int> worker
        = m_target.worker ? std::optional<int>(m_target.worker) : std::nullopt;
    const QPointer<LogFeed> self(this);
    const auto take = [self, round](const Result<QList<LogLine>> &answer) {
        if (!self || self->m_round != round)
            return;
        self->m_isFetching = false;
        self->m_hasAnswer = self->m_hasAnswer || bool(answer);
        if (answer) {
            for (const LogLine &line : self->m_merge.answered(*answer))
                self->push(line);
        }
        for (const LogLine &line : std::exchange(self->m_held, {})) {
            if (self->m_merge.isNew(line))
                self->push(line);
        }
        if (answer)
            emit self->arrived();
        else
            emit self->failed(answer.error().text);
    };
    m_target.daemon->logs(m_target.app, worker, kLinesAsked, take);
}

bool LogFeed::isMeant(const LogLine &line) const
{
    return (m_target.app.isEmpty() || line.app == m_target.app)
           && (m_target.worker == 0 || line.worker == m_target.worker);
}

void LogFeed::receive(const LogLine &line)
{
    if (!isMeant(line))
        return;
    if (m_isFetching) {
        m_held.push_back(line);
        if (m_held.size() > kMaxPending) {
            m_held.pop_front();
            ++m_skipped;
        }
        return;
    }
    if (!m_merge.isNew(line))
        return;
    push(line);
    if (m_pending.size() == 1)
        emit arrived();
}

void LogFeed::push(const LogLine &line)
{
    m_pending.push_back(line);
    if (m_pending.size() > kMaxPending) {
        m_pending.pop_front();
        ++m_skipped;
    }
}

LogFeed::Batch LogFeed::take(int maxLines)
{
    Batch batch;
    if (m_pending.empty())
        return batch; // what was skipped is told before the lines that are held still
    batch.skipped = std::exchange(m_skipped, 0);
    const auto end = m_pending.begin() + std::min<std::ptrdiff_t>(maxLines, pending());
    batch.lines
        = QList<LogLine>(std::make_move_iterator(m_pending.begin()), std::make_move_iterator(end));
    m_pending.erase(m_pending.begin(), end);
    return batch;
}

} // namespace qilin
