// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/intent.h"

#include "core/config/config.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

// Beyond what the configuration grants: for ending what does not go by itself, and a loaded
// machine.
constexpr std::chrono::milliseconds kSlack = 5s;

QString text(const char *source)
{
    return QCoreApplication::translate("Operations", source);
}

} // namespace

bool isSame(const Intent &a, const Intent &b)
{
    return a.kind == b.kind && a.number == b.number;
}

bool supersedes(const Intent &now, const Intent &before)
{
    switch (now.kind) {
    case Intent::Kind::Stop:
        return before.kind != Intent::Kind::Stop;
    case Intent::Kind::Scale:
        return before.kind == Intent::Kind::Scale && now.number != before.number;
    case Intent::Kind::Start:
    case Intent::Kind::Restart:
        return false;
    }
    return false;
}

QString supersededText(const Intent &now)
{
    switch (now.kind) {
    case Intent::Kind::Start:
        return text(QT_TRANSLATE_NOOP("Operations", "superseded by start"));
    case Intent::Kind::Stop:
        return text(QT_TRANSLATE_NOOP("Operations", "superseded by stop"));
    case Intent::Kind::Scale:
        return text(QT_TRANSLATE_NOOP("Operations", "superseded by scale to %1")).arg(now.number);
    case Intent::Kind::Restart:
        return text(QT_TRANSLATE_NOOP("Operations", "superseded by restart of worker %1"))
            .arg(now.number);
    }
    return {};
}

std::chrono::milliseconds deadlineOf(const Intent &intent, const AppConfig &app, bool isGrowing)
{
    // A worker that counts as up by its uptime is not up before min_uptime.
    const std::chrono::milliseconds starting = app.readyTimeout + app.minUptime + kSlack;
    const std::chrono::milliseconds stopping = app.workerDisconnectTimeout + kSlack;
    switch (intent.kind) {
    case Intent::Kind::Start:
        return starting;
    case Intent::Kind::Stop:
        return stopping;
    case Intent::Kind::Scale:
        return isGrowing ? starting : stopping;
    case Intent::Kind::Restart: // ready_timeout begins anew where the new worker is let go on
        return starting + app.readyTimeout + stopping;
    }
    return starting;
}

QString overdueText(const Intent &intent, const QString &app, const Standing &standing)
{
    if (intent.kind == Intent::Kind::Restart)
        return text(QT_TRANSLATE_NOOP("Operations",
                                      "%1: the worker that replaces worker %2 is still not up; "
                                      "worker %2 goes when it is"))
            .arg(app, QString::number(intent.number));
    QStringList parts;
    if (standing.up < standing.wanted)
        parts.append(text(QT_TRANSLATE_NOOP("Operations",
                                            "%1 of %2 workers are up, the rest is started again "
                                            "until it is"))
                         .arg(standing.up)
                         .arg(standing.wanted));
    if (!standing.leaving.isEmpty())
        parts.append(text(QT_TRANSLATE_NOOP("Operations",
                                            "killed, but still there: worker %1; it is waited for "
                                            "until the system lets go of it"))
                         .arg(standing.leaving.join(u", "_s)));
    return app + u": "_s + parts.join(u"; "_s);
}

} // namespace qilin
