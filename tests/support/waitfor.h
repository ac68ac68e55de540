// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDeadlineTimer>
#include <QTest>

namespace qilin::test {

// How long a fact may take on a loaded machine before a test gives up; never a figure to measure
// by.
constexpr int kPatienceMs = 60'000;

// Looks until FACT holds, running the event loop between the looks. False if it never did.
template <typename Fact>
[[nodiscard]] bool waitFor(Fact fact, int ms = kPatienceMs)
{
    const QDeadlineTimer deadline(ms);
    while (!fact()) {
        if (deadline.hasExpired())
            return false;
        QTest::qWait(20);
    }
    return true;
}

} // namespace qilin::test
