// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/noticerules.h"

#include "gui/ansi.h"
#include "gui/eventtexts.h"
#include "gui/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// What a bubble holds; the log has the rest.
QString shortened(const QString &text)
{
    constexpr qsizetype kMaxLines = 4;
    constexpr qsizetype kMaxLength = 300;
    QString part = withoutEscapes(text).trimmed().split(u'\n').mid(0, kMaxLines).join(u'\n');
    if (part.size() > kMaxLength)
        part = part.left(kMaxLength) + u'…';
    return part;
}

// The same fault has the same cause, whatever worker and second it happened to.
QString causeOf(const QString &text)
{
    static const QRegularExpression numbers(u"\\d+(\\.\\d+)?"_s);
    return text.section(u'\n', 0, 0).replace(numbers, u"#"_s);
}

QString failureText(const WorkerEvent &event)
{
    const Failure &failure = *event.failure;
    QString text
        = QCoreApplication::translate("Notices", "Worker %1 %2; next try in %3.")
              .arg(QString::number(event.worker), failure.reason, durationText(failure.nextTryMs));
    if (failure.nextTryMs < 0)
        text = QCoreApplication::translate("Notices", "Worker %1 %2; it is not started again.")
                   .arg(QString::number(event.worker), failure.reason);
    else if (failure.nextTryMs == 0)
        text = QCoreApplication::translate("Notices", "Worker %1 %2; it is started again at once.")
                   .arg(QString::number(event.worker), failure.reason);
    for (auto line = failure.output.crbegin(); line != failure.output.crend(); ++line) {
        if (!withoutEscapes(*line).trimmed().isEmpty())
            return text + u'\n' + *line;
    }
    return text;
}

bool isTooSoon(const std::optional<qint64> &told, qint64 now)
{
    return told && now - *told < NoticeRules::kQuietMs;
}

} // namespace

void NoticeRules::reload(int daemon, const ReloadEvent &event, bool windowIsHidden, qint64 now)
{
    App &known = app(daemon, event.app);
    if (!event.isFinished) {
        known.triedGeneration = event.generation;
        return;
    }
    if (!isDone(event.reload)) {
        rolledBack(daemon, event, now);
        return;
    }
    known = {};
    if (windowIsHidden && m_isReloadDoneWanted)
        done(daemon, event, now);
}

void NoticeRules::rolledBack(int daemon, const ReloadEvent &event, qint64 now)
{
    App &known = app(daemon, event.app);
    // The answer to whoever asked says the same, with less to it.
    drop(daemon, event.app, Notice::Kind::ActionFailed);
    drop(daemon, {}, Notice::Kind::ActionFailed);
    const QString cause = causeOf(event.reload.result);
    // Whoever asked for it by hand gets an answer every time.
    const bool isAsked = event.reload.reason == "request"_L1;
    if (!isAsked && known.rollbackCause == cause && isTooSoon(known.rollbackTold, now))
        return;
    known.rollbackCause = cause;
    known.rollbackTold = now;
    add(now, {Notice::Kind::RolledBack, daemon, event.app,
              QCoreApplication::translate("Notices", "Reload of %1 failed").arg(event.app),
              shortened(event.reload.result)});
}

void NoticeRules::done(int daemon, const ReloadEvent &event, qint64 now)
{
    for (Pending &pending : m_pending) {
        if (pending.notice.kind != Notice::Kind::ReloadDone || pending.notice.daemon != daemon)
            continue;
        pending.notice.title = QCoreApplication::translate("Notices", "Applications reloaded");
        if (pending.notice.app != event.app) // else one app twice within a moment
            pending.notice.text = QCoreApplication::translate("Notices", "%1, %2", "list of names")
                                      .arg(pending.notice.text, event.app);
        return;
    }
    const QString text
        = event.reload.files.isEmpty()
              ? QCoreApplication::translate("Notices", "%1: new workers are up after %2.")
                    .arg(event.app, durationText(event.reload.tookMs))
              : QCoreApplication::translate("Notices", "%1: new workers are up after %2 (%3).")
                    .arg(event.app, durationText(event.reload.tookMs),
                         event.reload.files.mid(0, 3).join(u", "_s));
    add(now + kGatherMs,
        {Notice::Kind::ReloadDone, daemon, event.app,
         QCoreApplication::translate("Notices", "%1 reloaded").arg(event.app), shortened(text)});
}

void NoticeRules::worker(int daemon, const WorkerEvent &event, qint64 now)
{
    if (!event.failure)
        return;
    App &known = app(daemon, event.app);
    if (event.generation != 0 && event.generation == known.triedGeneration)
        return;
    const bool wasQuiet = known.deaths.isEmpty() || now - known.deaths.last() > kCrashSpanMs;
    if (wasQuiet)
        known.crashTold.reset(); // it had been mended
    known.deaths.append(now);
    while (now - known.deaths.first() > kCrashSpanMs)
        known.deaths.removeFirst();
    // A delay is only ever given to what fails again and again, however slowly it does so.
    constexpr qint64 kLoopDelayMs = 140; // the second delay of 200 ms, less its jitter
    const bool isGivenUp = event.failure->nextTryMs < 0;
    const bool isLoop = known.deaths.size() >= kCrashes || event.failure->nextTryMs >= kLoopDelayMs;
    if (!(isLoop || isGivenUp) || isTooSoon(known.crashTold, now))
        return;
    known.crashTold = now;
    add(now, {Notice::Kind::CrashLoop, daemon, event.app,
              (isGivenUp ? QCoreApplication::translate("Notices", "%1 stays down")
                         : QCoreApplication::translate("Notices", "%1 keeps crashing"))
                  .arg(event.app),
              shortened(failureText(event))});
}

void NoticeRules::connection(int daemon, const QString &title, ControlClient::State state,
                             const QString &error, qint64 now)
{
    const auto isOurs = [daemon](const Pending &pending) {
        return pending.notice.kind == Notice::Kind::ConnectionLost
               && pending.notice.daemon == daemon;
    };
    switch (state) {
    case ControlClient::State::Lost:
        break;
    case ControlClient::State::Connected:
        m_lostTold.remove(daemon);
        [[fallthrough]];
    case ControlClient::State::Closed:
    case ControlClient::State::Unauthorized:
        drop(daemon, {}, Notice::Kind::ConnectionLost);
        return;
    case ControlClient::State::Connecting:
        return; // it tries; that alone mends nothing
    }
    const bool isPending = std::any_of(m_pending.cbegin(), m_pending.cend(), isOurs);
    if (isPending || m_lostTold.contains(daemon))
        return;
    m_lostTold.insert(daemon);
    const QString text = QCoreApplication::translate("Notices", "%1\nIt is tried again and again.");
    add(now + kLostMs, {Notice::Kind::ConnectionLost,
                        daemon,
                        {},
                        QCoreApplication::translate("Notices", "No connection to %1").arg(title),
                        error.isEmpty() ? text.section(u'\n', 1) : shortened(text.arg(error))});
}

void NoticeRules::actionFailed(int daemon, const QString &app, const QString &what,
                               const QString &error, qint64 now)
{
    // A reload that was undone has an event of its own, which comes before or after this answer.
    for (auto known = m_apps.cbegin(); known != m_apps.cend(); ++known) {
        const bool isMeant
            = known.key().first == daemon && (app.isEmpty() || known.key().second == app);
        if (isMeant && known->rollbackTold && now - *known->rollbackTold < kGatherMs)
            return;
    }
    add(now + kGatherMs,
        {Notice::Kind::ActionFailed, daemon, app,
         QCoreApplication::translate("Notices", "Failed: %1", "what was asked for").arg(what),
         shortened(error)});
}

void NoticeRules::forget(int daemon)
{
    m_apps.removeIf([daemon](const auto &entry) { return entry.key().first == daemon; });
    m_lostTold.remove(daemon);
    m_pending.removeIf([daemon](const Pending &one) { return one.notice.daemon == daemon; });
}

void NoticeRules::drop(int daemon, const QString &app, Notice::Kind kind)
{
    m_pending.removeIf([&](const Pending &one) {
        return one.notice.kind == kind && one.notice.daemon == daemon && one.notice.app == app;
    });
}

QList<Notice> NoticeRules::take(qint64 now)
{
    QList<Notice> due;
    for (const Pending &pending : std::as_const(m_pending)) {
        if (pending.due <= now)
            due.append(pending.notice);
    }
    m_pending.removeIf([now](const Pending &pending) { return pending.due <= now; });
    return due;
}

std::optional<qint64> NoticeRules::nextDue() const
{
    std::optional<qint64> next;
    for (const Pending &pending : m_pending)
        next = next ? std::min(*next, pending.due) : pending.due;
    return next;
}

} // namespace qilin
