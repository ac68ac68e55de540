// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/application.h"

#include "core/base/log.h"
#include "core/config/program.h"
#include "core/worker/nodeprocess.h"
#include "core/worker/plainprocess.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

Scheduling schedulingOf(Balance balance)
{
    return balance == Balance::RoundRobin ? Scheduling::RoundRobin : Scheduling::Shared;
}

WatchPlan watchPlan(const Config &config, const AppConfig &app)
{
    WatchPlan plan{{execFile(config, app)}, app.watchIgnore, app.reloadDelay};
    for (const QString &path : app.watch)
        plan.paths.append(config.resolved(path));
    return plan;
}

} // namespace

Application::Application(const Config &config, const AppConfig &app, const Services &services,
                         QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_app(app)
    , m_services(services)
    , m_primary(schedulingOf(app.balance))
    , m_reloads([this] { return makeRollout(); })
{
    updateCrew();
    m_timeToListen.setSingleShot(true);
    connect(&m_timeToListen, &QTimer::timeout, this, &Application::trimListeners);
    m_crew.nextId = m_services.nextId;
    m_crew.makeProcess = [this](int id, bool isParked) { return makeProcess(id, isParked); };
    m_crew.asked = [this] { m_crew.rules.expectListen = true; };
    m_crew.line
        = [this](int id, Stream stream, const QByteArray &text) { emit line(id, stream, text); };
    connect(&m_reloads, &Reloads::started, this, [this] {
        announce(u"restart workers"_s);
        m_watcher.forgetPending(); // the new workers read what is on disk from now on
        emit changed();
    });
    connect(&m_reloads, &Reloads::changed, this, &Application::changed);
    connect(&m_reloads, &Reloads::switched, this, &Application::onSwitched);
    connect(&m_reloads, &Reloads::finished, this, &Application::onFinished);
    connect(&m_watcher, &Watcher::changed, this,
            [this](const QStringList &files) { reload(u"file"_s, files, {}); });
    connect(&m_watcher, &Watcher::statusChanged, this, &Application::changed);
    connect(&m_watcher, &Watcher::problem, this, [this](const QString &text) {
        qCWarning(lcWatch).noquote() << text;
        emit problem({m_app.name, text});
    });
}

Application::~Application() = default;

void Application::updateCrew()
{
    m_crew.app = m_app.name;
    m_crew.rules.ready = m_app.ready;
    m_crew.rules.readyTimeout = m_app.readyTimeout;
    m_crew.rules.minUptime = m_app.minUptime;
    m_crew.rules.disconnectTimeout = m_app.workerDisconnectTimeout;
    m_crew.restartDelayMax = m_app.restartDelayMax;
}

std::unique_ptr<WorkerProcess> Application::makeProcess(int id, bool isParked)
{
    Result<Launch> launch = planLaunch(m_config, m_app);
    if (!launch || !launch->program.isNode)
        return std::make_unique<PlainProcess>(id, std::move(launch), m_services.trees);
    return std::make_unique<NodeProcess>(id, std::move(launch), m_services.trees, m_primary,
                                         isParked ? ClusterWorker::Admission::Parked
                                                  : ClusterWorker::Admission::Open,
                                         m_services.preload);
}

void Application::start()
{
    m_primary.setHold(true);
    adopt(std::make_unique<Pool>(m_crew, ++m_generation, m_app.workerCount()));
    m_serving->startServing();
    m_watcher.setPlan(watchPlan(m_config, m_app));
}

void Application::reload(const QString &reason, const QStringList &files, Reply done)
{
    if (m_isStopping) {
        if (done)
            done(Error{u"%1 is being stopped"_s.arg(m_app.name)});
        return;
    }
    m_reloads.request(reason, files, std::move(done));
}

void Application::apply(const Config &config, const AppConfig &app, bool needsReload)
{
    if (m_isStopping)
        return;
    m_config = config;
    m_app = app;
    updateCrew();
    m_primary.setScheduling(schedulingOf(app.balance));
    m_watcher.setPlan(watchPlan(config, app));
    if (needsReload)
        reload(u"config"_s, {config.file}, {});
    else if (m_serving->wanted() != app.workerCount())
        m_serving->scale(app.workerCount());
    emit changed();
}

void Application::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    m_watcher.setPlan({});
    m_reloads.cancelAll(u"%1 is being stopped"_s.arg(m_app.name));
    dismiss(std::move(m_serving));
    onChanged();
}

void Application::kill()
{
    stop();
    std::vector<Pool *> pools;
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pools.push_back(pool.get());
    for (Pool *pool : pools)
        pool->kill();
}

std::unique_ptr<Rollout> Application::makeRollout()
{
    auto next = std::make_unique<Pool>(m_crew, ++m_generation, m_app.workerCount());
    return std::make_unique<SwitchRollout>(m_serving.get(), std::move(next));
}

void Application::adopt(std::unique_ptr<Pool> pool)
{
    m_serving = std::move(pool);
    connect(m_serving.get(), &Pool::changed, this, &Application::onChanged);
    connect(m_serving.get(), &Pool::failed, this, &Application::onWorkerFailed);
}

void Application::dismiss(std::unique_ptr<Pool> pool)
{
    if (!pool)
        return;
    Pool *leaving = pool.get();
    leaving->disconnect(this);
    connect(leaving, &Pool::changed, this, &Application::onChanged);
    m_retiring.push_back(std::move(pool));
    if (!leaving->isStopped())
        leaving->stop();
}

void Application::onSwitched()
{
    dismiss(std::move(m_serving));
    adopt(m_reloads.running()->takeNew());
    m_hasListenersToTrim = true;
    m_timeToListen.start(m_app.readyTimeout);
    onChanged();
}

void Application::onFinished(const Result<> &result)
{
    if (result) {
        if (m_serving && m_serving->wanted() != m_app.workerCount())
            m_serving->scale(m_app.workerCount());
        return;
    }
    m_hasListenersToTrim = true;
    if (m_reloads.running()->hasNext())
        dismiss(m_reloads.running()->takeNew());
    if (m_isStopping)
        return;
    const QString text = u"reload of %1 failed, generation %2 keeps serving: %3"_s.arg(
        m_app.name, QString::number(m_serving->generation()), result.error().text);
    const QStringList lines = text.split(u'\n');
    for (const QString &part : lines)
        qCWarning(lcWorker).noquote() << part;
    emit problem({m_app.name, text});
}

void Application::onWorkerFailed(int id, const Failure &failure)
{
    if (m_serving->generation() == 1)
        return; // there is no other code that it could be compared with
    const QString text = u"generation %1 of %2, which has taken over, fails: worker %3 %4"_s.arg(
        QString::number(m_serving->generation()), m_app.name, QString::number(id), failure.reason);
    qCWarning(lcWorker).noquote() << text;
    emit problem({m_app.name, text});
}

void Application::onChanged()
{
    dropGonePools();
    if (!m_hasBeenUp && isUp()) {
        m_hasBeenUp = true;
        emit started();
    }
    trimListeners();
    emit changed();
    if (isGone() && !std::exchange(m_isGone, true)) {
        m_primary.setHold(false);
        emit gone();
    }
}

// Closes what only code that is gone has listened on. New code may come back to a port a while
// after it is up, such as its second one; were it closed meanwhile, clients of that port would be
// refused.
void Application::trimListeners()
{
    if (!m_hasListenersToTrim || m_timeToListen.isActive() || m_reloads.running()
        || !m_retiring.empty() || !m_serving || !m_serving->hadTimeToListen())
        return;
    m_hasListenersToTrim = false;
    m_primary.setHold(false);
    m_primary.setHold(true);
}

void Application::dropGonePools()
{
    const auto it
        = std::stable_partition(m_retiring.begin(), m_retiring.end(),
                                [](const std::unique_ptr<Pool> &pool) { return !pool->isGone(); });
    for (auto gone = it; gone != m_retiring.end(); ++gone)
        gone->release()->deleteLater(); // we may be in one of its signals
    m_retiring.erase(it, m_retiring.end());
}

bool Application::isUp() const
{
    return m_serving && m_serving->isUp();
}

bool Application::isGone() const
{
    return m_isStopping && !m_serving && m_retiring.empty();
}

AppState Application::state() const
{
    if (m_isStopping)
        return isGone() ? AppState::Stopped : AppState::Stopping;
    if (m_reloads.running())
        return AppState::Reloading;
    if (isUp())
        return AppState::Up;
    return m_hasBeenUp || (m_serving && m_serving->failure()) ? AppState::Degraded
                                                              : AppState::Starting;
}

AppSnapshot Application::snapshot() const
{
    AppSnapshot snapshot;
    snapshot.name = m_app.name;
    snapshot.state = state();
    snapshot.workers = m_isStopping ? 0 : m_app.workerCount();
    snapshot.generation = m_serving ? m_serving->generation() : m_generation;
    snapshot.watching = m_watcher.watching();
    snapshot.watchBackend = m_watcher.backend();
    snapshot.lastReload = m_reloads.last();
    if (m_serving)
        snapshot.failure = m_serving->failure();
    return snapshot;
}

void Application::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pool->appendSnapshots(list);
    if (m_serving)
        m_serving->appendSnapshots(list);
    if (m_reloads.running() && m_reloads.running()->hasNext())
        m_reloads.running()->next().appendSnapshots(list);
}

void Application::appendKeys(QList<int> &keys) const
{
    for (const std::unique_ptr<Pool> &pool : m_retiring)
        pool->appendKeys(keys);
    if (m_serving)
        m_serving->appendKeys(keys);
    if (m_reloads.running() && m_reloads.running()->hasNext())
        m_reloads.running()->next().appendKeys(keys);
}

} // namespace qilin
