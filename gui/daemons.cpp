// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/daemons.h"

#include <QMetaObject>

#include <algorithm>

namespace qilin {

Daemons::Daemons(QObject *parent)
    : QObject(parent)
{}

Daemons::~Daemons() = default;

ControlClient *Daemons::add(const Endpoint &endpoint)
{
    for (const std::unique_ptr<ControlClient> &client : m_clients) {
        if (client->endpoint() == endpoint)
            return client.get();
    }
    ControlClient *client = m_clients.emplace_back(std::make_unique<ControlClient>(endpoint)).get();
    connect(client, &ControlClient::stateChanged, this, &Daemons::announce);
    connect(client, &ControlClient::snapshotChanged, this, &Daemons::announce);
    emit added(client);
    announce();
    client->open(false); // log lines are for whoever shows them
    return client;
}

void Daemons::remove(ControlClient *client)
{
    const auto isIt = [client](const auto &other) { return other.get() == client; };
    const auto place = std::find_if(m_clients.begin(), m_clients.end(), isIt);
    if (place == m_clients.end())
        return;
    emit aboutToRemove(client);
    client->disconnect(this);
    // It may be one of its own signals that led here.
    place->release()->deleteLater();
    m_clients.erase(place);
    client->close();
    announce();
}

QList<ControlClient *> Daemons::clients() const
{
    QList<ControlClient *> clients;
    for (const std::unique_ptr<ControlClient> &client : m_clients)
        clients.append(client.get());
    return clients;
}

void Daemons::announce()
{
    if (m_isChangePending)
        return;
    m_isChangePending = true;
    const auto tell = [this] {
        m_isChangePending = false;
        emit changed();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

} // namespace qilin
