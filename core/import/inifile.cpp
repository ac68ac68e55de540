// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/inifile.h"

#include "core/import/text.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

QString withoutComment(const QString &line)
{
    static const QRegularExpression comment(u"(^|\\s)[;#].*$"_s);
    QString text = line;
    return text.remove(comment);
}

QString faultOf(const QList<IniSection> &sectionsBefore)
{
    return sectionsBefore.isEmpty()
               ? ImportText::tr("a section such as [program:web] must come first")
               : ImportText::tr("must be key = value");
}

} // namespace

const IniValue *IniSection::find(QLatin1StringView key) const
{
    const auto found = std::find_if(values.crbegin(), values.crend(),
                                    [key](const IniValue &value) { return value.key == key; });
    return found == values.crend() ? nullptr : &*found;
}

Result<QList<IniSection>> readIni(const QByteArray &text, const QString &file)
{
    static const QRegularExpression header(u"^\\[([^\\]]+)\\]"_s);
    static const QRegularExpression option(u"^([^:=\\s][^:=]*?)\\s*[:=]\\s*(.*)$"_s);
    QList<IniSection> sections;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = withoutComment(lines[i]);
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty())
            continue;
        const int number = int(i) + 1;
        const auto head = header.match(trimmed);
        const auto pair = option.match(trimmed);
        if (line.front().isSpace() && !sections.isEmpty() && !sections.last().values.isEmpty())
            sections.last().values.last().text += u'\n' + trimmed;
        else if (head.hasMatch())
            sections.append({head.captured(1).trimmed(), file, number, {}});
        else if (pair.hasMatch() && !sections.isEmpty())
            sections.last().values.append({pair.captured(1).toLower(), pair.captured(2), number});
        else
            return Error{
                ImportText::tr("line %1: %2").arg(QString::number(number), faultOf(sections))};
    }
    for (IniSection &section : sections) {
        for (IniValue &value : section.values)
            value.text = value.text.trimmed();
    }
    return sections;
}

} // namespace qilin
