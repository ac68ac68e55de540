// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/reference.h"

#include "core/config/fields.h"
#include "core/config/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

using Environment = QMap<QString, std::optional<QString>>;
using std::chrono::milliseconds;

constexpr qsizetype kWidth = 80; // characters a line of the text

QString quoted(const QString &text)
{
    return u'"' + text + u'"';
}

QString quotedWords(const QStringList &words)
{
    return quoted(words.join("\", \""_L1));
}

// The type of a member, by overload; the value tells it from the others and is not used.
template <typename Owner>
struct TypeOf
{
    const Field<Owner> &field;

    QString range(const QString &unit) const
    {
        return u"%1 %2–%3"_s.arg(unit, QString::number(field.min), QString::number(field.max));
    }
    QString operator()(const QString &) const
    {
        if (field.sense == Sense::Signal)
            return ConfigText::tr("signal name");
        return field.sense == Sense::Path ? ConfigText::tr("path") : ConfigText::tr("string");
    }
    QString operator()(const std::optional<QString> &) const { return (*this)(QString()); }
    QString operator()(bool) const { return ConfigText::tr("boolean"); }
    QString operator()(int) const
    {
        if (field.sense == Sense::Octal)
            return ConfigText::tr("octal number as string");
        const QString integer = range(ConfigText::tr("integer"));
        return field.sense == Sense::CountOrAuto ? ConfigText::tr("%1, or \"auto\"").arg(integer)
                                                 : integer;
    }
    QString operator()(const std::optional<int> &) const { return (*this)(0); }
    QString operator()(const QStringList &) const
    {
        if (field.sense == Sense::Path)
            return ConfigText::tr("array of paths");
        if (field.sense == Sense::Times)
            return ConfigText::tr("string, or array of strings");
        return field.sense == Sense::Glob ? ConfigText::tr("array of globs")
                                          : ConfigText::tr("array of strings");
    }
    QString operator()(milliseconds) const { return range(ConfigText::tr("ms")); }
    QString operator()(const Environment &) const { return ConfigText::tr("object of strings"); }
    QString operator()(ByteSize) const
    {
        return ConfigText::tr("size %1–%2")
            .arg(byteSizeText({field.min}), byteSizeText({field.max}));
    }
    QString operator()(const std::optional<ByteSize> &) const { return (*this)(ByteSize()); }
    QString operator()(const ResourceLimits &) const { return ConfigText::tr("object of limits"); }
    QString operator()(const QMap<QString, QStringList> &) const
    {
        return ConfigText::tr("object of arrays of strings");
    }
    QString operator()(const ReadyRule &) const
    {
        return ConfigText::tr("%1, or {\"http\": URL}").arg(quotedWords(wordsOf(Ready())));
    }
    QString operator()(const QList<ListenAddress> &) const
    {
        return ConfigText::tr("array of addresses");
    }
    QString operator()(Balance value) const { return quotedWords(wordsOf(value)); }
    QString operator()(RolloutPolicy value) const { return quotedWords(wordsOf(value)); }
    QString operator()(Restart value) const { return quotedWords(wordsOf(value)); }
    QString operator()(ReloadOn value) const { return quotedWords(wordsOf(value)); }
    QString operator()(LogFormat value) const { return quotedWords(wordsOf(value)); }
};

// A default as it would be written.
struct Written
{
    static QString none() { return ConfigText::tr("none"); }

    QString operator()(const QString &value) const
    {
        return value.isEmpty() ? none() : quoted(value);
    }
    QString operator()(const std::optional<QString> &value) const
    {
        return (*this)(value.value_or(QString()));
    }
    QString operator()(bool value) const { return value ? u"true"_s : u"false"_s; }
    QString operator()(int value) const { return QString::number(value); }
    QString operator()(const std::optional<int> &value) const
    {
        return value ? QString::number(*value) : none();
    }
    QString operator()(const QStringList &value) const
    {
        return value.isEmpty() ? u"[]"_s : u'[' + quotedWords(value) + u']';
    }
    QString operator()(milliseconds value) const { return QString::number(value.count()); }
    QString operator()(const Environment &) const { return u"{}"_s; }
    QString operator()(ByteSize value) const { return quoted(byteSizeText(value)); }
    QString operator()(const std::optional<ByteSize> &value) const
    {
        return value ? (*this)(*value) : none();
    }
    QString operator()(const ResourceLimits &) const { return u"{}"_s; }
    QString operator()(const QMap<QString, QStringList> &) const { return u"{}"_s; }
    QString operator()(const ReadyRule &value) const
    {
        return quoted(wordsOf(value.when).at(int(value.when)));
    }
    QString operator()(const QList<ListenAddress> &) const { return u"[]"_s; }
    QString operator()(Balance value) const { return quoted(wordsOf(value).at(int(value))); }
    QString operator()(RolloutPolicy value) const { return quoted(wordsOf(value).at(int(value))); }
    QString operator()(Restart value) const { return quoted(wordsOf(value).at(int(value))); }
    QString operator()(ReloadOn value) const { return quoted(wordsOf(value).at(int(value))); }
    QString operator()(LogFormat value) const { return quoted(wordsOf(value).at(int(value))); }
};

template <typename Owner>
QList<ReferenceRow> reference()
{
    const Owner defaults;
    QList<ReferenceRow> rows;
    for (const Field<Owner> &field : fields<Owner>()) {
        ReferenceRow row;
        row.key = field.key;
        row.required = field.need == Need::Required;
        row.help = QCoreApplication::translate("ConfigText", field.help);
        std::visit(
            [&](auto member) {
                row.type = TypeOf<Owner>{field}(defaults.*member);
                row.defaultValue = Written()(defaults.*member);
            },
            field.member);
        if (row.required)
            row.defaultValue = ConfigText::tr("required");
        else if (field.derived)
            row.defaultValue = QCoreApplication::translate("ConfigText", field.derived);
        rows.append(row);
    }
    return rows;
}

// Breaks between words; every line begins with indent.
QString wrapped(const QString &text, const QString &indent)
{
    QString out;
    QString line = indent;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (line.size() > indent.size() && line.size() + 1 + word.size() > kWidth) {
            out += line + u'\n';
            line = indent;
        }
        line += line.size() > indent.size() ? u' ' + word : word;
    }
    return out + line + u'\n';
}

QString textOf(const QList<ReferenceRow> &rows)
{
    qsizetype keyWidth = 0;
    for (const ReferenceRow &row : rows)
        keyWidth = std::max(keyWidth, row.key.size());
    const QString indent(keyWidth + 4, u' ');
    QString out;
    for (const ReferenceRow &row : rows) {
        const QString fact
            = row.required ? row.type + "; "_L1 + row.defaultValue
                           : ConfigText::tr("%1; default: %2").arg(row.type, row.defaultValue);
        out += "  "_L1 + row.key.leftJustified(keyWidth + 2)
               + wrapped(fact, indent).sliced(indent.size()) + wrapped(row.help, indent);
    }
    return out;
}

QString cell(QString text)
{
    return text.replace(u'|', "\\|"_L1);
}

// In code, so that "*" and "_" stay what they are; words of a language stand plain.
QString codeCell(const QString &text)
{
    const bool isJson = text.startsWith(u'"') || text.startsWith(u'[') || text.startsWith(u'{')
                        || text.front().isDigit() || text == "true"_L1 || text == "false"_L1;
    return isJson ? u'`' + cell(text) + u'`' : cell(text);
}

QString markdownOf(const QList<ReferenceRow> &rows)
{
    QString out = u"| %1 | %2 | %3 | %4 |\n|---|---|---|---|\n"_s.arg(
        ConfigText::tr("key"), ConfigText::tr("type"), ConfigText::tr("default"),
        ConfigText::tr("meaning"));
    for (const ReferenceRow &row : rows) {
        const QString value
            = row.required ? "**"_L1 + row.defaultValue + "**"_L1 : codeCell(row.defaultValue);
        out += u"| `%1` | %2 | %3 | %4 |\n"_s.arg(row.key, cell(row.type), value, cell(row.help));
    }
    return out;
}

QString daemonHeading()
{
    return ConfigText::tr("Daemon keys");
}

QString appHeading()
{
    return ConfigText::tr("Application keys");
}

} // namespace

QList<ReferenceRow> daemonReference()
{
    return reference<DaemonConfig>();
}

QList<ReferenceRow> appReference()
{
    return reference<AppConfig>();
}

QString configReference()
{
    const QString intro = ConfigText::tr(
        "The configuration is strict JSON in UTF-8: one application at top level, or \"apps\": "
        "[ ... ], an array of applications, beside the daemon's own keys. Relative paths begin at "
        "the directory of the file. Keys that begin with \"_\" or \"//\" are comments.");
    return wrapped(intro, {}) + u'\n' + daemonHeading() + u'\n' + textOf(daemonReference()) + u'\n'
           + appHeading() + u'\n' + textOf(appReference()).chopped(1);
}

QString configReferenceMarkdown()
{
    return daemonHeading() + "\n\n"_L1 + markdownOf(daemonReference()) + u'\n' + appHeading()
           + "\n\n"_L1 + markdownOf(appReference()).chopped(1);
}

} // namespace qilin
