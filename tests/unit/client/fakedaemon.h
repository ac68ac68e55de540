// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"

#include <QLocalServer>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <vector>

namespace qilin {

// One client of a FakeDaemon.
class FakePeer final : public QObject
{
    Q_OBJECT

public:
    explicit FakePeer(QIODevice *device);

    [[nodiscard]] QByteArray request() const { return m_request; }
    [[nodiscard]] QByteArray target() const;
    [[nodiscard]] QByteArray header(const QByteArray &name) const; // name in lower case
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

    void send(const QByteArray &bytes);
    void close(); // after what was sent
    void answer(int status, const QByteArray &body, const QByteArray &type = "application/json");
    void beginEvents(); // the head of an event stream

signals:
    void requested();

private:
    QIODevice *m_device; // owned by its server
    QByteArray m_request;
    bool m_isOpen = true;
};

// Answers as the test says, on one TCP port of 127.0.0.1 or one Unix socket.
class FakeDaemon final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(FakePeer &peer)>; // to a complete head of a request

    [[nodiscard]] bool listenTcp(quint16 port = 0);
    [[nodiscard]] bool listenLocal(const QString &path);
    void stop(); // listening; every client is let go

    [[nodiscard]] Endpoint endpoint() const;
    [[nodiscard]] QByteArrayList targets() const; // of all requests so far
    [[nodiscard]] int count(const QByteArray &target) const;
    [[nodiscard]] FakePeer *last(const QByteArray &path) const; // that asked for it, or null

    Answer answer;

private:
    void take(QIODevice *device);

    QTcpServer m_tcp;
    QLocalServer m_local;
    quint16 m_port = 0;
    QString m_path;
    std::vector<std::unique_ptr<FakePeer>> m_peers; // in the order of their coming
};

[[nodiscard]] QByteArray statusEvent(int workers, qint64 pid = 7108, const QByteArray &id = {});
[[nodiscard]] QByteArray infoBody(int workers, qint64 pid = 7108);

} // namespace qilin
