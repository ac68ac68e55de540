// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QObject>

#include <memory>
#include <vector>

namespace qilin {

// The daemons that this tray and its window show. Owns their clients.
class Daemons final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Daemons)

public:
    explicit Daemons(QObject *parent = nullptr);
    ~Daemons() override;

    ControlClient *add(const Endpoint &endpoint); // the one that is there, if it is; opens it
    void remove(ControlClient *client);
    [[nodiscard]] QList<ControlClient *> clients() const; // in the order of their coming

signals:
    void added(qilin::ControlClient *client);
    void aboutToRemove(qilin::ControlClient *client);
    void changed(); // a state or snapshot of any of them, at most once a turn of the event loop

private:
    void announce();

    std::vector<std::unique_ptr<ControlClient>> m_clients;
    bool m_isChangePending = false;
};

} // namespace qilin
