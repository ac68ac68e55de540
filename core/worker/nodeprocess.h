// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/cluster/clusterworker.h"
#include "core/worker/childprocess.h"

#include <QTimer>

namespace qilin {

class Primary;

// A Node.js program as a worker of its `cluster` module: joins the process to its channel.
class NodeProcess final : public ChildProcess
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NodeProcess)

public:
    // preload: path of our preload script; empty: none. primary must outlive it.
    NodeProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output,
                Primary &primary, ClusterWorker::Admission admission, const QString &preload);
    ~NodeProcess() override;

    void release() override;
    void retire(std::chrono::milliseconds deadline) override;
    std::optional<int> connections() const override;

protected:
    Result<> prepare(QProcessEnvironment &environment, ChildSetup &setup) override;
    void afterStart() override;

private:
    void onChannelClosed();

    Primary &m_primary;
    const ClusterWorker::Admission m_admission;
    const QString m_preload;
    UniqueFd m_childEnd;
    std::unique_ptr<ClusterWorker> m_cluster;
    QTimer m_lostTimer;
    bool m_isRetiring = false;
};

} // namespace qilin
