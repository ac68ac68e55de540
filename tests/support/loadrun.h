// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/waitfor.h"

#include <QJsonObject>
#include <QProcess>
#include <QStringList>

namespace qilin::test {

// The program loadclient, sending requests while the test does other things. Ended at the latest
// by destruction.
class LoadRun final
{
public:
    // ARGUMENTS as loadclient takes them, without --port; it runs for at most ten minutes.
    LoadRun(quint16 port, const QStringList &arguments);
    ~LoadRun();
    Q_DISABLE_COPY_MOVE(LoadRun)

    // Until it has had COUNT answers in all; its progress tells.
    [[nodiscard]] bool waitForAnswers(qint64 count, int ms = kPatienceMs);
    [[nodiscard]] qint64 answers();
    // Lets it finish the requests in flight and returns its result; see tests/load/loadclient.cpp.
    // Empty if there is none: it hung or crashed.
    [[nodiscard]] QJsonObject stop(int ms = kPatienceMs);

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace qilin::test
