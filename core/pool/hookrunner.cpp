// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/hookrunner.h"

#include "core/base/log.h"
#include "core/pool/hookrun.h"
#include "core/worker/launch.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// The application with the hook in its program's place.
AppConfig asProgram(AppConfig app, const QStringList &words)
{
    app.exec = words.value(0);
    app.args = words.mid(1);
    app.interpreter.clear();
    app.interpreterArgs.clear();
    app.ready = {}; // nobody waits until it is up
    app.watchdog = {};
    return app;
}

} // namespace

HookRunner::HookRunner(TreeKeeper &trees, std::function<int()> nextKey, Outlets &outlets,
                       QObject *parent)
    : QObject(parent)
    , m_trees(trees)
    , m_nextKey(std::move(nextKey))
    , m_outlets(outlets)
{}

HookRunner::~HookRunner() = default;

void HookRunner::setPlan(const Config &config, const AppConfig &app)
{
    m_config = config;
    m_app = app;
}

void HookRunner::onWorker(const WorkerEvent &event)
{
    if (event.failure)
        add(u"worker_failed"_s, toJson(event));
}

void HookRunner::onReload(const ReloadEvent &event)
{
    if (event.isFinished)
        add(event.reload.result == "OK"_L1 ? u"reloaded"_s : u"reload_failed"_s, toJson(event));
}

void HookRunner::add(const QString &hook, const QJsonObject &event)
{
    if (m_isEnding || !m_app.hooks.contains(hook))
        return;
    if (m_waiting.size() >= kWaiting) {
        if (++m_dropped == 1)
            qCWarning(lcWorker).noquote() << "hooks of" << m_app.name
                                          << "take longer than events come: further ones are "
                                             "dropped until one has ended";
        return;
    }
    QJsonObject input = event;
    input[u"event"_s] = hook;
    m_waiting.push_back({hook, QJsonDocument(input).toJson(QJsonDocument::Compact) + '\n'});
    startNext();
}

void HookRunner::startNext()
{
    while (!m_waiting.empty() && m_runs.size() < kAtOnce) {
        const Call call = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(call);
    }
}

void HookRunner::start(const Call &call)
{
    const QStringList words = m_app.hooks.value(call.hook);
    if (words.isEmpty())
        return; // it is no longer in the configuration
    auto made = std::make_unique<HookRun>(
        u"hook %1 of %2"_s.arg(call.hook, m_app.name), m_nextKey(),
        planLaunch(m_config, asProgram(m_app, words)), m_trees, m_outlets);
    HookRun *run = made.get();
    m_runs.push_back(std::move(made));
    connect(run, &HookRun::gone, this, [this, run] { drop(run); });
    run->start(call.input, m_deadline);
}

void HookRunner::drop(HookRun *run)
{
    const auto it = std::find_if(m_runs.begin(), m_runs.end(),
                                 [run](const auto &held) { return held.get() == run; });
    if (it == m_runs.end())
        return;
    it->release()->deleteLater(); // we are in its signal
    m_runs.erase(it);
    tellDropped();
    startNext();
    if (isIdle())
        emit idle();
}

void HookRunner::tellDropped()
{
    const int dropped = std::exchange(m_dropped, 0);
    if (dropped > 0)
        qCWarning(lcWorker).noquote()
            << "hooks of" << m_app.name << "were not run for" << dropped << "events";
}

void HookRunner::end()
{
    if (std::exchange(m_isEnding, true))
        return;
    m_waiting.clear();
    std::vector<HookRun *> runs; // what is ended may be gone at once
    for (const std::unique_ptr<HookRun> &run : m_runs)
        runs.push_back(run.get());
    for (HookRun *run : runs)
        run->end();
}

void HookRunner::kill()
{
    end();
    std::vector<HookRun *> runs;
    for (const std::unique_ptr<HookRun> &run : m_runs)
        runs.push_back(run.get());
    for (HookRun *run : runs)
        run->kill();
}

} // namespace qilin
