// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/pool/pool.h"

#include <QPointer>

namespace qilin {

// One replacement of a generation, as a policy: how the new pool takes over from the old one.
// Owns the new pool until takeNew(). The old pool keeps serving, and is not ours.
class Rollout : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rollout)

public:
    // old may be null (nothing serves); else it must live until switched() or finished().
    Rollout(Pool *old, std::unique_ptr<Pool> next, QObject *parent = nullptr);
    ~Rollout() override;

    virtual void start() = 0;
    // The old pool keeps serving, finished() with WHY as its Error; after switched() nothing is
    // brought back, and what was waited for is no more.
    virtual void cancel(const QString &why) = 0;

    [[nodiscard]] std::unique_ptr<Pool> takeNew(); // after switched(), or finished() with an Error
    const Pool &next() const { return *m_next; }
    bool hasNext() const { return m_next != nullptr; }

signals:
    void changed();                               // something in the new pool
    void switched();                              // the new pool serves, the old one is told to go
    void finished(const qilin::Result<> &result); // last signal

protected:
    QPointer<Pool> m_old;
    std::unique_ptr<Pool> m_next;
};

// The whole generation at one instant: all new workers wait at listen(); when each of them is there
// and has lived for min_uptime, all are let go; when all listen, the old ones are told to stop
// accepting, in the same turn. Until that instant any death brings everything back.
// Where each generation has sockets of its own, the old one is parted from by whoever owns it: it
// gets nothing new any more, and answers what it has before it is told to go.
class SwitchRollout final : public Rollout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SwitchRollout)

public:
    enum class Parting { AtOnce, ByOwner };

    SwitchRollout(Pool *old, std::unique_ptr<Pool> next, Parting parting = Parting::AtOnce,
                  QObject *parent = nullptr);

    void start() override;
    void cancel(const QString &why) override;

private:
    enum class Stage { Idle, Trying, Released, Switched, Finished };

    void advance();
    void fail(const QString &reason);
    void finish(const Result<> &result);

    const Parting m_parting;
    Stage m_stage = Stage::Idle;
    QTimer m_farewell; // bound on waiting for the old ones to stop accepting
};

} // namespace qilin
