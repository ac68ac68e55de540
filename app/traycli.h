// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "app/cli.h"
#include "core/client/endpoint.h"

#include <QList>
#include <QLocale>

#include <optional>

namespace qilin {

// What the command line of qilin-tray asks for. Nothing has been read yet.
struct TrayOptions
{
    std::optional<QString> config; // as written
    QList<Endpoint> attach;
    bool raise = false; // show the window, also that of a tray that is there already
    bool companion
        = false; // started by the daemon: takes the place of one that another daemon left
};

struct TrayCliResult
{
    std::optional<CliExit> exit;
    TrayOptions options; // where exit is absent
};

// arguments: the program's name first. A QCoreApplication must exist.
[[nodiscard]] TrayCliResult parseTrayCli(const QStringList &arguments);

// The value of --language, wherever it stands; looked for before there is an application, since
// texts are translated from the first one on. Nothing where it is absent or names no language.
[[nodiscard]] std::optional<QLocale> languageOf(int argc, char **argv);

} // namespace qilin
