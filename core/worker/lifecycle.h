// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/snapshot.h"

#include <optional>

// The life of one worker process as one pure table; worker.cpp only carries it out.
namespace qilin {

enum class Phase {
    Starting, // process asked for or running, not up
    Parked,   // waits at listen() for the answer that we withhold
    Up,
    Retiring, // finishes its work, accepts nothing new
    Ending,   // its process tree is being ended
    Exited,   // the whole tree is gone
};

enum class Event {
    StartFailed, // there never was a process
    Park,        // it called listen() and is to wait there
    Release,     // its answer may go
    Ready,       // it counts as up
    Stop,        // it shall finish its work and go
    Kill,        // it shall go at once
    Leave,       // it says that it goes by itself
    TimedOut,    // the deadline of the phase has passed
    LeaderGone,  // its main process has exited
    TreeGone,    // and everything that came from it
};

enum class Action {
    None,
    Release, // give the withheld answer
    Retire,  // say that it shall finish its work
    EndTree, // SIGTERM to the tree, SIGKILL to what remains
    KillTree // SIGKILL to the tree
};

struct Step
{
    Phase next;
    Action action = Action::None;
};

// What an event leads to; nothing where the pair means nothing (an event that comes too late).
[[nodiscard]] constexpr std::optional<Step> step(Phase phase, Event event) noexcept;

// As clients see it. Ending is seen as retiring: listed until it is gone.
[[nodiscard]] constexpr WorkerState publicState(Phase phase) noexcept
{
    switch (phase) {
    case Phase::Starting:
        return WorkerState::Starting;
    case Phase::Parked:
        return WorkerState::Parked;
    case Phase::Up:
        return WorkerState::Up;
    case Phase::Retiring:
    case Phase::Ending:
        return WorkerState::Retiring;
    case Phase::Exited:
        return WorkerState::Exited;
    }
    return WorkerState::Exited;
}

namespace lifecycle {

// What ends a worker that nobody asked to go, whatever it does at that moment.
constexpr std::optional<Step> ended(Event event) noexcept
{
    switch (event) {
    case Event::Kill:
        return Step{Phase::Ending, Action::KillTree};
    case Event::TimedOut:
    case Event::LeaderGone:
        return Step{Phase::Ending, Action::EndTree};
    case Event::StartFailed:
    case Event::Park:
    case Event::Release:
    case Event::Ready:
    case Event::Stop:
    case Event::Leave:
    case Event::TreeGone:
        break;
    }
    return std::nullopt;
}

} // namespace lifecycle

constexpr std::optional<Step> step(Phase phase, Event event) noexcept
{
    switch (phase) {
    case Phase::Starting:
        if (event == Event::StartFailed)
            return Step{Phase::Exited};
        if (event == Event::Park)
            return Step{Phase::Parked};
        if (event == Event::Ready)
            return Step{Phase::Up};
        if (event == Event::Stop) // it may have accepted connections before it says that it listens
            return Step{Phase::Retiring, Action::Retire};
        if (event == Event::Leave)
            return Step{Phase::Retiring};
        return lifecycle::ended(event);
    case Phase::Parked:
        if (event == Event::Release)
            return Step{Phase::Starting, Action::Release};
        if (event == Event::Stop) // it serves nobody
            return Step{Phase::Ending, Action::EndTree};
        return lifecycle::ended(event);
    case Phase::Up:
        if (event == Event::Park) // up by its uptime, and listens only now
            return Step{Phase::Parked};
        if (event == Event::Stop)
            return Step{Phase::Retiring, Action::Retire};
        if (event == Event::Leave)
            return Step{Phase::Retiring};
        return lifecycle::ended(event);
    case Phase::Retiring:
        return lifecycle::ended(event);
    case Phase::Ending:
        if (event == Event::TreeGone)
            return Step{Phase::Exited};
        if (event == Event::Kill)
            return Step{Phase::Ending, Action::KillTree};
        return std::nullopt;
    case Phase::Exited:
        return std::nullopt;
    }
    return std::nullopt;
}

static_assert(step(Phase::Up, Event::Stop)->next == Phase::Retiring);
static_assert(!step(Phase::Exited, Event::Kill));

} // namespace qilin
