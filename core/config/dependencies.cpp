// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/dependencies.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace qilin {

namespace {

using Edges = std::vector<std::vector<size_t>>;

// From each application to those that it needs.
Edges needsOf(const QList<AppConfig> &apps)
{
    QHash<QString, size_t> places;
    for (qsizetype i = apps.size() - 1; i >= 0; --i)
        places.insert(apps[i].name, size_t(i));
    Edges needs(size_t(apps.size()));
    for (qsizetype i = 0; i < apps.size(); ++i) {
        for (const QString &name : apps[i].dependsOn) {
            if (const auto found = places.constFind(name); found != places.cend())
                needs[size_t(i)].push_back(*found);
        }
    }
    return needs;
}

Edges turned(const Edges &edges)
{
    Edges back(edges.size());
    for (size_t from = 0; from < edges.size(); ++from) {
        for (const size_t to : edges[from])
            back[to].push_back(from);
    }
    return back;
}

// Whatever can be reached from START, the farthest first. Without recursion: a chain may be as long
// as a configuration allows.
QStringList reached(const QString &start, const QList<AppConfig> &apps, const Edges &edges)
{
    const auto found = std::find_if(apps.cbegin(), apps.cend(),
                                    [&start](const AppConfig &app) { return app.name == start; });
    if (found == apps.cend())
        return {};
    QStringList names;
    std::vector<bool> isSeen(edges.size());
    struct Stop
    {
        size_t app;
        size_t next = 0; // of its edges
    };
    std::vector<Stop> path{{size_t(found - apps.cbegin())}};
    isSeen[path.back().app] = true;
    while (!path.empty()) {
        Stop &stop = path.back();
        if (stop.next == edges[stop.app].size()) {
            if (path.size() > 1)
                names.append(apps[qsizetype(stop.app)].name);
            path.pop_back();
            continue;
        }
        const size_t to = edges[stop.app][stop.next++];
        if (!isSeen[to]) {
            isSeen[to] = true;
            path.push_back({to});
        }
    }
    return names;
}

// Takes out whatever waits for nothing that is left, again and again.
void peel(const Edges &needs, std::vector<bool> &isLeft)
{
    const Edges back = turned(needs);
    std::vector<size_t> open(needs.size());
    std::vector<size_t> free;
    for (size_t app = 0; app < needs.size(); ++app) {
        open[app] = size_t(std::count_if(needs[app].begin(), needs[app].end(),
                                         [&isLeft](size_t need) { return isLeft[need]; }));
        if (isLeft[app] && open[app] == 0)
            free.push_back(app);
    }
    while (!free.empty()) {
        const size_t app = free.back();
        free.pop_back();
        isLeft[app] = false;
        for (const size_t dependent : back[app]) {
            if (--open[dependent] == 0 && isLeft[dependent])
                free.push_back(dependent);
        }
    }
}

} // namespace

QStringList neededBy(const QString &name, const QList<AppConfig> &apps)
{
    return reached(name, apps, needsOf(apps));
}

QStringList dependentsOf(const QString &name, const QList<AppConfig> &apps)
{
    return reached(name, apps, turned(needsOf(apps)));
}

QList<QStringList> dependencyCycles(const QList<AppConfig> &apps)
{
    const Edges needs = needsOf(apps);
    std::vector<bool> isLeft(needs.size(), true);
    QList<QStringList> cycles;
    for (;;) {
        peel(needs, isLeft);
        const auto first = std::find(isLeft.begin(), isLeft.end(), true);
        if (first == isLeft.end())
            return cycles;
        // Each that is left needs one that is left, so that this walk comes back to its own path.
        std::vector<size_t> path;
        std::vector<bool> isOnPath(needs.size());
        auto at = size_t(first - isLeft.begin());
        while (!isOnPath[at]) {
            isOnPath[at] = true;
            path.push_back(at);
            at = *std::find_if(needs[at].begin(), needs[at].end(),
                               [&isLeft](size_t need) { return isLeft[need]; });
        }
        path.erase(path.begin(), std::find(path.begin(), path.end(), at));
        std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
        QStringList cycle;
        for (const size_t app : path) {
            cycle.append(apps[qsizetype(app)].name);
            isLeft[app] = false;
        }
        cycle.append(cycle.first());
        cycles.append(cycle);
    }
}

} // namespace qilin
