// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/worker/childprocess.h"

namespace qilin {

// Any program that is not a Node cluster worker: retired by SIGTERM to its main process.
class PlainProcess final : public ChildProcess
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainProcess)

public:
    using ChildProcess::ChildProcess;

    void release() override {}
    void retire(std::chrono::milliseconds deadline) override;

protected:
    Result<> prepare(QProcessEnvironment &environment, ChildSetup &setup) override;
};

} // namespace qilin
