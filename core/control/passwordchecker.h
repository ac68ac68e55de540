// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/control/credentials.h"
#include "core/control/gatelimits.h"

#include <QHostAddress>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <vector>

namespace qilin {

// Holds passwords against hashes, one after the other, on a thread that lives no longer than there
// are any. After a wrong one it rests, so that guessing takes a fifth of one processor at most.
class PasswordChecker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasswordChecker)

public:
    using Done = std::function<void(const PasswordCheck &check, bool matches)>;

    explicit PasswordChecker(const GateLimits &limits);
    ~PasswordChecker() override; // waits for the one in work

    // done is called once, later, unless this is deleted before. False, and done is dropped: too
    // many wait, in all or of this address. The same password twice is one check.
    [[nodiscard]] bool add(const PasswordCheck &check, const QHostAddress &address, Done done);

private:
    struct Waiting
    {
        PasswordCheck check;
        QHostAddress address;
        std::vector<Done> done;
    };
    void next();
    void finished(bool matches, std::chrono::nanoseconds took);

    const GateLimits m_limits;
    std::deque<Waiting> m_waiting; // the first is in work, or next after the rest
    bool m_isWorking = false;
    QTimer m_rest;
    QThreadPool m_pool;
};

} // namespace qilin
