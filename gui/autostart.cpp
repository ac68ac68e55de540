// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString usualPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + "/autostart/qilin-tray.desktop"_L1;
}

// Two layers: what the command line asks for inside quotes, then what a string of the file does.
QString quoted(const QString &word)
{
    QString text;
    for (const QChar c : word) {
        if (u"\"`$\\"_s.contains(c))
            text += u'\\';
        text += c;
        if (c == u'%')
            text += u'%';
    }
    text = u'"' + text + u'"';
    return text.replace(u"\\"_s, u"\\\\"_s)
        .replace(u"\n"_s, u"\\n"_s)
        .replace(u"\t"_s, u"\\t"_s)
        .replace(u"\r"_s, u"\\r"_s);
}

bool isPlain(const QString &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || u"/._-+:@,="_s.contains(c);
    });
}

Error fault(const QString &path, const QString &why)
{
    return {QCoreApplication::translate("Autostart", "%1 cannot be written: %2").arg(path, why)};
}

} // namespace

Autostart::Autostart(QStringList command, QString path)
    : m_command(std::move(command))
    , m_path(path.isEmpty() ? usualPath() : std::move(path))
{}

QString Autostart::execLine(const QStringList &command)
{
    QStringList words;
    for (const QString &word : command)
        words += isPlain(word) ? word : quoted(word);
    return words.join(u' ');
}

bool Autostart::isEnabled() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> lines = file.readAll().split('\n');
    return !lines.contains("Hidden=true") && !lines.contains("X-GNOME-Autostart-enabled=false");
}

Result<> Autostart::setEnabled(bool yes)
{
    if (!yes) {
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return fault(m_path, file.errorString());
        return {};
    }
    const QString directory = QFileInfo(m_path).path();
    if (!QDir().mkpath(directory))
        return fault(m_path, QCoreApplication::translate("Autostart", "no such directory"));
    // After the panel, so that the tray is found by the first look.
    const QString text = u"[Desktop Entry]\n"
                         "Type=Application\n"
                         "Name=Qilin\n"
                         "Exec=%1\n"
                         "Icon=qilin-daemon\n"
                         "Terminal=false\n"
                         "X-GNOME-Autostart-enabled=true\n"
                         "X-KDE-autostart-after=panel\n"_s.arg(execLine(m_command));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return fault(m_path, file.errorString());
    file.write(text.toUtf8());
    if (!file.commit())
        return fault(m_path, file.errorString());
    return {};
}

} // namespace qilin
