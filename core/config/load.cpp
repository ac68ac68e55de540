// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/load.h"

#include "core/base/result.h"
#include "core/config/accessrules.h"
#include "core/config/fieldreader.h"
#include "core/config/rules.h"
#include "core/config/suggest.h"
#include "core/config/text.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kSizeMax = 4 * 1024 * 1024; // bytes
constexpr qsizetype kKeyMax = 100;           // characters of a key in a message
constexpr auto kApps = "apps"_L1;

Result<QByteArray> readFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ConfigText::tr("there is no such file; create it, or name another "
                                    "configuration file")};
    if (info.isDir())
        return Error{ConfigText::tr("this is a directory; name the configuration file in it")};
    if (!info.isFile())
        return Error{ConfigText::tr("the configuration must be a regular file")};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ConfigText::tr("the file must be readable: %1").arg(file.errorString())};
    QByteArray bytes = file.read(kSizeMax + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{ConfigText::tr("the file must be readable: %1").arg(file.errorString())};
    if (bytes.size() > kSizeMax)
        return Error{ConfigText::tr("the file may have 4 MB at most")};
    return bytes;
}

// Which keys an object may have.
enum class Level { Single, Top, Entry }; // daemon and app keys; beside "apps"; within "apps"

QString unknownKey(const QString &key, Level level)
{
    QStringList known;
    if (level != Level::Entry)
        known += fields<DaemonConfig>().keys();
    if (level != Level::Top)
        known += fields<AppConfig>().keys();
    if (level != Level::Entry)
        known += kApps;
    return ConfigText::tr("unknown key%1").arg(didYouMean(key, known));
}

template <typename Owner>
bool readKnown(Loaded &loaded, Section &section, const QString &key, const JsonValue &value,
               Owner *owner)
{
    const Field<Owner> *field = fields<Owner>().find(key);
    if (!owner || !field)
        return false;
    section.values.insert(key, value.place);
    if (readField(*field, value, section.prefix + key, *owner, loaded))
        section.sound.insert(key);
    return true;
}

QString refusal(const QString &key, Level level)
{
    if (level == Level::Top && fields<AppConfig>().find(key))
        return ConfigText::tr("stands beside \"apps\"; move it into an entry of \"apps\"");
    if (level == Level::Entry && fields<DaemonConfig>().find(key))
        return ConfigText::tr("is a key of the daemon; move it beside \"apps\"");
    return unknownKey(key, level);
}

// daemon and app: where the keys of the one and the other go; null where they don't belong.
void readKeys(Loaded &loaded, const JsonValue &object, Level level, Section *app,
              AppConfig *appConfig)
{
    DaemonConfig *daemon = level == Level::Entry ? nullptr : &loaded.config.daemon;
    const QString prefix = app ? app->prefix : QString();
    for (size_t i = 0; i < object.keys.size(); ++i) {
        const auto &[key, place] = object.keys[i];
        const JsonValue &value = object.items[i];
        if (isJsonComment(key) || (daemon && key == kApps))
            continue;
        if (readKnown(loaded, loaded.daemon, key, value, daemon))
            continue;
        if (app && readKnown(loaded, *app, key, value, appConfig))
            continue;
        loaded.fault(place, prefix + key, loaded.isFull() ? QString() : refusal(key, level));
    }
}

void readApp(Loaded &loaded, const JsonValue &object, Level level, const QString &prefix)
{
    Section section;
    section.prefix = prefix;
    section.place = object.place;
    AppConfig app;
    readKeys(loaded, object, level, &section, &app);
    for (const Field<AppConfig> &field : fields<AppConfig>()) {
        if (field.need == Need::Required && !section.has(field.key))
            loaded.fault(section, field.key,
                         ConfigText::tr("is missing; it must name the program to run"));
    }
    if (!section.has(u"name"_s))
        app.name = QFileInfo(app.exec).fileName();
    loaded.apps.append(section);
    loaded.config.apps.append(app);
}

void readApps(Loaded &loaded, const JsonValue &root, const JsonValue &apps)
{
    readKeys(loaded, root, Level::Top, nullptr, nullptr);
    if (apps.type != JsonValue::Type::Array || apps.items.empty()) {
        loaded.fault(apps.place, kApps,
                     ConfigText::tr("must be an array of at least one application such as "
                                    "[{\"exec\": \"app.js\"}]"));
        return;
    }
    for (size_t i = 0; i < apps.items.size(); ++i) {
        const QString key = u"apps[%1]"_s.arg(i);
        if (apps.items[i].type == JsonValue::Type::Object)
            readApp(loaded, apps.items[i], Level::Entry, key + u'.');
        else
            loaded.fault(
                apps.items[i].place, key,
                mustBe(ConfigText::tr("an object such as {\"exec\": \"app.js\"}"), apps.items[i]));
    }
}

// What is wrong elsewhere in the file is no affair of a client's: the daemon runs by an earlier
// state of it.
void readForClient(Loaded &loaded, const JsonValue &root)
{
    for (size_t i = 0; i < root.keys.size(); ++i)
        readKnown(loaded, loaded.daemon, root.keys[i].name, root.items[i], &loaded.config.daemon);
    passwordsForClient(loaded);
}

void readRoot(Loaded &loaded, const JsonValue &root)
{
    if (root.type != JsonValue::Type::Object) {
        loaded.fault(
            root.place, {},
            ConfigText::tr("the document %1")
                .arg(mustBe(ConfigText::tr("an object such as {\"exec\": \"app.js\"}"), root)));
        return;
    }
    loaded.daemon.place = root.place;
    if (loaded.reader == LoadFor::Client)
        return readForClient(loaded, root);
    const auto apps = std::find_if(root.keys.begin(), root.keys.end(),
                                   [](const JsonKey &key) { return key.name == kApps; });
    if (apps == root.keys.end())
        readApp(loaded, root, Level::Single, {});
    else
        readApps(loaded, root, root.items[size_t(apps - root.keys.begin())]);
    applyRules(loaded);
}

// A key can hold anything, and a message is one line.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

void sort(QList<Fault> &faults)
{
    std::stable_sort(faults.begin(), faults.end(), [](const Fault &a, const Fault &b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
}

} // namespace

QString formatFault(const QString &file, const Fault &fault)
{
    QString line = file;
    if (fault.line > 0)
        line += u":%1:%2"_s.arg(fault.line).arg(fault.column);
    line += ": "_L1;
    if (!fault.key.isEmpty())
        line += fault.key.left(kKeyMax) + ": "_L1;
    return printable(line + fault.text);
}

QStringList LoadResult::messages() const
{
    QStringList lines;
    for (const Fault &fault : faults)
        lines.append(formatFault(file, fault));
    return lines + warnings;
}

LoadResult loadConfig(const QString &path, LoadFor reader)
{
    const Result<QByteArray> bytes = readFile(path);
    if (bytes)
        return loadConfigText(*bytes, path, reader);
    LoadResult result;
    result.file = path;
    result.unreadable = true;
    result.faults.append({0, 0, {}, bytes.error().text});
    return result;
}

LoadResult loadConfigText(const QByteArray &text, const QString &path, LoadFor reader)
{
    LoadResult result;
    result.file = path;
    Loaded loaded;
    loaded.reader = reader;
    loaded.config.file = QFileInfo(path).absoluteFilePath();
    loaded.config.directory = QFileInfo(loaded.config.file).absolutePath();
    const JsonDocument document = readJson(text);
    for (const JsonFault &fault : document.faults) {
        if (!document.root || reader == LoadFor::Daemon)
            loaded.fault(fault.place, QString(), fault.text);
    }
    if (document.root)
        readRoot(loaded, *document.root);
    sort(loaded.faults);
    if (loaded.hasMore)
        loaded.faults.append({0, 0, {}, ConfigText::tr("there are more faults than these")});
    sort(loaded.warnings);
    for (const Fault &warning : std::as_const(loaded.warnings))
        result.warnings.append(formatFault(path, warning));
    result.faults = loaded.faults;
    if (result.faults.isEmpty())
        result.config = loaded.config;
    return result;
}

} // namespace qilin
