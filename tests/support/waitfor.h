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

// Qt's QTRY_VERIFY and QTRY_COMPARE give up after 5 s, which a busy machine may take.
#define TRY_VERIFY(statement)                                                                      \
    QVERIFY2(qilin::test::waitFor([&] { return static_cast<bool>(statement); }), #statement)

#define TRY_COMPARE(actual, expected)                                                              \
    do {                                                                                           \
        (void)qilin::test::waitFor([&] { return (actual) == (expected); });                        \
        QCOMPARE(actual, expected);                                                                \
    } while (false)
