// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/daemon.h"

#include "core/base/audit.h"
#include "core/base/log.h"
#include "core/config/load.h"
#include "core/config/paths.h"
#include "core/platform/trim.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kConfigQuiet = 1s; // an editor may write it in parts

// A file that belongs to the program: beside it in a build tree, in share/ once installed.
QString ownFile(const QString &name)
{
    const QString dir = QCoreApplication::applicationDirPath();
    for (const QString &path : {dir + u'/' + name, dir + u"/../share/qilin-daemon/"_s + name}) {
        if (QFileInfo::exists(path))
            return QFileInfo(path).canonicalFilePath();
    }
    return {};
}

ControlAccess accessOf(const DaemonConfig &daemon)
{
    return {daemon.authUsername,     daemon.authPassword,     daemon.allowedHosts,
            daemon.readonlyUsername, daemon.readonlyPassword, daemon.tls};
}

// What is not asked for by a request.
void auditSignal(const QString &action, const QString &from, const QString &result)
{
    audit({action, {}, u"signal"_s, u"owner"_s, from, result});
}

} // namespace

Daemon::Daemon(const CliOptions &options, const Config &config, Console &console)
    : m_options(options)
    , m_began(config.daemon)
    , m_config(config)
    , m_master(config, ownFile(u"preload.cjs"_s), console)
    , m_control(m_master, accessOf(config.daemon))
    , m_guard(m_master.trees())
    , m_companion(m_master.trees(), config.file)
{
    connect(&m_signals, &SignalWatcher::received, this, &Daemon::onSignal);
    connect(&m_configFile, &Watcher::changed, this, [this] {
        announce(u"%1 has changed"_s.arg(m_config.file));
        reconfigure();
    });
    connect(&m_configFile, &Watcher::problem, this,
            [](const QString &text) { qCWarning(lcWatch).noquote() << text; });
    connect(&m_master, &Master::ready, this, &Daemon::onReady);
    connect(&m_master, &Master::quitRequested, this, &Daemon::quit);
    connect(&m_master, &Master::finished, this, &Daemon::leave);
    connect(&m_master, &Master::appStarted, this, [this](const QString &name, int workers) {
        const QString port
            = m_control.port() ? u" (daemon_port: %1)"_s.arg(m_control.port()) : QString();
        announce(u"%1 x %2 started%3"_s.arg(name).arg(workers).arg(port));
    });
}

Daemon::~Daemon() = default;

Result<> Daemon::open()
{
    if (Result<> opened = openPidfile(); !opened)
        return opened;
    if (Result<> opened = openControl(); !opened)
        return opened;
    return m_master.open();
}

Result<> Daemon::openPidfile()
{
    const QString path = m_options.pidfile.value_or(m_config.daemon.pidfile);
    if (path.isEmpty())
        return {};
    Result<PidFile> pidfile = PidFile::create(m_config.resolved(path));
    if (!pidfile)
        return pidfile.error();
    m_pidfile.emplace(std::move(*pidfile));
    return {};
}

Result<> Daemon::openControl()
{
    if (m_config.daemon.daemonPort) {
        Result<> listening
            = m_control.listenTcp(m_config.daemon.daemonHost, quint16(*m_config.daemon.daemonPort));
        if (!listening)
            return listening;
        if (*m_config.daemon.daemonPort == 0)
            announce(u"control port: %1"_s.arg(m_control.port()));
    }
    const QString socket = controlSocketPath(m_config);
    if (socket.isEmpty())
        return {};
    return m_control.listenUnix(socket, m_config.daemon.controlSocket ? SocketDirectory::AsItIs
                                                                      : SocketDirectory::Private);
}

void Daemon::start()
{
    m_guard.start();
    m_master.start();
    m_configFile.setPlan({{m_config.file}, {}, kConfigQuiet});
    if (!m_options.headless)
        m_companion.start();
}

void Daemon::onSignal(int signal)
{
    switch (signal) {
    case SIGTERM:
    case SIGINT:
        auditSignal(u"quit"_s, signal == SIGTERM ? u"SIGTERM"_s : u"SIGINT"_s, u"OK"_s);
        if (m_isQuitting) {
            announce(u"asked again: ending all workers at once"_s);
            m_master.kill();
        } else {
            quit();
        }
        break;
    case SIGHUP:
        auditSignal(u"reconfigure"_s, u"SIGHUP"_s, reconfigure() ? u"OK"_s : u"refused"_s);
        break;
    case SIGUSR2:
        m_master.reload({}, u"signal"_s, [](const Result<> &result) {
            auditSignal(u"reload"_s, u"SIGUSR2"_s, result ? u"OK"_s : result.error().text);
        });
        break;
    case SIGUSR1:
        if (const int files = m_master.reopenLogFiles(); files > 0)
            qCInfo(lcDaemon).noquote() << u"SIGUSR1: log files reopened: %1"_s.arg(files);
        else
            qCInfo(lcDaemon) << "SIGUSR1: there is no log file to reopen";
        break;
    case SIGCHLD:
        m_master.trees().reap();
        break;
    default:
        break;
    }
}

void Daemon::onReady()
{
    m_hasBeenReady = true;
    m_notifier.ready();
    m_notifier.status(u"serving"_s);
    trimMemory();
}

bool Daemon::reconfigure()
{
    if (m_isQuitting)
        return false;
    m_configFile.forgetPending(); // what is on disk now is what is read
    // Before the first READY=1 a second one would tell the manager that the start is over.
    if (m_hasBeenReady)
        m_notifier.reloading();
    const bool isTaken = readConfigAgain();
    if (m_hasBeenReady)
        m_notifier.ready();
    return isTaken;
}

bool Daemon::readConfigAgain()
{
    const LoadResult loaded = loadConfig(m_config.file);
    const QStringList messages = loaded.messages();
    if (!loaded.config) {
        for (const QString &text : messages)
            qCCritical(lcDaemon).noquote() << text;
        announce(u"%1 is faulty: everything goes on as before"_s.arg(m_config.file));
        return false;
    }
    for (const QString &text : messages)
        qCWarning(lcDaemon).noquote() << text;
    const ConfigDiff diff = diffConfigs(m_config, *loaded.config);
    if (const QStringList keys = waitingKeys(m_began, loaded.config->daemon); !keys.isEmpty())
        qCWarning(lcDaemon).noquote()
            << "these changes wait for a restart of the daemon:" << keys.join(u", "_s);
    if (diff.apps.isEmpty())
        announce(u"configuration read again: no application has changed"_s);
    m_config = *loaded.config;
    guardPort();
    m_master.apply(m_config);
    return true;
}

// The port stays where it is until the daemon's end, whatever daemon_host says by now.
void Daemon::guardPort()
{
    const DaemonConfig &wanted = m_config.daemon;
    if (m_began.daemonPort && m_began.isFromElsewhere() && !wanted.wantsCredentials()) {
        qCWarning(lcDaemon).noquote()
            << u"the control port can be reached from other machines until the daemon is "
               "restarted (%1), so it keeps its credentials until then"_s.arg(m_began.daemonHost);
        return;
    }
    m_control.setAccess(accessOf(wanted));
}

void Daemon::quit()
{
    if (std::exchange(m_isQuitting, true))
        return;
    announce(u"stop worker processes"_s);
    m_notifier.stopping();
    m_master.stop();
}

void Daemon::leave()
{
    announce(u"all workers are gone: bye"_s);
    m_guard.goodbye();
    connect(&m_companion, &Companion::ended, this, &Daemon::exitWhenAlone);
    m_companion.end();
    connect(&m_control, &ControlServer::drained, this, [this] {
        m_isDrained = true;
        exitWhenAlone();
    });
    m_control.close();
}

void Daemon::exitWhenAlone()
{
    if (m_isDrained && !m_companion.isRunning())
        QCoreApplication::exit(0);
}

} // namespace qilin
