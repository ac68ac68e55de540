// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/eventstream.h"
#include "core/control/peer.h"
#include "core/control/requesthead.h"
#include "core/control/transport.h"

#include <QTimer>

#include <memory>

namespace qilin {

// Owns one client's socket: reads one request after the other, each answered before the next is
// looked at, and closes in order. A client that is slow, silent, malformed or gone ends here.
class Connection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    using Clock = std::chrono::steady_clock;

    enum class State {
        Reading,   // towards a complete request
        Idle,      // between two requests
        Held,      // requested() was emitted; it is not its turn yet, or its password is checked
        Working,   // likewise; answer() is due, however late
        Delaying,  // a refusal that is sent later
        Writing,   // the client takes the answer
        Streaming, // it takes events for as long as it likes
        Draining,  // our last word is said, the client's is awaited: closing now could lose ours
        Closed,
    };

    // limits must outlive this.
    Connection(std::unique_ptr<Transport> transport, const Peer &peer, const GateLimits &limits);
    ~Connection() override;

    void start(); // once; reads what is there: may emit requested() and closed()

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Clock::time_point since() const { return m_since; } // of the state
    [[nodiscard]] const Peer &peer() const { return m_peer; }
    [[nodiscard]] int request() const { return m_requests; } // the number of the one in work
    [[nodiscard]] bool mayPersist() const;
    // Bytes of answer or stream that the client has not taken, and when it last took any.
    [[nodiscard]] qsizetype unsent() const;
    [[nodiscard]] Clock::time_point tookAt() const { return m_tookAt; }
    [[nodiscard]] bool isStream() const { return m_stream != nullptr; } // in any state after

    void hold();   // from Working to Held
    void resume(); // and back

    // In Working, else without effect. wire: the whole answer. delay: before it is sent.
    void answer(const QByteArray &wire, Persistence after, std::chrono::milliseconds delay = {});

    // In Working, else without effect: head is sent, then what stream gives. Nothing else is served
    // on this connection any more.
    void stream(const QByteArray &head, std::unique_ptr<EventStream> stream);

    // No further request is served; what is being answered still is, a stream ends.
    void leave();
    void abort(); // at once; emits closed()

signals:
    void requested(const qilin::RequestHead &head); // in Working; its parameters include a form's
    void stalled(); // the client does not take all that there is for it now; may call abort()
    void closed();  // last of all

private:
    void enter(State state);
    void readMore();
    void look();
    void refuse(int status, const char *text);
    void writeMore();
    [[nodiscard]] bool refill();
    void awaitWritable();
    void dropSlow(const char *why);
    void answered();
    void onDeadline();
    [[nodiscard]] std::chrono::milliseconds deadlineOf(State state) const;

    const std::unique_ptr<Transport> m_transport;
    const Peer m_peer;
    const GateLimits &m_limits;
    QTimer m_deadline;

    State m_state = State::Reading;
    Clock::time_point m_since;
    Clock::time_point m_tookAt;
    HeadReader m_reader;
    std::optional<RequestHead> m_head; // of the request whose body is awaited
    QByteArray m_in;
    QByteArray m_out;
    std::unique_ptr<EventStream> m_stream; // gives what follows m_out
    qsizetype m_sent = 0;                  // of m_out
    qsizetype m_drained = 0;               // bytes dropped in Streaming and Draining
    std::chrono::milliseconds m_delay{0};
    Persistence m_after = Persistence::Close;
    int m_requests = 0;
    bool m_ended = false;   // the client sends nothing more
    bool m_leaving = false; // see leave()
};

} // namespace qilin
