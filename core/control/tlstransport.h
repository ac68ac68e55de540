// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/transport.h"

#include <QSocketNotifier>

#include <memory>

class QSslConfiguration;
class QSslSocket;

namespace qilin {

// Bytes through TLS, as its server. A client that says nothing costs no more than its socket: TLS
// begins with its first byte. One that speaks plain HTTP is told so, in plain HTTP, and ends. Its
// owner bounds the time of the handshake as that of a request.
class TlsTransport final : public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TlsTransport)

public:
    TlsTransport(UniqueFd fd, std::shared_ptr<const QSslConfiguration> configuration);
    ~TlsTransport() override;

    [[nodiscard]] Transfer take(char *data, qsizetype size) override;
    [[nodiscard]] Transfer send(const char *data, qsizetype size) override;
    [[nodiscard]] bool isFlushed() const override;
    void setReading(bool yes) override;
    [[nodiscard]] bool isReading() const override { return m_isReading; }
    void setWriting(bool yes) override;
    void bound(int bytes, std::chrono::milliseconds patience) override;
    void endSending() override;
    void close() override;

private:
    [[nodiscard]] Transfer awaitHello();
    [[nodiscard]] Transfer begin();
    [[nodiscard]] bool hasSomething() const;
    void dropNotifier();
    void tellReadable();
    void tellWritable();
    void onDisconnected();

    const std::shared_ptr<const QSslConfiguration> m_configuration;
    UniqueFd m_fd; // before the first byte, and after our last one; in between the socket has it
    std::unique_ptr<QSocketNotifier> m_notifier; // of m_fd
    std::unique_ptr<QSslSocket> m_socket;
    bool m_isReading = false;
    bool m_isWriting = false;
    bool m_isEnding = false;       // endSending() was called
    bool m_willBeReadable = false; // it has been told to the event loop
    bool m_willBeWritable = false;
};

} // namespace qilin
