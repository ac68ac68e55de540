// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/waitfor.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

// A small HTTP/1.1 client that blocks the test: one connection, one exchange at a time.
namespace qilin::test {

struct HttpAnswer
{
    int status = 0; // 0: no answer, see error
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QString error;

    // The first header of that name, whatever its case; empty if there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    // The body as an object; empty if it is none.
    [[nodiscard]] QJsonObject json() const;
};

class HttpClient final
{
public:
    // One of the two, then request() or raw bytes.
    static HttpClient tcp(quint16 port, const QByteArray &host = "127.0.0.1");
    static HttpClient unixSocket(const QString &path);
    // To 127.0.0.1, and from another address of the loopback network.
    static HttpClient tcpFrom(const QByteArray &source, quint16 port);
    ~HttpClient();
    HttpClient(HttpClient &&other) noexcept;
    HttpClient &operator=(HttpClient &&) = delete;
    Q_DISABLE_COPY(HttpClient)

    // Sent with every request until set again.
    void setHeader(const QByteArray &name, const QByteArray &value);
    void setCredentials(const QByteArray &user, const QByteArray &password);

    // Connects if there is no connection; keeps it open where the server does.
    [[nodiscard]] HttpAnswer request(const QByteArray &method, const QByteArray &target,
                                     const QByteArray &body = {}, int ms = kPatienceMs);
    [[nodiscard]] HttpAnswer get(const QByteArray &target) { return request("GET", target); }
    [[nodiscard]] HttpAnswer post(const QByteArray &target) { return request("POST", target); }

    // For malformed and half requests.
    [[nodiscard]] bool connectNow();
    [[nodiscard]] bool send(const QByteArray &bytes);
    [[nodiscard]] HttpAnswer receive(int ms = kPatienceMs);
    // Everything until the server closes; CLOSED says whether it did in time.
    [[nodiscard]] QByteArray receiveUntilClosed(bool *closed, int ms = kPatienceMs);
    void close();

private:
    HttpClient() = default;
    [[nodiscard]] bool readMore(int ms, QString *error);

    int m_fd = -1;
    quint16 m_port = 0;
    QByteArray m_host;
    QByteArray m_source;
    QString m_path;
    QList<QPair<QByteArray, QByteArray>> m_headers;
    QByteArray m_pending; // received, not yet part of an answer
};

} // namespace qilin::test
