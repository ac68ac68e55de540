// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/connection.h"
#include "core/control/doorkeeper.h"
#include "core/platform/netio.h"

#include <vector>

namespace qilin {

// Owns the connections of all listeners and bounds what they take. Complete requests that the
// doorkeeper lets in go to Serve. At the limit the connection that has waited longest without a
// request in work makes room; when all have one, the new client is told 503. Streams of events have
// a limit of their own and make room for nobody.
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
    [[nodiscard]] std::unique_ptr<Transport> transportFor(UniqueFd fd, Door door) const;
    void take(Connection *connection, const RequestHead &head);
    void awaitCheck(Connection *connection, const RequestHead &head, const PasswordCheck &check);
    void serve(Connection *connection, const RequestHead &head, const Asker &asker);
    void startStream(Connection *connection, const Response &response, bool bodiless);
    [[nodiscard]] int streams() const;
    [[nodiscard]] bool makeRoom();
    void forget(Connection *connection);
    void abortAll();
    void announceDrained();

    const GateLimits m_limits;
    Doorkeeper m_doorkeeper;
    std::shared_ptr<const QSslConfiguration> m_tls; // null: the ports speak plain HTTP
    const Serve m_serve;
    const Open m_open;
    std::vector<std::unique_ptr<Connection>> m_connections;
    Connection *m_serving = nullptr; // inside m_serve
    QTimer m_closing;
    bool m_shutDown = false;
};

} // namespace qilin
