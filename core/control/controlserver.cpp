// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/controlserver.h"

#include "core/control/api.h"
#include "core/control/eventhub.h"
#include "core/control/gate.h"
#include "core/control/httpengine.h"
#include "core/control/listener.h"

#include <QCoreApplication>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

QHostAddress addressOf(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0
               ? QHostAddress(QHostAddress::LocalHost)
               : QHostAddress(host);
}

Error portError(const QHostAddress &address, quint16 port, const Error &cause)
{
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString where = (v6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address.toString()).arg(port);
    QString text;
    switch (cause.code) {
    case EADDRINUSE:
        text = Text::tr(
            "control port %1 is in use; choose another daemon_port or end what listens there");
        break;
    case EACCES:
        text = Text::tr("control port %1 needs more rights; choose a daemon_port above 1023");
        break;
    case EADDRNOTAVAIL:
        text = Text::tr("control port %1: this machine has no such address; correct daemon_host");
        break;
    default:
        return {Text::tr("control port %1 cannot be opened: %2").arg(where, cause.text),
                cause.code};
    }
    return {text.arg(where), cause.code};
}

} // namespace

ControlServer::ControlServer(Operations &operations, const ControlAccess &access,
                             const GateLimits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_api(std::make_unique<Api>(operations))
    , m_hub(std::make_unique<EventHub>(operations, limits))
{
    m_engine = std::make_unique<HttpEngine>([this](const Request &request, const Respond &respond) {
        m_api->handle(request, respond);
    });
    m_gate = std::make_unique<Gate>(
        access, limits,
        [this](const Request &request, Persistence after, const Respond &later) {
            return m_engine->serve(request, after, later);
        },
        [this](const Subscription &subscription) { return m_hub->open(subscription); });
    connect(m_gate.get(), &Gate::drained, this, &ControlServer::drained);
}

ControlServer::~ControlServer() = default;

Result<> ControlServer::listenTcp(const QString &host, quint16 port)
{
    const QHostAddress address = addressOf(host);
    if (address.isNull())
        return Error{Text::tr("daemon_host \"%1\" is no IP address").arg(host), EINVAL};
    Result<UniqueFd> socket = listenOn(address, port);
    if (!socket)
        return portError(address, port, socket.error());
    watch(socket->get(), Door::Port);
    m_ports.push_back(std::move(*socket));
    return {};
}

Result<> ControlServer::listenUnix(const QString &path, SocketDirectory directory)
{
    Result<SocketFile> socket = SocketFile::listen(path, directory);
    if (!socket)
        return socket.error();
    watch(socket->descriptor(), Door::Socket);
    m_sockets.push_back(std::move(*socket));
    return {};
}

void ControlServer::watch(int socket, Door door)
{
    m_listeners.push_back(
        std::make_unique<Listener>(socket, m_limits.acceptPause, [this, door](Accepted &&client) {
            m_gate->admit(std::move(client), door);
        }));
}

int ControlServer::port() const
{
    return m_ports.empty() ? 0 : boundPort(m_ports.front().get());
}

void ControlServer::setAccess(const ControlAccess &access)
{
    m_gate->setAccess(access);
}

void ControlServer::close()
{
    for (const auto &listener : m_listeners) // they stay: one of them may be what calls
        listener->close();
    m_ports.clear();
    m_sockets.clear();
    m_gate->shutDown();
}

bool ControlServer::isDrained() const
{
    return m_gate->isDrained();
}

} // namespace qilin
