// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/application.h"

#include "core/base/log.h"
#include "core/config/diff.h"
#include "core/config/program.h"
#include "core/output/logfile.h"
#include "core/output/outlets.h"
#include "core/pool/outputplan.h"
#include "core/pool/rolling.h"

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
    if (app.reloadOn == ReloadOn::Never)
        return {};
    WatchPlan plan{{execFile(config, app)}, app.watchIgnore, app.reloadDelay, logFileGlobs(config)};
    for (const QString &path : app.watch)
        plan.paths.append(config.resolved(path));
    return plan;
}

} // namespace

Application::Application(const Config &config, const AppConfig &app, const Services &services,
                         QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_began(app)
    , m_app(app)
    , m_services(services)
    , m_totals(services.totals(app.name))
    , m_output(services.outlets)
    , m_color(services.outlets.nextColor())
    , m_primary(schedulingOf(app.balance))
    , m_reloads([this] { return makeRollout(); })
    , m_agenda(hooks())
    , m_hooks(services.trees, services.nextHook, services.outlets)
{
    updateCrew();
    startCounting();
    connect(&m_output, &AppOutput::printed, this, &Application::printed);
    connect(&m_output, &AppOutput::fileChanged, this, &Application::onFileChanged);
    planOutput(m_output, m_config, m_app, m_color);
    m_timeToListen.setSingleShot(true);
    connect(&m_timeToListen, &QTimer::timeout, this, &Application::trimListeners);
    m_crew.nextId = m_services.nextId;
    m_crew.makeProcess = [this](int id, int generation, bool isParked) {
        return makeProcess(id, generation, isParked);
    };
    m_crew.asked = [this] { m_crew.rules.expectListen = true; };
    m_crew.event = [this](const WorkerEvent &event) { emit workerEvent(event); };
    connect(&m_generations, &Generations::changed, this, &Application::onChanged);
    connect(&m_generations, &Generations::failed, this, &Application::onWorkerFailed);
    connect(&m_reloads, &Reloads::started, this, &Application::onReloadStarted);
    connect(&m_reloads, &Reloads::changed, this, [this] {
        m_agenda.advance();
        emit changed();
    });
    connect(&m_reloads, &Reloads::switched, this, &Application::onSwitched);
    connect(&m_reloads, &Reloads::finished, this, &Application::onFinished);
    connect(&m_schedule, &Schedule::due, this, [this] { reload(u"schedule"_s, {}, {}); });
    connect(this, &Application::workerEvent, &m_hooks, &HookRunner::onWorker);
    connect(this, &Application::reloadEvent, &m_hooks, [this](const ReloadEvent &event) {
        if (!m_isLeaving && !m_isStopped)
            m_hooks.onReload(event);
    });
    connect(&m_hooks, &HookRunner::idle, this, &Application::leaveIfLast);
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
    m_crew.rules.ready = m_app.ready.when;
    m_crew.rules.readyTimeout = m_app.readyTimeout;
    m_crew.rules.minUptime = m_app.minUptime;
    m_crew.rules.disconnectTimeout = m_app.workerDisconnectTimeout;
    m_crew.restartDelayMax = m_app.restartDelayMax;
    m_crew.spares = m_app.spareWorkers;
    m_crew.restart = {m_app.restart, m_app.maxRestarts};
    m_hooks.setPlan(m_config, m_app);
    m_sockets.setAddresses(m_config, m_app.listen);
}

void Application::onFileChanged()
{
    const LogFile *file = m_output.file();
    if (file && !file->failure().isEmpty()) {
        emit problem({m_app.name,
                      u"log_file %1 cannot be written: %2"_s.arg(file->path(), file->failure())});
    }
    emit changed();
}

void Application::serve()
{
    m_isStopped = false;
    m_hasBeenUp = false;
    m_primary.setHold(true);
    beginGeneration();
    m_generations.serve(std::make_unique<Pool>(m_crew, m_generation, wanted()));
    m_generations.serving()->startServing();
    m_watcher.setPlan(watchPlan(m_config, m_app));
    m_schedule.setTimes(m_app.schedule);
}

void Application::apply(const Config &config, const AppConfig &app, bool needsReload)
{
    if (m_isLeaving)
        return;
    const bool isResized = m_app.workers != app.workers;
    m_memory.reset();
    m_config = config;
    m_app = app;
    updateCrew();
    planOutput(m_output, m_config, m_app, m_color);
    m_primary.setScheduling(schedulingOf(app.balance));
    if (isResized) {
        m_scaledTo.reset();
        m_agenda.drop(Intent::Kind::Scale,
                      tr("superseded by the configuration: %1 has %2 workers now")
                          .arg(m_app.name, QString::number(app.workerCount())));
    }
    if (m_isStopped) {
        emit changed();
        return;
    }
    m_watcher.setPlan(watchPlan(config, app));
    m_schedule.setTimes(app.schedule);
    if (needsReload)
        reload(u"config"_s, {config.file}, {});
    else if (m_generations.serving()->wanted() != wanted())
        m_generations.serving()->scale(wanted());
    m_generations.serving()->tendReserve();
    emit changed();
}

void Application::findLogFile()
{
    planOutput(m_output, m_config, m_app, m_color);
}

QStringList Application::waitingKeys() const
{
    return qilin::waitingKeys(m_began, m_app);
}

std::unique_ptr<Rollout> Application::makeRollout()
{
    beginGeneration();
    Pool *serving = m_generations.serving();
    if (m_app.rollout == RolloutPolicy::Rolling && serving)
        return std::make_unique<RollingRollout>(serving, m_generation);
    return std::make_unique<SwitchRollout>(
        serving, std::make_unique<Pool>(m_crew, m_generation, wanted()),
        m_sockets.areSteered() ? SwitchRollout::Parting::ByOwner : SwitchRollout::Parting::AtOnce);
}

void Application::onReloadStarted()
{
    announce(u"restart workers"_s);
    m_watcher.forgetPending(); // the new workers read what is on disk from now on
    // All are replaced now; only should that fail, the one is.
    m_agenda.postpone(Intent::Kind::Restart);
    m_generations.serving()->cancelReplacements();
    emit reloadEvent({m_app.name, false, m_generation, m_reloads.current()});
    emit changed();
}

void Application::onSwitched()
{
    if (m_reloads.running()->hasNext())
        switchTo(m_reloads.running()->takeNew());
    m_memory.reset();
    m_hasListenersToTrim = true;
    m_timeToListen.start(m_app.readyTimeout);
    onChanged();
}

void Application::switchTo(std::unique_ptr<Pool> pool)
{
    if (!m_sockets.areSteered()) {
        m_sockets.takeOver(pool->generation());
        m_generations.serve(std::move(pool));
        return;
    }
    const Handover handover = m_sockets.handover(m_app.workerDisconnectTimeout);
    m_sockets.takeOver(pool->generation());
    m_generations.serve(std::move(pool), handover);
}

void Application::onFinished(const Result<> &result)
{
    Pool *serving = m_generations.serving();
    emit reloadEvent({m_app.name, true, serving->generation(), *m_reloads.last()});
    forgetGenerations();
    if (result) {
        if (!m_isLeaving && !m_isStopped && serving->wanted() != wanted())
            serving->scale(wanted());
        return;
    }
    m_hasListenersToTrim = true;
    m_sockets.dropTrial();
    if (m_reloads.running()->hasNext())
        m_generations.dismiss(m_reloads.running()->takeNew());
    if (m_isLeaving || m_isStopped)
        return;
    QString text = u"reload of %1 failed, generation %2 keeps serving: %3"_s;
    if (serving->isMixed())
        text = u"reload of %1 stopped half-way: %2"_s.arg(m_app.name, result.error().text);
    else
        text = text.arg(m_app.name, QString::number(serving->generation()), result.error().text);
    const QStringList lines = text.split(u'\n');
    for (const QString &part : lines)
        qCWarning(lcWorker).noquote() << part;
    emit problem({m_app.name, text});
}

void Application::onWorkerFailed(int id, const Failure &failure)
{
    const int generation = generationOf(id);
    if (generation <= 1)
        return; // there is no other code that it could be compared with
    const QString text = u"generation %1 of %2, which has taken over, fails: worker %3 %4"_s.arg(
        QString::number(generation), m_app.name, QString::number(id), failure.reason);
    qCWarning(lcWorker).noquote() << text;
    emit problem({m_app.name, text});
}

void Application::onChanged()
{
    if (!m_hasBeenUp && m_generations.isUp()) {
        m_hasBeenUp = true;
        emit started();
    }
    trimListeners();
    m_agenda.advance();
    emit changed();
    leaveIfLast();
}

// Closes what only code that is gone has listened on. New code may come back to a port a while
// after it is up, such as its second one; were it closed meanwhile, clients of that port would be
// refused.
void Application::trimListeners()
{
    if (!m_hasListenersToTrim || m_timeToListen.isActive() || m_reloads.running()
        || !m_generations.isReplaced() || !m_generations.serving()
        || m_generations.serving()->hasLeavers() || m_generations.serving()->isMixed()
        || !m_generations.serving()->hadTimeToListen())
        return;
    m_hasListenersToTrim = false;
    m_primary.setHold(false);
    m_primary.setHold(true);
}

int Application::wanted() const
{
    return m_isStopped ? 0 : m_scaledTo.value_or(m_app.workerCount());
}

bool Application::has(int worker) const
{
    return generationOf(worker) != 0;
}

int Application::generationOf(int worker) const
{
    QList<WorkerSnapshot> workers;
    appendSnapshots(workers);
    const auto found
        = std::find_if(workers.begin(), workers.end(),
                       [worker](const WorkerSnapshot &one) { return one.id == worker; });
    return found == workers.end() ? 0 : found->generation;
}

bool Application::isReady() const
{
    return !willRun() || (!m_isStopped && m_generations.isUp());
}

bool Application::isServing() const
{
    return willRun() && m_generations.isUp();
}

AppState Application::state() const
{
    if (!willRun())
        return m_generations.isGone() ? AppState::Stopped : AppState::Stopping;
    if (m_isStopped) // it is to be started
        return m_generations.isGone() ? AppState::Starting : AppState::Stopping;
    if (m_reloads.running())
        return AppState::Reloading;
    const Pool *serving = m_generations.serving();
    if (m_generations.isUp())
        return serving->isDone()    ? AppState::Exited
               : serving->isMixed() ? AppState::Degraded
                                    : AppState::Up;
    return m_hasBeenUp || (serving && serving->failure()) ? AppState::Degraded : AppState::Starting;
}

AppSnapshot Application::snapshot() const
{
    const Pool *serving = m_generations.serving();
    AppSnapshot snapshot;
    snapshot.name = m_app.name;
    snapshot.state = state();
    snapshot.workers = willRun() ? m_scaledTo.value_or(m_app.workerCount()) : 0;
    if (m_isStopped && willRun())
        snapshot.waitingFor = m_services.awaited(m_app);
    snapshot.generation = serving ? serving->generation() : m_generation;
    snapshot.watching = m_watcher.watching();
    snapshot.watchBackend = m_watcher.backend();
    snapshot.listening = m_sockets.addresses() + m_primary.addresses();
    snapshot.listening.removeDuplicates();
    snapshot.lastReload = m_reloads.last();
    snapshot.spares = m_isLeaving || m_isStopped ? 0 : m_app.spareWorkers;
    if (serving) {
        snapshot.failure = serving->failure();
        snapshot.parked = serving->parkedSpares();
    }
    if (const LogFile *file = m_output.file())
        snapshot.logFile = {file->path(), file->dropped(), file->failure()};
    snapshot.totals = m_totals;
    if (m_app.maxMemory)
        snapshot.maxMemory = m_app.maxMemory->bytes;
    return snapshot;
}

void Application::appendSnapshots(QList<WorkerSnapshot> &list) const
{
    m_generations.appendSnapshots(list);
    if (m_reloads.running() && m_reloads.running()->hasNext())
        m_reloads.running()->next().appendSnapshots(list);
}

void Application::appendKeys(QList<int> &keys) const
{
    m_generations.appendKeys(keys);
    if (m_reloads.running() && m_reloads.running()->hasNext())
        m_reloads.running()->next().appendKeys(keys);
}

} // namespace qilin
