// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/master/master.h"

#include "core/base/log.h"
#include "core/output/console.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

// What even SIGKILL does not end sleeps in the kernel, and is not waited for any longer.
constexpr std::chrono::seconds kStrayPatience{5};
constexpr qsizetype kMaxEventText = 64 * 1024; // longer lines come in pieces

} // namespace

Master::Master(const Config &config, const QString &preload, Console &console, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_sampler(m_trees)
    , m_outlets(console)
    , m_services{m_trees,
                 [this] { return ++m_lastId; },
                 preload,
                 m_outlets,
                 [this] { return ++m_lastHook; },
                 [this](const AppConfig &app) { return awaitedBy(app); },
                 [this](const AppConfig &app) { return mayStop(app); },
                 [this](const QString &app) -> AppTotals & { return m_totals[app]; }}
    , m_startedMs(QDateTime::currentMSecsSinceEpoch())
{
    m_clock.start();
    m_tick.setInterval(1s);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, &Master::tick);
    connect(&m_soon, &QTimer::timeout, this, &Master::sample);
    connect(&m_trees, &TreeKeeper::straysAppeared, this, &Master::onStrays);
    m_strayPatience.setSingleShot(true);
    connect(&m_trees, &TreeKeeper::straysGone, this, &Master::finish);
    connect(&m_strayPatience, &QTimer::timeout, this, &Master::finish);
    m_advance.setSingleShot(true);
    connect(&m_advance, &QTimer::timeout, this, &Master::advance);
}

Master::~Master() = default;

Application *Master::add(const AppConfig &config)
{
    m_apps.push_back(std::make_unique<Application>(m_config, config, m_services));
    Application *app = m_apps.back().get();
    connect(app, &Application::changed, this, &Master::onChanged);
    connect(app, &Application::started, this,
            [this, app] { emit appStarted(app->config().name, app->wanted()); });
    connect(app, &Application::problem, this, &Master::problemOccurred);
    connect(app, &Application::printed, this,
            [this, app](int worker, Stream stream, QByteArrayView lines) {
                onPrinted(app->config().name, worker, stream, lines);
            });
    connect(app, &Application::workerEvent, &m_events,
            [this](const WorkerEvent &event) { m_events.publish(event); });
    connect(app, &Application::reloadEvent, &m_events,
            [this](const ReloadEvent &event) { m_events.publish(event); });
    connect(app, &Application::gone, this, [this, app] { onGone(app); });
    return app;
}

Result<> Master::open()
{
    for (const AppConfig &app : std::as_const(m_config.apps)) {
        if (Result<> opened = add(app)->openSockets(); !opened)
            return opened;
    }
    return {};
}

void Master::start()
{
    for (const std::unique_ptr<Application> &app : m_apps)
        app->launch();
    m_tick.start();
}

void Master::apply(const Config &config)
{
    if (m_isStopping)
        return;
    const ConfigDiff diff = diffConfigs(m_config, config);
    m_config = config;
    std::vector<Application *> leaving;
    for (const AppChange &change : diff.apps) {
        Application *app = find(change.name);
        const auto wanted = std::find_if(
            config.apps.begin(), config.apps.end(),
            [&change](const AppConfig &candidate) { return candidate.name == change.name; });
        switch (change.kind) {
        case AppChange::Kind::Added:
            announce(u"%1 is new in the configuration"_s.arg(change.name));
            add(*wanted)->launch();
            break;
        case AppChange::Kind::Removed: {
            announce(u"%1 is no longer in the configuration: it is stopped"_s.arg(change.name));
            const auto it = std::find_if(m_apps.begin(), m_apps.end(),
                                         [app](const auto &held) { return held.get() == app; });
            m_leaving.push_back(std::move(*it));
            m_apps.erase(it);
            leaving.push_back(app);
            break;
        }
        case AppChange::Kind::Changed:
            announce(u"%1 has changed: %2"_s.arg(change.name, change.keys.join(u", "_s)));
            app->apply(config, *wanted, change.effect == Effect::Reload);
            break;
        }
    }
    for (const std::unique_ptr<Application> &app : m_apps) {
        if (const QStringList keys = app->waitingKeys(); !keys.isEmpty())
            qCWarning(lcDaemon).noquote()
                << app->config().name + ": these changes wait for a restart of the daemon:"_L1
                << keys.join(u", "_s);
    }
    for (Application *app : leaving) // only now each knows which others leave with it
        app->leave();
    onChanged();
}

int Master::reopenLogFiles()
{
    for (const std::unique_ptr<Application> &app : m_apps)
        app->findLogFile(); // a link on the way may lead elsewhere now
    return m_outlets.reopenLogFiles();
}

void Master::stop()
{
    m_isStopping = true;
    std::vector<Application *> apps;
    for (const std::unique_ptr<Application> &app : m_apps)
        apps.push_back(app.get());
    for (Application *app : apps)
        app->leave();
    if (m_apps.empty() && m_leaving.empty())
        onGone(nullptr);
}

void Master::kill()
{
    m_isStopping = true;
    std::vector<Application *> apps;
    for (const auto *list : {&m_apps, &m_leaving}) {
        for (const std::unique_ptr<Application> &app : *list)
            apps.push_back(app.get());
    }
    for (Application *app : apps)
        app->kill();
    if (apps.empty())
        onGone(nullptr);
}

void Master::onGone(Application *app)
{
    for (auto *list : {&m_apps, &m_leaving}) {
        const auto it = std::find_if(list->begin(), list->end(),
                                     [app](const auto &held) { return held.get() == app; });
        if (it == list->end())
            continue;
        const QString name = (*it)->config().name;
        it->release()->deleteLater(); // we are in its signal
        list->erase(it);
        if (!find(name)) // it was not added again
            m_logs.forget(name);
        break;
    }
    advanceSoon();
    if (m_isStopping && m_apps.empty() && m_leaving.empty() && m_tick.isActive()) {
        m_tick.stop();
        m_strayPatience.start(kStrayPatience);
        m_trees.endStrays();
    }
}

void Master::finish()
{
    if (!std::exchange(m_isFinished, true))
        emit finished();
}

void Master::onStrays(const QList<qint64> &pids)
{
    QStringList texts;
    for (const qint64 pid : pids)
        texts.append(QString::number(pid));
    qCWarning(lcDaemon).noquote() << "a worker has left processes that nothing assigns to it:"
                                  << texts.join(u", "_s)
                                  << "(they are ended when the daemon quits)";
    m_events.announceChange();
}

void Master::onChanged()
{
    if (!m_isStopping && !m_soon.isActive())
        m_soon.start();
    if (!m_hasBeenReady && isReady()) {
        m_hasBeenReady = true;
        emit ready();
    }
    advanceSoon();
    m_events.announceChange();
    emit changed();
}

void Master::onPrinted(const QString &app, int worker, Stream stream, QByteArrayView lines)
{
    LogLine line{QDateTime::currentMSecsSinceEpoch(), app, worker, stream, {}};
    m_logs.append(line, lines);
    if (!m_events.isFollowed())
        return;
    forEachLine(lines, kMaxEventText, [this, &line](QByteArrayView text) {
        line.text = text.toByteArray();
        m_events.publish(line);
    });
}

void Master::sample()
{
    QList<int> keys;
    std::vector<std::pair<qsizetype, AppTotals *>> owners; // of the keys up to there
    for (const auto *list : {&m_apps, &m_leaving}) {
        for (const std::unique_ptr<Application> &app : *list) {
            app->appendKeys(keys);
            owners.emplace_back(keys.size(), &m_totals[app->config().name]);
        }
    }
    m_sampler.sample(keys);
    qsizetype i = 0;
    for (const auto &[end, totals] : owners) {
        for (; i < end; ++i)
            totals->cpuMs += m_sampler.worker(keys[i]).gainedCpuMs;
    }
}

void Master::tick()
{
    sample();
    std::vector<AppUsage> apps;
    for (const auto *list : {&m_apps, &m_leaving}) {
        for (const std::unique_ptr<Application> &app : *list) {
            const QString &name = app->config().name;
            auto usage = std::find_if(apps.begin(), apps.end(), [&name](const AppUsage &known) {
                return known.app == name; // removed and added again
            });
            if (usage == apps.end())
                usage = apps.insert(apps.end(), {name, {}});
            QList<int> keys;
            app->appendKeys(keys);
            for (const int key : std::as_const(keys))
                usage->workers.push_back({key, m_sampler.worker(key)});
        }
    }
    for (const std::unique_ptr<Application> &app : m_apps)
        app->limitMemory([this](int key) { return m_sampler.worker(key).mem; });
    m_history.add(QDateTime::currentMSecsSinceEpoch(), apps, m_sampler.self());
}

Snapshot Master::snapshot() const
{
    Snapshot snapshot;
    const Usage self = m_sampler.self();
    snapshot.master = {QCoreApplication::applicationPid(),
                       self.cpu,
                       self.mem,
                       m_clock.elapsed() / 1000,
                       QLatin1StringView(QILIN_VERSION),
                       m_trees.strays(),
                       m_outlets.console().dropped(),
                       m_trees.groupsHome().isEmpty() ? u"tag"_s : u"cgroup"_s,
                       self.cpuMs,
                       m_startedMs,
                       m_events.followers()};
    for (const auto *list : {&m_apps, &m_leaving}) {
        for (const std::unique_ptr<Application> &app : *list) {
            snapshot.apps.append(app->snapshot());
            app->appendSnapshots(snapshot.workers);
        }
    }
    std::sort(snapshot.workers.begin(), snapshot.workers.end(),
              [](const WorkerSnapshot &a, const WorkerSnapshot &b) { return a.id < b.id; });
    for (WorkerSnapshot &worker : snapshot.workers) {
        const Usage usage = m_sampler.worker(worker.id);
        worker.cpu = usage.cpu;
        worker.mem = usage.mem;
        worker.cpuMs = usage.cpuMs;
    }
    return snapshot;
}

bool Master::isReady() const
{
    return !m_isStopping && !m_apps.empty()
           && std::all_of(m_apps.begin(), m_apps.end(),
                          [](const std::unique_ptr<Application> &app) { return app->isReady(); });
}

QStringList Master::appNames() const
{
    QStringList names;
    for (const std::unique_ptr<Application> &app : m_apps)
        names.append(app->config().name);
    return names;
}

Application *Master::find(const QString &name) const
{
    const auto it = std::find_if(m_apps.begin(), m_apps.end(),
                                 [&name](const auto &app) { return app->config().name == name; });
    return it == m_apps.end() ? nullptr : it->get();
}

} // namespace qilin
