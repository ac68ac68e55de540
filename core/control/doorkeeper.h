// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/credentials.h"
#include "core/control/incidents.h"
#include "core/control/passwordchecker.h"
#include "core/control/peer.h"
#include "core/control/requesthead.h"
#include "core/control/slowdown.h"

#include <QStringList>

#include <memory>

class QSslConfiguration;

namespace qilin {

struct Route;

// Who may use the control port, and how it speaks.
struct ControlAccess
{
    QString username;         // empty: nobody has full access by credentials
    QString password;         // plain, or a hash
    QStringList allowedHosts; // names that Host may have, beside localhost and the bound address
    QString readonlyUsername = {}; // empty: there is no such role
    QString readonlyPassword = {};
    std::shared_ptr<const QSslConfiguration> tls = {}; // null: plain HTTP
};

// Lets a well-formed request in, or says why not: Host (against names that lead here by DNS
// rebinding), then whether another web site made it, then credentials and what their role may do.
class Doorkeeper final
{
public:
    Doorkeeper(const ControlAccess &access, const GateLimits &limits);

    void setAccess(const ControlAccess &access);

    struct Verdict
    {
        std::optional<Response> refusal;
        std::chrono::milliseconds delay{0};      // before the refusal is sent
        std::optional<PasswordCheck> check = {}; // to be made first, by check()
        Asker asker = {};                        // where a change is let in
        std::chrono::milliseconds pause{0};      // then judge() again, with Turn::Paused
    };
    enum class Turn { First, Paused };
    [[nodiscard]] Verdict judge(const RequestHead &head, const Peer &peer, Turn turn = Turn::First,
                                Slowdown::Clock::time_point now = Slowdown::Clock::now());

    // Then judge() again, with Turn::Paused. False: too many passwords wait; nothing is called.
    [[nodiscard]] bool check(const PasswordCheck &check, const Peer &peer,
                             const std::function<void()> &done);

private:
    [[nodiscard]] bool isOurHost(const RequestHead &head, const Peer &peer) const;
    [[nodiscard]] Verdict judgeCredentials(const RequestHead &head, const Route *route,
                                           const Peer &peer, Turn turn,
                                           Slowdown::Clock::time_point now);

    Credentials m_credentials;
    QStringList m_allowedHosts;
    Slowdown m_slowdown;
    Incidents m_guesses;
    Incidents m_trespasses;
    PasswordChecker m_checker;
};

} // namespace qilin
