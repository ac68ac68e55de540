// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/workermodel.h"

#include "gui/daemons.h"

#include <QDateTime>

namespace qilin {

WorkerModel::WorkerModel(Daemons &daemons, QObject *parent)
    : SnapshotModel(parent)
{
    const QList<ControlClient *> clients = daemons.clients();
    for (ControlClient *client : clients)
        follow(client);
    connect(&daemons, &Daemons::added, this, &WorkerModel::follow);
    connect(&daemons, &Daemons::aboutToRemove, this, [this](ControlClient *client) {
        client->disconnect(this);
        removeDaemon(client);
    });
}

void WorkerModel::follow(ControlClient *client)
{
    addDaemon(client, client->endpoint().title);
    connect(client, &ControlClient::stateChanged, this, [this, client](ControlClient::State state) {
        setDaemonState(client, state, client->error());
    });
    connect(client, &ControlClient::snapshotChanged, this,
            [this, client](const Snapshot &snapshot) {
                applySnapshot(client, snapshot, QDateTime::currentMSecsSinceEpoch());
            });
    if (client->snapshot())
        applySnapshot(client, *client->snapshot(), QDateTime::currentMSecsSinceEpoch());
    setDaemonState(client, client->state(), client->error());
}

} // namespace qilin
