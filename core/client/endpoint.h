// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace qilin {

// Where a daemon's control API is: its Unix socket, or a URL.
struct Endpoint
{
    QString socket; // absolute path; empty: url counts
    QUrl url;       // http or https, host and port; never with a password in it
    QString username;
    QString password; // in memory only: never in title() or a log

    // Of https: files in PEM form, read at each connection. Neither: the system's authorities.
    QString authorities = {}; // only who is in it may vouch for the daemon
    QString certificate = {}; // the first in it is the daemon's own, whatever name it bears

    // What a user sees: the configuration's name, or host:port.
    QString title;

    bool operator==(const Endpoint &other) const
    {
        return socket == other.socket && url == other.url && username == other.username;
    }
};

// "http://user@host:9999"; an Error says what would be right (a password in it is refused: it would
// be seen in the process list).
[[nodiscard]] Result<Endpoint> endpointFromUrl(const QString &text);
// configPath: of a qilin-daemon.json. Its control socket, else its port and credentials; an Error
// where it has neither, or cannot be read. Faults in keys of applications are passed over.
[[nodiscard]] Result<Endpoint> endpointFromConfig(const QString &configPath);

} // namespace qilin
