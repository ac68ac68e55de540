// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/importer.h"

#include "core/config/load.h"
#include "core/import/foreignfile.h"
#include "core/import/pm2.h"
#include "core/import/procfile.h"
#include "core/import/supervisor.h"
#include "core/import/text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// Without one of these it would be another program that is run.
bool mayBeLeftOut(const QString &key)
{
    static const QStringList needed{u"exec"_s,  u"args"_s, u"interpreter"_s, u"interpreter_args"_s,
                                    u"cwd"_s,   u"env"_s,  u"env_file"_s,    u"user"_s,
                                    u"group"_s, u"name"_s};
    return !needed.contains(key);
}

} // namespace

Result<ForeignFormat> foreignFormat(const QString &file, const QByteArray &text)
{
    static const QRegularExpression section(u"^\\[(program:[^\\]]+|supervisord|include)\\]"_s,
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression line(u"^[A-Za-z0-9_.-]+\\s*:\\s*\\S"_s,
                                         QRegularExpression::MultilineOption);
    const QFileInfo info(file);
    const QString name = info.fileName();
    const QString suffix = info.suffix().toLower();
    const QString content = QString::fromUtf8(text);
    if (QStringList{u"js"_s, u"cjs"_s, u"mjs"_s, u"ts"_s}.contains(suffix))
        return ForeignFormat::Pm2Script;
    if (suffix == "json"_L1)
        return ForeignFormat::Pm2Json;
    if (suffix == "yml"_L1 || suffix == "yaml"_L1)
        return Error{ImportText::tr("YAML is not read; write it as JSON first")};
    if (name.startsWith("Procfile"_L1) || suffix == "procfile"_L1)
        return ForeignFormat::Procfile;
    if (content.contains(section))
        return ForeignFormat::Supervisor;
    if (content.trimmed().startsWith(u'{'))
        return ForeignFormat::Pm2Json;
    if (suffix.isEmpty() && content.contains(line))
        return ForeignFormat::Procfile;
    return Error{
        ImportText::tr("it must be an ecosystem file of PM2 (.json, .js, .cjs or .mjs), a "
                       "Procfile, or a configuration of supervisord with a [program:NAME]")};
}

Importer::Importer(const ImportOptions &options)
    : m_options(options)
    , m_base(QFileInfo(QFileInfo(options.file).absoluteFilePath()).absolutePath())
    , m_draft(options.file)
{}

Importer::~Importer() = default;

void Importer::start()
{
    const Result<QByteArray> text = readForeignFile(m_options.file);
    if (!text) {
        conclude(text.error());
        return;
    }
    const Result<ForeignFormat> format = foreignFormat(m_options.file, *text);
    if (!format) {
        conclude(format.error());
        return;
    }
    switch (*format) {
    case ForeignFormat::Pm2Json:
        readPm2Text(*text, false);
        break;
    case ForeignFormat::Pm2Script:
        m_script = std::make_unique<EcosystemScript>(m_options.deadline);
        connect(m_script.get(), &EcosystemScript::finished, this,
                [this](const Result<QByteArray> &json) {
                    if (json)
                        readPm2Text(*json, true);
                    else
                        conclude(json.error());
                });
        m_script->start(QFileInfo(m_options.file).absoluteFilePath());
        break;
    case ForeignFormat::Procfile:
        conclude(readProcfile(*text, m_base, m_draft));
        break;
    case ForeignFormat::Supervisor:
        conclude(readSupervisor(*text, m_base, m_draft));
        break;
    }
}

// PM2 reads JSON as a program would, with comments and the like.
void Importer::readPm2Text(const QByteArray &text, bool isWhatNodeMade)
{
    const JsonDocument document = readJson(text);
    for (const JsonFault &fault : document.faults)
        m_draft.note({m_options.file, fault.place.line, fault.place.column, {}}, fault.text);
    if (!document.root) {
        conclude(
            Error{ImportText::tr("it cannot be read as JSON; name it .js if it is a program")});
        return;
    }
    const Pm2File file{*document.root, isWhatNodeMade ? Places::Unknown : Places::Known, m_base,
                       m_options.environment};
    conclude(readPm2(file, m_draft));
}

void Importer::conclude(const Result<> &read)
{
    ImportOutcome outcome;
    m_draft.finish();
    const ForeignPlace place{m_options.file, 0, 0, {}};
    if (!read)
        outcome.faults.append(formatNote({place, read.error().text}));
    else if (m_draft.apps().empty())
        outcome.faults.append(formatNote({place, ImportText::tr("there is nothing in it to run")}));
    else
        leaveOutFaults(outcome);
    const ImportNotes notes = m_draft.sortedNotes();
    for (const ImportNote &note : notes) {
        const QString line = formatNote(note);
        if (!outcome.notes.contains(line))
            outcome.notes.append(line);
    }
    emit finished(outcome);
}

// What the program as it is built would refuse is no help to anybody, and told instead.
void Importer::leaveOutFaults(ImportOutcome &outcome)
{
    const QString target = m_base + "/qilin-daemon.json"_L1;
    bool isChanged = true;
    while (isChanged) {
        isChanged = false;
        outcome.json = m_draft.toJson();
        const LoadResult loaded = loadConfigText(outcome.json, target);
        outcome.faults.clear();
        for (const Fault &fault : loaded.faults) {
            QString key;
            DraftKeys *owner = m_draft.ownerOf(fault.key, &key);
            const ForeignPlace place
                = owner ? owner->place(key) : ForeignPlace{m_options.file, 0, 0, {}};
            const QString text = u"\"%1\": %2"_s.arg(fault.key, fault.text);
            if (owner && owner->has(key) && mayBeLeftOut(key)) {
                owner->remove(key);
                owner->note(place,
                            ImportText::tr("left out, since it would be a fault: %1").arg(text));
                isChanged = true;
            } else {
                outcome.faults.append(formatNote({place, text}));
            }
        }
    }
}

} // namespace qilin
