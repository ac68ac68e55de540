// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/pool/restartpolicy.h"
#include "core/worker/worker.h"

#include <functional>
#include <memory>

namespace qilin {

// What the workers of one application have in common. Read anew at each start of a worker, so a
// change takes effect with the next one. Owned by the application; outlives all pools.
struct Crew
{
    QString app;
    WorkerRules rules;
    RestartRules restart;
    std::chrono::milliseconds restartDelayMax{15000};
    int spares = 0;              // wanted beside the workers that serve
    std::function<int()> nextId; // counts up for ever
    // isParked: what it asks at listen() is answered only when it is released.
    std::function<std::unique_ptr<WorkerProcess>(int id, int generation, bool isParked)>
        makeProcess;
    std::function<void()> asked;                         // a worker wants a socket from us
    std::function<void()> restarted;                     // another follows one that died
    std::function<void(const WorkerEvent &event)> event; // at each change of a worker's state
};

} // namespace qilin
