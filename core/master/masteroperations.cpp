// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/master/master.h"

#include <utility>

// What clients ask of a Master: its side of Operations.
namespace qilin {

namespace {

// Collects what several applications answer to one request; calls back with the first error.
struct Gathering
{
    size_t open;
    Reply done;
    Result<> result;

    void answer(const Result<> &one)
    {
        if (!one && result)
            result = one;
        if (--open == 0 && done)
            done(result);
    }
};

} // namespace

std::vector<Application *> Master::meant(const QString &name, Reply &done) const
{
    std::vector<Application *> apps;
    for (const std::unique_ptr<Application> &app : m_apps) {
        if (name.isEmpty() || app->config().name == name)
            apps.push_back(app.get());
    }
    const auto gathering
        = std::make_shared<Gathering>(Gathering{apps.size(), std::exchange(done, {}), {}});
    done = [gathering](const Result<> &result) { gathering->answer(result); };
    if (apps.empty() && gathering->done)
        gathering->done(Error{tr("there is no application %1").arg(name)});
    return apps;
}

void Master::reload(const QString &name, const QString &reason, Reply done)
{
    for (Application *app : meant(name, done))
        app->reload(reason, {}, done);
}

void Master::restart(int worker, Reply done)
{
    for (const std::unique_ptr<Application> &app : m_apps) {
        if (app->has(worker)) {
            app->restart(worker, std::move(done));
            return;
        }
    }
    if (done)
        done(Error{tr("there is no worker %1").arg(worker)});
}

void Master::scale(const QString &name, int workers, Reply done)
{
    for (Application *app : meant(name, done))
        app->scale(workers, done);
}

void Master::stop(const QString &name, Reply done)
{
    for (Application *app : meant(name, done))
        stopInOrder(app, done);
}

void Master::start(const QString &name, Reply done)
{
    for (Application *app : meant(name, done))
        startInOrder(app, done);
}

QList<LogLine> Master::logs(const QString &app, std::optional<int> worker, int lines) const
{
    return m_logs.last(app, worker, lines);
}

History Master::history(const QString &app, std::optional<int> worker,
                        std::chrono::seconds span) const
{
    return m_history.of(app, worker, span);
}

void Master::quit(Reply done)
{
    if (done)
        done({});
    emit quitRequested();
}

} // namespace qilin
