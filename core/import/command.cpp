// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/command.h"

#include "core/import/packagescript.h"
#include "core/import/shellwords.h"
#include "core/import/text.h"
#include "core/import/values.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// The words in front of the script that are options for sure: --name=value, python's -u and -O.
qsizetype scriptAt(const QStringList &words)
{
    static const QRegularExpression option(u"^(--[a-z0-9-]+=.*|-[uOBEs])$"_s);
    qsizetype at = 1;
    while (at < words.size() && option.match(words[at]).hasMatch())
        ++at;
    return at;
}

bool isInterpreter(const QString &program)
{
    static const QRegularExpression known(
        u"^(node|nodejs|python[0-9.]*|ruby[0-9.]*|php[0-9.]*|perl|sh|bash|dash|deno|bun)$"_s);
    return known.match(QFileInfo(program).fileName()).hasMatch();
}

// As execvp(3) does: a path from where the program runs, a bare name by PATH.
QString programPath(const QString &word, const ForeignBase &base)
{
    if (word.contains(u'/'))
        return base.written(word);
    // A file of that name beside the configuration would come first there.
    const QString found = QStandardPaths::findExecutable(word);
    return QFileInfo::exists(QDir(base.base).filePath(word)) && !found.isEmpty() ? found : word;
}

// execve(2) looks at the #! line; we would look at the extension first.
void runByItself(DraftKeys &to, const ForeignPlace &place, const ForeignBase &base,
                 const QString &word)
{
    static const QStringList extensions{u"js"_s,  u"cjs"_s, u"mjs"_s, u"ts"_s,  u"cts"_s,
                                        u"mts"_s, u"py"_s,  u"rb"_s,  u"php"_s, u"sh"_s};
    const QFileInfo file(base.absolute(word));
    if (extensions.contains(file.suffix()) && file.isExecutable())
        to.set(u"interpreter"_s, u"none"_s, place);
}

} // namespace

QString withHome(const QString &path)
{
    return path == "~"_L1 || path.startsWith("~/"_L1) ? QDir::homePath() + path.sliced(1) : path;
}

QString ForeignBase::written(const QString &path) const
{
    QString full = withHome(path);
    if (QDir::isAbsolutePath(full) || cwd.isEmpty() || cwd == "."_L1)
        return full;
    return QDir::cleanPath(cwd + u'/' + full);
}

QString ForeignBase::absolute(const QString &path) const
{
    return QDir::cleanPath(QDir(base).absoluteFilePath(written(path)));
}

void setCommand(DraftKeys &to, const ForeignPlace &place, const QStringList &words,
                const ForeignBase &base)
{
    if (isPackageStarter(words.first())) {
        if (const std::optional<QStringList> real = packageScript(words, base.absolute(u"."_s))) {
            to.note(place, ImportText::tr("%1 would stand between the daemon and the program; what "
                                          "package.json makes it run is run instead: %2")
                               .arg(words.first(), real->join(u' ')));
            setCommand(to, place, *real, base);
            return;
        }
        to.note(place, ImportText::tr("%1 would be the worker and stand between the daemon and the "
                                      "program; name the script itself as \"exec\"")
                           .arg(words.first()));
    }
    const QString program = programPath(words.first(), base);
    const qsizetype at = scriptAt(words);
    const QString script = words.value(at);
    if (isInterpreter(program) && !script.isEmpty() && !script.startsWith(u'-')
        && QFileInfo(base.absolute(script)).isFile()) {
        to.set(u"exec"_s, base.written(script), place);
        to.set(u"interpreter"_s, program, place);
        if (at > 1)
            to.set(u"interpreter_args"_s, toJson(words.mid(1, at - 1)), place);
        if (words.size() > at + 1)
            to.set(u"args"_s, toJson(words.mid(at + 1)), place);
        return;
    }
    to.set(u"exec"_s, program, place);
    if (words.size() > 1)
        to.set(u"args"_s, toJson(words.mid(1)), place);
    if (words.first().contains(u'/'))
        runByItself(to, place, base, words.first());
}

void setShellCommand(DraftKeys &to, const ForeignPlace &place, const QString &command)
{
    to.set(u"exec"_s, u"sh"_s, place);
    const bool isOne = !isCompound(command);
    // The built-in exec takes no variables.
    const QLatin1StringView replacing = beginsWithAssignment(command) ? "exec env "_L1 : "exec "_L1;
    to.set(u"args"_s, toJson({u"-c"_s, isOne ? replacing + command : command}), place);
    to.note(place,
            isOne
                ? ImportText::tr("a shell has to expand this line, so sh runs it; a program of "
                                 "Node would not share its port that way")
                : ImportText::tr("these are several commands, so a shell stays between the daemon "
                                 "and the program; a program of Node would not share its port "
                                 "that way"));
}

} // namespace qilin
