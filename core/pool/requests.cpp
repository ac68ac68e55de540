// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What users ask of an application; the rest of it is in application.cpp.
#include "core/base/log.h"
#include "core/pool/application.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr int kMaxWorkers = 1024;
// A worker that has failed so often that it waits this long for its next try (1 s, less jitter)
// will hardly come up while somebody waits for it.
constexpr std::chrono::milliseconds kHopeless = 750ms;

void answer(const Reply &done, const Result<> &result)
{
    if (done)
        done(result);
}

} // namespace

Agenda::Hooks Application::hooks()
{
    return {[this](const Intent &intent) {
                if (intent.kind == Intent::Kind::Start)
                    return m_services.awaited(m_app).isEmpty();
                if (intent.kind == Intent::Kind::Stop)
                    return m_services.mayStop(m_app);
                const bool needsRest
                    = intent.kind == Intent::Kind::Scale || intent.kind == Intent::Kind::Restart;
                return !needsRest || !m_reloads.isBusy();
            },
            [this](const Intent &intent) {
                return deadlineOf(intent, m_app, intent.number > wanted());
            },
            [this](const Intent &intent, const Reply &end) { begin(intent, end); },
            [this](const Intent &intent) { return outcome(intent); },
            [this](const Intent &intent) { return overdueText(intent, m_app.name, standing()); }};
}

bool Application::willRun() const
{
    const std::optional<Intent::Kind> turn = m_agenda.lastTurn();
    if (m_isLeaving)
        return false;
    return turn ? *turn == Intent::Kind::Start : !m_isStopped;
}

QString Application::stoppedText() const
{
    return m_isLeaving ? tr("%1 is being stopped").arg(m_app.name)
                       : tr("%1 is stopped: start it first").arg(m_app.name);
}

void Application::reload(const QString &reason, const QStringList &files, Reply done)
{
    if (m_isLeaving || !willRun())
        answer(done, Error{stoppedText()});
    else if (m_isStopped) // it starts next, with what is on disk then
        m_agenda.add({Intent::Kind::Start}, std::move(done));
    else
        m_reloads.request(reason, files, std::move(done));
}

void Application::start(Reply done)
{
    if (m_isLeaving)
        answer(done, Error{stoppedText()});
    else if (!m_isStopped && !m_agenda.lastTurn() && !m_generations.serving()->isResting())
        answer(done, {});
    else
        m_agenda.add({Intent::Kind::Start}, std::move(done));
}

void Application::stop(Reply done)
{
    if (m_isLeaving)
        answer(done, Error{stoppedText()});
    else
        m_agenda.add({Intent::Kind::Stop}, std::move(done));
}

void Application::scale(int workers, Reply done)
{
    if (m_isLeaving || !willRun())
        answer(done, Error{stoppedText()});
    else if (workers < 1 || workers > kMaxWorkers)
        answer(done, Error{tr("the number of workers must be 1 to %1").arg(kMaxWorkers)});
    else
        m_agenda.add({Intent::Kind::Scale, workers}, std::move(done));
}

void Application::restart(int worker, Reply done)
{
    QList<WorkerSnapshot> workers;
    appendSnapshots(workers);
    const Pool *serving = m_generations.serving();
    const auto found
        = std::find_if(workers.begin(), workers.end(),
                       [worker](const WorkerSnapshot &one) { return one.id == worker; });
    if (m_isLeaving || !willRun())
        answer(done, Error{stoppedText()});
    else if (found == workers.end())
        answer(done, Error{tr("%1 has no worker %2").arg(m_app.name, QString::number(worker))});
    else if (found->state == WorkerState::Retiring
             || (found->state == WorkerState::Exited && !(serving && serving->holds(worker))))
        answer(done, Error{tr("worker %1 is on its way out already").arg(worker)});
    else
        m_agenda.add({Intent::Kind::Restart, worker, found->generation}, std::move(done));
}

void Application::begin(const Intent &intent, const Reply &end)
{
    switch (intent.kind) {
    case Intent::Kind::Start:
        announce(u"start %1"_s.arg(m_app.name));
        if (m_isStopped) {
            serve();
        } else {
            if (standing().up == 0)
                renewGenerations();
            m_generations.serving()->wake();
        }
        break;
    case Intent::Kind::Stop:
        announce(u"stop %1"_s.arg(m_app.name));
        m_isStopped = true;
        halt(supersededText(intent));
        break;
    case Intent::Kind::Scale:
        announce(u"scale %1 to %2"_s.arg(m_app.name).arg(intent.number));
        m_scaledTo = intent.number;
        m_generations.serving()->scale(intent.number);
        break;
    case Intent::Kind::Restart:
        if (m_generations.serving()->generation() > intent.generation
            && !m_generations.serving()->holds(intent.number)) {
            end({}); // a reload has replaced it
        } else {
            announce(u"restart worker %1 of %2"_s.arg(intent.number).arg(m_app.name));
            if (!m_generations.serving()->replace(intent.number, end))
                end(Error{
                    tr("worker %1 has gone meanwhile, nothing was restarted").arg(intent.number)});
        }
        break;
    }
    onChanged();
}

std::optional<Result<>> Application::outcome(const Intent &intent) const
{
    const Pool *serving = m_generations.serving();
    switch (intent.kind) {
    case Intent::Kind::Stop:
        if (m_generations.isGone())
            return Result<>();
        return std::nullopt;
    case Intent::Kind::Restart:
        return std::nullopt; // its place tells
    case Intent::Kind::Scale:
    case Intent::Kind::Start:
        break;
    }
    if (!serving)
        return std::nullopt;
    if (serving->isUp() && serving->wanted() == wanted()
        && (intent.kind == Intent::Kind::Start || serving->isComplete()))
        return Result<>();
    const std::optional<Failure> failure = serving->failure();
    if (!serving->isUp() && failure && failure->nextTryMs < 0)
        return Result<>(Error{tr("%1 stays down until it is asked for again").arg(m_app.name)
                              + u"\n"_s + failure->reason + u": "_s + failure->output.join(u'\n')});
    if (!serving->isUp() && failure && failure->nextTryMs >= kHopeless.count())
        return Result<>(Error{overdueText(intent, m_app.name, standing()) + u"\n"_s
                              + failure->reason + u": "_s + failure->output.join(u'\n')});
    return std::nullopt;
}

Standing Application::standing() const
{
    Standing standing;
    standing.wanted = wanted();
    QList<WorkerSnapshot> workers;
    m_generations.appendSnapshots(workers);
    for (const WorkerSnapshot &worker : std::as_const(workers)) {
        if (worker.state == WorkerState::Up)
            ++standing.up;
        else if (worker.state == WorkerState::Retiring)
            standing.leaving.append(QString::number(worker.id));
    }
    return standing;
}

} // namespace qilin
