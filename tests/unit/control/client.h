// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QHostAddress>
#include <QLocalSocket>
#include <QTcpSocket>

#include <optional>

namespace qilin {

struct Answer
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

enum class Bodies { Sent, Left }; // Left: answers to HEAD

// The answers that bytes consist of, to the last byte; nothing if they are anything else.
[[nodiscard]] std::optional<QList<Answer>> parseAnswers(QByteArray bytes,
                                                        Bodies bodies = Bodies::Sent);

// A client that sends what it is told and keeps what it gets.
class Client final : public QObject
{
public:
    explicit Client(int port, const QHostAddress &source = {}); // source: its own address
    explicit Client(const QString &socketPath);

    void send(const QByteArray &bytes) { m_device->write(bytes); }
    void get(const QByteArray &path, const QByteArray &headers = {});
    void halfClose();   // TCP: FIN after all that was sent
    void reset();       // TCP: RST, now
    void stopReading(); // TCP: what comes stays in the kernel
    void readAgain();   // after stopReading()

    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] QByteArray received() const { return m_received; }
    [[nodiscard]] qint64 unsent() const { return m_device->bytesToWrite(); }

    // False after ten seconds.
    bool waitForConnected();
    bool waitForAnswers(int count, Bodies bodies = Bodies::Sent);
    bool waitForClose();
    [[nodiscard]] QList<Answer> answers(Bodies bodies = Bodies::Sent) const; // {} if malformed

private:
    void follow();

    QTcpSocket m_tcp;
    QLocalSocket m_local;
    QIODevice *m_device = nullptr;
    QByteArray m_received;
    bool m_closed = false;
};

} // namespace qilin
