// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/nodeprocess.h"

#include "core/platform/childio.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

NodeProcess::NodeProcess(int key, Result<Launch> launch, TreeKeeper &trees, AppOutput &output,
                         Primary &primary, ClusterWorker::Admission admission,
                         const QString &preload)
    : ChildProcess(key, std::move(launch), trees, output)
    , m_primary(primary)
    , m_admission(admission)
    , m_preload(preload)
{
    // A dying worker's channel closes a little before its process is reported dead.
    m_lostTimer.setSingleShot(true);
    m_lostTimer.setInterval(1s);
    connect(&m_lostTimer, &QTimer::timeout, this, [this] {
        if (isRunning() && !m_isRetiring)
            emit lost(u"runs on, but closed its cluster channel"_s);
    });
}

NodeProcess::~NodeProcess() = default;

Result<> NodeProcess::prepare(QProcessEnvironment &environment, ChildSetup &setup)
{
    Result<ChildPair> pair = makeChildPair();
    if (!pair)
        return pair.error();
    m_childEnd = std::move(pair->childs);
    m_cluster
        = std::make_unique<ClusterWorker>(m_primary, key(), std::move(pair->ours), m_admission);
    m_cluster->setInherited(sockets());
    connect(m_cluster.get(), &ClusterWorker::asked, this, &WorkerProcess::asked);
    connect(m_cluster.get(), &ClusterWorker::parked, this, &WorkerProcess::parked);
    connect(m_cluster.get(), &ClusterWorker::stoppedAccepting, this,
            &WorkerProcess::stoppedAccepting);
    connect(m_cluster.get(), &ClusterWorker::listening, this, [this](const QString &address) {
        if (m_cluster->isListening())
            emit listening(address);
    });
    connect(m_cluster.get(), &ClusterWorker::leaving, this, [this] {
        // One that is parked has no deadline; that its channel ends is what ends it.
        m_isRetiring = m_isRetiring || !m_cluster->isParked();
        emit stopping();
    });
    connect(m_cluster.get(), &ClusterWorker::closed, this, &NodeProcess::onChannelClosed);

    // Behind the sockets, without a gap: Node keeps those from its own children.
    environment.insert(u"NODE_CHANNEL_FD"_s, QString::number(3 + setup.descriptors.size()));
    setup.descriptors.push_back(m_childEnd.get());
    environment.insert(u"NODE_UNIQUE_ID"_s, QString::number(key()));
    if (!m_preload.isEmpty()) {
        const QString name = u"NODE_OPTIONS"_s;
        environment.insert(name, withPreload(environment.value(name), m_preload));
    }
    return {};
}

void NodeProcess::afterStart()
{
    m_childEnd.reset(); // while we hold it too, the channel would never end
}

void NodeProcess::release()
{
    m_cluster->release();
}

void NodeProcess::retire(std::chrono::milliseconds deadline)
{
    m_isRetiring = true;
    m_cluster->drain(deadline);
}

std::optional<int> NodeProcess::connections() const
{
    return m_cluster ? m_cluster->connections() : std::nullopt;
}

void NodeProcess::onChannelClosed()
{
    if (!m_isRetiring)
        m_lostTimer.start();
    emit stoppedAccepting();
}

} // namespace qilin
