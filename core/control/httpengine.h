// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/request.h"

#include <QPointer>

#include <memory>

class QHttpServer;
class QHttpServerRequest;
class QHttpServerResponse;

namespace qilin {

class LoopServer;
class MemorySocket;

// Owns the QHttpServer that carries requests to the handler and writes its answers. It sees no
// client: its one connection lies in memory, and brings one well-formed request at a time that was
// written here. So none of its missing limits is within reach, and a client that leaves takes
// nothing from under it (in 6.4 a responder kept for later dangles then).
class HttpEngine final
{
public:
    using Handler = std::function<void(const Request &request, const Respond &respond)>;

    explicit HttpEngine(Handler handler);
    ~HttpEngine();
    Q_DISABLE_COPY_MOVE(HttpEngine)

    // What the handler gave before it returned; else its answer goes to later. Not to be called
    // from within the handler.
    [[nodiscard]] Served serve(const Request &request, Persistence after, const Respond &later);

private:
    struct Exchange;
    [[nodiscard]] QHttpServerResponse handle(const QHttpServerRequest &request);
    void connectLoop();

    const Handler m_handler;
    std::unique_ptr<QHttpServer> m_http;
    QPointer<LoopServer> m_server;        // owned by m_http
    QPointer<MemorySocket> m_socket;      // owned by m_server; QHttpServer may have ended it
    std::shared_ptr<Exchange> m_exchange; // of the request in work
};

} // namespace qilin
