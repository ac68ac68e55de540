// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/primary.h"

#include "core/cluster/listener.h"

namespace qilin {

Primary::Primary(Scheduling scheduling, QObject *parent)
    : QObject(parent)
    , m_scheduling(scheduling)
    , m_table(std::make_unique<ListenerTable>())
{}

Primary::~Primary() = default;

void Primary::setScheduling(Scheduling scheduling)
{
    m_scheduling = scheduling;
}

void Primary::setIdentity(const std::optional<Identity> &identity)
{
    m_identity = identity;
}

void Primary::setHold(bool hold)
{
    m_table->setHold(hold);
}

int Primary::listeners() const
{
    return m_table->size();
}

QStringList Primary::addresses() const
{
    return m_table->addresses();
}

} // namespace qilin
