// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/endpoint.h"

#include <QIODevice>
#include <QObject>

#include <memory>

class QAbstractSocket;
class QLocalSocket;
class QSslSocket;

namespace qilin {

// One connection to a daemon: Unix socket, TCP or TLS. Owns it. (QNetworkAccessManager of Qt 6.4
// cannot speak to Unix sockets.) Goes straight to the address: a proxy would see the password.
// Every signal comes from the event loop, so that this may be deleted in its slots.
class Wire final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Wire)

public:
    explicit Wire(const Endpoint &endpoint);
    ~Wire() override;

    void open();                         // once; leads to opened() or closed()
    void write(const QByteArray &bytes); // after opened()
    [[nodiscard]] QByteArray read();     // what has come; after closed(), too
    // After closed(): nobody listens there, or whoever did has closed the connection.
    [[nodiscard]] bool isGone() const { return m_end == End::Gone; }

signals:
    void opened();
    void readable();
    void closed(const QString &why); // last of all; a translated sentence that names the address

private:
    enum class End { Failed, Gone };

    void openLocal();
    void openTcp();
    void openTls();
    [[nodiscard]] bool trust(QSslSocket *socket);
    void watch(QAbstractSocket *socket);
    void closeLater(const QString &why);
    void close(const QString &why, End end = End::Failed);

    const Endpoint m_endpoint;
    std::unique_ptr<QIODevice> m_device;
    bool m_isClosed = false;
    End m_end = End::Failed;
};

} // namespace qilin
