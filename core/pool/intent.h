// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <chrono>

namespace qilin {

struct AppConfig;

// One thing that somebody wants of an application.
struct Intent
{
    enum class Kind { Start, Stop, Scale, Restart };

    Kind kind = Kind::Start;
    int number = 0;     // Scale: how many workers; Restart: the id of one
    int generation = 0; // Restart: of that worker
};

[[nodiscard]] bool isSame(const Intent &a, const Intent &b); // one end serves both
// Whether what is wanted now makes pointless what was wanted before.
[[nodiscard]] bool supersedes(const Intent &now, const Intent &before);
[[nodiscard]] QString supersededText(const Intent &now); // "superseded by stop"

// How long it may take until whoever asked is answered. growing: of Scale.
[[nodiscard]] std::chrono::milliseconds deadlineOf(const Intent &intent, const AppConfig &app,
                                                   bool isGrowing);
// What to say then: what stands, and what happens next.
struct Standing
{
    int up = 0;          // workers
    int wanted = 0;      // workers
    QStringList leaving; // ids of those told to go whose processes are not gone
};
[[nodiscard]] QString overdueText(const Intent &intent, const QString &app,
                                  const Standing &standing);

} // namespace qilin
