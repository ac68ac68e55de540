// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/cluster/handout.h"

#include "core/base/log.h"
#include "core/sockets/connection.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kScarceDelay = 100ms;
constexpr auto kRefusedDelay = 250ms;
constexpr int kMaxRounds = 20; // 5 s

} // namespace

Handout::Handout(int listener, QObject *parent)
    : QObject(parent)
    , m_listener(listener)
    , m_notifier(listener, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    m_scarce.setSingleShot(true);
    m_scarce.setInterval(kScarceDelay);
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRefusedDelay);
    connect(&m_notifier, &QSocketNotifier::activated, this, &Handout::accept);
    connect(&m_scarce, &QTimer::timeout, this, &Handout::listenAgain);
    connect(&m_retry, &QTimer::timeout, this, &Handout::retry);
}

Handout::~Handout() = default;

void Handout::add(Taker *taker)
{
    m_seats.push_back({taker, true, {}});
    deal();
}

void Handout::close(Taker *taker)
{
    if (const auto seat = seatOf(taker); seat != m_seats.end())
        seat->isOpen = false;
    deal();
}

void Handout::remove(Taker *taker)
{
    const auto seat = seatOf(taker);
    if (seat == m_seats.end())
        return;
    std::vector<Passed> underWay = std::move(seat->underWay);
    const auto position = size_t(seat - m_seats.begin());
    m_seats.erase(seat);
    if (m_next > position)
        --m_next;

    // Another taker may come to live at the same address.
    const auto forget = [taker](Connection &connection) {
        auto &by = connection.refusedBy;
        by.erase(std::remove(by.begin(), by.end(), taker), by.end());
    };
    std::for_each(m_queue.begin(), m_queue.end(), forget);
    std::for_each(m_refused.begin(), m_refused.end(), forget);

    for (auto passed = underWay.rbegin(); passed != underWay.rend(); ++passed) {
        // Half a conversation cannot be continued by another; its client learns at once.
        if (isUntouched(passed->connection.descriptor.get()))
            giveBack(std::move(passed->connection));
    }
    deal();
}

bool Handout::settle(Taker *taker, qint64 number, bool accepted)
{
    const auto seat = seatOf(taker);
    if (seat == m_seats.end())
        return false;
    auto &underWay = seat->underWay;
    const auto passed = std::find_if(underWay.begin(), underWay.end(),
                                     [number](const Passed &one) { return one.number == number; });
    if (passed == underWay.end())
        return false;
    Connection connection = std::move(passed->connection);
    underWay.erase(passed);
    if (!accepted) {
        connection.refusedBy.push_back(taker);
        giveBack(std::move(connection));
    }
    deal();
    return true;
}

void Handout::giveBack(Connection connection)
{
    m_queue.push_front(std::move(connection)); // it has waited longest
}

void Handout::accept()
{
    while (hasRoom() && m_queue.size() + m_refused.size() < kMaxWaiting) {
        AcceptResult result = acceptConnection(m_listener);
        switch (result.status) {
        case AcceptStatus::Accepted:
            m_isScarce = false;
            m_queue.push_back({std::move(result.connection), {}, 0});
            deal();
            break;
        case AcceptStatus::Gone:
            break;
        case AcceptStatus::Empty:
            return listenAgain();
        case AcceptStatus::Scarce:
            if (!std::exchange(m_isScarce, true)) {
                qCWarning(lcCluster) << "no file descriptors left to accept connections with;"
                                     << "clients wait until there are, tried every 0.1 s";
            }
            m_notifier.setEnabled(false);
            m_scarce.start();
            return;
        case AcceptStatus::Unusable:
            qCCritical(lcCluster) << "a listening socket can no longer be accepted from";
            m_notifier.setEnabled(false);
            return;
        }
    }
    listenAgain();
}

void Handout::listenAgain()
{
    const bool wanted
        = hasRoom() && m_queue.size() + m_refused.size() < kMaxWaiting && !m_scarce.isActive();
    if (wanted != m_notifier.isEnabled())
        m_notifier.setEnabled(wanted);
}

void Handout::deal()
{
    for (auto connection = m_queue.begin(); connection != m_queue.end();) {
        const Placing placing = place(*connection);
        if (placing == Placing::RefusedByAll) {
            if (++connection->rounds < kMaxRounds)
                m_refused.push_back(std::move(*connection));
            else
                qCWarning(lcCluster, "a client is turned away: no worker takes its connection");
            if (!m_retry.isActive())
                m_retry.start();
        }
        if (placing == Placing::Wait) {
            if (!hasRoom())
                break;
            ++connection;
        } else {
            connection = m_queue.erase(connection);
        }
    }
    listenAgain();
}

bool Handout::Connection::isRefusedBy(const Taker *taker) const
{
    return std::find(refusedBy.begin(), refusedBy.end(), taker) != refusedBy.end();
}

bool Handout::isRefusedByAll(const Connection &connection) const
{
    bool isAnyOpen = false;
    for (const Seat &seat : m_seats) {
        if (seat.isOpen && !connection.isRefusedBy(seat.taker))
            return false;
        isAnyOpen = isAnyOpen || seat.isOpen;
    }
    return isAnyOpen;
}

Handout::Placing Handout::place(Connection &connection)
{
    if (isRefusedByAll(connection))
        return Placing::RefusedByAll;
    for (size_t tried = 0; tried < m_seats.size(); ++tried) {
        const size_t position = (m_next + tried) % m_seats.size();
        Seat &seat = m_seats[position];
        if (!seat.hasRoom() || connection.isRefusedBy(seat.taker))
            continue;
        const std::optional<qint64> number = seat.taker->take(connection.descriptor.get());
        if (!number) {
            if (!m_retry.isActive())
                m_retry.start();
            continue;
        }
        seat.underWay.push_back({*number, std::move(connection)});
        m_next = (position + 1) % m_seats.size();
        return Placing::Placed;
    }
    return Placing::Wait;
}

void Handout::retry()
{
    for (Connection &connection : m_refused) {
        connection.refusedBy.clear();
        m_queue.push_back(std::move(connection));
    }
    m_refused.clear();
    deal();
}

bool Handout::hasRoom() const
{
    return std::any_of(m_seats.begin(), m_seats.end(),
                       [](const Seat &seat) { return seat.hasRoom(); });
}

std::vector<Handout::Seat>::iterator Handout::seatOf(const Taker *taker)
{
    return std::find_if(m_seats.begin(), m_seats.end(),
                        [taker](const Seat &seat) { return seat.taker == taker; });
}

} // namespace qilin
