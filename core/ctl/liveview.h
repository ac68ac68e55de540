// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/workertable.h"

#include <optional>

namespace qilin {

// What status --watch and top draw: data in, lines out.
struct LiveView
{
    enum class Kind { Status, Top };

    Kind kind = Kind::Status;
    QString title;
    QString trouble; // why nothing new comes; empty: it does
    std::optional<Snapshot> snapshot;
    WorkerOrder order = WorkerOrder::Cpu; // of Top
    CpuCurves curves;

    void take(const Snapshot &next);
    [[nodiscard]] bool press(char key); // whether it has changed anything

    // At most so many; the last one says what keys do.
    [[nodiscard]] QStringList lines(const Look &look, int rows, const QDateTime &now) const;
};

} // namespace qilin
