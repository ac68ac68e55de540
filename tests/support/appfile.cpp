// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/appfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s: %s", qPrintable(path), qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        qFatal("cannot write %s: %s", qPrintable(path), qPrintable(file.errorString()));
}

AppFile::AppFile(const QString &directory, const QString &source, const QString &name)
    : m_path(QDir(directory).filePath(name))
{
    replaceBy(source);
}

void AppFile::setVersion(const QString &version) const
{
    static const QRegularExpression constant(u"^const version(.*)= '[^']*';"_s,
                                             QRegularExpression::MultilineOption);
    QString text = QString::fromUtf8(readFile(m_path));
    if (!text.contains(constant))
        qFatal("%s has no constant named version", qPrintable(m_path));
    text.replace(constant, u"const version\\1= '%1';"_s.arg(version));
    writeFile(m_path, text.toUtf8());
}

void AppFile::replaceBy(const QString &source) const
{
    writeFile(m_path, readFile(QDir(QStringLiteral(QILIN_TEST_APPS)).filePath(source)));
}

} // namespace qilin::test
