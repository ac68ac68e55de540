// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTest>

#include <unistd.h>

// Skips the test function where the condition does not hold; on a build server that is a failure.
#define NEED(condition, what)                                                                      \
    do {                                                                                           \
        if (condition)                                                                             \
            break;                                                                                 \
        QVERIFY2(!qilin::test::isBuildServer(), what);                                             \
        QSKIP(what);                                                                               \
    } while (false)

#define NEED_ROOT() NEED(::geteuid() == 0, "needs root")

namespace qilin::test {

[[nodiscard]] inline bool isBuildServer()
{
    return qgetenv("CI") == "true";
}

} // namespace qilin::test
