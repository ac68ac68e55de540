// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/sockets/listensocket.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <chrono>
#include <optional>

// The messages of lib/internal/cluster/{primary,child}.js and of our preload, one line each.
namespace qilin {

// "addressType" of Node: 4, 6, -1, "udp4", "udp6".
enum class AddressType { Tcp4, Tcp6, Unix, Udp4, Udp6 };

// What an application's listen() or bind() asks for.
struct ListenQuery
{
    static constexpr int kIpv6Only = 1;     // UV_TCP_IPV6ONLY, UV_UDP_IPV6ONLY
    static constexpr int kReuseAddress = 4; // UV_UDP_REUSEADDR

    AddressType type = AddressType::Tcp4;
    QString address; // null: none given, every interface
    int port = 0;    // -1 for paths
    int index = 0;   // tells apart what one worker opens twice
    int fd = -1;     // listen({fd})
    int flags = 0;
    int backlog = 0;
    bool readableAll = false;
    bool writableAll = false;
    QJsonValue data; // TLS ticket keys: the first worker's are everybody's

    bool isUdp() const { return type == AddressType::Udp4 || type == AddressType::Udp6; }
    ListenSpec toSpec() const;
};

struct Message
{
    enum class Kind {
        Ignored, // valid, and nothing to us
        Malformed,
        Online,
        QueryServer,
        Listening,
        Close,    // key
        Accepted, // ack: the connection was taken
        Refused,  // ack: it was not
        Leaving,  // cluster.worker.kill(), or the end of a disconnect(): wants an answer
        Handle,   // a descriptor comes with it
        HandleAck,
        HandleNack, // our descriptor did not reach it
        Hello,      // of our preload, as the next three
        Going,      // cluster.worker.disconnect(), of which Node tells when all connections ended
        Stopped,
        Drained
    };

    Kind kind = Kind::Ignored;
    qint64 seq = 0;
    qint64 ack = 0;
    QString key;
    std::optional<ListenQuery> query; // none: not understood
};

// line: begins with Frame::kPrefix. isCut: only its head.
[[nodiscard]] Message parseMessage(QByteArrayView line, bool isCut = false);

// Each is one whole line with its '\n'.
namespace compose {

struct Answer
{
    QString key;
    qint64 ack = 0;
    qint64 seq = 0;
    QJsonValue data;
};

// A descriptor must go with it.
[[nodiscard]] QByteArray sharedSocket(const Answer &answer, bool isUdp);
[[nodiscard]] QByteArray roundRobin(const Answer &answer, const BoundAddress &endpoint);
// error: an errno, positive as the system gives it.
[[nodiscard]] QByteArray failure(const Answer &answer, int error);
[[nodiscard]] QByteArray acknowledge(qint64 ack, qint64 seq);
// All of a connection's message but its number, and the whole of it; a descriptor must go with it.
[[nodiscard]] QByteArray connectionHead(const QString &key);
[[nodiscard]] QByteArray connection(const QByteArray &head, qint64 seq);
[[nodiscard]] QByteArray disconnect(qint64 seq);
[[nodiscard]] QByteArray drain(std::chrono::milliseconds deadline);
[[nodiscard]] QByteArray handleAck();
[[nodiscard]] QByteArray handleNack();

} // namespace compose

} // namespace qilin
