// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/worker/childprocess.h"

#include <functional>

namespace qilin {

// Any program that is not a Node cluster worker: retired by a signal to its main process.
class PlainProcess final : public ChildProcess
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainProcess)

public:
    // stopSignal: the name that the configuration has by then.
    PlainProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output,
                 std::function<QString()> stopSignal);

    void release() override {}
    void retire(std::chrono::milliseconds deadline) override;

protected:
    Result<> prepare(QProcessEnvironment &environment, ChildSetup &setup) override;

private:
    const std::function<QString()> m_stopSignal;
};

} // namespace qilin
