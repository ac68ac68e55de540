// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/grant.h"

#include "core/cluster/listener.h"

#include <utility>

namespace qilin {

Grant::Grant(QString key, qint64 question, ListenQuery query, ClusterListener &listener)
    : m_key(std::move(key))
    , m_question(question)
    , m_query(std::move(query))
    , m_listener(listener)
    , m_head(compose::connectionHead(m_key))
{}

Grant::~Grant()
{
    if (m_pass)
        m_listener.handout()->remove(this);
}

bool Grant::matches(const ListenQuery &listening) const
{
    // Its port is the real one, or what was asked for where the worker cannot tell (a path).
    return m_query.type == listening.type && m_query.index == listening.index
           && m_query.address == listening.address && m_query.fd == listening.fd
           && (listening.port == m_listener.socket().endpoint().port
               || listening.port == m_query.port);
}

void Grant::sit(Pass pass)
{
    if (!m_listener.handout() || m_pass)
        return;
    m_pass = std::move(pass);
    m_listener.handout()->add(this);
}

void Grant::stopTaking()
{
    if (m_pass)
        m_listener.handout()->close(this);
}

bool Grant::settle(qint64 number, bool accepted)
{
    return m_pass && m_listener.handout()->settle(this, number, accepted);
}

std::optional<qint64> Grant::take(int connection)
{
    return m_pass(m_head, connection);
}

} // namespace qilin
