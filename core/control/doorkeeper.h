// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/credentials.h"
#include "core/control/peer.h"
#include "core/control/requesthead.h"
#include "core/control/slowdown.h"

#include <QStringList>

namespace qilin {

// Who may use the control port.
struct ControlAccess
{
    QString username; // empty: no credentials are asked for
    QString password;
    QStringList allowedHosts; // names that Host may have, beside localhost and the bound address
};

// Lets a well-formed request in, or says why not: Host (against names that lead here by DNS
// rebinding), then whether another web site made it, then credentials.
class Doorkeeper final
{
public:
    Doorkeeper(const ControlAccess &access, const GateLimits &limits);

    void setAccess(const ControlAccess &access);

    struct Verdict
    {
        std::optional<Response> refusal;
        std::chrono::milliseconds delay{0}; // before the refusal is sent
    };
    [[nodiscard]] Verdict judge(const RequestHead &head, const Peer &peer,
                                Slowdown::Clock::time_point now = Slowdown::Clock::now());

private:
    [[nodiscard]] bool isOurHost(const RequestHead &head, const Peer &peer) const;
    [[nodiscard]] Verdict judgeCredentials(const RequestHead &head, const Peer &peer,
                                           Slowdown::Clock::time_point now);

    Credentials m_credentials;
    QStringList m_allowedHosts;
    Slowdown m_slowdown;
};

} // namespace qilin
