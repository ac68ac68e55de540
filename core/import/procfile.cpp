// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/procfile.h"

#include "core/import/command.h"
#include "core/import/foreignkey.h"
#include "core/import/shellwords.h"
#include "core/import/text.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr int kFirstPort = 5000; // of foreman
constexpr int kPortStep = 100;   // from one line to the next

// Lines that are no service: run once, or by hand.
constexpr ForeignKey kSpecialLines[] = {
    {"release"_L1,
     {},
     nullptr,
     QT_TRANSLATE_NOOP("ImportText", "it runs once a release, before the new code is started; "
                                     "run it before the reload")},
    {"console"_L1,
     {},
     nullptr,
     QT_TRANSLATE_NOOP("ImportText", "it talks to a terminal, so it is no service")},
};

int firstPort(const QString &base)
{
    static const QRegularExpression line(
        u"^\\s*(?:export\\s+)?PORT\\s*=\\s*[\"']?(\\d{1,5})[\"']?\\s*$"_s,
        QRegularExpression::MultilineOption);
    QFile file(QDir(base).filePath(u".env"_s));
    if (!file.open(QIODevice::ReadOnly))
        return kFirstPort;
    const auto match = line.match(QString::fromUtf8(file.readAll()));
    return match.hasMatch() ? match.captured(1).toInt() : kFirstPort;
}

// $PORT, ${PORT} and ${PORT:-3000}; single quotes would keep them as they are.
QString withPort(QString command, int port)
{
    static const QRegularExpression variable(
        u"\\$\\{PORT(?::?[-=][^}]*)?\\}|\\$PORT(?![A-Za-z0-9_])"_s);
    return command.contains(u'\'') ? command : command.replace(variable, QString::number(port));
}

// Takes "NAME=value" words off the front.
QJsonObject takeAssignments(QString &command)
{
    static const QRegularExpression assignment(
        u"^([A-Za-z_][A-Za-z0-9_]*)=((?:[^\\s\"'\\\\$`|&;<>()*?\\[]|\"[^\"$`\\\\]*\"|'[^']*')*)\\s+"_s);
    QJsonObject env;
    for (auto match = assignment.match(command); match.hasMatch();
         match = assignment.match(command)) {
        const Result<QStringList> words = splitShellWords(match.captured(2));
        env.insert(match.captured(1), words ? words->value(0) : QString());
        command.remove(0, match.capturedLength());
    }
    return env;
}

void readLine(const QString &name, QString command, const ForeignPlace &place, int port,
              const QString &base, Draft &draft)
{
    DraftKeys &app = draft.addApp();
    app.set(u"name"_s, name, place);
    command = withPort(command, port);
    QJsonObject env = takeAssignments(command);
    if (!env.contains("PORT"_L1))
        env.insert("PORT"_L1, QString::number(port));
    app.set(u"env"_s, env, place);
    if (command.startsWith("exec "_L1))
        command = command.sliced(5).trimmed();
    const Result<QStringList> words = splitShellWords(command);
    if (!words || needsShell(command))
        setShellCommand(app, place, command);
    else
        setCommand(app, place, *words, {base, {}});
    if (QFile::exists(QDir(base).filePath(u".env"_s)))
        app.set(u"env_file"_s, u".env"_s, place);
    app.set(u"reload_on"_s, u"never"_s, place);
}

} // namespace

Result<> readProcfile(const QByteArray &text, const QString &base, Draft &draft)
{
    static const QRegularExpression form(u"^([A-Za-z0-9_.-]+)\\s*:\\s*(\\S.*)$"_s);
    const ForeignKeys special{std::begin(kSpecialLines), std::end(kSpecialLines)};
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    int port = firstPort(base);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        const auto match = form.match(line);
        const ForeignPlace place{draft.file(), int(i) + 1, 0, match.captured(1)};
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (!match.hasMatch()) {
            draft.note(place, ImportText::tr("must be NAME: COMMAND; it is left out"));
            continue;
        }
        if (const ForeignKey *row = special.find(match.captured(1)))
            draft.note(place, QCoreApplication::translate("ImportText", row->why));
        else
            readLine(match.captured(1), match.captured(2), place, port, base, draft);
        port += kPortStep;
    }
    if (draft.apps().empty())
        return Error{ImportText::tr("there is no line NAME: COMMAND in it to run")};
    DraftKeys &first = draft.apps().front();
    const ForeignPlace place{draft.file(), 0, 0, {}};
    draft.note(place,
               ImportText::tr("each application has a PORT of its own in \"env\", as foreman gives "
                              "them from %1 on; several workers of other programs than Node "
                              "share it by \"listen\" only")
                   .arg(first.value(u"env"_s).toObject().value("PORT"_L1).toString()));
    return {};
}

} // namespace qilin
