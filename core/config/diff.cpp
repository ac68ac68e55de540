// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/diff.h"

#include "core/config/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// Calls changed(field) for each key whose value differs.
template <typename Owner, typename Changed>
void compare(const Owner &before, const Owner &after, Changed changed)
{
    for (const Field<Owner> &field : fields<Owner>()) {
        const bool equal = std::visit([&](auto member) { return before.*member == after.*member; },
                                      field.member);
        if (!equal)
            changed(field);
    }
}

template <typename Owner>
QStringList keysOfRestart(const Owner &before, const Owner &after)
{
    QStringList keys;
    compare(before, after, [&keys](const Field<Owner> &field) {
        if (field.effect == Effect::Restart)
            keys.append(field.key);
    });
    return keys;
}

const AppConfig *find(const QList<AppConfig> &apps, const QString &name)
{
    const auto found = std::find_if(apps.cbegin(), apps.cend(),
                                    [&name](const AppConfig &app) { return app.name == name; });
    return found == apps.cend() ? nullptr : &*found;
}

} // namespace

ConfigDiff diffConfigs(const Config &before, const Config &after)
{
    ConfigDiff diff;
    compare(before.daemon, after.daemon, [&diff](const Field<DaemonConfig> &field) {
        (field.effect == Effect::Restart ? diff.daemonKeys : diff.liveDaemonKeys).append(field.key);
    });
    for (const AppConfig &app : after.apps) {
        const AppConfig *old = find(before.apps, app.name);
        if (!old) {
            diff.apps.append({app.name, AppChange::Kind::Added, {}, {}, {}, Effect::Reload});
            continue;
        }
        AppChange change{app.name, AppChange::Kind::Changed, {}, {}, {}, Effect::Live};
        compare(*old, app, [&change](const Field<AppConfig> &field) {
            change.keys.append(field.key);
            if (field.effect == Effect::Restart)
                change.restartKeys.append(field.key);
            if (field.effect == Effect::Reload)
                change.reloadKeys.append(field.key);
            if (field.effect != Effect::Restart)
                change.effect = std::max(change.effect, field.effect);
        });
        if (!change.keys.isEmpty())
            diff.apps.append(change);
    }
    for (const AppConfig &app : before.apps) {
        if (!find(after.apps, app.name))
            diff.apps.append({app.name, AppChange::Kind::Removed, {}, {}, {}, Effect::Reload});
    }
    return diff;
}

QStringList waitingKeys(const DaemonConfig &began, const DaemonConfig &wanted)
{
    return keysOfRestart(began, wanted);
}

QStringList waitingKeys(const AppConfig &began, const AppConfig &wanted)
{
    return keysOfRestart(began, wanted);
}

AppConfig beforeReload(AppConfig now, const AppConfig &began)
{
    for (const Field<AppConfig> &field : fields<AppConfig>()) {
        if (field.effect == Effect::Reload)
            std::visit([&](auto member) { now.*member = began.*member; }, field.member);
    }
    return now;
}

QStringList describeDiff(const ConfigDiff &diff)
{
    QStringList lines;
    const QString live = ConfigText::tr("%1: live, no worker is restarted");
    const QString restart = ConfigText::tr("%1: restart of the daemon needed");
    for (const QString &key : diff.daemonKeys)
        lines.append(restart.arg(key));
    for (const QString &key : diff.liveDaemonKeys)
        lines.append(live.arg(key));
    for (const AppChange &app : diff.apps) {
        if (app.kind == AppChange::Kind::Added)
            lines.append(ConfigText::tr("%1: started").arg(app.name));
        if (app.kind == AppChange::Kind::Removed)
            lines.append(ConfigText::tr("%1: stopped").arg(app.name));
        for (const QString &key : app.keys) {
            const QString what = app.name + ": "_L1 + key;
            if (app.restartKeys.contains(key))
                lines.append(restart.arg(what));
            else if (app.reloadKeys.contains(key))
                lines.append(ConfigText::tr("%1: reload of %2").arg(what, app.name));
            else
                lines.append(live.arg(what));
        }
    }
    return lines;
}

} // namespace qilin
