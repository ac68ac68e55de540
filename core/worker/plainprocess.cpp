// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/plainprocess.h"

#include "core/platform/signalnames.h"

namespace qilin {

PlainProcess::PlainProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output,
                           std::function<QString()> stopSignal)
    : ChildProcess(key, std::move(launch), trees, output)
    , m_stopSignal(std::move(stopSignal))
{}

void PlainProcess::retire(std::chrono::milliseconds)
{
    sendSignal(signalNumber(m_stopSignal().toLatin1()));
    emit stoppedAccepting(); // it has been told; there is no way to see more
}

Result<> PlainProcess::prepare(QProcessEnvironment &, ChildSetup &)
{
    return {};
}

} // namespace qilin
