// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/envfile.h"

#include "core/config/text.h"
#include "core/config/utf8.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qint64 kSizeMax = 1024 * 1024; // bytes

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool isNamePart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
           || c == u'_';
}

class EnvFileReader final
{
public:
    EnvFileReader(const QString &text, const QString &path)
        : m_text(text)
        , m_path(path)
    {}

    Result<QMap<QString, QString>> read();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return atEnd() ? QChar() : m_text[m_at]; }
    bool atLineEnd() const { return atEnd() || here() == u'\n'; }
    void next();
    void skipBlanks();
    void skipComment();
    Result<> readLine();
    Result<QString> readName();
    Result<QString> readValue();
    Result<QString> readQuoted();
    QString readPlain();
    QChar readEscape();
    Error fault(const QString &text) const { return fault(text, m_line, m_column); }
    Error fault(const QString &text, int line, int column) const
    {
        return {u"%1:%2:%3: "_s.arg(m_path).arg(line).arg(column) + text};
    }

    const QString m_text; // lines end with \n alone
    const QString m_path;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_column = 1;
    QMap<QString, QString> m_variables;
};

void EnvFileReader::next()
{
    const bool newLine = here() == u'\n';
    m_column = newLine ? 1 : m_column + (here().isLowSurrogate() ? 0 : 1);
    m_line += newLine;
    ++m_at;
}

void EnvFileReader::skipBlanks()
{
    while (!atEnd() && isBlank(here()))
        next();
}

void EnvFileReader::skipComment()
{
    while (!atLineEnd())
        next();
}

Result<QMap<QString, QString>> EnvFileReader::read()
{
    while (!atEnd()) {
        skipBlanks();
        if (here() == u'#')
            skipComment();
        if (!atLineEnd()) {
            if (Result<> line = readLine(); !line)
                return line.error();
        }
        if (!atEnd())
            next();
    }
    return m_variables;
}

Result<> EnvFileReader::readLine()
{
    Result<QString> name = readName();
    if (name && *name == "export"_L1 && isBlank(here())) {
        skipBlanks();
        if (here() != u'=')
            name = readName();
    }
    if (!name)
        return name.error();
    skipBlanks();
    if (here() != u'=')
        return fault(ConfigText::tr("must be NAME=value"));
    next();
    skipBlanks();
    const Result<QString> value = readValue();
    if (!value)
        return value.error();
    m_variables.insert(*name, *value);
    return {};
}

Result<QString> EnvFileReader::readName()
{
    QString name;
    if (!here().isDigit()) {
        for (; isNamePart(here()); next())
            name += here();
    }
    if (name.isEmpty() || !(isBlank(here()) || here() == u'=' || atLineEnd()))
        return fault(ConfigText::tr("must be NAME=value, the name of letters, digits and _, no "
                                    "digit first"));
    return name;
}

Result<QString> EnvFileReader::readValue()
{
    if (here() != u'"' && here() != u'\'')
        return readPlain();
    Result<QString> value = readQuoted();
    if (!value)
        return value;
    const bool blank = isBlank(here());
    skipBlanks();
    if (blank && here() == u'#')
        skipComment();
    if (!atLineEnd())
        return fault(ConfigText::tr("only a comment may follow the closing quote; put the whole "
                                    "value into quotes"));
    return value;
}

Result<QString> EnvFileReader::readQuoted()
{
    const QChar quote = here();
    const int line = m_line;
    const int column = m_column;
    QString value;
    for (next(); !atEnd() && here() != quote; next())
        value += quote == u'"' && here() == u'\\' ? readEscape() : here();
    if (atEnd())
        return fault(ConfigText::tr("the quote that begins here is never closed"), line, column);
    next();
    return value;
}

// A backslash before anything else stands for itself.
QChar EnvFileReader::readEscape()
{
    static const QHash<QChar, QChar> known{{u'n', u'\n'},  {u'r', u'\r'}, {u't', u'\t'},
                                           {u'\\', u'\\'}, {u'"', u'"'},  {u'$', u'$'},
                                           {u'`', u'`'}};
    const auto escape = known.constFind(m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar());
    if (escape == known.cend())
        return u'\\';
    next();
    return *escape;
}

QString EnvFileReader::readPlain()
{
    const qsizetype begin = m_at;
    qsizetype end = m_at;
    while (!atLineEnd() && !(here() == u'#' && (m_at == begin || isBlank(m_text[m_at - 1])))) {
        const bool blank = isBlank(here());
        next();
        if (!blank)
            end = m_at;
    }
    skipComment();
    return m_text.sliced(begin, end - begin);
}

} // namespace

Result<QMap<QString, QString>> parseEnvFile(const QByteArray &text, const QString &path)
{
    if (const std::optional<qsizetype> at = firstNonUtf8(text)) {
        return Error{u"%1:%2: "_s.arg(path).arg(text.first(*at).count('\n') + 1)
                     + ConfigText::tr("must be UTF-8 text")};
    }
    if (const qsizetype at = text.indexOf('\0'); at >= 0) {
        return Error{u"%1:%2: "_s.arg(path).arg(text.first(at).count('\n') + 1)
                     + ConfigText::tr("must not hold a NUL character")};
    }
    QString characters = QString::fromUtf8(text);
    if (characters.startsWith(QChar::ByteOrderMark))
        characters.remove(0, 1);
    characters.replace("\r\n"_L1, "\n"_L1);
    return EnvFileReader(characters, path).read();
}

Result<QMap<QString, QString>> readEnvFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{
            ConfigText::tr("%1 does not exist; it must be a file of NAME=value lines").arg(path)};
    if (!info.isFile())
        return Error{ConfigText::tr("%1 must be a regular file").arg(path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ConfigText::tr("%1 must be readable: %2").arg(path, file.errorString())};
    const QByteArray text = file.read(kSizeMax + 1);
    if (text.size() > kSizeMax)
        return Error{ConfigText::tr("%1 may have 1 MB at most").arg(path)};
    return parseEnvFile(text, path);
}

Result<AppConfig> withEnvFile(const Config &config, const AppConfig &app)
{
    if (app.envFile.isEmpty())
        return app;
    const Result<QMap<QString, QString>> file = readEnvFile(config.resolved(app.envFile));
    if (!file)
        return file.error();
    AppConfig merged = app;
    for (auto it = file->cbegin(); it != file->cend(); ++it) {
        if (!merged.env.contains(it.key()))
            merged.env.insert(it.key(), it.value());
    }
    return merged;
}

AppConfig asStarted(const Config &config, const AppConfig &app)
{
    const Result<AppConfig> merged = withEnvFile(config, app);
    return merged ? *merged : app;
}

} // namespace qilin
