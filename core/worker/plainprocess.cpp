// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/plainprocess.h"

namespace qilin {

void PlainProcess::retire(std::chrono::milliseconds)
{
    sendTerm();
    emit stoppedAccepting(); // it has been told; there is no way to see more
}

Result<> PlainProcess::prepare(QProcessEnvironment &, ChildSetup &)
{
    return {};
}

} // namespace qilin
