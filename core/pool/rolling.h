// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/pool/rollout.h"

namespace qilin {

// One worker after the other, start first, within the pool that serves: never more than one process
// beyond those that serve, for machines that cannot hold two generations. Those with the oldest
// code come first. Stops at the first failure, and leaves what is replaced by then as it is; the
// next rollout replaces every worker.
class RollingRollout final : public Rollout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RollingRollout)

public:
    // pool serves. generation: of the new workers, greater than any in the pool.
    RollingRollout(Pool *pool, int generation, QObject *parent = nullptr);
    ~RollingRollout() override;

    void start() override;
    void cancel(const QString &why) override;

private:
    void advance();
    void onReplaced(const Result<> &result);
    void end();
    void finish(const Result<> &result);

    const int m_generation;
    int m_wanted = 0;  // workers of the pool as the step began
    QTimer m_farewell; // bound on waiting for the last old one to stop accepting
    bool m_isReplacing = false;
    bool m_isEnding = false;
    bool m_isFinished = false;
};

// "workers 2, 3 run generation 1, worker 4 runs generation 2"
[[nodiscard]] QString standingText(const Pool &pool);

} // namespace qilin
