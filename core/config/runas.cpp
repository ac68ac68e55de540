// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/runas.h"

#include "core/config/text.h"
#include "core/platform/accounts.h"
#include "core/platform/rights.h"

#include <QFile>

namespace qilin {
namespace {

// What the keys name, whether or not this process may become it.
struct Wanted
{
    Account account;
    unsigned gid = 0;
};

Result<Wanted> wantedBy(const AppConfig &app)
{
    Wanted wanted{ownAccount(), 0};
    if (!app.user.isEmpty()) {
        const std::optional<Account> account = findAccount(app.user.toUtf8());
        if (!account)
            return Error{ConfigText::tr("\"%1\" is no user of this machine; name one, or create it "
                                        "with adduser")
                             .arg(app.user)};
        wanted.account = *account;
    }
    wanted.gid = wanted.account.gid;
    if (!app.group.isEmpty()) {
        const std::optional<unsigned> gid = findGroup(app.group.toUtf8());
        if (!gid)
            return Error{ConfigText::tr("\"%1\" is no group of this machine; name one, or create "
                                        "it with addgroup")
                             .arg(app.group)};
        wanted.gid = *gid;
    }
    return wanted;
}

bool isOurself(const Wanted &wanted)
{
    const Account own = ownAccount();
    return wanted.account.uid == own.uid && wanted.gid == own.gid;
}

Error needsRoot()
{
    return {ConfigText::tr("only root may start workers as another user or group; start the daemon "
                           "as root, or remove the key")};
}

AppConfig withoutGroup(AppConfig app)
{
    app.group.clear();
    return app;
}

} // namespace

Result<std::optional<RunAs>> runAs(const AppConfig &app)
{
    if (app.user.isEmpty() && app.group.isEmpty())
        return std::optional<RunAs>();
    const Result<Wanted> wanted = wantedBy(app);
    if (!wanted)
        return wanted.error();
    if (isOurself(*wanted))
        return std::optional<RunAs>();
    if (!mayChangeUser())
        return needsRoot();
    const auto &[account, gid] = *wanted;
    RunAs as{{account.uid, gid, groupsOf(account, gid)}, {}, {}};
    if (!app.user.isEmpty()) {
        as.user = QString::fromLocal8Bit(account.name);
        as.home = QFile::decodeName(account.home);
    }
    return std::optional(as);
}

std::optional<Error> userFault(const AppConfig &app)
{
    if (app.user.isEmpty())
        return std::nullopt;
    const Result<std::optional<RunAs>> as = runAs(withoutGroup(app));
    return as ? std::nullopt : std::optional(as.error());
}

std::optional<Error> groupFault(const AppConfig &app)
{
    AppConfig alone = app;
    alone.user.clear(); // a wrong one is a fault of its own
    if (app.group.isEmpty())
        return std::nullopt;
    const Result<std::optional<RunAs>> as = runAs(alone);
    return as ? std::nullopt : std::optional(as.error());
}

ProcessAttributes attributesOf(const AppConfig &app, const std::optional<RunAs> &user)
{
    ProcessAttributes attributes;
    if (user)
        attributes.credentials = user->credentials;
    if (app.umask)
        attributes.umask = unsigned(*app.umask);
    attributes.nice = app.nice;
    const auto value = [](const std::optional<qint64> &limit) {
        return limit ? std::optional(quint64(*limit)) : std::nullopt;
    };
    for (auto it = app.limits.cbegin(); it != app.limits.cend(); ++it) {
        const std::optional<LimitSetting> setting
            = limitSetting(it.key().toUtf8(), value(it->soft), value(it->hard));
        if (setting)
            attributes.limits.push_back(*setting);
    }
    return attributes;
}

} // namespace qilin
