// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace qilin {

namespace {

constexpr double kMbPerGb = 1024;

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString pair(const char *text, qint64 big, qint64 small)
{
    return QCoreApplication::translate("Format", text).arg(countText(big), countText(small));
}

} // namespace

QString cpuText(double percent)
{
    return QCoreApplication::translate("Format", "%1%", "percent of one processor")
        .arg(number(percent, 1));
}

QString memText(double mb)
{
    // Already what would be shown as "1,024.0 MB" is a GB.
    if (mb < kMbPerGb - 0.05)
        return QCoreApplication::translate("Format", "%1 MB").arg(number(mb, 1));
    return QCoreApplication::translate("Format", "%1 GB").arg(number(mb / kMbPerGb, 2));
}

QString uptimeText(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    if (days > 0)
        return pair(QT_TRANSLATE_NOOP("Format", "%1 d %2 h"), days, hours % 24);
    if (hours > 0)
        return pair(QT_TRANSLATE_NOOP("Format", "%1 h %2 min"), hours, minutes % 60);
    if (minutes > 0)
        return pair(QT_TRANSLATE_NOOP("Format", "%1 min %2 s"), minutes, seconds % 60);
    return QCoreApplication::translate("Format", "%1 s").arg(countText(seconds));
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString durationText(qint64 ms)
{
    if (ms < 1000)
        return QCoreApplication::translate("Format", "%1 ms").arg(countText(ms));
    if (ms < 59'950)
        return QCoreApplication::translate("Format", "%1 s")
            .arg(number(static_cast<double>(ms) / 1000, 1));
    return uptimeText(static_cast<qint64>(std::llround(static_cast<double>(ms) / 1000)));
}

QString stateText(WorkerState state)
{
    switch (state) {
    case WorkerState::Starting:
        return QCoreApplication::translate("Format", "starting", "a worker");
    case WorkerState::Parked:
        return QCoreApplication::translate("Format", "ready, waits", "a worker");
    case WorkerState::Up:
        return QCoreApplication::translate("Format", "up", "a worker");
    case WorkerState::Retiring:
        return QCoreApplication::translate("Format", "retiring", "a worker");
    case WorkerState::Exited:
        return QCoreApplication::translate("Format", "exited", "a worker");
    case WorkerState::Failed:
        return QCoreApplication::translate("Format", "failed", "a worker");
    }
    return {};
}

QString stateText(AppState state)
{
    switch (state) {
    case AppState::Starting:
        return QCoreApplication::translate("Format", "starting", "an application");
    case AppState::Up:
        return QCoreApplication::translate("Format", "up", "an application");
    case AppState::Reloading:
        return QCoreApplication::translate("Format", "reloading", "an application");
    case AppState::Degraded:
        return QCoreApplication::translate("Format", "degraded", "an application");
    case AppState::Stopping:
        return QCoreApplication::translate("Format", "stopping", "an application");
    case AppState::Stopped:
        return QCoreApplication::translate("Format", "stopped", "an application");
    case AppState::Exited:
        return QCoreApplication::translate("Format", "done", "an application");
    }
    return {};
}

QString stateText(ControlClient::State state)
{
    switch (state) {
    case ControlClient::State::Closed:
        return QCoreApplication::translate("Format", "not connected", "to a daemon");
    case ControlClient::State::Connecting:
        return QCoreApplication::translate("Format", "connecting", "to a daemon");
    case ControlClient::State::Connected:
        return QCoreApplication::translate("Format", "connected", "to a daemon");
    case ControlClient::State::Unauthorized:
        return QCoreApplication::translate("Format", "needs a password", "a daemon");
    case ControlClient::State::Lost:
        return QCoreApplication::translate("Format", "connection lost", "to a daemon");
    }
    return {};
}

} // namespace qilin
