// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/tlstransport.h"

#include "core/control/request.h"
#include "core/platform/childio.h"

#include <QCoreApplication>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>
#include <array>

namespace qilin {

namespace {

constexpr qint64 kReadAhead = 16 * 1024; // bytes decrypted and not yet taken
constexpr qint64 kWriteAhead = 16 * 1024;
constexpr char kHandshake
    = 0x16; // the type of the record that a client begins with (RFC 8446, 5.1)

constexpr Transfer kNothing{Transfer::Outcome::Later, 0};
constexpr Transfer kBroken{Transfer::Outcome::Failed, 0};

} // namespace

TlsTransport::TlsTransport(UniqueFd fd, std::shared_ptr<const QSslConfiguration> configuration)
    : m_configuration(std::move(configuration))
    , m_fd(std::move(fd))
    , m_notifier(std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read))
{
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Transport::readable);
}

TlsTransport::~TlsTransport() = default;

Transfer TlsTransport::take(char *data, qsizetype size)
{
    if (!m_socket)
        return awaitHello();
    if (m_isEnding && m_fd)
        return m_notifier ? takeBytes(m_fd.get(), data, size) : kNothing;
    const qint64 count = m_socket->isOpen() ? m_socket->read(data, size) : 0;
    tellReadable();
    if (count > 0)
        return {Transfer::Outcome::Done, qsizetype(count)};
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        return kNothing;
    return m_socket->isEncrypted() ? Transfer{Transfer::Outcome::Ended, 0} : kBroken;
}

// Before the first byte.
Transfer TlsTransport::awaitHello()
{
    char first = 0;
    const Transfer transfer = peekBytes(m_fd.get(), &first, 1);
    if (transfer.outcome != Transfer::Outcome::Done)
        return transfer;
    if (first == kHandshake)
        return begin();
    std::array<char, 4096> request;
    static_cast<void>(takeBytes(m_fd.get(), request.data(), request.size()));
    const QByteArray wire
        = toWire(errorResponse(400, QCoreApplication::translate(
                                        "control",
                                        "this port speaks HTTPS; begin the address with https://")),
                 Persistence::Close);
    static_cast<void>(sendBytes(m_fd.get(), wire.constData(), wire.size()));
    qilin::endSending(m_fd.get());
    return kBroken;
}

Transfer TlsTransport::begin()
{
    dropNotifier();
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setSslConfiguration(*m_configuration);
    m_socket->setReadBufferSize(kReadAhead);
    QSslSocket *socket = m_socket.get();
    if (!socket->setSocketDescriptor(m_fd.get()))
        return kBroken;
    static_cast<void>(m_fd.release());
    connect(socket, &QIODevice::readyRead, this, &TlsTransport::tellReadable);
    connect(socket, &QAbstractSocket::errorOccurred, this, &TlsTransport::tellReadable);
    connect(socket, &QAbstractSocket::disconnected, this, &TlsTransport::onDisconnected);
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &TlsTransport::tellWritable);
    socket->startServerEncryption();
    return socket->error() == QAbstractSocket::UnknownSocketError ? kNothing : kBroken;
}

// It may be what calls.
void TlsTransport::dropNotifier()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
    m_notifier.release()->deleteLater();
}

Transfer TlsTransport::send(const char *data, qsizetype size)
{
    if (!m_socket || !m_socket->isEncrypted()
        || m_socket->state() != QAbstractSocket::ConnectedState)
        return kBroken;
    const qint64 room = kWriteAhead - m_socket->bytesToWrite() - m_socket->encryptedBytesToWrite();
    if (room <= 0)
        return kNothing;
    const qint64 count = m_socket->write(data, std::min(qint64(size), room));
    m_socket->flush();
    return count > 0 ? Transfer{Transfer::Outcome::Done, qsizetype(count)} : kBroken;
}

bool TlsTransport::isFlushed() const
{
    return !m_socket || (m_socket->bytesToWrite() == 0 && m_socket->encryptedBytesToWrite() == 0);
}

bool TlsTransport::hasSomething() const
{
    return m_socket
           && (m_socket->bytesAvailable() > 0
               || m_socket->state() != QAbstractSocket::ConnectedState);
}

void TlsTransport::setReading(bool yes)
{
    m_isReading = yes;
    if (m_notifier)
        m_notifier->setEnabled(yes);
    else
        tellReadable();
}

void TlsTransport::setWriting(bool yes)
{
    m_isWriting = yes;
}

// Later, from the event loop: QSslSocket is not to be left by what its signals lead to.
void TlsTransport::tellReadable()
{
    if (!m_isReading || m_notifier || !hasSomething() || std::exchange(m_willBeReadable, true))
        return;
    const auto tell = [this] {
        m_willBeReadable = false;
        if (m_isReading)
            emit readable();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void TlsTransport::tellWritable()
{
    if (!m_isWriting || std::exchange(m_willBeWritable, true))
        return;
    const auto tell = [this] {
        m_willBeWritable = false;
        if (m_isWriting)
            emit writable();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void TlsTransport::bound(int bytes, std::chrono::milliseconds patience)
{
    if (m_socket)
        boundSending(int(m_socket->socketDescriptor()), bytes, patience);
}

// QSslSocket closes after its last word; a kept descriptor lets the client's last bytes come in, as
// otherwise the kernel would answer them with a reset that can overtake what we have said.
void TlsTransport::endSending()
{
    if (!m_socket)
        return;
    m_isEnding = true;
    m_fd = duplicate(int(m_socket->socketDescriptor()));
    m_socket->disconnectFromHost();
}

void TlsTransport::onDisconnected()
{
    if (!m_isEnding || !m_fd || m_notifier)
        return tellReadable();
    qilin::endSending(m_fd.get());
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    m_notifier->setEnabled(m_isReading);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Transport::readable);
}

void TlsTransport::close()
{
    m_isReading = m_isWriting = false;
    dropNotifier();
    m_fd.reset();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

} // namespace qilin
