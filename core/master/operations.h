// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/event.h"
#include "core/base/history.h"
#include "core/base/result.h"
#include "core/base/snapshot.h"

#include <QStringList>

#include <chrono>

namespace qilin {

class EventFeed;

// What a client may ask of the daemon. The control API speaks to this and to nothing else.
// Apps are named as in appNames(), workers by their id; the Errors of unknown ones are the
// caller's matter (it has the names), those of the rest say what stands and what happens next.
class Operations
{
public:
    virtual ~Operations() = default;

    [[nodiscard]] virtual Snapshot snapshot() const = 0; // of the last sample or state change
    [[nodiscard]] virtual bool isReady() const = 0;      // every app is up
    [[nodiscard]] virtual QStringList appNames() const = 0;
    [[nodiscard]] virtual EventFeed &events() = 0;

    // Versions of clang-format differ about the "= 0" of a declaration of two lines.
    // clang-format off

    // The last lines, oldest first. app empty: of all; worker: of this one only.
    [[nodiscard]] virtual QList<LogLine> logs(const QString &app, std::optional<int> worker,
                                              int lines) const = 0;
    // Of one worker, or of all processes of an app; app empty and no worker: the total, daemon
    // included. 1 s apart up to 10 min, 10 s apart up to 1 h.
    [[nodiscard]] virtual History history(const QString &app, std::optional<int> worker,
                                          std::chrono::seconds span) const = 0;

    // clang-format on

    // Replaces the workers of one application (all of them where app is empty). Reply with an
    // Error when the old ones were kept.
    virtual void reload(const QString &app, const QString &reason, Reply done) = 0;

    // One worker is replaced, start first. An Error: the old one was kept.
    virtual void restart(int worker, Reply done) = 0;
    // Until the next change of the key "workers" in the configuration. Done when that many are up
    // and the others gone.
    virtual void scale(const QString &app, int workers, Reply done) = 0;
    // Done when no process is left. Until start().
    virtual void stop(const QString &app, Reply done) = 0;
    virtual void start(const QString &app, Reply done) = 0; // done when all workers are up

    // Answers done at once; the workers then stop gracefully and the daemon exits.
    virtual void quit(Reply done) = 0;
};

} // namespace qilin
