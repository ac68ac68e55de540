// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/passwordchecker.h"

#include "core/control/neighbourhood.h"
#include "core/platform/passwordhash.h"

#include <algorithm>

namespace qilin {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kThreadLife = 1000; // ms without a password

} // namespace

PasswordChecker::PasswordChecker(const GateLimits &limits)
    : m_limits(limits)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(kThreadLife);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &PasswordChecker::next);
}

PasswordChecker::~PasswordChecker()
{
    m_pool.waitForDone();
}

bool PasswordChecker::add(const PasswordCheck &check, const QHostAddress &address, Done done)
{
    const QHostAddress key = neighbourhoodOf(address);
    for (Waiting &waiting : m_waiting) {
        if (waiting.check.seal == check.seal) {
            waiting.done.push_back(std::move(done));
            return true;
        }
    }
    const auto ofThisAddress
        = std::count_if(m_waiting.begin(), m_waiting.end(),
                        [&](const Waiting &waiting) { return waiting.address == key; });
    if (int(m_waiting.size()) >= m_limits.passwordChecks
        || int(ofThisAddress) >= m_limits.passwordChecksOfOne)
        return false;
    m_waiting.push_back({check, key, {}});
    m_waiting.back().done.push_back(std::move(done));
    next();
    return true;
}

void PasswordChecker::next()
{
    if (m_waiting.empty() || m_isWorking || m_rest.isActive())
        return;
    m_isWorking = true;
    m_pool.start(
        [this, password = m_waiting.front().check.password, hash = m_waiting.front().check.hash] {
            const Clock::time_point start = Clock::now();
            const bool matches = matchesHash(password, hash);
            const std::chrono::nanoseconds took = Clock::now() - start;
            QMetaObject::invokeMethod(
                this, [this, matches, took] { finished(matches, took); }, Qt::QueuedConnection);
        });
}

void PasswordChecker::finished(bool matches, std::chrono::nanoseconds took)
{
    m_isWorking = false;
    const Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (!matches)
        m_rest.start(std::chrono::ceil<std::chrono::milliseconds>(took * m_limits.passwordRest));
    for (const Done &done : waiting.done)
        done(waiting.check, matches);
    next();
}

} // namespace qilin
