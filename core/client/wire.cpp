// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/wire.h"

#include "core/client/troubles.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qint64 kReadAhead = 1024 * 1024; // bytes; the rest waits in the kernel

bool isGoneAfter(QLocalSocket::LocalSocketError error)
{
    return error == QLocalSocket::ServerNotFoundError
           || error == QLocalSocket::ConnectionRefusedError
           || error == QLocalSocket::PeerClosedError;
}

bool isGoneAfter(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::ConnectionRefusedError
           || error == QAbstractSocket::RemoteHostClosedError;
}

} // namespace

Wire::Wire(const Endpoint &endpoint)
    : m_endpoint(endpoint)
{}

Wire::~Wire() = default;

void Wire::open()
{
    if (!m_endpoint.socket.isEmpty())
        openLocal();
    else if (m_endpoint.url.scheme() == "https"_L1)
        openTls();
    else
        openTcp();
}

void Wire::write(const QByteArray &bytes)
{
    m_device->write(bytes);
}

QByteArray Wire::read()
{
    return m_device && m_device->isOpen() ? m_device->readAll() : QByteArray();
}

void Wire::openLocal()
{
    auto device = std::make_unique<QLocalSocket>();
    QLocalSocket *socket = device.get();
    m_device = std::move(device);
    socket->setReadBufferSize(kReadAhead);
    connect(socket, &QLocalSocket::connected, this, &Wire::opened, Qt::QueuedConnection);
    connect(socket, &QIODevice::readyRead, this, &Wire::readable, Qt::QueuedConnection);
    connect(
        socket, &QLocalSocket::errorOccurred, this,
        [this, socket](QLocalSocket::LocalSocketError error) {
            close(troubleOf(m_endpoint, error, socket->errorString()),
                  isGoneAfter(error) ? End::Gone : End::Failed);
        },
        Qt::QueuedConnection);
    connect(
        socket, &QLocalSocket::disconnected, this,
        [this] { close(closedText(m_endpoint), End::Gone); }, Qt::QueuedConnection);
    socket->connectToServer(m_endpoint.socket);
}

void Wire::openTcp()
{
    auto device = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = device.get();
    m_device = std::move(device);
    watch(socket);
    connect(socket, &QAbstractSocket::connected, this, &Wire::opened, Qt::QueuedConnection);
    socket->connectToHost(m_endpoint.url.host(), quint16(m_endpoint.url.port()));
}

void Wire::openTls()
{
    if (!QSslSocket::supportsSsl())
        return closeLater(noTls(m_endpoint));
    auto device = std::make_unique<QSslSocket>();
    QSslSocket *socket = device.get();
    m_device = std::move(device);
    if (!trust(socket))
        return closeLater(noAuthorities(m_endpoint));
    watch(socket);
    connect(socket, &QSslSocket::encrypted, this, &Wire::opened, Qt::QueuedConnection);
    socket->connectToHostEncrypted(m_endpoint.url.host(), quint16(m_endpoint.url.port()));
}

// Says whom to believe; false: the file that tells it cannot be read.
bool Wire::trust(QSslSocket *socket)
{
    if (!m_endpoint.authorities.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(m_endpoint.authorities);
        QSslConfiguration configuration = socket->sslConfiguration();
        configuration.setCaCertificates(authorities);
        socket->setSslConfiguration(configuration);
        return !authorities.isEmpty();
    }
    if (m_endpoint.certificate.isEmpty())
        return true;
    const auto own = QSslCertificate::fromPath(m_endpoint.certificate);
    // At once, as QSslSocket wants it: who has the very certificate needs nobody to vouch for it.
    connect(socket, &QSslSocket::sslErrors, this, [socket, own](const QList<QSslError> &errors) {
        const bool isIt = !own.isEmpty() && socket->peerCertificate() == own.first();
        const bool isOfAge = std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
            return error.error() != QSslError::CertificateExpired
                   && error.error() != QSslError::CertificateNotYetValid;
        });
        if (isIt && isOfAge)
            socket->ignoreSslErrors(errors);
    });
    return true;
}

void Wire::closeLater(const QString &why)
{
    const auto later = [this, why] { close(why); };
    QMetaObject::invokeMethod(this, later, Qt::QueuedConnection);
}

void Wire::watch(QAbstractSocket *socket)
{
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(kReadAhead);
    connect(socket, &QIODevice::readyRead, this, &Wire::readable, Qt::QueuedConnection);
    connect(
        socket, &QAbstractSocket::errorOccurred, this,
        [this, socket](QAbstractSocket::SocketError error) {
            const auto *tls = qobject_cast<QSslSocket *>(socket);
            if (tls != nullptr && !tls->sslHandshakeErrors().isEmpty())
                close(distrustText(m_endpoint, tls->sslHandshakeErrors()));
            else
                close(troubleOf(m_endpoint, error, socket->errorString()),
                      isGoneAfter(error) ? End::Gone : End::Failed);
        },
        Qt::QueuedConnection);
    connect(
        socket, &QAbstractSocket::disconnected, this,
        [this] { close(closedText(m_endpoint), End::Gone); }, Qt::QueuedConnection);
}

void Wire::close(const QString &why, End end)
{
    if (std::exchange(m_isClosed, true))
        return;
    m_end = end;
    emit closed(why);
}

} // namespace qilin
