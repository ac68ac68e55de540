// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/supervisorprogram.h"

#include "core/import/shellwords.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QDir>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kMostProcesses = 1024;
// What supervisord does where it is not set.
constexpr int kUsualWait = 10'000;         // ms, stopwaitsecs
constexpr auto kUsualLogSize = "50MB"_L1;  // *_logfile_maxbytes
constexpr auto kUsualLogBackups = "10"_L1; // *_logfile_backups

// Reads one program; number: of the process where each becomes an application of its own.
class SupervisorProgram final
{
public:
    SupervisorProgram(const IniSection &section, const SupervisorDefaults &defaults, Draft &draft)
        : m_section(section)
        , m_defaults(defaults)
        , m_draft(draft)
        , m_name(section.name.section(u':', 1).trimmed())
    {}

    void read();

private:
    [[nodiscard]] ForeignPlace placeOf(const QString &key) const;
    [[nodiscard]] std::optional<QString> text(QLatin1StringView key);
    [[nodiscard]] bool areDifferent() const;
    void readOne(std::optional<qint64> number);
    void readDirectory();
    void readCommand();
    void readVariables();
    void readLogs();
    void readRotation(QLatin1StringView size, QLatin1StringView count);

    const IniSection &m_section;
    const SupervisorDefaults &m_defaults;
    Draft &m_draft;
    const QString m_name;
    Expansions m_expansions;
    ForeignBase m_base;
    DraftKeys *m_to = nullptr;
};

ForeignPlace SupervisorProgram::placeOf(const QString &key) const
{
    for (const IniValue &value : m_section.values) {
        if (value.key == key)
            return {m_section.file, value.line, 0, u"[%1] %2"_s.arg(m_section.name, key)};
    }
    return {m_section.file, m_section.line, 0, u"[%1]"_s.arg(m_section.name)};
}

// The value, expanded; nothing where it is missing, or a note says why it can't be.
std::optional<QString> SupervisorProgram::text(QLatin1StringView key)
{
    const IniValue *value = m_section.find(key);
    if (!value)
        return std::nullopt;
    const Result<QString> expanded = expand(value->text, m_expansions);
    if (expanded)
        return *expanded;
    m_draft.note(placeOf(key), expanded.error().text);
    return std::nullopt;
}

bool SupervisorProgram::areDifferent() const
{
    for (const QLatin1StringView key : {"command"_L1, "environment"_L1, "directory"_L1}) {
        const IniValue *value = m_section.find(key);
        if (value && value->text.contains("%(process_num)"_L1))
            return true;
    }
    return false;
}

void SupervisorProgram::read()
{
    m_expansions = environmentExpansions();
    m_expansions.insert(u"here"_s, m_defaults.base);
    m_expansions.insert(u"program_name"_s, m_name);
    m_expansions.insert(u"group_name"_s, m_name);
    const IniValue *autostart = m_section.find("autostart"_L1);
    if (autostart && truthOf(stringValue(autostart->text)) == false) {
        m_draft.note(placeOf(u"autostart"_s),
                     ImportText::tr("every application is started with the daemon, so this one is "
                                    "left out"));
        return;
    }
    const IniValue *numprocs = m_section.find("numprocs"_L1);
    const IniValue *start = m_section.find("numprocs_start"_L1);
    const qint64 first = start ? integerOf(stringValue(start->text)).value_or(0) : 0;
    const qint64 count = numprocs ? integerOf(stringValue(numprocs->text)).value_or(1) : 1;
    m_expansions.insert(u"numprocs"_s, QString::number(count));
    m_expansions.insert(u"process_num"_s, QString::number(first));
    if (count <= 1 || count > kMostProcesses || !areDifferent()) {
        readOne(std::nullopt);
        return;
    }
    for (qint64 number = first; number < first + count; ++number) {
        m_expansions.insert(u"process_num"_s, QString::number(number));
        readOne(number);
    }
    m_draft.note(placeOf(u"numprocs"_s),
                 ImportText::tr("the processes are not alike (process_num), so each becomes an "
                                "application of its own"));
}

void SupervisorProgram::readOne(std::optional<qint64> number)
{
    m_to = &m_draft.addApp();
    QString name = m_name;
    if (number) {
        const IniValue *processName = m_section.find("process_name"_L1);
        const QString usual = u"%1_%2"_s.arg(m_name).arg(*number);
        name = processName ? text("process_name"_L1).value_or(usual) : usual;
    } else if (const IniValue *numprocs = m_section.find("numprocs"_L1)) {
        carryInteger({*m_to, placeOf(u"numprocs"_s), m_base, u"workers"_s, nullptr},
                     stringValue(numprocs->text));
    }
    m_to->set(u"name"_s, name, placeOf(u"process_name"_s));
    readDirectory();
    readCommand();
    readVariables();
    readLogs();
    if (!m_section.find("autorestart"_L1))
        m_to->set(u"restart"_s, u"on-failure"_s, placeOf({}));
    if (!m_section.find("stopwaitsecs"_L1))
        m_to->set(u"worker_disconnect_timeout"_s, kUsualWait, placeOf({}));
    m_to->set(u"reload_on"_s, u"never"_s, placeOf({}));
    for (const ForeignKey &row : supervisorProgramKeys()) {
        if (!row.carry && !row.why)
            continue;
        if (const std::optional<QString> value = text(row.key))
            carry(row, stringValue(*value), *m_to, placeOf(row.key), m_base);
    }
    for (const auto &[key, value, place] : m_defaults.keys) {
        if (!m_section.find(key))
            carry(*supervisorProgramKeys().find(key), stringValue(value), *m_to, place, m_base);
    }
    for (const IniValue &value : m_section.values) {
        if (!supervisorProgramKeys().find(value.key))
            m_draft.note(placeOf(value.key),
                         ImportText::tr("this is not known as a key of supervisord; it is left "
                                        "out"));
    }
}

void SupervisorProgram::readDirectory()
{
    const QString directory = withHome(text("directory"_L1).value_or(m_defaults.directory));
    m_base = {m_defaults.base, {}};
    if (directory.isEmpty() || m_base.absolute(directory) == m_defaults.base)
        return;
    m_to->set(u"cwd"_s, directory, placeOf(u"directory"_s));
    m_base.cwd = directory;
}

void SupervisorProgram::readCommand()
{
    const std::optional<QString> command = text("command"_L1);
    const ForeignPlace place = placeOf(u"command"_s);
    if (!command) {
        if (!m_section.find("command"_L1))
            m_draft.note(place, ImportText::tr("has no command, so there is nothing to run"));
        return;
    }
    const Result<QStringList> words = splitShellWords(*command);
    if (!words)
        m_draft.note(place, words.error().text);
    else if (words->isEmpty())
        m_draft.note(place, ImportText::tr("has no command, so there is nothing to run"));
    else
        setCommand(*m_to, place, *words, m_base);
    if (m_section.find("command"_L1)->text.contains("%(ENV_"_L1))
        m_draft.note(place, ImportText::tr("it has the values that variables have now, in this "
                                           "environment"));
}

// A variable that only passes itself on is inherited anyway, and its value is nobody's business.
void SupervisorProgram::readVariables()
{
    Expansions variables = m_defaults.variables;
    const ForeignPlace place = placeOf(u"environment"_s);
    if (const IniValue *environment = m_section.find("environment"_L1)) {
        const Result<Expansions> pairs = readPairs(environment->text);
        if (pairs)
            variables.insert(*pairs);
        else
            m_draft.note(place, pairs.error().text);
    }
    QJsonObject env;
    for (auto it = variables.cbegin(); it != variables.cend(); ++it) {
        if (it.value() == "%(ENV_"_L1 + it.key() + ")s"_L1)
            continue;
        const Result<QString> value = expand(it.value(), m_expansions);
        if (value)
            env.insert(it.key(), *value);
        else
            m_draft.note(place, it.key() + ": "_L1 + value.error().text);
    }
    if (!env.isEmpty())
        m_to->set(u"env"_s, env, place);
}

void SupervisorProgram::readLogs()
{
    const IniValue *redirected = m_section.find("redirect_stderr"_L1);
    const bool isOne = redirected && truthOf(stringValue(redirected->text)) == true;
    const QString out = text("stdout_logfile"_L1).value_or(u"AUTO"_s);
    const QString err = isOne ? out : text("stderr_logfile"_L1).value_or(u"AUTO"_s);
    const auto isNone = [](const QString &file) {
        return QStringList{u"none"_s, u"off"_s, u"/dev/null"_s}.contains(file.toLower());
    };
    const auto isSyslog = [](const QString &file) { return file.toLower() == "syslog"_L1; };
    const auto isPassedOn = [&isSyslog](const QString &file) { // what we do without a log_file
        return file.toLower() == "auto"_L1 || file.startsWith("/dev/std"_L1)
               || file.startsWith("/dev/fd/"_L1) || isSyslog(file);
    };
    const auto noteSyslog
        = [&](const QString &file, const QString &key, const QString &older) { // as in 3.x
              if (isSyslog(file))
                  carry(*supervisorProgramKeys().find(older), stringValue(u"true"_s), *m_to,
                        placeOf(key), m_base);
          };
    noteSyslog(out, u"stdout_logfile"_s, u"stdout_syslog"_s);
    noteSyslog(err, u"stderr_logfile"_s, u"stderr_syslog"_s);
    if (isNone(out) && isNone(err)) {
        m_to->set(u"silent"_s, true, placeOf(u"stdout_logfile"_s));
        return;
    }
    const bool hasOut = !isNone(out) && !isPassedOn(out);
    const bool hasErr = !isNone(err) && !isPassedOn(err);
    const auto key = hasOut ? "stdout_logfile"_L1 : "stderr_logfile"_L1;
    if (!hasOut && !hasErr)
        return;
    const QString file
        = ForeignBase{m_defaults.base, m_defaults.directory}.written(hasOut ? out : err);
    m_to->set(u"log_file"_s, file, placeOf(key));
    if (hasOut)
        readRotation("stdout_logfile_maxbytes"_L1, "stdout_logfile_backups"_L1);
    else
        readRotation("stderr_logfile_maxbytes"_L1, "stderr_logfile_backups"_L1);
    if (!isOne && err != out)
        m_draft.note(placeOf(u"stderr_logfile"_s),
                     ImportText::tr("an application has one log file, for what it prints on stdout "
                                    "and stderr: %1")
                         .arg(file));
}

void SupervisorProgram::readRotation(QLatin1StringView size, QLatin1StringView count)
{
    carrySize({*m_to, placeOf(size), m_base, u"log_max_size"_s, nullptr},
              stringValue(text(size).value_or(kUsualLogSize)));
    carryInteger({*m_to, placeOf(count), m_base, u"log_keep"_s, nullptr},
                 stringValue(text(count).value_or(kUsualLogBackups)));
}

} // namespace

SupervisorDefaults readSupervisorDefaults(const IniSection &section, const QString &base,
                                          Draft &draft)
{
    SupervisorDefaults defaults{base, {}, {}, {}};
    Expansions expansions = environmentExpansions();
    expansions.insert(u"here"_s, base);
    const auto placeOf = [&section](const IniValue &value) {
        return ForeignPlace{section.file, value.line, 0, u"[%1] %2"_s.arg(section.name, value.key)};
    };
    if (const IniValue *directory = section.find("directory"_L1)) {
        const Result<QString> path = expand(directory->text, expansions);
        if (path)
            defaults.directory = *path;
        else
            draft.note(placeOf(*directory), path.error().text);
    }
    if (const IniValue *environment = section.find("environment"_L1)) {
        const Result<Expansions> pairs = readPairs(environment->text);
        if (pairs)
            defaults.variables = *pairs;
        else
            draft.note(placeOf(*environment), pairs.error().text);
    }
    for (const QLatin1StringView key : {"user"_L1, "umask"_L1}) {
        const IniValue *value = section.find(key);
        if (!value)
            continue;
        const Result<QString> text = expand(value->text, expansions);
        if (text)
            defaults.keys.append({key, *text, placeOf(*value)});
        else
            draft.note(placeOf(*value), text.error().text);
    }
    return defaults;
}

void readSupervisorProgram(const IniSection &section, const SupervisorDefaults &defaults,
                           Draft &draft)
{
    SupervisorProgram(section, defaults, draft).read();
}

} // namespace qilin
