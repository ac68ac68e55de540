// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/supervisorkeys.h"

#include "core/import/expansion.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QRegularExpression>

#include <iterator>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

void carrySignal(const Carried &carried, const JsonValue &value)
{
    QString name = value.text.toUpper();
    if (name.startsWith("SIG"_L1))
        name = name.sliced(3);
    if (name != "TERM"_L1)
        carried.set("SIG"_L1 + name);
}

void carryAutorestart(const Carried &carried, const JsonValue &value)
{
    if (value.text.toLower() == "unexpected"_L1)
        carried.set(u"on-failure"_s);
    else if (const std::optional<bool> truth = truthOf(value); !truth)
        carried.wrong(ImportText::tr("true, false or unexpected"));
    else if (!*truth)
        carried.set(u"never"_s);
}

void carryExitCodes(const Carried &carried, const JsonValue &value)
{
    if (value.text.simplified() != "0"_L1)
        carried.note(ImportText::tr("only the exit code 0 can be the one that ends a program for "
                                    "good"));
}

void carryServerAddress(const Carried &carried, const JsonValue &value)
{
    static const QRegularExpression form(u"^(?:(.*):)?(\\d{1,5})$"_s);
    const auto match = form.match(value.text);
    if (!match.hasMatch()) {
        carried.wrong(u"HOST:PORT"_s);
        return;
    }
    carried.set(match.captured(2).toInt());
    const QString host = match.captured(1);
    if (host.isEmpty() || host == "*"_L1)
        carried.to.set(u"daemon_host"_s, u"0.0.0.0"_s, carried.place);
    else
        carried.to.set(u"daemon_host"_s, host, carried.place);
}

// The environment of who imports need not be that of the daemon, and its secrets are not printed.
void carryUsername(const Carried &carried, const JsonValue &value)
{
    const Result<QString> name = expand(value.text, {});
    if (name)
        carried.set(*name);
    else
        carried.note(name.error().text);
}

void carryPassword(const Carried &carried, const JsonValue &value)
{
    const Result<QString> password = expand(value.text, {});
    const bool isHash = value.text.startsWith("{SHA}"_L1);
    if (password && !isHash && carried.to.has(u"auth_username"_s)) {
        carried.set(*password);
        return;
    }
    if (isHash)
        carried.note(ImportText::tr("only the hash of the password is known; write the password "
                                    "into \"auth_password_file\""));
    else if (!password)
        carried.note(ImportText::tr("it stands somewhere else; write it into "
                                    "\"auth_password_file\""));
    else
        carried.note(ImportText::tr("there is no user name beside it; it is left out"));
    carried.to.remove(u"auth_username"_s);
}

void leaveOut(const Carried & /*carried*/, const JsonValue & /*value*/)
{}

// clang-format off
constexpr ForeignKey kProgram[] = {
    {"directory"_L1, "cwd"_L1, nullptr, nullptr}, // first, by the reader
    {"command"_L1, "exec"_L1, nullptr, nullptr},
    {"process_name"_L1, "name"_L1, nullptr, nullptr},
    {"numprocs"_L1, "workers"_L1, nullptr, nullptr},
    {"numprocs_start"_L1, {}, nullptr, nullptr},
    {"environment"_L1, "env"_L1, nullptr, nullptr},
    {"autostart"_L1, {}, nullptr, nullptr},
    {"autorestart"_L1, "restart"_L1, &carryAutorestart, nullptr},
    {"exitcodes"_L1, {}, &carryExitCodes, nullptr},
    {"startsecs"_L1, "min_uptime"_L1, &carrySeconds, nullptr},
    {"startretries"_L1, "max_restarts"_L1, &carryInteger, nullptr},
    {"stopsignal"_L1, "stop_signal"_L1, &carrySignal, nullptr},
    {"stopwaitsecs"_L1, "worker_disconnect_timeout"_L1, &carrySeconds, nullptr},
    {"stopasgroup"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "the signal goes to the program itself; what is left of its process tree is ended after it")},
    {"killasgroup"_L1, {}, &leaveOut, nullptr}, // the whole tree is always killed
    {"user"_L1, "user"_L1, &carryText, nullptr},
    {"umask"_L1, "umask"_L1, &carryText, nullptr},
    {"redirect_stderr"_L1, {}, nullptr, nullptr}, // the reader makes one log_file of these
    {"stdout_logfile"_L1, "log_file"_L1, nullptr, nullptr},
    {"stderr_logfile"_L1, "log_file"_L1, nullptr, nullptr},
    {"stdout_logfile_maxbytes"_L1, "log_max_size"_L1, nullptr, nullptr},
    {"stdout_logfile_backups"_L1, "log_keep"_L1, nullptr, nullptr},
    {"stderr_logfile_maxbytes"_L1, "log_max_size"_L1, nullptr, nullptr},
    {"stderr_logfile_backups"_L1, "log_keep"_L1, nullptr, nullptr},
    {"priority"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "all are started at once; \"depends_on\" makes one wait for another")},
    {"serverurl"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "programs are told no address of the daemon")},
    {"stdout_capture_maxbytes"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "there are no event listeners; see /events and \"hooks\"")},
    {"stderr_capture_maxbytes"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "there are no event listeners; see /events and \"hooks\"")},
    {"stdout_events_enabled"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "there are no event listeners; see /events and \"hooks\"")},
    {"stderr_events_enabled"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "there are no event listeners; see /events and \"hooks\"")},
    {"stdout_syslog"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "nothing is sent to syslog; without \"log_file\" the daemon prints what the program prints")},
    {"stderr_syslog"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "nothing is sent to syslog; without \"log_file\" the daemon prints what the program prints")},
};

constexpr ForeignKey kDaemon[] = {
    {"directory"_L1, "cwd"_L1, nullptr, nullptr},
    {"environment"_L1, "env"_L1, nullptr, nullptr},
    {"logfile"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "the daemon's own lines go to stderr")},
    {"logfile_maxbytes"_L1, {}, &leaveOut, nullptr},
    {"logfile_backups"_L1, {}, &leaveOut, nullptr},
    {"loglevel"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "the option --log-level sets it")},
    {"pidfile"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "\"pidfile\" would name it, once supervisord has left its own")},
    {"umask"_L1, "umask"_L1, nullptr, nullptr}, // of each program that has none
    {"minfds"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "limits are inherited from whoever starts the daemon; \"limits\" sets those of an application")},
    {"minprocs"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "limits are inherited from whoever starts the daemon; \"limits\" sets those of an application")},
    {"user"_L1, "user"_L1, nullptr, nullptr}, // of each program that has none
    {"childlogdir"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "\"log_file\" names each application's log; without one the daemon prints what the program prints")},
    {"strip_ansi"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "lines are written as the application prints them")},
    {"nodaemon"_L1, {}, &leaveOut, nullptr},
    {"silent"_L1, {}, &leaveOut, nullptr},
    {"nocleanup"_L1, {}, &leaveOut, nullptr},
    {"identifier"_L1, {}, &leaveOut, nullptr},
};

constexpr ForeignKey kServer[] = {
    {"port"_L1, "daemon_port"_L1, &carryServerAddress, nullptr},
    {"username"_L1, "auth_username"_L1, &carryUsername, nullptr},
    {"password"_L1, "auth_password"_L1, &carryPassword, nullptr},
};

// With both null it is read.
constexpr ForeignKey kSections[] = {
    {"program"_L1, {}, nullptr, nullptr},
    {"include"_L1, {}, nullptr, nullptr},
    {"supervisord"_L1, {}, nullptr, nullptr},
    {"inet_http_server"_L1, {}, nullptr, nullptr},
    {"supervisorctl"_L1, {}, &leaveOut, nullptr},
    {"rpcinterface"_L1, {}, &leaveOut, nullptr},
    {"ctlplugin"_L1, {}, &leaveOut, nullptr},
    {"unix_http_server"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "the control socket is where \"control_socket\" says, and speaks HTTP with JSON")},
    {"group"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "there are no groups of applications; each is named by its name")},
    {"eventlistener"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "there are no event listeners; see /events and \"hooks\"")},
    {"fcgi-program"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "a socket as standard input is not offered; a program that takes LISTEN_FDS gets it by \"listen\"")},
};
// clang-format on

} // namespace

ForeignKeys supervisorProgramKeys()
{
    return {std::begin(kProgram), std::end(kProgram)};
}

ForeignKeys supervisorDaemonKeys()
{
    return {std::begin(kDaemon), std::end(kDaemon)};
}

ForeignKeys supervisorServerKeys()
{
    return {std::begin(kServer), std::end(kServer)};
}

ForeignKeys supervisorSections()
{
    return {std::begin(kSections), std::end(kSections)};
}

} // namespace qilin
