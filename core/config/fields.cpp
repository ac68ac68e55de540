// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/fields.h"

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kHour = 3600000; // ms
constexpr qint64 kTerabyte = qint64(1) << 40;
using Daemon = DaemonConfig;
using App = AppConfig;

// clang-format off
constexpr Field<DaemonConfig> kDaemonFields[] = {
    {"daemon_port"_L1, &Daemon::daemonPort, Sense::Plain, Need::Optional, 0, 65535, Effect::Restart, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "control port; without it there is no HTTP control. 0 picks a free one and logs it")},
    {"daemon_host"_L1, &Daemon::daemonHost, Sense::Plain, Need::Optional, 1, 0, Effect::Restart, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "address to bind, an IP address or localhost. One that is not loopback needs credentials")},
    {"auth_username"_L1, &Daemon::authUsername, Sense::Plain, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "user name of Basic authentication; it needs a password")},
    {"auth_password"_L1, &Daemon::authPassword, Sense::Secret, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "password of Basic authentication, plain or as a hash from qilinctl hash-password (or mkpasswd, htpasswd -B); it needs auth_username")},
    {"auth_password_file"_L1, &Daemon::authPasswordFile, Sense::Path, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "instead of auth_password: a file whose first line is the password or its hash")},
    {"readonly_username"_L1, &Daemon::readonlyUsername, Sense::Plain, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "user name of somebody who may look at everything and change nothing; it needs a password")},
    {"readonly_password"_L1, &Daemon::readonlyPassword, Sense::Secret, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "password of readonly_username, plain or as a hash")},
    {"readonly_password_file"_L1, &Daemon::readonlyPasswordFile, Sense::Path, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "instead of readonly_password: a file whose first line is the password or its hash")},
    {"tls_certificate"_L1, &Daemon::tlsCertificate, Sense::Path, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "certificate of the control port in PEM form, with those that lead to its authority: the port then speaks HTTPS only, TLS 1.2 or newer. Read again at SIGHUP; it needs tls_key")},
    {"tls_key"_L1, &Daemon::tlsKey, Sense::Path, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "private key of tls_certificate in PEM form, RSA or EC, without a passphrase; it needs tls_certificate")},
    {"allowed_hosts"_L1, &Daemon::allowedHosts, Sense::Plain, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "further names accepted in a request's Host header")},
    {"control_socket"_L1, &Daemon::controlSocket, Sense::Path, Need::Optional, 0, 0, Effect::Restart,
     QT_TRANSLATE_NOOP("ConfigText", "DIR/HASH.sock: DIR is $XDG_RUNTIME_DIR/qilin-daemon, else /run/qilin-daemon for root, else /tmp/qilin-daemon-UID; HASH comes from CONFIG's real path"),
     QT_TRANSLATE_NOOP("ConfigText", "Unix socket, mode 0600, with the same API as the port and no password: the file's owner is the proof. \"\" turns it off")},
    {"pidfile"_L1, &Daemon::pidfile, Sense::Path, Need::Optional, 1, 0, Effect::Restart, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "written on start, removed on exit; a live daemon's pidfile is never overwritten")},
    {"ps_name"_L1, &Daemon::psName, Sense::Plain, Need::Optional, 1, 0, Effect::Restart, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "process title of the daemon")},
};

constexpr Field<AppConfig> kAppFields[] = {
    {"exec"_L1, &App::exec, Sense::Path, Need::Required, 1, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "the program: a script (interpreter by extension or #!) or an executable; a bare name that is not beside CONFIG is looked up in PATH")},
    {"name"_L1, &App::name, Sense::Plain, Need::Optional, 1, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "base name of exec"),
     QT_TRANSLATE_NOOP("ConfigText", "unique; used in API, log and tray")},
    {"args"_L1, &App::args, Sense::Plain, Need::Optional, 0, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "arguments")},
    {"interpreter"_L1, &App::interpreter, Sense::Path, Need::Optional, 1, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "by extension"),
     QT_TRANSLATE_NOOP("ConfigText", "program that runs exec: .js .cjs .mjs .ts .cts .mts node, .py python3, .rb ruby, .php php, .sh sh, else the one its #! line names; \"none\" runs exec itself")},
    {"interpreter_args"_L1, &App::interpreterArgs, Sense::Plain, Need::Optional, 0, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "arguments of the interpreter, e.g. [\"--max-old-space-size=256\"]")},
    {"cwd"_L1, &App::cwd, Sense::Path, Need::Optional, 1, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "CONFIG's directory"),
     QT_TRANSLATE_NOOP("ConfigText", "working directory; resolved anew at every start of a worker, so a switched link takes effect")},
    {"env"_L1, &App::env, Sense::Secret, Need::Optional, 0, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "added to the daemon's environment; null removes a variable")},
    {"env_file"_L1, &App::envFile, Sense::Path, Need::Optional, 1, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "file of NAME=value lines, added to the environment; env wins. Read anew at every start of a worker")},
    {"workers"_L1, &App::workers, Sense::CountOrAuto, Need::Optional, 1, 1024, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "number of worker processes; \"auto\": the number of processors this process may use")},
    {"silent"_L1, &App::silent, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "drop what the application prints: it goes into log_file if there is one, and nowhere else")},
    {"log_file"_L1, &App::logFile, Sense::Path, Need::Optional, 1, 0, Effect::Live,
     QT_TRANSLATE_NOOP("ConfigText", "the daemon's stdout and stderr"),
     QT_TRANSLATE_NOOP("ConfigText", "file that gets what the application prints to stdout and stderr, and nothing else; applications may share one")},
    {"log_max_size"_L1, &App::logMaxSize, Sense::Plain, Need::Optional, 0, kTerabyte, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "before log_file grows longer it becomes FILE.1, FILE.1 becomes FILE.2, and so on; \"0\": never")},
    {"log_keep"_L1, &App::logKeep, Sense::Plain, Need::Optional, 0, 10000, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "how many older files are kept beside log_file")},
    {"log_format"_L1, &App::logFormat, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "how a line that the application prints is written: as it is, or as a JSON object with time, app, worker, stream and text")},
    {"watch"_L1, &App::watch, Sense::Path, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "files and directories (recursive) whose change triggers a reload; exec always is one")},
    {"watch_ignore"_L1, &App::watchIgnore, Sense::Glob, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "matched against the path below the watched directory and each of its names; replaces the default")},
    {"reload_delay"_L1, &App::reloadDelay, Sense::Plain, Need::Optional, 0, kHour, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "quiet time after the last change before the reload")},
    {"worker_disconnect_timeout"_L1, &App::workerDisconnectTimeout, Sense::Plain, Need::Optional, 0, kHour, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "how long a retiring worker may finish its work before it is killed")},
    {"stop_signal"_L1, &App::stopSignal, Sense::Signal, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "sent to retire a program that is not a Node cluster worker, to its main process only; a name with or without SIG")},
    {"ready"_L1, &App::ready, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "when a worker counts as up: \"listening\": a Node program listens; \"notify\": it sends READY=1 to NOTIFY_SOCKET; \"uptime\": it has lived for min_uptime; {\"http\": URL}: the URL answers 2xx, {port} in it is a free port that the worker finds in READY_PORT. \"auto\" is \"listening\" for a program that asks the daemon for a socket, else \"uptime\"")},
    {"watchdog"_L1, &App::watchdog, Sense::Plain, Need::Optional, 0, kHour, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "a worker that sends no WATCHDOG=1 to NOTIFY_SOCKET for that long is replaced; 0: none need be sent")},
    {"ready_timeout"_L1, &App::readyTimeout, Sense::Plain, Need::Optional, 1, kHour, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "a worker not up by then has failed to start")},
    {"min_uptime"_L1, &App::minUptime, Sense::Plain, Need::Optional, 0, kHour, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "dying sooner counts as a failed start")},
    {"restart_delay_max"_L1, &App::restartDelayMax, Sense::Plain, Need::Optional, 1, kHour, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "cap of the exponential back-off between failed starts (first restart at once, then 100 ms doubling, with jitter)")},
    {"rollout"_L1, &App::rollout, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "how a reload replaces workers: \"switch\" the whole generation at once, all or nothing; \"rolling\" one worker at a time, start first, for machines that cannot hold two generations: it stops at the first failure and says which workers run which generation")},
    {"spare_workers"_L1, &App::spareWorkers, Sense::Plain, Need::Optional, 0, 64, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "workers beside the others, booted and parked at listen(), to take over at once when one dies; Node.js programs only. Each takes the memory of a worker that has started")},
    {"listen"_L1, &App::listen, Sense::Plain, Need::Optional, 1, 0, Effect::Reload, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "sockets that the daemon opens and hands to every worker as descriptor 3, 4, ... with LISTEN_FDS, LISTEN_PID and LISTEN_FDNAMES: \"HOST:PORT\" (127.0.0.1, localhost, * for all), \"[IPv6]:PORT\", \"unix:PATH\" (mode 0660)")},
    // The sockets opened in one mode are handed from generation to generation.
    {"balance"_L1, &App::balance, Sense::Plain, Need::Optional, 0, 0, Effect::Restart, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "how connections reach Node workers: all accept from one socket (the daemon out of the data path), or the daemon accepts and deals them out evenly (better for few long connections)")},
    {"user"_L1, &App::user, Sense::Plain, Need::Optional, 1, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "the daemon's"),
     QT_TRANSLATE_NOOP("ConfigText", "user that workers run as, with its supplementary groups; sets HOME, USER and LOGNAME. Needs root")},
    {"group"_L1, &App::group, Sense::Plain, Need::Optional, 1, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "the user's"),
     QT_TRANSLATE_NOOP("ConfigText", "group that workers run as. Needs root")},
    {"umask"_L1, &App::umask, Sense::Octal, Need::Optional, 0, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "inherited"),
     QT_TRANSLATE_NOOP("ConfigText", "permissions that new files of workers do not get, e.g. \"027\"")},
    {"nice"_L1, &App::nice, Sense::Plain, Need::Optional, -20, 19, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "inherited"),
     QT_TRANSLATE_NOOP("ConfigText", "niceness of workers: a higher one leaves the processor to others; one below the daemon's needs root")},
    {"limits"_L1, &App::limits, Sense::Plain, Need::Optional, 0, 0, Effect::Reload,
     QT_TRANSLATE_NOOP("ConfigText", "inherited"),
     QT_TRANSLATE_NOOP("ConfigText", "limits of each worker process (setrlimit): as, core, cpu, data, fsize, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack. A number or \"unlimited\" for both limits, or {\"soft\": …, \"hard\": …}; raising a hard limit needs root")},
    {"restart"_L1, &App::restart, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "whether a worker that ends by itself is started again: \"on-failure\" does so unless it exited with 0, \"never\" not at all. One that exited with 0 and is not started again is shown as exited, and its work counts as done")},
    {"max_restarts"_L1, &App::maxRestarts, Sense::Plain, Need::Optional, 1, 1000000, Effect::Live,
     QT_TRANSLATE_NOOP("ConfigText", "no limit"),
     QT_TRANSLATE_NOOP("ConfigText", "so many restarts in a row without a worker that was up and lived for min_uptime, and it is given up: it stays failed until /restart, /start or /reload")},
    {"reload_on"_L1, &App::reloadOn, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "\"change\" reloads when a watched file changes; with \"never\" nothing is watched")},
    {"schedule"_L1, &App::schedule, Sense::Times, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "reloads at these times, each as in crontab: \"minute hour day-of-month month day-of-week\", in local time. One that a change of the clocks skips comes right after it, one that it repeats comes once")},
    {"depends_on"_L1, &App::dependsOn, Sense::Plain, Need::Optional, 1, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "names of applications that must be up before this one is started, and are stopped after it")},
    {"max_memory"_L1, &App::maxMemory, Sense::Plain, Need::Optional, 1 << 20, qint64(1) << 50, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "resident memory of a worker with all processes it has started; one above it is replaced, start first. Where the new one soon is above it too, it is let live for 10 s, then longer and longer")},
    {"hooks"_L1, &App::hooks, Sense::Plain, Need::Optional, 0, 0, Effect::Live, nullptr,
     QT_TRANSLATE_NOOP("ConfigText", "programs with their arguments that are run, without a shell and for 30 s at most, when a reload has ended well (reloaded) or not (reload_failed), or a worker has died (worker_failed); each reads the event as JSON on its standard input")},
};
// clang-format on

} // namespace

template <>
Fields<DaemonConfig> fields<DaemonConfig>()
{
    return {std::begin(kDaemonFields), std::end(kDaemonFields)};
}

template <>
Fields<AppConfig> fields<AppConfig>()
{
    return {std::begin(kAppFields), std::end(kAppFields)};
}

QStringList wordsOf(Ready)
{
    return {u"auto"_s, u"listening"_s, u"notify"_s, u"uptime"_s};
}

QStringList wordsOf(Balance)
{
    return {u"shared"_s, u"round_robin"_s};
}

QStringList wordsOf(RolloutPolicy)
{
    return {u"switch"_s, u"rolling"_s};
}

QStringList wordsOf(Restart)
{
    return {u"always"_s, u"on-failure"_s, u"never"_s};
}

QStringList wordsOf(ReloadOn)
{
    return {u"change"_s, u"never"_s};
}

QStringList hookNames()
{
    return {u"reloaded"_s, u"reload_failed"_s, u"worker_failed"_s};
}

QStringList wordsOf(LogFormat)
{
    return {u"plain"_s, u"json"_s};
}

} // namespace qilin
