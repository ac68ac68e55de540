// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/cells.h"

#include "core/ctl/visibletext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr double kMbPerGb = 1024;
constexpr qsizetype kFilesShown = 3;

QString pairWord(qint64 big, char16_t bigUnit, qint64 small, char16_t smallUnit)
{
    return QString::number(big) + QChar(bigUnit) + u"%1"_s.arg(small, 2, 10, QChar(u'0'))
           + QChar(smallUnit);
}

QString filesText(const QStringList &files)
{
    QString text = files.mid(0, kFilesShown).join(", "_L1);
    if (files.size() > kFilesShown)
        text += ", ..."_L1;
    return text;
}

} // namespace

QString percentWord(double percent)
{
    return QString::number(percent, 'f', 1) + u'%';
}

QString sizeWord(double mb)
{
    // Already what would be shown as "1024.0M" is a G.
    if (mb < kMbPerGb - 0.05)
        return QString::number(mb, 'f', 1) + u'M';
    return QString::number(mb / kMbPerGb, 'f', 2) + u'G';
}

QString ageWord(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (hours >= 24)
        return pairWord(hours / 24, u'd', hours % 24, u'h');
    if (hours > 0)
        return pairWord(hours, u'h', minutes % 60, u'm');
    if (minutes > 0)
        return pairWord(minutes, u'm', seconds % 60, u's');
    return QString::number(seconds) + u's';
}

QString delayWord(qint64 ms)
{
    if (ms < 1000)
        return QString::number(ms) + "ms"_L1;
    if (ms < 59'950)
        return QString::number(double(ms) / 1000, 'f', 1) + u's';
    return ageWord(std::llround(double(ms) / 1000));
}

Ink inkOf(WorkerState state)
{
    switch (state) {
    case WorkerState::Up:
        return Ink::Good;
    case WorkerState::Starting:
    case WorkerState::Retiring:
        return Ink::Busy;
    case WorkerState::Parked:
    case WorkerState::Exited:
        return Ink::Plain;
    case WorkerState::Failed:
        break;
    }
    return Ink::Bad;
}

Ink inkOf(AppState state)
{
    switch (state) {
    case AppState::Up:
        return Ink::Good;
    case AppState::Starting:
    case AppState::Reloading:
    case AppState::Stopping:
        return Ink::Busy;
    case AppState::Stopped:
    case AppState::Exited:
        return Ink::Plain;
    case AppState::Degraded:
        break;
    }
    return Ink::Bad;
}

QString failureText(const Failure &failure)
{
    const QString reason = visibleText(failure.reason);
    if (failure.nextTryMs < 0)
        return reason + "; it is not started again"_L1;
    return u"%1; next try after %2"_s.arg(reason, delayWord(failure.nextTryMs));
}

QString reasonText(const ReloadSnapshot &reload)
{
    const QString reason = visibleText(reload.reason);
    return reload.files.isEmpty() ? reason
                                  : reason + ": "_L1 + visibleText(filesText(reload.files));
}

QString reloadText(const ReloadSnapshot &reload)
{
    return u"%1 in %2 (%3)"_s.arg(visibleText(reload.result), delayWord(reload.tookMs),
                                  reasonText(reload));
}

} // namespace qilin
