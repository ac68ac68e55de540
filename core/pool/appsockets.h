// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/pool/generations.h"
#include "core/sockets/inherited.h"

#include <map>
#include <memory>
#include <optional>

namespace qilin {

// The sockets of the key listen of one application. They are open from the first start of a worker
// on, whatever becomes of workers: connections wait. A generation on trial has sockets of its own
// at the same addresses, and gets the connections when it serves; those of an older one are closed
// with its last worker. Generations that serve side by side (rolling) share the sockets of the
// addresses that both have, and each worker is started again with those of its own.
class AppSockets final
{
    Q_DISABLE_COPY_MOVE(AppSockets)

public:
    AppSockets() = default;

    // What the next generation listens on; those that serve keep what they have.
    void setAddresses(const Config &config, const QList<ListenAddress> &addresses);

    // What a worker inherits; null: nothing. Opens what is missing; the error names address and
    // place. isNode: such programs share the sockets of the generation before, since their workers
    // are parked and drained by other means.
    Result<std::shared_ptr<const InheritedSockets>> serving(int generation, bool isNode);
    Result<std::shared_ptr<const InheritedSockets>> trial(bool isNode); // of the next generation

    // Of these workers may still be started. What only others have is closed once one of these has
    // its sockets.
    void setGenerations(const QList<int> &generations);
    void renew();                  // all get what is wanted now, on the sockets that are open
    void takeOver(int generation); // the one on trial serves: its sockets get the connections
    void dropTrial();              // it never will; what serves stays as it is

    // Whether what serves has sockets that it shares with no generation on trial.
    bool areSteered() const;
    // For what serves, when another generation takes over.
    Handover handover(std::chrono::milliseconds atMost) const;
    QStringList addresses() const; // of all sets: one that is shared comes more than once

private:
    struct Open
    {
        ListenAddress address;
        std::shared_ptr<PointSocket> socket;
    };
    struct Set
    {
        std::vector<Open> open;
        std::shared_ptr<const InheritedSockets> sockets; // null: there are none
        bool areSteered = false;
    };

    void dropOthers();
    Result<Set> make(bool areShared, bool isNode) const;
    Result<std::shared_ptr<PointSocket>> open(const ListenAddress &address, bool isShared) const;

    QString m_file; // of the configuration
    QString m_directory;
    QList<ListenAddress> m_addresses;
    QList<int> m_generations;
    std::map<int, Set> m_serving; // by generation
    std::optional<Set> m_trial;
};

} // namespace qilin
