// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/connection.h"
#include "core/control/doorkeeper.h"
#include "core/platform/netio.h"

#include <deque>
#include <vector>

namespace qilin {

// Owns the connections of all listeners and bounds what they take. Complete requests that the
// doorkeeper lets in go to Serve, one a turn of the event loop. At the limit, or when descriptors
// run short, a connection without a request in work makes room, one of the address that has the
// most; where all have one, the new client is told 503. Streams of events have a limit of their own
// and make room for nobody.
class Gate final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gate)

public:
    // later may outlive connection and gate.
    using Serve
        = std::function<Served(const Request &request, Persistence after, const Respond &later)>;
    using Open = std::function<std::unique_ptr<EventStream>(const Subscription &subscription)>;

    Gate(const ControlAccess &access, const GateLimits &limits, Serve serve, Open open);
    ~Gate() override;

    void setAccess(const ControlAccess &access); // from the next request, and connection, on
    void admit(Accepted &&client, Door door);

    // Nothing new is served; requests in work are answered 503. drained() follows, at the latest
    // after limits.closeTime, never before this returns.
    void shutDown();
    [[nodiscard]] bool isDrained() const; // shut down, and no connection left

signals:
    void drained();

private:
    struct Held
    {
        Connection *connection = nullptr;
        RequestHead head;
        Asker asker;
    };

    [[nodiscard]] std::unique_ptr<Transport> transportFor(UniqueFd fd, Door door) const;
    void take(Connection *connection, const RequestHead &head,
              Doorkeeper::Turn turn = Doorkeeper::Turn::First);
    [[nodiscard]] std::function<void()> secondTurn(Connection *connection, const RequestHead &head);
    void awaitCheck(Connection *connection, const RequestHead &head, const PasswordCheck &check);
    void serveSoon();
    void serve(Connection *connection, const RequestHead &head, const Asker &asker);
    void startStream(Connection *connection, const Response &response, bool bodiless);
    [[nodiscard]] int streams() const;
    [[nodiscard]] bool mayOperate() const;
    [[nodiscard]] bool makeRoom();
    void boundUnsent();
    void noteUse(qsizetype bytes);
    void giveMemoryBack();
    void forget(Connection *connection);
    void abortAll();
    void announceDrained();

    const GateLimits m_limits;
    Doorkeeper m_doorkeeper;
    std::shared_ptr<const QSslConfiguration> m_tls; // null: the ports speak plain HTTP
    const Serve m_serve;
    const Open m_open;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::deque<Held> m_held; // until it is their turn
    bool m_isTurnSet = false;
    Connection *m_serving = nullptr; // inside m_serve
    qsizetype m_used = 0;            // bytes since memory was given back
    QTimer m_giveBack;
    QTimer m_closing;
    bool m_shutDown = false;
};

} // namespace qilin
