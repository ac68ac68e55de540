// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/accessrules.h"

#include "core/config/passwordfile.h"
#include "core/config/text.h"
#include "core/config/tlspair.h"
#include "core/platform/passwordhash.h"

#include <QHostAddress>

#include <array>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

// The keys of one role, and where their values are.
struct RoleKeys
{
    QString username;
    QString password;
    QString file;
    QString DaemonConfig::*usernameMember;
    QString DaemonConfig::*passwordMember;
    QString DaemonConfig::*fileMember;
};

const std::array<RoleKeys, 2> &roles()
{
    using Daemon = DaemonConfig;
    static const std::array<RoleKeys, 2> table{
        {{u"auth_username"_s, u"auth_password"_s, u"auth_password_file"_s, &Daemon::authUsername,
          &Daemon::authPassword, &Daemon::authPasswordFile},
         {u"readonly_username"_s, u"readonly_password"_s, u"readonly_password_file"_s,
          &Daemon::readonlyUsername, &Daemon::readonlyPassword, &Daemon::readonlyPasswordFile}}};
    return table;
}

bool isWhole(const Section &keys, const RoleKeys &role)
{
    return keys.has(role.username) && (keys.has(role.password) || keys.has(role.file));
}

void fileIsRead(Loaded &loaded, const RoleKeys &role)
{
    DaemonConfig &daemon = loaded.config.daemon;
    const QString path = loaded.config.resolved(daemon.*role.fileMember);
    const Result<QString> password = readPasswordFile(path);
    if (!password)
        return loaded.fault(loaded.daemon, role.file, password.error().text);
    daemon.*role.passwordMember = *password;
    if (isReadableByOthers(path)) {
        loaded.warn(
            loaded.daemon, role.file,
            ConfigText::tr("%1 may be read by other users; forbid it with chmod o-r").arg(path));
    }
}

void hashIsSound(Loaded &loaded, const QString &key, const QByteArray &hash)
{
    switch (judgeHash(hash)) {
    case HashState::Sound:
        break;
    case HashState::Weak:
        loaded.warn(loaded.daemon, key,
                    ConfigText::tr("is a hash of an old method, from which passwords are "
                                   "guessed quickly; make a new one with qilinctl hash-password"));
        break;
    case HashState::Malformed:
        loaded.fault(loaded.daemon, key,
                     ConfigText::tr("begins like the hash of a password and is none, or one that "
                                    "this system does not know; make one with qilinctl "
                                    "hash-password"));
        break;
    }
}

} // namespace

void credentialsAreWhole(Loaded &loaded)
{
    const Section &keys = loaded.daemon;
    for (const RoleKeys &role : roles()) {
        if (keys.has(role.username) && !isWhole(keys, role)) {
            loaded.fault(
                keys, role.username,
                ConfigText::tr("needs \"%1\" or \"%2\" beside it").arg(role.password, role.file));
        }
        for (const QString &key : {role.password, role.file}) {
            if (keys.has(key) && !keys.has(role.username))
                loaded.fault(keys, key,
                             ConfigText::tr("needs \"%1\" beside it").arg(role.username));
        }
        if (keys.has(role.password) && keys.has(role.file)) {
            loaded.fault(
                keys, role.file,
                ConfigText::tr("stands beside \"%1\"; give one of the two").arg(role.password));
        }
        // RFC 7617: the first colon ends the user name.
        if ((loaded.config.daemon.*role.usernameMember).contains(u':')) {
            loaded.fault(keys, role.username,
                         ConfigText::tr("must not hold a colon, which ends the name in Basic "
                                        "authentication"));
        }
    }
}

void credentialsAreApart(Loaded &loaded)
{
    const DaemonConfig &daemon = loaded.config.daemon;
    if (!daemon.readonlyUsername.isEmpty() && daemon.readonlyUsername == daemon.authUsername) {
        loaded.fault(loaded.daemon, u"readonly_username"_s,
                     ConfigText::tr("is also \"auth_username\"; each role needs a name of its "
                                    "own"));
    }
}

void passwordsAreSound(Loaded &loaded)
{
    bool isPlainHere = false;
    for (const RoleKeys &role : roles()) {
        const bool isInFile = loaded.daemon.isSound(role.file);
        if (isInFile)
            fileIsRead(loaded, role);
        const QByteArray password = (loaded.config.daemon.*role.passwordMember).toUtf8();
        if (isPasswordHash(password))
            hashIsSound(loaded, isInFile ? role.file : role.password, password);
        else if (!isPlainHere && !isInFile && loaded.daemon.isSound(role.password)
                 && isReadableByOthers(loaded.config.file)) {
            isPlainHere = true;
            loaded.warn(loaded.daemon, role.password,
                        ConfigText::tr("stands in plain text in a file that other users may read; "
                                       "forbid it with chmod o-r, or put a hash from qilinctl "
                                       "hash-password in its place"));
        }
    }
}

void passwordsForClient(Loaded &loaded)
{
    DaemonConfig &daemon = loaded.config.daemon;
    for (const RoleKeys &role : roles()) {
        QString &password = daemon.*role.passwordMember;
        if (loaded.daemon.isSound(role.file)) {
            const auto read = readPasswordFile(loaded.config.resolved(daemon.*role.fileMember));
            password = read ? *read : QString();
        }
        if (isPasswordHash(password.toUtf8()))
            password.clear();
    }
}

void hostIsAnAddress(Loaded &loaded)
{
    const Section &keys = loaded.daemon;
    const QString key = u"daemon_host"_s;
    const QString host = loaded.config.daemon.daemonHost;
    if (!keys.isSound(key) || host == "localhost"_L1)
        return;
    if (QHostAddress(host).isNull()) {
        loaded.fault(keys, key,
                     ConfigText::tr("must be an IP address such as 127.0.0.1 or ::1 (without "
                                    "brackets and port), or localhost"));
    } else if (loaded.config.daemon.isFromElsewhere() && !isWhole(keys, roles()[0])
               && !isWhole(keys, roles()[1])) {
        loaded.fault(keys, key,
                     ConfigText::tr("%1 can be reached from other machines, so it needs "
                                    "\"auth_username\" and \"auth_password\"; or use 127.0.0.1")
                         .arg(host));
    }
}

void certificateIsSound(Loaded &loaded)
{
    const Section &keys = loaded.daemon;
    const QString certificate = u"tls_certificate"_s;
    const QString key = u"tls_key"_s;
    if (keys.has(certificate) != keys.has(key)) {
        const bool isKey = keys.has(key);
        loaded.fault(keys, isKey ? key : certificate,
                     ConfigText::tr("needs \"%1\" beside it").arg(isKey ? certificate : key));
        return;
    }
    if (!keys.isSound(certificate) || !keys.isSound(key))
        return;
    DaemonConfig &daemon = loaded.config.daemon;
    const QString keyPath = loaded.config.resolved(daemon.tlsKey);
    const TlsPair pair = readTlsPair(loaded.config.resolved(daemon.tlsCertificate), keyPath);
    daemon.tls = pair.configuration;
    if (!pair.certificateFault.isEmpty())
        loaded.fault(keys, certificate, pair.certificateFault);
    if (!pair.keyFault.isEmpty())
        loaded.fault(keys, key, pair.keyFault);
    if (!pair.warning.isEmpty())
        loaded.warn(keys, certificate, pair.warning);
    if (isReadableByOthers(keyPath)) {
        loaded.warn(
            keys, key,
            ConfigText::tr("%1 may be read by other users; forbid it with chmod o-r").arg(keyPath));
    }
    if (!daemon.daemonPort) {
        loaded.warn(keys, certificate, ConfigText::tr("has no effect without \"daemon_port\""));
    }
}

void hostIsSafe(Loaded &loaded)
{
    const DaemonConfig &daemon = loaded.config.daemon;
    const bool hasPassword
        = isWhole(loaded.daemon, roles()[0]) || isWhole(loaded.daemon, roles()[1]); // else a fault
    if (daemon.daemonPort && hasPassword && daemon.isFromElsewhere()
        && daemon.tlsCertificate.isEmpty()) {
        loaded.warn(loaded.daemon, u"daemon_host"_s,
                    ConfigText::tr("%1 can be reached from other machines, and passwords travel "
                                   "there in plain text; set \"tls_certificate\" and \"tls_key\"")
                        .arg(daemon.daemonHost));
    }
}

} // namespace qilin
