// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// In which order applications start and stop (the key "depends_on"); the rest is in master.cpp.
#include "core/base/log.h"
#include "core/config/dependencies.h"
#include "core/master/master.h"

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

std::chrono::milliseconds patienceFor(Intent::Kind kind, const QStringList &names,
                                      const QList<AppConfig> &apps)
{
    std::chrono::milliseconds sum{0};
    for (const AppConfig &app : apps) {
        if (names.contains(app.name))
            sum += deadlineOf({kind}, app, false);
    }
    return sum;
}

} // namespace

QStringList Master::awaitedBy(const AppConfig &app) const
{
    QStringList names;
    for (const QString &name : app.dependsOn) {
        const Application *needed = find(name);
        if (!needed || !needed->isServing())
            names.append(name);
    }
    return names;
}

bool Master::mayStop(const AppConfig &app) const
{
    // One that stays although this one goes was told so by its configuration.
    const auto isWaitedFor = [&](const std::unique_ptr<Application> &other) {
        return other->config().name != app.name && other->config().dependsOn.contains(app.name)
               && !other->isGone() && (m_isStopping || !other->willRun());
    };
    return std::none_of(m_apps.begin(), m_apps.end(), isWaitedFor)
           && std::none_of(m_leaving.begin(), m_leaving.end(), isWaitedFor);
}

void Master::startInOrder(Application *app, Reply done)
{
    const QString name = app->config().name;
    const QStringList needed = neededBy(name, m_config.apps);
    for (auto &stopped : m_stoppedWith)
        stopped.removeAll(name);
    for (const QString &one : needed) {
        Application *other = find(one);
        if (!other || other->isServing())
            continue;
        if (!other->willRun())
            qCInfo(lcDaemon).noquote()
                << name << "depends on" << one + ": that is started first"_L1;
        other->start({});
    }
    const QStringList awaited = awaitedBy(app->config());
    if (!awaited.isEmpty())
        done = within(
            patienceFor(Intent::Kind::Start, needed + QStringList{name}, m_config.apps),
            tr("%1 waits until %2 is up, and starts then").arg(name, awaited.join(u", "_s)), done);
    app->start(std::move(done));
    const QStringList followers = m_stoppedWith.take(name);
    for (const QString &one : followers) {
        if (Application *other = find(one))
            other->start({});
    }
}

void Master::stopInOrder(Application *app, Reply done)
{
    const QString name = app->config().name;
    const QStringList dependents = dependentsOf(name, m_config.apps);
    for (auto &stopped : m_stoppedWith)
        stopped.removeAll(name); // it was asked for itself
    for (const QString &one : dependents) {
        Application *other = find(one);
        if (!other || !other->willRun())
            continue;
        qCInfo(lcDaemon).noquote() << one << "depends on" << name + ": it is stopped first"_L1;
        m_stoppedWith[name].append(one);
        other->stop({});
    }
    if (!mayStop(app->config()))
        done = within(
            patienceFor(Intent::Kind::Stop, dependents + QStringList{name}, m_config.apps),
            tr("%1 waits until %2 is gone, and stops then").arg(name, dependents.join(u", "_s)),
            done);
    app->stop(std::move(done));
}

// Answers by itself where the answer does not come: what waits for others has no deadline yet.
Reply Master::within(std::chrono::milliseconds patience, const QString &otherwise,
                     const Reply &done)
{
    const auto open = std::make_shared<Reply>(done);
    auto answer = [open](const Result<> &result) {
        if (const Reply reply = std::exchange(*open, {}))
            reply(result);
    };
    QTimer::singleShot(patience, this, [answer, otherwise] { answer(Error{otherwise}); });
    return answer;
}

// In a later turn: whoever has changed is not done with it.
void Master::advanceSoon()
{
    const auto isOrdered = [](const std::unique_ptr<Application> &app) {
        return !app->config().dependsOn.isEmpty();
    };
    if (!m_advance.isActive()
        && (std::any_of(m_apps.begin(), m_apps.end(), isOrdered)
            || std::any_of(m_leaving.begin(), m_leaving.end(), isOrdered) || m_isStopping))
        m_advance.start(0);
}

void Master::advance()
{
    std::vector<Application *> apps; // what advances may be gone at once
    for (const auto *list : {&m_apps, &m_leaving}) {
        for (const std::unique_ptr<Application> &app : *list)
            apps.push_back(app.get());
    }
    for (Application *app : apps)
        app->advance();
}

} // namespace qilin
