// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/gate.h"

#include "core/control/plaintransport.h"
#include "core/control/tlstransport.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

QByteArray wireOf(const Response &response, Persistence after, bool bodiless)
{
    const QByteArray wire = toWire(response, after);
    return bodiless ? withoutBody(wire) : wire;
}

// Tries once: nobody waits for this client.
void turnAway(const UniqueFd &fd)
{
    std::array<char, 4096> request;
    static_cast<void>(takeBytes(fd.get(), request.data(), request.size()));
    const QByteArray wire
        = toWire(errorResponse(503, Text::tr("too many requests are in work; try again")),
                 Persistence::Close);
    static_cast<void>(sendBytes(fd.get(), wire.constData(), wire.size()));
    endSending(fd.get());
}

} // namespace

Gate::Gate(const ControlAccess &access, const GateLimits &limits, Serve serve, Open open)
    : m_limits(limits)
    , m_doorkeeper(access, limits)
    , m_tls(access.tls)
    , m_serve(std::move(serve))
    , m_open(std::move(open))
{
    m_closing.setSingleShot(true);
    connect(&m_closing, &QTimer::timeout, this, &Gate::abortAll);
}

Gate::~Gate() = default;

void Gate::admit(Accepted &&client, Door door)
{
    if (m_shutDown)
        return;
    if (int(m_connections.size()) - streams() >= m_limits.connections && !makeRoom())
        return turnAway(client.fd);
    const Peer peer{door, client.peer, client.local, client.peerPort, client.process};
    auto owned
        = std::make_unique<Connection>(transportFor(std::move(client.fd), door), peer, m_limits);
    Connection *connection = owned.get();
    m_connections.push_back(std::move(owned));
    connect(connection, &Connection::requested, this,
            [this, connection](const RequestHead &head) { take(connection, head); });
    connect(connection, &Connection::closed, this, [this, connection] { forget(connection); });
    connection->start();
}

std::unique_ptr<Transport> Gate::transportFor(UniqueFd fd, Door door) const
{
    if (door == Door::Port && m_tls)
        return std::make_unique<TlsTransport>(std::move(fd), m_tls);
    return std::make_unique<PlainTransport>(std::move(fd));
}

void Gate::setAccess(const ControlAccess &access)
{
    m_doorkeeper.setAccess(access);
    m_tls = access.tls;
}

void Gate::take(Connection *connection, const RequestHead &head)
{
    const bool bodiless = head.request.verb == Verb::Head;
    const Doorkeeper::Verdict verdict = m_doorkeeper.judge(head, connection->peer());
    if (verdict.check)
        return awaitCheck(connection, head, *verdict.check);
    if (verdict.refusal)
        return connection->answer(wireOf(*verdict.refusal, Persistence::Close, bodiless),
                                  Persistence::Close, verdict.delay);
    serve(connection, head, verdict.asker);
}

void Gate::awaitCheck(Connection *connection, const RequestHead &head, const PasswordCheck &check)
{
    const auto again = [this, guard = QPointer<Connection>(connection),
                        number = connection->request(), head] {
        if (!guard || guard->request() != number || guard->state() != Connection::State::Judging)
            return;
        guard->resume();
        take(guard, head);
    };
    if (m_doorkeeper.check(check, connection->peer(), again))
        return connection->hold();
    Response busy = errorResponse(503, Text::tr("too many passwords are being checked; try again"));
    busy.headers.append({"Retry-After"_ba, "1"_ba});
    connection->answer(wireOf(busy, Persistence::Close, head.request.verb == Verb::Head),
                       Persistence::Close);
}

void Gate::serve(Connection *connection, const RequestHead &head, const Asker &asker)
{
    const bool bodiless = head.request.verb == Verb::Head;
    Request request = head.request;
    request.asker = asker;
    const Persistence after
        = head.keepAlive && connection->mayPersist() ? Persistence::KeepAlive : Persistence::Close;
    const auto later = [guard = QPointer<Connection>(connection), number = connection->request(),
                        after, bodiless](const Response &response) {
        if (guard && guard->request() == number)
            guard->answer(wireOf(response, after, bodiless), after);
    };
    m_serving = connection;
    const Served served = m_serve(request, after, later);
    m_serving = nullptr;
    if (const auto *wire = std::get_if<QByteArray>(&served))
        connection->answer(bodiless ? withoutBody(*wire) : *wire, after);
    else if (const auto *response = std::get_if<Response>(&served))
        startStream(connection, *response, bodiless);
}

void Gate::startStream(Connection *connection, const Response &response, bool bodiless)
{
    const QByteArray head = toWire(response, Persistence::Close);
    if (bodiless)
        return connection->answer(head, Persistence::Close);
    if (streams() < m_limits.streams)
        return connection->stream(head, m_open(*response.stream));
    const Response refusal = errorResponse(503, Text::tr("too many clients follow the events"));
    connection->answer(toWire(refusal, Persistence::Close), Persistence::Close);
}

int Gate::streams() const
{
    return int(std::count_if(m_connections.begin(), m_connections.end(),
                             [](const auto &connection) { return connection->isStream(); }));
}

bool Gate::makeRoom()
{
    using State = Connection::State;
    Connection *victim = nullptr;
    for (const auto &connection : m_connections) {
        const State state = connection->state();
        const bool busy
            = state == State::Working || state == State::Writing || connection->isStream();
        if (!busy && (victim == nullptr || connection->since() < victim->since()))
            victim = connection.get();
    }
    if (victim == nullptr)
        return false;
    victim->abort();
    return true;
}

void Gate::forget(Connection *connection)
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const auto &owned) { return owned.get() == connection; });
    if (found == m_connections.end())
        return;
    found->release()->deleteLater(); // it may be what calls
    m_connections.erase(found);
    if (isDrained())
        announceDrained();
}

void Gate::shutDown()
{
    if (std::exchange(m_shutDown, true))
        return;
    m_closing.start(m_limits.closeTime);
    const Response farewell = errorResponse(503, Text::tr("the daemon is shutting down"));
    const QByteArray wire = toWire(farewell, Persistence::Close);
    std::vector<Connection *> all; // each may leave the list meanwhile
    for (const auto &connection : m_connections)
        all.push_back(connection.get());
    for (Connection *connection : all) {
        if (connection != m_serving)
            connection->answer(wire, Persistence::Close);
        connection->leave();
    }
    if (all.empty())
        announceDrained();
}

void Gate::announceDrained()
{
    m_closing.stop();
    QMetaObject::invokeMethod(this, &Gate::drained, Qt::QueuedConnection);
}

bool Gate::isDrained() const
{
    return m_shutDown && m_connections.empty();
}

void Gate::abortAll()
{
    while (!m_connections.empty())
        m_connections.back()->abort();
}

} // namespace qilin
