// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/bytesize.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

class QSslConfiguration;

// The configuration as values. Defaults are the member initialisers; keys, ranges and meanings
// stand in fields.cpp, the one table. Paths are as written: resolve them with resolved().
namespace qilin {

enum class Ready { Auto, Listening, Notify, Uptime, Http };
enum class Balance { Shared, RoundRobin };
enum class RolloutPolicy { Switch, Rolling };
enum class Restart { Always, OnFailure, Never };
enum class ReloadOn { Change, Never };
enum class LogFormat { Plain, Json };

// A limit of setrlimit(2); what is absent stays as the daemon has it.
struct ResourceLimit
{
    static constexpr qint64 kUnlimited = -1;

    std::optional<qint64> soft;
    std::optional<qint64> hard;

    bool operator==(const ResourceLimit &other) const
    {
        return soft == other.soft && hard == other.hard;
    }
};
using ResourceLimits = QMap<QString, ResourceLimit>; // by name: "nofile", "core", …

// What git, npm, editors and desktops write beside the files one means:
// - vim: .NAME.swp (.swo, .swx, ...), 4913, NAME~; Emacs: .#NAME, #NAME#, NAME~
// - Kate: .NAME.kate-swp; GLib: .goutputstream-*; Sublime Text: .subl*.tmp; VS Code: NAME.vsctmp
// - JetBrains: NAME___jb_tmp___, NAME___jb_old___; LibreOffice: .~lock.NAME#
// - macOS: .DS_Store, ._NAME; Windows: Thumbs.db, desktop.ini; KDE: .directory; NFS: .nfs*
[[nodiscard]] QStringList defaultWatchIgnore();

// When a worker counts as up.
struct ReadyRule
{
    Ready when = Ready::Auto;
    QString url; // Ready::Http: asked until it answers 2xx; {port} is the worker's own

    friend bool operator==(const ReadyRule &a, const ReadyRule &b)
    {
        return a.when == b.when && a.url == b.url;
    }
};

// One entry of the key listen.
struct ListenAddress
{
    QString host;     // numeric; empty: every interface
    quint16 port = 0; // 0: a Unix socket
    QString path;     // of a Unix socket, as written
    QString key;      // where it stands: "apps[1].listen[0]"
    int line = 0;     //
    int column = 0;   // of the file

    [[nodiscard]] bool isUnix() const { return port == 0; }
    // The same address, wherever it stands.
    friend bool operator==(const ListenAddress &a, const ListenAddress &b)
    {
        return a.host == b.host && a.port == b.port && a.path == b.path;
    }
};

struct DaemonConfig
{
    std::optional<int> daemonPort; // none: no HTTP control; 0: a free one
    QString daemonHost = QStringLiteral("127.0.0.1");
    QString authUsername;
    QString authPassword; // after load(): also what auth_password_file held
    QString authPasswordFile;
    QString readonlyUsername;
    QString readonlyPassword; // after load(): also what readonly_password_file held
    QString readonlyPasswordFile;
    QString tlsCertificate;
    QString tlsKey;
    std::shared_ptr<const QSslConfiguration> tls; // after load(): what the two files held, or null
    QStringList allowedHosts;
    std::optional<QString> controlSocket; // none: the default place; "": off
    QString pidfile;
    QString psName;

    // auth_password for who wants to come in; empty where only its hash is known.
    [[nodiscard]] QString knownPassword() const;
    [[nodiscard]] bool isFromElsewhere() const; // other machines reach daemon_host
    [[nodiscard]] bool wantsCredentials() const;
};

struct AppConfig
{
    QString exec;
    QString name; // after load(): never empty
    QStringList args;
    QString interpreter; // empty: by extension or #!; "none": exec itself
    QStringList interpreterArgs;
    QString cwd;
    QMap<QString, std::optional<QString>> env; // none removes the variable
    QString envFile;
    int workers = 1; // 0: "auto", the number of processors this process may use
    bool silent = false;
    QString logFile;                       // empty: the daemon's stdout and stderr
    ByteSize logMaxSize{10 * 1024 * 1024}; // 0: no rotation
    int logKeep = 5;
    LogFormat logFormat = LogFormat::Plain;
    QStringList watch;
    QStringList watchIgnore = defaultWatchIgnore();
    std::chrono::milliseconds reloadDelay{5000};
    std::chrono::milliseconds workerDisconnectTimeout{5000};
    QString stopSignal = QStringLiteral("SIGTERM");
    ReadyRule ready;
    std::chrono::milliseconds readyTimeout{30000};
    std::chrono::milliseconds minUptime{1000};
    std::chrono::milliseconds restartDelayMax{15000};
    RolloutPolicy rollout = RolloutPolicy::Switch;
    int spareWorkers = 0;
    Balance balance = Balance::Shared;
    QString user;
    QString group;
    std::optional<int> umask;
    std::optional<int> nice;
    ResourceLimits limits;
    Restart restart = Restart::Always;
    std::optional<int> maxRestarts; // none: no limit
    ReloadOn reloadOn = ReloadOn::Change;
    std::optional<ByteSize> maxMemory; // none: no limit
    QStringList schedule;              // times as in crontab(5), each sound
    QMap<QString, QStringList> hooks;  // name to program and arguments
    QStringList dependsOn;             // names of applications
    QList<ListenAddress> listen;
    std::chrono::milliseconds watchdog{0}; // 0: none

    [[nodiscard]] int workerCount() const; // workers, with "auto" resolved; at least 1
};

struct Config
{
    QString file;      // absolute
    QString directory; // of file: where relative paths resolve
    DaemonConfig daemon;
    QList<AppConfig> apps; // at least one after load()

    [[nodiscard]] QString resolved(const QString &path) const; // absolute, cleaned
};

} // namespace qilin
