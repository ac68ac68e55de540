// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/httpengine.h"

#include "core/control/memorysocket.h"
#include "core/platform/netio.h"

#include <QCoreApplication>
#include <QHttpServer>
#include <QHttpServerResponse>
#include <QTcpServer>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace qilin {

// Listens, as QHttpServer demands, on a socket that nobody can reach.
class LoopServer final : public QTcpServer
{
public:
    LoopServer()
    {
        UniqueFd socket = namelessSocket();
        if (setSocketDescriptor(socket.get()))
            static_cast<void>(socket.release());
        pauseAccepting();
    }

    void add(MemorySocket *socket)
    {
        addPendingConnection(socket);
        emit newConnection(); // what QHttpServer waits for in 6.4
    }

    QTcpSocket *nextPendingConnection() override
    {
        QTcpSocket *next = QTcpServer::nextPendingConnection();
        pauseAccepting(); // the base class has resumed it
        return next;
    }
};

// One request on its way through QHttpServer and back.
struct HttpEngine::Exchange
{
    Persistence after = Persistence::Close;
    Request asked; // for what goes past QHttpServer
    Respond later;
    bool handled = false;           // the handler was reached
    bool returned = false;          // and has returned
    std::optional<Response> answer; // given before that
};

namespace {

// While this lives Qt finds no plugins and says nothing. QHttpServer 6.4 loads TLS in its
// constructor although no TLS is spoken here: 5 MB resident.
class WithoutPlugins final
{
public:
    WithoutPlugins()
    {
        QCoreApplication::setLibraryPaths({});
        m_handler
            = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    }
    ~WithoutPlugins()
    {
        qInstallMessageHandler(m_handler);
        QCoreApplication::setLibraryPaths(m_paths);
    }
    Q_DISABLE_COPY_MOVE(WithoutPlugins)

private:
    const QStringList m_paths = QCoreApplication::libraryPaths();
    QtMessageHandler m_handler = nullptr;
};

QByteArray methodOf(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return "GET"_ba;
    case Verb::Head:
        return "HEAD"_ba;
    case Verb::Post:
        return "POST"_ba;
    case Verb::Other: // any that QHttpServer knows and we do not take
        break;
    }
    return "PUT"_ba;
}

QByteArray canonical(const Request &request)
{
    QByteArray target = '/' + QUrl::toPercentEncoding(request.path.mid(1));
    char separator = '?';
    for (const auto &[name, value] : request.parameters) {
        target += separator + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    return methodOf(request.verb) + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

Verb verbOf(QHttpServerRequest::Method method)
{
    if (method == QHttpServerRequest::Method::Get)
        return Verb::Get;
    if (method == QHttpServerRequest::Method::Head)
        return Verb::Head;
    return method == QHttpServerRequest::Method::Post ? Verb::Post : Verb::Other;
}

// asked: the same before it went through QHttpServer.
Request toRequest(const QHttpServerRequest &request, Request asked)
{
    const QUrl url = request.url();
    asked.verb = verbOf(request.method());
    asked.path = url.path(QUrl::FullyDecoded);
    asked.parameters = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    return asked;
}

void setHeaders(QHttpServerResponse *to, const Headers &from)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers = to->headers();
    for (const auto &[name, value] : from)
        headers.append(name, value);
    to->setHeaders(std::move(headers));
#else
    for (const auto &[name, value] : from)
        to->setHeader(name, value);
#endif
}

QHttpServerResponse toHttp(const Response &response, Persistence after)
{
    QHttpServerResponse http(response.type, response.body,
                             QHttpServerResponse::StatusCode(response.status));
    setHeaders(&http, answerHeaders(response, after));
    return http;
}

} // namespace

HttpEngine::HttpEngine(Handler handler)
    : m_handler(std::move(handler))
{
    const WithoutPlugins quiet;
    m_http = std::make_unique<QHttpServer>();
    auto server = std::make_unique<LoopServer>();
    m_server = server.get();
    m_http->bind(server.release()); // becomes its parent
    m_http->route(
        u"/<arg>"_s, QHttpServerRequest::Method::AnyKnown,
        [this](const QUrl &, const QHttpServerRequest &request) { return handle(request); });
    connectLoop();
}

HttpEngine::~HttpEngine() = default;

void HttpEngine::connectLoop()
{
    m_socket = new MemorySocket(m_server);
    m_server->add(m_socket);
}

Served HttpEngine::serve(const Request &request, Persistence after, const Respond &later)
{
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState)
        connectLoop();
    const auto exchange = std::make_shared<Exchange>();
    exchange->after = after;
    exchange->asked = request;
    exchange->later = later;
    m_exchange = exchange;
    QByteArray wire = m_socket->exchange(canonical(request));
    m_exchange.reset();
    // What QHttpServer wrote in these two cases stands in for the answer and is dropped.
    if (exchange->handled && !exchange->answer)
        return Later();
    if (exchange->answer && exchange->answer->stream)
        return *exchange->answer;
    // QHttpServer would say that a body of 0 bytes follows, which RFC 9110 forbids it to.
    if (exchange->answer && exchange->answer->status == 304)
        return toWire(*exchange->answer, after);
    if (exchange->handled && !wire.isEmpty())
        return wire;
    return toWire(errorResponse(404, u"unknown method"_s), after);
}

QHttpServerResponse HttpEngine::handle(const QHttpServerRequest &request)
{
    const std::shared_ptr<Exchange> exchange = m_exchange;
    if (!exchange)
        return QHttpServerResponse(QHttpServerResponse::StatusCode::InternalServerError);
    exchange->handled = true;
    m_handler(toRequest(request, exchange->asked), [exchange](const Response &response) {
        if (exchange->returned)
            exchange->later(response);
        else
            exchange->answer = response;
    });
    exchange->returned = true;
    if (exchange->answer && !exchange->answer->stream)
        return toHttp(*exchange->answer, exchange->after);
    return QHttpServerResponse(QHttpServerResponse::StatusCode::Accepted);
}

} // namespace qilin
