// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/shebang.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// Quotes, escapes and variables of `env -S` are left to env itself, as are its other options.
void lookThroughEnv(Shebang &shebang)
{
    static const QRegularExpression special(uR"(["'\\$#])"_s);
    QString line = shebang.arguments.value(0);
    const bool split = line.startsWith("-S"_L1);
    if (split)
        line = line.sliced(2);
    if (line.contains(special))
        return;
    QStringList words
        = split ? line.simplified().split(u' ', Qt::SkipEmptyParts) : QStringList{line};
    if (words.isEmpty() || words.first().startsWith(u'-') || words.first().contains(u'=')
        || words.first().isEmpty()) {
        return;
    }
    shebang.interpreter = words.takeFirst();
    shebang.arguments = words;
    shebang.byName = !shebang.interpreter.contains(u'/');
}

} // namespace

bool hasShebang(const QByteArray &head)
{
    return head.startsWith("#!");
}

Shebang parseShebang(const QByteArray &head)
{
    const qsizetype end = head.indexOf('\n');
    QByteArray line = head.mid(2, end < 0 ? -1 : end - 2);
    Shebang shebang;
    shebang.carriageReturn = line.endsWith('\r');
    line = line.trimmed();
    // execve: the interpreter, then all the rest as one argument.
    qsizetype blank = 0;
    while (blank < line.size() && line[blank] != ' ' && line[blank] != '\t')
        ++blank;
    shebang.interpreter = QFile::decodeName(line.first(blank));
    const QByteArray rest = line.sliced(blank).trimmed();
    if (!rest.isEmpty())
        shebang.arguments = {QFile::decodeName(rest)};
    if (QFileInfo(shebang.interpreter).fileName() == "env"_L1)
        lookThroughEnv(shebang);
    return shebang;
}

} // namespace qilin
