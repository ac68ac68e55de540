// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/snapshot.h"

#include <QStringList>

namespace qilin {

// What a client may ask of the daemon. The control API speaks to this and to nothing else.
class Operations
{
public:
    virtual ~Operations() = default;

    [[nodiscard]] virtual Snapshot snapshot() const = 0; // of the last sample or state change
    [[nodiscard]] virtual bool isReady() const = 0;      // every app is up
    [[nodiscard]] virtual QStringList appNames() const = 0;

    // Replaces the workers of one application (all of them where app is empty). Reply with an
    // Error when the old ones were kept. app is one of appNames().
    virtual void reload(const QString &app, const QString &reason, Reply done) = 0;

    // Answers done at once; the workers then stop gracefully and the daemon exits.
    virtual void quit(Reply done) = 0;
};

} // namespace qilin
