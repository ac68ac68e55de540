// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/snapshot.h"
#include "core/pool/rollout.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>
#include <vector>

namespace qilin {

// The reloads of one application: one rollout at a time; any number of requests that come meanwhile
// become one more after it. Owns the rollout under way.
class Reloads final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reloads)

public:
    // makeRollout: a rollout to the code that is on disk now, not yet started.
    explicit Reloads(std::function<std::unique_ptr<Rollout>()> makeRollout,
                     QObject *parent = nullptr);
    ~Reloads() override;

    void request(const QString &reason, const QStringList &files, Reply done);
    void cancelAll(const QString &why); // every request ends with an Error

    Rollout *running() const { return m_rollout.get(); }
    // One is under way, or will be before anything else.
    bool isBusy() const { return m_rollout || m_waiting; }
    ReloadSnapshot current() const; // of the one under way, without its result
    const std::optional<ReloadSnapshot> &last() const { return m_last; }

signals:
    void started();
    void changed();
    void switched();
    // result's rollout is still running(); what it did not hand over is taken from it here.
    void finished(const qilin::Result<> &result);

private:
    struct Request
    {
        QString reason;
        QStringList files;
        std::vector<Reply> done;
    };

    void next();
    void onFinished(const Result<> &result);

    const std::function<std::unique_ptr<Rollout>()> m_makeRollout;
    std::unique_ptr<Rollout> m_rollout;
    std::optional<Request> m_current;
    std::optional<Request> m_waiting;
    std::optional<ReloadSnapshot> m_last;
    QDateTime m_startedAt;
    QElapsedTimer m_clock;
};

} // namespace qilin
