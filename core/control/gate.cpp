// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/gate.h"

#include "core/base/log.h"
#include "core/control/plaintransport.h"
#include "core/control/routes.h"
#include "core/control/tlstransport.h"
#include "core/platform/trim.h"

#include <QCoreApplication>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <array>
#include <tuple>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// Streams stay for as long as they like: other clients and new workers need descriptors, too.
constexpr int kStreamReserve = 2;
constexpr qsizetype kMuch = 2 * 1024 * 1024;   // bytes used and freed, of which pieces may be left
constexpr qsizetype kOfConnection = 16 * 1024; // such bytes, with TLS more

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

Response busyResponse()
{
    return errorResponse(503, Text::tr("too many requests are in work; try again"));
}

bool isOperation(const Request &request)
{
    const Route *route = findRoute(request.path);
    return route != nullptr && route->verbs.testFlag(Verb::Post);
}

QByteArray wireOf(const Response &response, Persistence after, bool bodiless)
{
    const QByteArray wire = toWire(response, after);
    return bodiless ? withoutBody(wire) : wire;
}

// Whose crowd a connection is one of: an address's, or a process's on the socket.
std::pair<QHostAddress, qint64> originOf(const Connection &connection)
{
    const Peer &peer = connection.peer();
    return {peer.remote, peer.process ? peer.process->pid : 0};
}

// Tries once: nobody waits for this client.
void turnAway(const UniqueFd &fd)
{
    std::array<char, 4096> request;
    static_cast<void>(takeBytes(fd.get(), request.data(), request.size()));
    const QByteArray wire = toWire(busyResponse(), Persistence::Close);
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
    m_giveBack.setSingleShot(true);
    m_giveBack.setInterval(limits.writeTime);
    connect(&m_giveBack, &QTimer::timeout, this, &Gate::giveMemoryBack);
}

Gate::~Gate() = default;

void Gate::admit(Accepted &&client, Door door)
{
    if (m_shutDown)
        return;
    const bool isFull
        = int(m_connections.size()) - streams() >= m_limits.connections || descriptorsAreShort();
    if (isFull && !makeRoom() && !m_connections.empty())
        return turnAway(client.fd);
    const Peer peer{door, client.peer, client.local, client.peerPort, client.process};
    auto owned
        = std::make_unique<Connection>(transportFor(std::move(client.fd), door), peer, m_limits);
    Connection *connection = owned.get();
    m_connections.push_back(std::move(owned));
    connect(connection, &Connection::requested, this,
            [this, connection](const RequestHead &head) { take(connection, head); });
    connect(connection, &Connection::stalled, this, &Gate::boundUnsent);
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

void Gate::take(Connection *connection, const RequestHead &head, Doorkeeper::Turn turn)
{
    const bool bodiless = head.request.verb == Verb::Head;
    const Doorkeeper::Verdict verdict = m_doorkeeper.judge(head, connection->peer(), turn);
    if (verdict.pause.count() > 0) {
        connection->hold();
        QTimer::singleShot(verdict.pause, connection, secondTurn(connection, head));
        return;
    }
    if (verdict.check)
        return awaitCheck(connection, head, *verdict.check);
    if (verdict.refusal)
        return connection->answer(wireOf(*verdict.refusal, Persistence::Close, bodiless),
                                  Persistence::Close, verdict.delay);
    const Route *route = findRoute(head.request.path);
    if (route != nullptr && route->access == Access::Open) // such as whether the daemon lives
        return serve(connection, head, verdict.asker);
    connection->hold();
    m_held.push_back({connection, head, verdict.asker});
    serveSoon();
}

// One a turn of the event loop, so that a crowd with costly questions delays nobody's small one.
void Gate::serveSoon()
{
    if (m_held.empty() || std::exchange(m_isTurnSet, true))
        return;
    const auto next = [this] {
        m_isTurnSet = false;
        if (m_held.empty())
            return;
        const Held first = std::move(m_held.front());
        m_held.pop_front();
        serveSoon();
        first.connection->resume();
        serve(first.connection, first.head, first.asker);
    };
    QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
}

std::function<void()> Gate::secondTurn(Connection *connection, const RequestHead &head)
{
    return [this, guard = QPointer<Connection>(connection), number = connection->request(), head] {
        if (!guard || guard->request() != number || guard->state() != Connection::State::Held)
            return;
        guard->resume();
        take(guard, head, Doorkeeper::Turn::Paused);
    };
}

void Gate::awaitCheck(Connection *connection, const RequestHead &head, const PasswordCheck &check)
{
    if (m_doorkeeper.check(check, connection->peer(), secondTurn(connection, head)))
        return connection->hold();
    Response busy = errorResponse(503, Text::tr("too many passwords are being checked; try again"));
    busy.headers.append({"Retry-After"_ba, "1"_ba});
    connection->answer(wireOf(busy, Persistence::Close, head.request.verb == Verb::Head),
                       Persistence::Close);
}

void Gate::serve(Connection *connection, const RequestHead &head, const Asker &asker)
{
    const bool bodiless = head.request.verb == Verb::Head;
    if (isOperation(head.request) && !mayOperate())
        return connection->answer(wireOf(busyResponse(), Persistence::Close, bodiless),
                                  Persistence::Close);
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
    if (const auto *wire = std::get_if<QByteArray>(&served)) {
        noteUse(wire->size());
        connection->answer(bodiless ? withoutBody(*wire) : *wire, after);
    } else if (const auto *response = std::get_if<Response>(&served)) {
        startStream(connection, *response, bodiless);
    }
}

void Gate::startStream(Connection *connection, const Response &response, bool bodiless)
{
    const QByteArray head = toWire(response, Persistence::Close);
    if (bodiless)
        return connection->answer(head, Persistence::Close);
    if (streams() < m_limits.streams && !descriptorsAreShort(kStreamReserve))
        return connection->stream(head, m_open(*response.stream));
    const Response refusal = errorResponse(503, Text::tr("too many clients follow the events"));
    connection->answer(toWire(refusal, Persistence::Close), Persistence::Close);
}

int Gate::streams() const
{
    return int(std::count_if(m_connections.begin(), m_connections.end(),
                             [](const auto &connection) { return connection->isStream(); }));
}

bool Gate::mayOperate() const
{
    const auto waiting
        = std::count_if(m_connections.begin(), m_connections.end(), [](const auto &connection) {
              return connection->state() == Connection::State::Working;
          });
    return int(waiting) <= m_limits.operations; // the one that asks is among them
}

// Of those who have the most connections, so that nobody is driven out by another's crowd; rather
// one that says nothing than one that waits for its turn or takes its answer slowly; the oldest.
bool Gate::makeRoom()
{
    using State = Connection::State;
    QHash<std::pair<QHostAddress, qint64>, int> crowds;
    for (const auto &connection : m_connections)
        crowds[originOf(*connection)] += connection->isStream() ? 0 : 1;
    const auto rank = [&crowds](const Connection *connection) {
        const State state = connection->state();
        return std::tuple(-crowds.value(originOf(*connection)),
                          state == State::Held || state == State::Writing, connection->since());
    };
    Connection *victim = nullptr;
    for (const auto &connection : m_connections) {
        if (connection->state() == State::Working || connection->isStream())
            continue;
        if (victim == nullptr || rank(connection.get()) < rank(victim))
            victim = connection.get();
    }
    if (victim == nullptr)
        return false;
    victim->abort();
    return true;
}

// Who has taken nothing for the longest time has to go.
void Gate::boundUnsent()
{
    for (;;) {
        qsizetype sum = 0;
        Connection *slowest = nullptr;
        for (const auto &connection : m_connections) {
            const qsizetype unsent = connection->unsent();
            sum += unsent;
            if (unsent > 0 && (slowest == nullptr || connection->tookAt() < slowest->tookAt()))
                slowest = connection.get();
        }
        if (slowest == nullptr || sum <= m_limits.unsentBytes)
            return;
        qCDebug(lcControl) << "a client is dropped: too much waits that nobody takes";
        slowest->abort();
    }
}

void Gate::noteUse(qsizetype bytes)
{
    m_used += bytes;
    if (m_used > kMuch && !m_giveBack.isActive())
        m_giveBack.start();
}

void Gate::giveMemoryBack()
{
    m_used = 0;
    trimHeap();
}

void Gate::forget(Connection *connection)
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&](const auto &owned) { return owned.get() == connection; });
    if (found == m_connections.end())
        return;
    noteUse(kOfConnection);
    const auto isIts = [connection](const Held &held) { return held.connection == connection; };
    m_held.erase(std::remove_if(m_held.begin(), m_held.end(), isIts), m_held.end());
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
    m_held.clear();
    std::vector<Connection *> all; // each may leave the list meanwhile
    for (const auto &connection : m_connections)
        all.push_back(connection.get());
    for (Connection *connection : all) {
        connection->resume();
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
