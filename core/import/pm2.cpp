// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/pm2.h"

#include "core/config/bytesize.h"
#include "core/config/config.h"
#include "core/import/packagescript.h"
#include "core/import/pm2keys.h"
#include "core/import/shellwords.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

const JsonValue *member(const JsonValue &object, QLatin1StringView name)
{
    for (size_t i = 0; i < object.keys.size(); ++i) {
        if (object.keys[i].name == name)
            return object.items[i].type == JsonValue::Type::Null ? nullptr : &object.items[i];
    }
    return nullptr;
}

// Reads one application.
class Pm2App final
{
public:
    Pm2App(const Pm2File &file, Draft &draft, const JsonValue &app, const QString &prefix)
        : m_file(file)
        , m_draft(draft)
        , m_app(app)
        , m_prefix(prefix)
        , m_to(draft.addApp())
        , m_base{file.base, {}}
    {}

    void read();

private:
    struct Found
    {
        const JsonValue *value = nullptr;
        ForeignPlace place;
    };
    using Names = std::initializer_list<QLatin1StringView>;

    [[nodiscard]] ForeignPlace placeOf(const QString &key, const JsonValue &value) const;
    [[nodiscard]] Found find(Names names) const;
    void readDirectory();
    void readProgram();
    void chooseInterpreter(const ForeignPlace &place);
    void readLogs();
    void readMode();
    void readEnvironments();
    void showOutputAtOnce();
    void readSigns();
    void noteUnknown();
    [[nodiscard]] bool isNode() const;

    const Pm2File &m_file;
    Draft &m_draft;
    const JsonValue &m_app;
    const QString m_prefix;
    DraftKeys &m_to;
    ForeignBase m_base;
};

void Pm2App::read()
{
    readDirectory();
    for (const ForeignKey &row : pm2Keys()) {
        if (const JsonValue *value = member(m_app, row.key))
            carry(row, *value, m_to, placeOf(row.key, *value), m_base);
    }
    readProgram();
    readEnvironments();
    showOutputAtOnce();
    readLogs();
    readMode();
    readSigns();
    noteUnknown();
}

ForeignPlace Pm2App::placeOf(const QString &key, const JsonValue &value) const
{
    const bool known = m_file.places == Places::Known;
    return {m_draft.file(), known ? value.place.line : 0, known ? value.place.column : 0,
            m_prefix + key};
}

Pm2App::Found Pm2App::find(Names names) const
{
    for (const QLatin1StringView name : names) {
        if (const JsonValue *value = member(m_app, name))
            return {value, placeOf(name, *value)};
    }
    return {nullptr, placeOf(QString(), m_app)};
}

void Pm2App::readDirectory()
{
    const Found cwd = find({"cwd"_L1});
    if (!cwd.value)
        return;
    const QString path = QDir::cleanPath(withHome(textOf(*cwd.value).value_or(QString())));
    if (path.isEmpty() || QDir::cleanPath(QDir(m_file.base).absoluteFilePath(path)) == m_file.base)
        return;
    m_to.set(u"cwd"_s, path, cwd.place);
    m_base.cwd = path;
}

void Pm2App::readProgram()
{
    const Found script = find({"script"_L1, "exec"_L1});
    const QString text = script.value ? textOf(*script.value).value_or(QString()) : QString();
    if (text.isEmpty()) {
        m_to.note(script.place, ImportText::tr("names no \"script\", so there is nothing to run"));
        return;
    }
    const bool isThere = QFileInfo::exists(m_base.absolute(text));
    if (!m_to.has(u"name"_s))
        m_to.set(u"name"_s, QFileInfo(text).completeBaseName(), script.place);
    if (text.contains(u' ') && !isThere) { // PM2 gives such a line to a shell
        const Result<QStringList> words = splitShellWords(text);
        if (needsShell(text) || !words)
            setShellCommand(m_to, script.place, text);
        else
            setCommand(m_to, script.place, *words, m_base);
        return;
    }
    if (!isThere && isPackageStarter(text)) {
        const Found args = find({"args"_L1});
        m_to.remove(u"args"_s);
        setCommand(
            m_to, script.place,
            QStringList{text}
                + (args.value ? wordListOf(*args.value).value_or(QStringList()) : QStringList()),
            m_base);
        return;
    }
    const bool isBare = !text.contains(u'/') && !isThere;
    m_to.set(u"exec"_s, isBare ? text : m_base.written(text), script.place);
    if (isThere)
        chooseInterpreter(script.place);
}

// Where ours would be another than PM2's (lib/Common.js, resolveInterpreter).
void Pm2App::chooseInterpreter(const ForeignPlace &place)
{
    const QString given = m_to.value(u"interpreter"_s).toString();
    if (given.startsWith("node@"_L1)) {
        m_to.note(
            m_to.place(u"interpreter"_s),
            ImportText::tr("no version of Node is chosen or installed; set \"interpreter\" to "
                           "the path of that one"));
        m_to.remove(u"interpreter"_s);
    } else if (given.contains(u'/')) {
        m_to.set(u"interpreter"_s, m_base.written(given), m_to.place(u"interpreter"_s));
    } else if (given.isEmpty()) {
        const QFileInfo file(m_base.absolute(m_to.value(u"exec"_s).toString()));
        const QString suffix = file.suffix();
        QFile content(m_base.absolute(textOf(*find({"script"_L1, "exec"_L1}).value).value()));
        const QByteArray head = content.open(QIODevice::ReadOnly) ? content.read(4) : QByteArray();
        if (suffix == "sh"_L1)
            m_to.set(u"interpreter"_s, u"bash"_s, place);
        else if (suffix == "pl"_L1)
            m_to.set(u"interpreter"_s, u"perl"_s, place);
        else if (!QStringList{u"js"_s, u"cjs"_s, u"mjs"_s, u"ts"_s, u"py"_s, u"rb"_s, u"php"_s}
                      .contains(suffix)
                 && !head.startsWith("#!")
                 && !head.startsWith("\x7f"
                                     "ELF"))
            m_to.set(u"interpreter"_s, u"node"_s, place);
    }
}

bool Pm2App::isNode() const
{
    const QString interpreter = QFileInfo(m_to.value(u"interpreter"_s).toString()).fileName();
    const QString suffix = QFileInfo(m_to.value(u"exec"_s).toString()).suffix();
    return interpreter == "node"_L1
           || (interpreter.isEmpty()
               && QStringList{u"js"_s, u"cjs"_s, u"mjs"_s, u"ts"_s}.contains(suffix));
}

void Pm2App::readLogs()
{
    const Found all = find({"log_file"_L1, "log"_L1});
    const Found out = find({"out_file"_L1, "out"_L1, "output"_L1, "out_log"_L1});
    const Found err = find({"error_file"_L1, "err_file"_L1, "error"_L1, "err"_L1, "err_log"_L1});
    const auto isNull = [](const Found &found) {
        const QString text = found.value ? textOf(*found.value).value_or(QString()) : QString();
        return text == "/dev/null"_L1 || text == "NULL"_L1;
    };
    const auto path = [&](const Found &found) {
        const QString text = found.value ? textOf(*found.value).value_or(QString()) : QString();
        return isNull(found) || text == "true"_L1 || text == "false"_L1 ? QString() : text;
    };
    if (isNull(out) && isNull(err) && path(all).isEmpty()) {
        m_to.set(u"silent"_s, true, out.place);
        return;
    }
    for (const Found &found : {all, out, err}) {
        const QString file = path(found);
        if (file.isEmpty())
            continue;
        const QString written = m_base.written(file);
        if (!m_to.has(u"log_file"_s))
            m_to.set(u"log_file"_s, written, found.place);
        else if (m_to.value(u"log_file"_s) != written)
            m_to.note(
                found.place,
                ImportText::tr("an application has one log file, for what it prints on stdout "
                               "and stderr: %1")
                    .arg(m_to.value(u"log_file"_s).toString()));
    }
    const AppConfig usual;
    if (m_to.has(u"log_file"_s))
        m_to.note(m_to.place(u"log_file"_s),
                  ImportText::tr("PM2 lets the file grow; here it is rotated at %1, and %2 older "
                                 "ones are kept: see \"log_max_size\" and \"log_keep\"")
                      .arg(byteSizeText(usual.logMaxSize), QString::number(usual.logKeep)));
}

void Pm2App::readMode()
{
    const Found mode = find({"exec_mode"_L1});
    const QString text = mode.value ? textOf(*mode.value).value_or(QString()) : QString();
    if (text.startsWith("cluster"_L1) && !isNode())
        m_to.note(mode.place, ImportText::tr("only programs of Node share a port this way"));
    else if (text.startsWith("fork"_L1) && m_to.has(u"workers"_s)
             && m_to.value(u"workers"_s) != QJsonValue(1) && isNode())
        m_to.note(mode.place, ImportText::tr("several workers of Node always share the ports that "
                                             "they listen on, as in cluster mode"));
}

void Pm2App::readEnvironments()
{
    const QString chosen = "env_"_L1 + m_file.environment;
    const ForeignKey *row = pm2Keys().find(u"env"_s);
    for (size_t i = 0; i < m_app.keys.size(); ++i) {
        const QString &key = m_app.keys[i].name;
        if (!key.startsWith("env_"_L1) || pm2Keys().find(key))
            continue;
        const ForeignPlace place = placeOf(key, m_app.items[i]);
        if (key == chosen)
            carry(*row, m_app.items[i], m_to, place, m_base);
        else
            m_to.note(place, ImportText::tr("one set of variables can be carried over; --env %1 "
                                            "adds these to \"env\"")
                                 .arg(key.sliced(4)));
    }
}

// As PM2 does: Python keeps lines back that do not go to a terminal.
void Pm2App::showOutputAtOnce()
{
    const QString interpreter = m_to.value(u"interpreter"_s).toString();
    const QString suffix = QFileInfo(m_to.value(u"exec"_s).toString()).suffix();
    if (!interpreter.contains("python"_L1) && !(interpreter.isEmpty() && suffix == "py"_L1))
        return;
    QJsonObject env = m_to.value(u"env"_s).toObject();
    if (!env.contains("PYTHONUNBUFFERED"_L1))
        env.insert("PYTHONUNBUFFERED"_L1, u"1"_s);
    m_to.set(u"env"_s, env, m_to.place(u"exec"_s));
}

// What PM2 does without being asked, and we do differently.
void Pm2App::readSigns()
{
    const ForeignPlace place = m_to.place(u"exec"_s);
    if (!m_to.has(u"watch"_s))
        m_to.set(u"reload_on"_s, u"never"_s, place);
    if (!isNode())
        m_to.set(u"stop_signal"_s, u"SIGINT"_s, place);
}

void Pm2App::noteUnknown()
{
    for (size_t i = 0; i < m_app.keys.size(); ++i) {
        const QString &key = m_app.keys[i].name;
        if (!key.startsWith("env_"_L1) && !isJsonComment(key) && !pm2Keys().find(key))
            m_to.note(placeOf(key, m_app.items[i]),
                      ImportText::tr("this is not known as a key of PM2; it is left out"));
    }
}

} // namespace

Result<> readPm2(const Pm2File &file, Draft &draft)
{
    const JsonValue &root = file.root;
    const JsonValue *apps = &root;
    QString name;
    if (root.type == JsonValue::Type::Object && !member(root, "script"_L1)) {
        for (const QLatin1StringView key : {"apps"_L1, "pm2"_L1}) {
            if (const JsonValue *found = member(root, key)) {
                apps = found;
                name = key;
                break;
            }
        }
        for (size_t i = 0; i < root.keys.size(); ++i) {
            const QString &key = root.keys[i].name;
            if (key != name && !isJsonComment(key))
                draft.note({draft.file(), 0, 0, key},
                           ImportText::tr("only applications are carried over"));
        }
        if (name.isEmpty())
            apps = nullptr;
    }
    if (apps && apps->type == JsonValue::Type::Object) {
        Pm2App(file, draft, *apps, name.isEmpty() ? QString() : name + u'.').read();
    } else if (apps && apps->type == JsonValue::Type::Array) {
        for (size_t i = 0; i < apps->items.size(); ++i) {
            const QString prefix = u"%1[%2]."_s.arg(name).arg(i);
            if (apps->items[i].type == JsonValue::Type::Object)
                Pm2App(file, draft, apps->items[i], prefix).read();
            else
                draft.note({draft.file(), 0, 0, prefix.chopped(1)},
                           ImportText::tr("must be an object with a \"script\"; it is left out"));
        }
    }
    if (draft.apps().empty())
        return Error{
            ImportText::tr("it must export {\"apps\": [{\"script\": \"app.js\"}]}; there is "
                           "no application in it")};
    return {};
}

} // namespace qilin
