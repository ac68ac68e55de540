// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/connection.h"
#include "core/control/plaintransport.h"
#include "core/control/requesthead.h"
#include "core/platform/netio.h"
#include "tests/fuzz/check.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <sys/socket.h>

using namespace qilin;

// What a client sends to the control API: the head of a request alone, and then the same bytes
// through a whole connection, to the last answer.
namespace {

bool isText(const QString &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isWithin(const QByteArray &value)
{
    return !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

void checkHead(const RequestHead &head, const QByteArray &bytes)
{
    const GateLimits limits;
    CHECK(head.headLength > 0 && head.headLength <= bytes.size());
    CHECK(head.headLength <= limits.headBytes);
    CHECK(head.bodyLength >= 0 && head.bodyLength <= limits.bodyBytes);
    CHECK(head.request.path.startsWith(QLatin1Char('/')) && isText(head.request.path));
    for (const auto &[name, value] : head.request.parameters)
        CHECK(isText(name) && isText(value));
    for (const auto &header :
         {head.host, head.authorization, head.origin, head.fetchSite, head.request.lastEventId})
        CHECK(!header || isWithin(*header));
    const QByteArray lower = bytes.first(head.headLength).toLower();
    CHECK(lower.endsWith("\r\n\r\n"));
    CHECK(lower.count('\n') == lower.count("\r\n"));
    // What another reader could take for the length of the body.
    CHECK(!lower.contains("\ntransfer-encoding:"));
    CHECK(lower.count("\ncontent-length:") <= 1);
}

bool isSame(const RequestHead *a, const RequestHead *b)
{
    if (a == nullptr || b == nullptr)
        return a == b;
    return a->headLength == b->headLength && a->bodyLength == b->bodyLength
           && a->request.path == b->request.path && a->host == b->host
           && a->authorization == b->authorization;
}

// However the bytes arrive: what is a request is the same one. (What is none may be refused
// sooner.)
void readHeads(const QByteArray &bytes, qsizetype piece)
{
    HeadReader whole{GateLimits()};
    const HeadResult atOnce = whole.look(bytes);
    HeadReader reader{GateLimits()};
    HeadResult result;
    qsizetype size = 0;
    while (std::holds_alternative<std::monostate>(result) && size < bytes.size()) {
        size = std::min(size + piece, bytes.size());
        result = reader.look(bytes.first(size));
    }
    const auto *head = std::get_if<RequestHead>(&result);
    if (head != nullptr)
        checkHead(*head, bytes);
    CHECK(isSame(head, std::get_if<RequestHead>(&atOnce)));
}

// Answers every request at once, as the gate would, and returns what the client received.
QByteArray talk(const QByteArray &bytes, int *requests)
{
    int ends[2];
    CHECK(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    const UniqueFd client(ends[0]);
    const GateLimits limits;
    Connection connection(std::make_unique<PlainTransport>(UniqueFd(ends[1])), Peer(), limits);
    QObject::connect(
        &connection, &Connection::requested, &connection, [&](const RequestHead &head) {
            ++*requests;
            for (const auto &[name, value] : head.request.parameters)
                CHECK(isText(name) && isText(value));
            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                              head.keepAlive ? Persistence::KeepAlive : Persistence::Close);
        });
    CHECK(sendBytes(client.get(), bytes.constData(), bytes.size()).bytes == bytes.size());
    endSending(client.get());
    connection.start();
    QByteArray received;
    char chunk[4096];
    // Without a client that waits it ends by itself, in as many turns as there are requests.
    for (int turn = 0; turn < 2000 && connection.state() != Connection::State::Closed; ++turn) {
        QCoreApplication::processEvents();
        for (;;) {
            const Transfer transfer = takeBytes(client.get(), chunk, sizeof chunk);
            if (transfer.outcome != Transfer::Outcome::Done)
                break;
            received.append(chunk, transfer.bytes);
        }
    }
    CHECK(connection.state() == Connection::State::Closed);
    return received;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication app(*argc, *argv);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const qsizetype piece = 1 + data[0];
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    readHeads(bytes, piece);
    int requests = 0;
    const QByteArray received = talk(bytes, &requests);
    const qsizetype answers = received.count("\r\n\r\n");
    CHECK(answers == requests || answers == requests + 1); // and at most one refusal
    return 0;
}
