// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/expansion.h"

#include "core/import/text.h"

#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace qilin {

Expansions environmentExpansions()
{
    Expansions expansions{{u"host_node_name"_s, QSysInfo::machineHostName()}};
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        expansions.insert("ENV_"_L1 + name, environment.value(name));
    return expansions;
}

Result<QString> expand(const QString &text, const Expansions &expansions)
{
    static const QRegularExpression form(u"%(?:%|\\(([^)]*)\\)(0?)(\\d*)([sd])|)"_s);
    QString out;
    qsizetype at = 0;
    for (auto it = form.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(text).sliced(at, match.capturedStart() - at);
        at = match.capturedEnd();
        const QString name = match.captured(1);
        if (match.capturedView() == "%%"_L1) {
            out += u'%';
        } else if (name.isEmpty()) {
            return Error{ImportText::tr("a single % must be written %%")};
        } else if (!expansions.contains(name)) {
            return Error{ImportText::tr("%1 is not known here").arg("%("_L1 + name + ")s"_L1)};
        } else {
            const QChar fill = match.capturedView(2).isEmpty() ? u' ' : u'0';
            out += expansions.value(name).rightJustified(match.captured(3).toInt(), fill);
        }
    }
    return out + text.sliced(at);
}

// options.py, dict_of_key_value_pairs: words of shlex, with "=" and "," between them.
Result<Expansions> readPairs(const QString &text)
{
    static const QRegularExpression pair(
        u"\\G\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^,\\s\"']*)\\s*(?:,|$)\\s*"_s);
    Expansions pairs;
    const QString line = text.trimmed();
    qsizetype at = 0;
    while (at < line.size()) {
        const auto match = pair.match(line, at);
        if (!match.hasMatch())
            return Error{ImportText::tr("must be KEY=\"value\",KEY2=\"value2\"")};
        QString value = match.captured(2);
        if (value.startsWith(u'"') || value.startsWith(u'\''))
            value = value.sliced(1).chopped(1);
        pairs.insert(match.captured(1), value);
        at = match.capturedEnd();
    }
    return pairs;
}

} // namespace qilin
