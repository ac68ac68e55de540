// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/fields.h"

#include <QList>
#include <QStringList>

namespace qilin {

// An application that differs between two configurations; its name says which one it is.
struct AppChange
{
    enum class Kind { Added, Removed, Changed };

    QString name;
    Kind kind = Kind::Changed;
    QStringList keys;             // of a changed one, in the order of the reference
    QStringList reloadKeys;       // those of keys for which its workers are replaced
    QStringList restartKeys;      // those of keys that wait for a restart of the daemon
    Effect effect = Effect::Live; // the greatest of the others; Reload where added or removed
};

struct ConfigDiff
{
    QList<AppChange> apps;      // in the order of the new configuration, then the removed ones
    QStringList daemonKeys;     // those of the daemon that wait for a restart of it
    QStringList liveDaemonKeys; // those of the daemon that apply at once

    [[nodiscard]] bool isEmpty() const
    {
        return apps.isEmpty() && daemonKeys.isEmpty() && liveDaemonKeys.isEmpty();
    }
};

[[nodiscard]] ConfigDiff diffConfigs(const Config &before, const Config &after);

// The keys that wait for a restart of the daemon: it, or the application, began otherwise.
[[nodiscard]] QStringList waitingKeys(const DaemonConfig &began, const DaemonConfig &wanted);
[[nodiscard]] QStringList waitingKeys(const AppConfig &began, const AppConfig &wanted);

// What a worker of an older generation is started by: the keys for which workers are replaced are
// as they were when it began, the others as they are now.
[[nodiscard]] AppConfig beforeReload(AppConfig now, const AppConfig &began);

// What applying it would do, a line a key or application: "web: args: reload of web".
[[nodiscard]] QStringList describeDiff(const ConfigDiff &diff);

} // namespace qilin
