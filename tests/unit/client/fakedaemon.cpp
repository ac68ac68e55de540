// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "fakedaemon.h"

#include "core/base/snapshot.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

Snapshot snapshotOf(int workers, qint64 pid)
{
    Snapshot snapshot;
    snapshot.master.pid = pid;
    snapshot.master.version = u"1.0.0"_s;
    AppSnapshot app;
    app.name = u"app.js"_s;
    app.state = AppState::Up;
    app.workers = workers;
    snapshot.apps.append(app);
    for (int id = 1; id <= workers; ++id) {
        WorkerSnapshot worker;
        worker.id = id;
        worker.pid = 8000 + id;
        worker.cpu = 1.25 * id;
        worker.mem = 44.84;
        worker.app = app.name;
        worker.state = WorkerState::Up;
        worker.generation = 1;
        worker.uptime = 100;
        worker.connections = id;
        snapshot.workers.append(worker);
    }
    return snapshot;
}

} // namespace

FakePeer::FakePeer(QIODevice *device)
    : m_device(device)
{
    connect(device, &QIODevice::readyRead, this, [this] {
        m_request += m_device->readAll();
        if (m_request.endsWith("\r\n\r\n"))
            emit requested();
    });
    const auto onEnd = [this] { m_isOpen = false; };
    if (auto *tcp = qobject_cast<QTcpSocket *>(device))
        connect(tcp, &QTcpSocket::disconnected, this, onEnd);
    else if (auto *local = qobject_cast<QLocalSocket *>(device))
        connect(local, &QLocalSocket::disconnected, this, onEnd);
}

QByteArray FakePeer::target() const
{
    return m_request.split(' ').value(1);
}

QByteArray FakePeer::header(const QByteArray &name) const
{
    const QByteArrayList lines = m_request.split('\n');
    for (const QByteArray &line : lines) {
        if (line.left(line.indexOf(':')).toLower() == name)
            return line.mid(line.indexOf(':') + 1).trimmed();
    }
    return {};
}

void FakePeer::send(const QByteArray &bytes)
{
    if (m_isOpen)
        m_device->write(bytes);
}

void FakePeer::close()
{
    if (auto *tcp = qobject_cast<QTcpSocket *>(m_device))
        tcp->disconnectFromHost();
    else if (auto *local = qobject_cast<QLocalSocket *>(m_device))
        local->disconnectFromServer();
}

void FakePeer::answer(int status, const QByteArray &body, const QByteArray &type)
{
    send("HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: " + type
         + "\r\nContent-Length: " + QByteArray::number(body.size())
         + "\r\nConnection: close\r\n\r\n" + body);
    close();
}

void FakePeer::beginEvents()
{
    send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
         "Connection: close\r\n\r\n");
}

bool FakeDaemon::listenTcp(quint16 port)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_tcp.nextPendingConnection())
            take(socket);
    });
    const bool isListening = m_tcp.listen(QHostAddress::LocalHost, port);
    m_port = m_tcp.serverPort();
    return isListening;
}

bool FakeDaemon::listenLocal(const QString &path)
{
    m_path = path;
    connect(&m_local, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_local.nextPendingConnection())
            take(socket);
    });
    return m_local.listen(path);
}

void FakeDaemon::stop()
{
    m_tcp.close();
    m_local.close();
    m_tcp.disconnect(this);
    m_local.disconnect(this);
    for (const auto &peer : m_peers)
        peer->close();
}

Endpoint FakeDaemon::endpoint() const
{
    Endpoint endpoint;
    endpoint.socket = m_path;
    if (m_path.isEmpty())
        endpoint.url = QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
    endpoint.title = u"fake"_s;
    return endpoint;
}

QByteArrayList FakeDaemon::targets() const
{
    QByteArrayList targets;
    for (const auto &peer : m_peers) {
        if (!peer->request().isEmpty())
            targets.append(peer->target());
    }
    return targets;
}

int FakeDaemon::count(const QByteArray &target) const
{
    return int(targets().count(target));
}

FakePeer *FakeDaemon::last(const QByteArray &path) const
{
    const auto found = std::find_if(m_peers.rbegin(), m_peers.rend(), [&](const auto &peer) {
        return peer->target().split('?').first() == path;
    });
    return found == m_peers.rend() ? nullptr : found->get();
}

void FakeDaemon::take(QIODevice *device)
{
    m_peers.push_back(std::make_unique<FakePeer>(device));
    FakePeer *peer = m_peers.back().get();
    connect(peer, &FakePeer::requested, this, [this, peer] {
        if (answer)
            answer(*peer);
    });
}

QByteArray statusEvent(int workers, qint64 pid, const QByteArray &id)
{
    const QByteArray json
        = QJsonDocument(toJson(snapshotOf(workers, pid))).toJson(QJsonDocument::Compact);
    const QByteArray head = id.isEmpty() ? QByteArray() : "id: " + id + '\n';
    return head + "event: status\ndata: " + json + "\n\n";
}

QByteArray infoBody(int workers, qint64 pid)
{
    const QJsonObject answer{{u"result"_s, toJson(snapshotOf(workers, pid))}};
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

} // namespace qilin
