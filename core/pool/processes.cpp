// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What the processes of an application are started with; the rest of it is in application.cpp.
#include "core/config/diff.h"
#include "core/pool/application.h"
#include "core/worker/nodeprocess.h"
#include "core/worker/plainprocess.h"

#include <iterator>

namespace qilin {

void Application::beginGeneration()
{
    ++m_generation;
    forgetGenerations();
    m_startedAs.insert(m_generation, m_app);
    m_sockets.setGenerations(m_startedAs.keys());
}

void Application::forgetGenerations()
{
    const Pool *serving = m_generations.serving();
    for (auto it = m_startedAs.begin(); it != m_startedAs.end();)
        it = serving && serving->runs(it.key()) ? std::next(it) : m_startedAs.erase(it);
    m_sockets.setGenerations(m_startedAs.keys());
}

// Where nothing serves, nothing is lost by what a reload could not get to run.
void Application::renewGenerations()
{
    for (AppConfig &began : m_startedAs)
        began = m_app;
    m_sockets.renew();
}

// A reload that failed leaves a configuration that the generation that serves must not meet. One
// that never was up has nothing to lose.
AppConfig Application::configOf(int generation) const
{
    const auto started = m_startedAs.constFind(generation);
    return m_hasBeenUp && started != m_startedAs.cend() ? beforeReload(m_app, *started) : m_app;
}

Result<> Application::openSockets()
{
    const Result<Launch> launch = planLaunch(m_config, m_app);
    const auto sockets = m_sockets.serving(m_generation, launch && launch->program.isNode);
    return sockets ? Result<>() : sockets.error();
}

Result<Launch> Application::withSockets(Result<Launch> launch, int generation)
{
    if (!launch)
        return launch;
    const Rollout *rollout = m_reloads.running();
    const bool isTrial
        = rollout && rollout->hasNext() && rollout->next().generation() == generation;
    const bool isNode = launch->program.isNode;
    auto sockets = isTrial ? m_sockets.trial(isNode) : m_sockets.serving(generation, isNode);
    if (!sockets)
        return sockets.error();
    launch->sockets = *sockets;
    return launch;
}

std::unique_ptr<WorkerProcess> Application::makeProcess(int id, int generation, bool isParked)
{
    Result<Launch> launch = withSockets(planLaunch(m_config, configOf(generation)), generation);
    if (launch)
        m_primary.setIdentity(identityOf(*launch));
    if (!launch || !launch->program.isNode)
        return std::make_unique<PlainProcess>(id, std::move(launch), m_services.trees, m_output,
                                              [this] { return m_app.stopSignal; });
    return std::make_unique<NodeProcess>(
        id, std::move(launch), m_services.trees, m_output, m_primary,
        isParked ? ClusterWorker::Admission::Parked : ClusterWorker::Admission::Open,
        m_services.preload);
}

} // namespace qilin
