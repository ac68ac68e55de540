// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"

#include <QList>
#include <QStringList>

// The key "depends_on" as a graph. Pure; names that no application has are left out.
namespace qilin {

// What the application needs, and what that needs, in an order in which they can be started.
[[nodiscard]] QStringList neededBy(const QString &name, const QList<AppConfig> &apps);

// What needs the application, and what needs that, in an order in which they can be stopped.
[[nodiscard]] QStringList dependentsOf(const QString &name, const QList<AppConfig> &apps);

// Applications that wait for each other, each begun with the one that stands first: {a, b, a}. Not
// all of those that share an application, but none is left once these are broken one after the
// other.
[[nodiscard]] QList<QStringList> dependencyCycles(const QList<AppConfig> &apps);

} // namespace qilin
