// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/gui/desktop.h"

#include "tests/support/processes.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

constexpr int kPatienceMs = 60'000;

}

Desktop::Desktop()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const char *name : {"WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORMTHEME",
                             "KDE_FULL_SESSION", "GNOME_DESKTOP_SESSION_ID"})
        qunsetenv(name);
    // QProcess needs none of the application's event loop for what follows.
    const QByteArray bus
        = firstLineOf(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.isEmpty() ? "unix:path=/nonexistent" : bus);
    const QByteArray display
        = firstLineOf(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1024x768x24"_s,
                                  u"-nolisten"_s, u"tcp"_s});
    if (bus.isEmpty() || display.isEmpty())
        return;
    qputenv("DISPLAY", ':' + display);
    qputenv("QT_QPA_PLATFORM", "xcb");
    m_isReady = true;
}

Desktop::~Desktop()
{
    std::for_each(m_processes.rbegin(), m_processes.rend(), [](const auto &process) {
        process->kill();
        process->waitForFinished(kPatienceMs);
    });
}

QProcess *Desktop::run(const QString &program, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setStandardErrorFile(QProcess::nullDevice());
    endWithUs(*process);
    process->start(program, arguments);
    if (!process->waitForStarted(kPatienceMs))
        return nullptr;
    return m_processes.emplace_back(std::move(process)).get();
}

void Desktop::end(QProcess *process)
{
    process->kill();
    process->waitForFinished(kPatienceMs);
}

QByteArray Desktop::firstLineOf(const QString &program, const QStringList &arguments)
{
    QProcess *process = run(program, arguments);
    if (!process)
        return {};
    while (!process->canReadLine()) {
        if (!process->waitForReadyRead(kPatienceMs))
            return {};
    }
    return process->readLine().trimmed();
}

} // namespace qilin::test
