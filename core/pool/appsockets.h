// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/pool/generations.h"
#include "core/sockets/inherited.h"

#include <memory>

namespace qilin {

// The sockets of the key listen of one application. They are open from the first start of a worker
// on, whatever becomes of workers: connections wait. A generation on trial has sockets of its own
// at the same addresses, and gets the connections when it serves; those of an older one are closed
// with its last worker.
class AppSockets final
{
    Q_DISABLE_COPY_MOVE(AppSockets)

public:
    AppSockets() = default;

    // What the next generation listens on; the one that serves keeps what it has.
    void setAddresses(const Config &config, const QList<ListenAddress> &addresses);

    // What a worker inherits; null: nothing. Opens what is missing; the error names address and
    // place. isNode: such programs share the sockets of the generation before, since their workers
    // are parked and drained by other means.
    Result<std::shared_ptr<const InheritedSockets>> serving(bool isNode);
    Result<std::shared_ptr<const InheritedSockets>> trial(bool isNode); // of the next generation

    void renew();    // the next worker that serves has what is wanted then, on the sockets that are
    void takeOver(); // the generation on trial serves: its sockets get the connections
    void dropTrial(); // it never will; what serves stays as it is

    // Whether the generation that serves has sockets that it shares with no other.
    bool areSteered() const { return m_serving && m_serving->areSteered; }
    // For the generation that serves, when another takes over.
    Handover handover(std::chrono::milliseconds atMost) const;
    QStringList addresses() const;

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

    Result<Set> make(bool areShared, bool isNode) const;
    Result<std::shared_ptr<PointSocket>> open(const ListenAddress &address, bool isShared) const;

    QString m_file; // of the configuration
    QString m_directory;
    QList<ListenAddress> m_addresses;
    bool m_isOutdated = false; // what serves is to be made anew
    std::optional<Set> m_serving;
    std::optional<Set> m_trial;
};

} // namespace qilin
