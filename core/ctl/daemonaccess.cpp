// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/daemonaccess.h"

#include "core/client/troubles.h"
#include "core/ctl/text.h"

#include <utility>

namespace qilin {

DaemonAccess::DaemonAccess(const DaemonPlace &place, Manners manners, const ClientTimes &times)
    : m_place(place)
    , m_times(times)
    , m_mayAsk(manners == Manners::Asking && place.endpoint.password.isEmpty())
{
    connect(&m_prompt, &Prompt::answered, this, &DaemonAccess::onTyped);
    connect(&m_prompt, &Prompt::cancelled, this, &DaemonAccess::cancelled);
}

void DaemonAccess::ask(const Question &question, Done done)
{
    m_question = question;
    m_done = std::move(done);
    send();
}

void DaemonAccess::send()
{
    const auto limit = m_question.verb == "POST" ? m_times.act : m_times.answer;
    m_call = std::make_unique<Call>(m_place.endpoint, m_question, m_times.connect, limit);
    connect(m_call.get(), &Call::finished, this, &DaemonAccess::onFinished);
    m_call->start();
}

void DaemonAccess::onFinished(const Outcome &outcome)
{
    if (outcome.status == kUnauthorized && askForCredentials())
        return;
    const Done done = std::exchange(m_done, {});
    done(outcome);
}

bool DaemonAccess::askForCredentials()
{
    if (!m_mayAsk || m_triesLeft <= 0)
        return false;
    const Endpoint &endpoint = m_place.endpoint;
    if (endpoint.username.isEmpty())
        return m_prompt.ask(CtlText::tr("User name at %1: ").arg(addressOf(endpoint)),
                            Prompt::Kind::Name);
    --m_triesLeft;
    return m_prompt.ask(
        CtlText::tr("Password of %1 at %2: ").arg(endpoint.username, addressOf(endpoint)),
        Prompt::Kind::Password);
}

void DaemonAccess::onTyped(const QString &text)
{
    Endpoint &endpoint = m_place.endpoint;
    if (endpoint.username.isEmpty()) {
        endpoint.username = text;
        if (!text.isEmpty() && askForCredentials())
            return;
        emit cancelled();
        return;
    }
    endpoint.password = text;
    send();
}

} // namespace qilin
