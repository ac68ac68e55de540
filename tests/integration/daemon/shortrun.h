// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

// Runs of qilin-daemon that are expected to end by themselves.
namespace qilin::test {

struct ShortRun
{
    std::optional<int> code; // nothing if it did not end by itself, or a signal ended it
    QByteArray out;
    QByteArray err;
    QList<qint64> leftBehind; // processes of it that live on; ended by now

    [[nodiscard]] QStringList errLines() const;
    [[nodiscard]] QByteArray text() const; // all of it, for QVERIFY2
};

struct ShortRunSetup
{
    QString directory; // working directory; empty: that of the test
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString program = QStringLiteral(QILIN_DAEMON_PATH);
    bool asNobody = false; // needs root
};

[[nodiscard]] ShortRun runDaemon(const QStringList &arguments, const ShortRunSetup &setup = {});

[[nodiscard]] bool isRoot();

} // namespace qilin::test
