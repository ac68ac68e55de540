// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/notifier.h"

#include "gui/daemons.h"

#include <algorithm>

namespace qilin {

Notifier::Notifier(Daemons &daemons, std::function<bool()> isWindowHidden, QObject *parent)
    : QObject(parent)
    , m_isWindowHidden(std::move(isWindowHidden))
{
    m_clock.start();
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &Notifier::tell);
    connect(&daemons, &Daemons::added, this, &Notifier::follow);
    connect(&daemons, &Daemons::aboutToRemove, this, [this](ControlClient *client) {
        const int number = m_clients.key(client);
        m_rules.forget(number);
        m_clients.remove(number);
        client->disconnect(this);
    });
    const QList<ControlClient *> clients = daemons.clients();
    for (ControlClient *client : clients)
        follow(client);
}

void Notifier::follow(ControlClient *client)
{
    const int number = ++m_lastNumber;
    m_clients.insert(number, client);
    connect(client, &ControlClient::reloadEvent, this, [this, number](const ReloadEvent &event) {
        m_rules.reload(number, event, m_isWindowHidden(), m_clock.elapsed());
        tell();
    });
    connect(client, &ControlClient::workerEvent, this, [this, number](const WorkerEvent &event) {
        m_rules.worker(number, event, m_clock.elapsed());
        tell();
    });
    const auto onState = [this, number, client](ControlClient::State state) {
        m_rules.connection(number, client->endpoint().title, state, client->error(),
                           m_clock.elapsed());
        tell();
    };
    connect(client, &ControlClient::stateChanged, this, onState);
    onState(client->state());
}

void Notifier::actionFailed(const Target &target, const QString &what, const QString &error)
{
    m_rules.actionFailed(m_clients.key(target.daemon), target.app, what, error, m_clock.elapsed());
    tell();
}

void Notifier::tell()
{
    const QList<Notice> due = m_rules.take(m_clock.elapsed());
    for (const Notice &one : due)
        emit notice(one, {m_clients.value(one.daemon), one.app, 0});
    if (const std::optional<qint64> next = m_rules.nextDue())
        m_due.start(std::chrono::milliseconds(std::max<qint64>(0, *next - m_clock.elapsed())));
    else
        m_due.stop();
}

} // namespace qilin
