// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/supervisor.h"

#include "core/import/foreignfile.h"
#include "core/import/inifile.h"
#include "core/import/supervisorprogram.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

ForeignPlace placeOf(const IniSection &section, const IniValue &value)
{
    return {section.file, value.line, 0, u"[%1] %2"_s.arg(section.name, value.key)};
}

QString kindOf(const IniSection &section)
{
    return section.name.section(u':', 0, 0);
}

// Appends the sections of the files that [include] names; a file that is included includes none.
Result<> readIncluded(const QString &base, Draft &draft, QList<IniSection> &sections)
{
    Expansions expansions = environmentExpansions();
    expansions.insert(u"here"_s, base);
    const QList<IniSection> own = sections;
    for (const IniSection &section : own) {
        const IniValue *files
            = kindOf(section) == "include"_L1 ? section.find("files"_L1) : nullptr;
        if (!files)
            continue;
        const ForeignPlace place = placeOf(section, *files);
        const Result<QString> patterns = expand(files->text, expansions);
        if (!patterns) {
            draft.note(place, patterns.error().text);
            continue;
        }
        const QStringList words = patterns->simplified().split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words) {
            const QStringList paths = filesOfPattern(QDir(base).absoluteFilePath(word));
            if (paths.isEmpty())
                draft.note(place, ImportText::tr("%1 means no file that is there").arg(word));
            for (const QString &path : paths) {
                const Result<QByteArray> text = readForeignFile(path);
                if (!text) {
                    draft.note({path, 0, 0, {}}, text.error().text);
                    continue;
                }
                Result<QList<IniSection>> more = readIni(*text, path);
                if (!more)
                    return Error{path + ": "_L1 + more.error().text};
                sections += *more;
            }
        }
    }
    return {};
}

// [supervisord] and [inet_http_server].
void readDaemonSection(const IniSection &section, const ForeignKeys &keys, Draft &draft)
{
    for (const ForeignKey &row : keys) {
        if (const IniValue *value = section.find(row.key))
            carry(row, stringValue(value->text), draft.daemon(), placeOf(section, *value), {});
    }
    for (const IniValue &value : section.values) {
        if (!keys.find(value.key))
            draft.note(placeOf(section, value),
                       ImportText::tr("this is not known as a key of supervisord; it is left out"));
    }
}

} // namespace

Result<> readSupervisor(const QByteArray &text, const QString &base, Draft &draft)
{
    Result<QList<IniSection>> sections = readIni(text, draft.file());
    if (!sections)
        return sections.error();
    if (Result<> included = readIncluded(base, draft, *sections); !included)
        return included;

    SupervisorDefaults defaults{base, {}, {}, {}};
    for (const IniSection &section : std::as_const(*sections)) {
        if (section.name == "supervisord"_L1)
            defaults = readSupervisorDefaults(section, base, draft);
    }
    for (const IniSection &section : std::as_const(*sections)) {
        const ForeignKey *row = supervisorSections().find(kindOf(section));
        const ForeignPlace place{section.file, section.line, 0, u"[%1]"_s.arg(section.name)};
        if (!row)
            draft.note(place, ImportText::tr("this is not known as a section of supervisord; it is "
                                             "left out"));
        else if (row->why)
            draft.note(place, QCoreApplication::translate("ImportText", row->why));
        else if (row->key == "program"_L1)
            readSupervisorProgram(section, defaults, draft);
        else if (row->key == "supervisord"_L1)
            readDaemonSection(section, supervisorDaemonKeys(), draft);
        else if (row->key == "inet_http_server"_L1)
            readDaemonSection(section, supervisorServerKeys(), draft);
    }
    if (draft.apps().empty())
        return Error{ImportText::tr("there is no section [program:NAME] in it to run")};
    return {};
}

} // namespace qilin
