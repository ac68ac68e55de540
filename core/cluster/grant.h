// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/handout.h"
#include "core/cluster/message.h"

#include <functional>

namespace qilin {

class ClusterListener;

// One listen() of one worker, from the request to its close. Takes connections for it in round
// robin once it is seated. Owns its seat, not the listener.
class Grant final : public Taker
{
    Q_DISABLE_COPY_MOVE(Grant)

public:
    enum class State {
        Withheld, // not answered yet
        Answered, // the worker has it and has not said yet that it listens
        Listening
    };
    // Sends a connection of the grant with this head; returns the number of the message.
    using Pass = std::function<std::optional<qint64>(const QByteArray &head, int connection)>;

    Grant(QString key, qint64 question, ListenQuery query, ClusterListener &listener);
    ~Grant(); // gives back what is under way

    const QString &key() const { return m_key; }   // the worker's name for it
    qint64 question() const { return m_question; } // number of the request, for the answer
    const ListenQuery &query() const { return m_query; }
    ClusterListener &listener() const { return m_listener; }

    State state() const { return m_state; }
    void setState(State state) { m_state = state; }

    // Whether a "listening" message with these fields is about it.
    bool matches(const ListenQuery &listening) const;

    // No-ops for a shared socket.
    void sit(Pass pass);
    void stopTaking();
    bool settle(qint64 number, bool accepted);

    std::optional<qint64> take(int connection) override;

private:
    QString m_key;
    qint64 m_question;
    ListenQuery m_query;
    ClusterListener &m_listener;
    State m_state = State::Withheld;
    QByteArray m_head;
    Pass m_pass; // none: not seated
};

} // namespace qilin
