// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/doorkeeper.h"
#include "core/control/gatelimits.h"
#include "core/master/operations.h"
#include "core/platform/socketfile.h"

#include <QObject>

#include <memory>
#include <vector>

namespace qilin {

class Api;
class EventHub;
class Gate;
class HttpEngine;
class Listener;

// The control API on any number of TCP ports and Unix sockets, which it owns. Needs a
// QCoreApplication. Not to be deleted from within a call of Operations; close() may be called
// there.
class ControlServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlServer)

public:
    // operations must outlive this; answers that it gives later are dropped then.
    ControlServer(Operations &operations, const ControlAccess &access,
                  const GateLimits &limits = {}, QObject *parent = nullptr);
    ~ControlServer() override;

    // Until close(). Errors name the address and what would be right; nothing listens then.
    // host: an IP address ("::" takes IPv4 too) or "localhost". port 0: a free one.
    Result<> listenTcp(const QString &host, quint16 port);
    // path: absolute. Private: for the default place, whose directory is made where it is missing.
    Result<> listenUnix(const QString &path, SocketDirectory directory = SocketDirectory::AsItIs);

    [[nodiscard]] int port() const; // of the first TCP listener; 0: there is none

    // Holds from the next request on; what concerns TLS from the next connection on.
    void setAccess(const ControlAccess &access);

    // Stops listening and removes the socket files at once. Requests in work are answered 503
    // (finish them before where they should not be), answers flushed, streams ended. drained()
    // follows within limits.closeTime, never before this returns.
    void close();
    [[nodiscard]] bool isDrained() const;

signals:
    void drained();

private:
    void watch(int socket, Door door);

    const GateLimits m_limits;
    std::unique_ptr<Api> m_api;
    std::unique_ptr<EventHub> m_hub;
    std::unique_ptr<HttpEngine> m_engine;
    std::unique_ptr<Gate> m_gate;
    std::vector<UniqueFd> m_ports;
    std::vector<SocketFile> m_sockets;
    std::vector<std::unique_ptr<Listener>> m_listeners; // of both
};

} // namespace qilin
