// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/client/controlclient.h"

#include <QList>

// Pure: what the tray says about all daemons together.
namespace qilin {

enum class TrayState {
    Up,        // every application that is wanted is up
    Reloading, // one starts or is replaced: done of of workers are ready
    Degraded,  // a worker fails, the newest code was rolled back, or one daemon of several is away
    Stopped,   // nothing runs and nothing is wanted to
    Disconnected, // no daemon answers
};

// What is known of one daemon.
struct DaemonView
{
    QString title;
    ControlClient::State state = ControlClient::State::Closed;
    QString error;
    std::optional<Snapshot> snapshot; // old unless Connected
};

struct TraySummary
{
    TrayState state = TrayState::Disconnected;
    int done = 0; // Reloading only
    int of = 0;

    bool operator==(const TraySummary &other) const
    {
        return state == other.state && done == other.done && of == other.of;
    }
    bool operator!=(const TraySummary &other) const { return !(*this == other); }
};

[[nodiscard]] DaemonView viewOf(const ControlClient &client);

// Workers of the generation that takes over which are parked or up; of those that are wanted.
struct Progress
{
    int done = 0;
    int of = 0;
};
[[nodiscard]] Progress progressOf(const Snapshot &snapshot, const AppSnapshot &app);

// The last reload was undone, and nothing has succeeded since.
[[nodiscard]] bool isRolledBack(const AppSnapshot &app);

[[nodiscard]] TraySummary summarize(const QList<DaemonView> &daemons);

// Plain text of a few lines, translated: applications, workers, processor, memory, faults.
[[nodiscard]] QString trayToolTip(const QList<DaemonView> &daemons);

} // namespace qilin
