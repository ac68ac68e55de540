// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"

#include <QString>

#include <chrono>
#include <optional>

namespace qilin {

// Whether a worker that ended unasked is followed by another one.
struct RestartRules
{
    Restart restart = Restart::Always;
    std::optional<int> maxRestarts; // in a row without one that served; none: no limit
};

enum class Sequel {
    Again,  // it is started again
    Done,   // it has done its work, which counts as up
    GivenUp // it has failed and stays down until somebody asks
};

// hasSucceeded: it exited with 0 of its own accord. restarts: in a row, none of which served.
[[nodiscard]] constexpr Sequel sequelOf(const RestartRules &rules, bool hasSucceeded, int restarts)
{
    switch (rules.restart) {
    case Restart::Always:
        break;
    case Restart::OnFailure:
        if (hasSucceeded)
            return Sequel::Done;
        break;
    case Restart::Never:
        return hasSucceeded ? Sequel::Done : Sequel::GivenUp;
    }
    return rules.maxRestarts && restarts >= *rules.maxRestarts ? Sequel::GivenUp : Sequel::Again;
}

// "next try in 0.4 s", "given up after 3 restarts in a row, …". delay and restarts: of Again and
// GivenUp.
[[nodiscard]] QString sequelText(Sequel sequel, std::chrono::milliseconds delay, int restarts);

} // namespace qilin
