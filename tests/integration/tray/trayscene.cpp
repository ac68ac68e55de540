// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/tray/trayscene.h"

#include "tests/support/appfile.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

// "$1" is the daemon, "$2" is --headless: see DaemonProcess::start().
QStringList without(const QString &program)
{
    return {u"sh"_s, u"-c"_s, u"shift 2; exec \"$0\" \"$@\""_s, program};
}

} // namespace

void putOnStage(DaemonProcess &daemon)
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QILIN_COMPANION"})
        daemon.unsetEnvironment(QString::fromLatin1(name));
    QDir(daemon.directory()).mkdir(u"run"_s);
    daemon.setEnvironment(u"XDG_RUNTIME_DIR"_s, daemon.path(u"run"_s));
    daemon.setEnvironment(u"XDG_CONFIG_HOME"_s, daemon.path(u"config"_s));
    daemon.setEnvironment(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    daemon.setWrapper(without(QStringLiteral(QILIN_DAEMON_PATH)));
}

FakeTray::FakeTray(DaemonProcess &daemon, const QByteArray &body)
    : m_log(daemon.path(u"tray.starts"_s))
{
    putOnStage(daemon);
    daemon.setEnvironment(u"DISPLAY"_s, u":4711"_s); // nobody connects to it
    daemon.setEnvironment(u"PLACE"_s, daemon.directory());
    const QDir built = QFileInfo(QStringLiteral(QILIN_DAEMON_PATH)).dir();
    const QDir bin(daemon.path(u"bin"_s));
    bin.mkpath(u"."_s);
    const QString copy = bin.filePath(u"qilin-daemon"_s);
    QFile::copy(QStringLiteral(QILIN_DAEMON_PATH), copy);
    for (const QString &name : {u"qilin-guard"_s, u"preload.cjs"_s})
        QFile::link(built.filePath(name), bin.filePath(name));
    const QString script = bin.filePath(u"qilin-tray"_s);
    writeFile(script, "#!/bin/sh\necho \"$$ $*\" >> \"$PLACE/tray.starts\"\n" + body + '\n');
    QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    daemon.setWrapper(without(copy));
}

QStringList FakeTray::starts() const
{
    return QString::fromUtf8(readFile(m_log)).split(u'\n', Qt::SkipEmptyParts);
}

qint64 FakeTray::pid() const
{
    return starts().isEmpty() ? 0 : starts().last().section(u' ', 0, 0).toLongLong();
}

bool FakeTray::waitForStarts(int count) const
{
    return waitFor([this, count] { return starts().size() >= count; });
}

Display::Display()
{
    m_server.setProcessChannelMode(QProcess::SeparateChannels);
    m_server.setStandardErrorFile(QProcess::nullDevice());
    endWithUs(m_server);
}

Display::~Display()
{
    kill();
}

bool Display::start(const QString &name)
{
    QStringList arguments{u"-displayfd"_s, u"1"_s, u"-nolisten"_s, u"tcp"_s,
                          u"-screen"_s,    u"0"_s, u"800x600x24"_s};
    if (!name.isEmpty())
        arguments.prepend(name);
    m_server.start(u"Xvfb"_s, arguments);
    QByteArray number;
    const bool isUp = waitFor([&] {
        number += m_server.readAllStandardOutput();
        return number.contains('\n') || m_server.state() == QProcess::NotRunning;
    });
    m_name = u':' + QString::fromLatin1(number.trimmed());
    return isUp && number.contains('\n');
}

void Display::kill()
{
    m_server.kill();
    m_server.waitForFinished();
}

QList<qint64> traysOf(const DaemonProcess &daemon)
{
    QList<qint64> found;
    const QList<qint64> pids = daemon.processes();
    for (const qint64 pid : pids) {
        if (readFile(u"/proc/%1/comm"_s.arg(pid)).trimmed() == "qilin-tray")
            found.append(pid);
    }
    return found;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace qilin::test
