// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/pm2keys.h"

#include "core/config/config.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

void carryInstances(const Carried &carried, const JsonValue &value)
{
    const std::optional<qint64> number = integerOf(value);
    if (textOf(value) == u"max"_s || number == 0) {
        carried.set(u"auto"_s);
    } else if (!number) {
        carried.wrong(ImportText::tr("an integer or \"max\""));
    } else if (*number > 0) {
        carried.set(*number);
    } else {
        carried.set(u"auto"_s);
        carried.note(ImportText::tr("%1 means all processors but %2; there is no such count, so it "
                                    "becomes \"auto\", all of them: write a number to keep some "
                                    "free")
                         .arg(*number)
                         .arg(-*number));
    }
}

void carryVariables(const Carried &carried, const JsonValue &value)
{
    if (value.type != JsonValue::Type::Object) {
        carried.wrong(ImportText::tr("an object of strings"));
        return;
    }
    QJsonObject env = carried.to.value(carried.ours).toObject();
    for (size_t i = 0; i < value.keys.size(); ++i) {
        const JsonValue &item = value.items[i];
        const std::optional<QString> text = textOf(item);
        if (item.type == JsonValue::Type::Null)
            env.insert(value.keys[i].name, QJsonValue::Null);
        else if (text)
            env.insert(value.keys[i].name, *text);
        else
            carried.note(ImportText::tr("%1 is an array or an object; it is left out, write it as "
                                        "a string")
                             .arg(value.keys[i].name));
    }
    if (!env.isEmpty())
        carried.set(env);
}

void carryPort(const Carried &carried, const JsonValue &value)
{
    const std::optional<qint64> port = integerOf(value);
    if (!port) {
        carried.wrong(ImportText::tr("an integer"));
        return;
    }
    QJsonObject env = carried.to.value(carried.ours).toObject();
    env.insert("PORT"_L1, QString::number(*port));
    carried.set(env);
}

void carryWatch(const Carried &carried, const JsonValue &value)
{
    if (const std::optional<bool> truth = truthOf(value)) {
        if (*truth)
            carried.set(toJson({carried.base.written(u"."_s)}));
        return;
    }
    QStringList paths;
    const QStringList words = value.type == JsonValue::Type::String
                                  ? QStringList{value.text}
                                  : wordListOf(value).value_or(QStringList());
    for (const QString &path : words)
        paths.append(carried.base.written(path));
    if (paths.isEmpty())
        carried.wrong(ImportText::tr("true, false, or an array of paths"));
    else
        carried.set(toJson(paths));
}

// Theirs replaces a default of node_modules and dot files; so does ours, whose default also has
// what editors write. That is never meant.
void carryIgnored(const Carried &carried, const JsonValue &value)
{
    QStringList globs;
    QStringList words = value.type == JsonValue::Type::String
                            ? QStringList{value.text}
                            : wordListOf(value).value_or(QStringList());
    for (QString &word : words) {
        while (word.startsWith("./"_L1))
            word.remove(0, 2);
        while (word.endsWith(u'/') && word.size() > 1)
            word.chop(1);
        if (word.contains(u'\\') || word.contains(u'^') || word.contains(u'('))
            carried.note(ImportText::tr("%1 looks like a regular expression; only globs are known, "
                                        "so it is left out")
                             .arg(word));
        else if (!word.isEmpty())
            globs.append(word);
    }
    globs += defaultWatchIgnore();
    globs.removeDuplicates();
    carried.set(toJson(globs));
}

void carryAutorestart(const Carried &carried, const JsonValue &value)
{
    const std::optional<bool> truth = truthOf(value);
    if (!truth)
        carried.wrong(ImportText::tr("true or false"));
    else if (!*truth)
        carried.set(u"never"_s);
}

void carryStopCodes(const Carried &carried, const JsonValue &value)
{
    const std::optional<QStringList> codes = wordListOf(value);
    if (codes == QStringList{u"0"_s})
        carried.set(u"on-failure"_s);
    else
        carried.note(ImportText::tr("only the exit code 0 can be the one that ends a program for "
                                    "good"));
}

void carryCron(const Carried &carried, const JsonValue &value)
{
    const QString text = textOf(value).value_or(QString()).simplified();
    if (text.isEmpty() || text == "0"_L1 || text == "false"_L1)
        return;
    if (text.count(u' ') != 4)
        carried.wrong(ImportText::tr("five fields: minute, hour, day, month, day of the week"));
    else
        carried.set(text);
}

void carryLogType(const Carried &carried, const JsonValue &value)
{
    if (textOf(value) == u"json"_s)
        carried.set(u"json"_s);
    else
        carried.wrong(u"\"json\""_s);
}

// Theirs comes before each restart, ours grows up to it.
void carryPause(const Carried &carried, const JsonValue &value)
{
    const std::optional<qint64> pause = millisecondsOf(value);
    if (pause == 0)
        return;
    carryMilliseconds(carried, value);
    if (pause)
        carried.note(QCoreApplication::translate("ImportText", carried.why));
}

// Its meaning is PM2's own: nothing is lost.
void leaveOut(const Carried & /*carried*/, const JsonValue & /*value*/)
{}

void carrySilence(const Carried &carried, const JsonValue &value)
{
    const std::optional<bool> truth = truthOf(value);
    if (!truth)
        carried.wrong(ImportText::tr("true or false"));
    else if (*truth)
        carried.set(true);
}

// clang-format off
constexpr ForeignKey kKeys[] = {
    {"cwd"_L1, {}, nullptr, nullptr}, // first, by the reader
    {"script"_L1, "exec"_L1, nullptr, nullptr},
    {"exec"_L1, "exec"_L1, nullptr, nullptr},
    {"name"_L1, "name"_L1, &carryText, nullptr},
    {"args"_L1, "args"_L1, &carryWords, nullptr},
    {"interpreter"_L1, "interpreter"_L1, &carryText, nullptr},
    {"exec_interpreter"_L1, "interpreter"_L1, &carryText, nullptr},
    {"interpreter_args"_L1, "interpreter_args"_L1, &carryWords, nullptr},
    {"interpreterArgs"_L1, "interpreter_args"_L1, &carryWords, nullptr},
    {"node_args"_L1, "interpreter_args"_L1, &carryWords, nullptr},
    {"env"_L1, "env"_L1, &carryVariables, nullptr},
    {"port"_L1, "env"_L1, &carryPort, nullptr},
    {"env_file"_L1, "env_file"_L1, &carryPath, nullptr},
    {"instances"_L1, "workers"_L1, &carryInstances, nullptr},
    {"exec_mode"_L1, {}, nullptr, nullptr},
    {"watch"_L1, "watch"_L1, &carryWatch, nullptr},
    {"ignore_watch"_L1, "watch_ignore"_L1, &carryIgnored, nullptr},
    {"watch_delay"_L1, "reload_delay"_L1, &carryMilliseconds, nullptr},
    {"kill_timeout"_L1, "worker_disconnect_timeout"_L1, &carryMilliseconds, nullptr},
    {"listen_timeout"_L1, "ready_timeout"_L1, &carryMilliseconds, nullptr},
    {"min_uptime"_L1, "min_uptime"_L1, &carryMilliseconds, nullptr},
    {"max_restarts"_L1, "max_restarts"_L1, &carryInteger, nullptr},
    {"max_memory_restart"_L1, "max_memory"_L1, &carrySize, nullptr},
    {"stop_exit_codes"_L1, "restart"_L1, &carryStopCodes, nullptr},
    {"autorestart"_L1, "restart"_L1, &carryAutorestart, nullptr},
    {"cron_restart"_L1, "schedule"_L1, &carryCron, nullptr},
    {"cron"_L1, "schedule"_L1, &carryCron, nullptr},
    {"user"_L1, "user"_L1, &carryText, nullptr},
    {"uid"_L1, "user"_L1, &carryText, nullptr},
    {"group"_L1, "group"_L1, &carryText, nullptr},
    {"gid"_L1, "group"_L1, &carryText, nullptr},
    // Several of these make one log_file.
    {"log"_L1, "log_file"_L1, nullptr, nullptr},
    {"log_file"_L1, "log_file"_L1, nullptr, nullptr},
    {"out"_L1, "log_file"_L1, nullptr, nullptr},
    {"output"_L1, "log_file"_L1, nullptr, nullptr},
    {"out_file"_L1, "log_file"_L1, nullptr, nullptr},
    {"out_log"_L1, "log_file"_L1, nullptr, nullptr},
    {"err"_L1, "log_file"_L1, nullptr, nullptr},
    {"error"_L1, "log_file"_L1, nullptr, nullptr},
    {"error_file"_L1, "log_file"_L1, nullptr, nullptr},
    {"err_file"_L1, "log_file"_L1, nullptr, nullptr},
    {"err_log"_L1, "log_file"_L1, nullptr, nullptr},
    {"disable_logs"_L1, "silent"_L1, &carrySilence, nullptr},
    {"log_type"_L1, "log_format"_L1, &carryLogType, nullptr},
    {"merge_logs"_L1, {}, &expectTrue, QT_TRANSLATE_NOOP("ImportText", "all workers of an application share its log file")},
    {"combine_logs"_L1, {}, &expectTrue, QT_TRANSLATE_NOOP("ImportText", "all workers of an application share its log file")},
    {"log_date_format"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "lines are written as the application prints them; \"log_format\": \"json\" adds the time")},
    {"time"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "lines are written as the application prints them; \"log_format\": \"json\" adds the time")},
    {"wait_ready"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "process.send('ready') is not waited for: a worker of Node is up when it listens, see \"ready\"")},
    {"shutdown_with_message"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "no message 'shutdown' is sent: a worker of Node is told to disconnect and finishes its requests")},
    {"treekill"_L1, {}, &expectTrue, QT_TRANSLATE_NOOP("ImportText", "the whole process tree of a worker is always ended")},
    {"restart_delay"_L1, "restart_delay_max"_L1, &carryPause, QT_TRANSLATE_NOOP("ImportText", "the first restart is at once, and the pauses grow by themselves up to restart_delay_max")},
    {"exp_backoff_restart_delay"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "the first restart is at once, and the pauses grow by themselves up to restart_delay_max")},
    {"filter_env"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "variables are not filtered by a pattern; null in \"env\" removes one")},
    {"instance_var"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "workers are not numbered in their environment")},
    {"increment_var"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "workers are not numbered in their environment")},
    {"source_map_support"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "Node does this itself with --enable-source-maps in \"interpreter_args\"")},
    {"disable_source_map_support"_L1, {}, &expectTrue, QT_TRANSLATE_NOOP("ImportText", "Node does this itself with --enable-source-maps in \"interpreter_args\"")},
    {"watch_options"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "the system itself reports changes; no options of chokidar apply")},
    {"pid"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "only the daemon has a pidfile; /info has the workers' pids")},
    {"pid_file"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "only the daemon has a pidfile; /info has the workers' pids")},
    {"namespace"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "there are no groups of applications; each is named by its name")},
    {"append_env_to_name"_L1, {}, &expectFalse, QT_TRANSLATE_NOOP("ImportText", "an application has the one name of its configuration")},
    {"name_prefix"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "an application has the one name of its configuration")},
    {"post_update"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "nothing is fetched or built; do it before the reload")},
    {"install_url"_L1, {}, nullptr, QT_TRANSLATE_NOOP("ImportText", "nothing is fetched or built; do it before the reload")},
    // What PM2 does to a program beyond running it, or by its own bookkeeping.
    {"force"_L1, {}, &leaveOut, nullptr},
    {"vizion"_L1, {}, &leaveOut, nullptr},
    {"versioning"_L1, {}, &leaveOut, nullptr},
    {"pmx"_L1, {}, &leaveOut, nullptr},
    {"automation"_L1, {}, &leaveOut, nullptr},
    {"trace"_L1, {}, &leaveOut, nullptr},
    {"disable_trace"_L1, {}, &leaveOut, nullptr},
    {"v8"_L1, {}, &leaveOut, nullptr},
    {"event_loop_inspector"_L1, {}, &leaveOut, nullptr},
    {"deep_monitoring"_L1, {}, &leaveOut, nullptr},
    {"io"_L1, {}, &leaveOut, nullptr},
    {"windowsHide"_L1, {}, &leaveOut, nullptr},
    {"kill_retry_time"_L1, {}, &leaveOut, nullptr},
    {"write"_L1, {}, &leaveOut, nullptr},
    {"execute_command"_L1, {}, &leaveOut, nullptr},
    {"username"_L1, {}, &leaveOut, nullptr},
};
// clang-format on

} // namespace

ForeignKeys pm2Keys()
{
    return {std::begin(kKeys), std::end(kKeys)};
}

} // namespace qilin
