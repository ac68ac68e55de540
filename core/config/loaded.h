// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"
#include "core/config/jsondocument.h"

#include <QHash>
#include <QSet>

namespace qilin {

constexpr qsizetype kFaultsMax = 100; // nobody reads more

// One fault of a configuration file, in one sentence that says what would be right. It never holds
// a secret. Line and column count from 1; line 0: the file as a whole.
struct Fault
{
    int line = 0;
    int column = 0;
    QString key; // "workers", "apps[1].env.PORT"; may be empty
    QString text;
};

// Where the keys of one object stand, and which of their values could be read.
struct Section
{
    QString prefix; // "" or "apps[1]."
    JsonPlace place;
    QHash<QString, JsonPlace> values;
    QSet<QString> sound;

    [[nodiscard]] bool has(const QString &key) const { return values.contains(key); }
    [[nodiscard]] bool isSound(const QString &key) const { return sound.contains(key); }
};

// Who wants to know.
enum class LoadFor {
    Daemon,
    Client, // wants to reach the daemon; files of secrets may be closed to it
};

// A configuration while it is being read.
struct Loaded
{
    LoadFor reader = LoadFor::Daemon;
    Config config;
    Section daemon;
    QList<Section> apps; // one an application, in the order of config.apps
    QList<Fault> faults;
    QList<Fault> warnings;
    bool hasMore = false; // faults than there is room for

    [[nodiscard]] bool isFull() const { return faults.size() >= kFaultsMax; }

    void fault(JsonPlace place, const QString &key, const QString &text)
    {
        if (isFull())
            hasMore = true;
        else
            faults.append({place.line, place.column, key, text});
    }
    // At the key's value; at the object where the key is missing.
    void fault(const Section &section, const QString &key, const QString &text)
    {
        fault(section.values.value(key, section.place), section.prefix + key, text);
    }
    void warn(const Section &section, const QString &key, const QString &text)
    {
        const JsonPlace place = section.values.value(key, section.place);
        warnings.append({place.line, place.column, section.prefix + key, text});
    }
};

} // namespace qilin
