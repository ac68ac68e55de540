// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/platform/uniquefd.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>
#include <list>
#include <optional>
#include <vector>

namespace qilin {

// One server of one worker that takes connections.
class Taker
{
public:
    // Sends it a connection and returns the number of that message; none if that cannot be done.
    // The descriptor stays the caller's.
    virtual std::optional<qint64> take(int connection) = 0;

protected:
    ~Taker() = default;
};

// Round robin: accepts the connections of one listener and deals them out in strict rotation.
// Keeps each until its taker says that it has it; what is refused, or under way to a taker that
// goes, is dealt again. While nobody has room nothing is accepted: the backlog waits.
class Handout final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Handout)

public:
    static constexpr size_t kDepth = 4;       // under way to one taker: evens out bursts
    static constexpr size_t kMaxWaiting = 64; // accepted, and nobody takes them

    // listener: stays open as long as this lives.
    explicit Handout(int listener, QObject *parent = nullptr);
    ~Handout() override;

    void add(Taker *taker);    // gets its share from now on
    void close(Taker *taker);  // gets nothing new; may still answer
    void remove(Taker *taker); // what it has not answered for is dealt again

    // The answer to take()'s number. False: not known, nothing happened.
    bool settle(Taker *taker, qint64 number, bool accepted);

private:
    struct Connection
    {
        UniqueFd descriptor;
        std::vector<const Taker *> refusedBy;
        int rounds = 0; // how often everybody refused it

        bool isRefusedBy(const Taker *taker) const;
    };
    struct Passed
    {
        qint64 number = 0;
        Connection connection;
    };
    struct Seat
    {
        Taker *taker = nullptr;
        bool isOpen = true;
        std::vector<Passed> underWay;

        bool hasRoom() const { return isOpen && underWay.size() < kDepth; }
    };
    enum class Placing { Placed, Wait, RefusedByAll };

    void accept();
    void deal();
    void retry();
    void listenAgain();
    Placing place(Connection &connection);
    bool isRefusedByAll(const Connection &connection) const;
    bool hasRoom() const;
    std::vector<Seat>::iterator seatOf(const Taker *taker);
    void giveBack(Connection connection);

    int m_listener;
    QSocketNotifier m_notifier;
    QTimer m_scarce; // the system is out of descriptors
    QTimer m_retry;  // for what everybody refused, or could not be sent
    bool m_isScarce = false;
    std::vector<Seat> m_seats;
    size_t m_next = 0;
    std::deque<Connection> m_queue;
    std::list<Connection> m_refused;
};

} // namespace qilin
