// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/packagescript.h"

#include "core/import/foreignfile.h"
#include "core/import/shellwords.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// The name of the script, and what follows for it: npm wants "--" before that.
std::optional<QStringList> scriptAndArguments(const QStringList &words)
{
    QStringList rest = words.mid(1);
    const bool isNpm = QFileInfo(words.first()).fileName() == "npm"_L1;
    const bool isRun = rest.value(0) == "run"_L1 || rest.value(0) == "run-script"_L1;
    if (isRun)
        rest.removeFirst();
    else if (isNpm && rest.value(0) != "start"_L1)
        return std::nullopt;
    if (rest.isEmpty() || rest.first().startsWith(u'-'))
        return std::nullopt;
    if (rest.value(1) == "--"_L1)
        rest.removeAt(1);
    else if (isNpm && rest.size() > 1)
        return std::nullopt; // npm would take it for its own
    return rest;
}

} // namespace

bool isPackageStarter(const QString &program)
{
    static const QStringList starters{u"npm"_s, u"yarn"_s, u"pnpm"_s};
    return starters.contains(QFileInfo(program).fileName());
}

std::optional<QStringList> packageScript(const QStringList &words, const QString &directory)
{
    const std::optional<QStringList> asked = scriptAndArguments(words);
    const QDir dir(directory);
    const Result<QByteArray> text = readForeignFile(dir.filePath(u"package.json"_s));
    if (!asked || !text)
        return std::nullopt;
    const QString &name = asked->first();
    const QJsonObject scripts
        = QJsonDocument::fromJson(*text).object().value("scripts"_L1).toObject();
    QString command = scripts.value(name).toString();
    if (command.isEmpty() && name == "start"_L1 && QFileInfo(dir, u"server.js"_s).isFile())
        command = u"node server.js"_s; // npm's own default
    if (command.isEmpty() || needsShell(command) || scripts.contains("pre"_L1 + name)
        || scripts.contains("post"_L1 + name)) {
        return std::nullopt;
    }
    QStringList real = *splitShellWords(command) + asked->mid(1);
    const QString own = "./node_modules/.bin/"_L1 + real.first();
    if (!real.first().contains(u'/') && QFileInfo(dir, own).isExecutable())
        real.first() = own;
    if (isPackageStarter(real.first()))
        return std::nullopt;
    return real;
}

} // namespace qilin
