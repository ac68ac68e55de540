// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/wire.h"

#include "core/client/troubles.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qint64 kReadAhead = 1024 * 1024; // bytes; the rest waits in the kernel

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
            close(troubleOf(m_endpoint, error, socket->errorString()));
        },
        Qt::QueuedConnection);
    connect(
        socket, &QLocalSocket::disconnected, this, [this] { close(closedText(m_endpoint)); },
        Qt::QueuedConnection);
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
    if (!QSslSocket::supportsSsl()) {
        QMetaObject::invokeMethod(
            this, [this] { close(noTls(m_endpoint)); }, Qt::QueuedConnection);
        return;
    }
    auto device = std::make_unique<QSslSocket>();
    QSslSocket *socket = device.get();
    m_device = std::move(device);
    watch(socket);
    connect(socket, &QSslSocket::encrypted, this, &Wire::opened, Qt::QueuedConnection);
    socket->connectToHostEncrypted(m_endpoint.url.host(), quint16(m_endpoint.url.port()));
}

void Wire::watch(QAbstractSocket *socket)
{
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(kReadAhead);
    connect(socket, &QIODevice::readyRead, this, &Wire::readable, Qt::QueuedConnection);
    connect(
        socket, &QAbstractSocket::errorOccurred, this,
        [this, socket](QAbstractSocket::SocketError error) {
            close(troubleOf(m_endpoint, error, socket->errorString()));
        },
        Qt::QueuedConnection);
    connect(
        socket, &QAbstractSocket::disconnected, this, [this] { close(closedText(m_endpoint)); },
        Qt::QueuedConnection);
}

void Wire::close(const QString &why)
{
    if (std::exchange(m_isClosed, true))
        return;
    emit closed(why);
}

} // namespace qilin
