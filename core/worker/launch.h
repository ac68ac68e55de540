// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/config/program.h"
#include "core/config/runas.h"
#include "core/sockets/identity.h"

#include <QProcessEnvironment>

#include <memory>

namespace qilin {

class InheritedSockets;

// How a worker tells that it is up and alive, beside its listening.
struct ReadyPlan
{
    bool hasInbox = false;                 // it gets a NOTIFY_SOCKET
    std::chrono::milliseconds watchdog{0}; // 0: none
    QString url;                           // asked until it answers 2xx; empty: none

    bool isEmpty() const { return !hasInbox && url.isEmpty(); }
};

// What is handed to the system to start one worker.
struct Launch
{
    Program program;
    QString directory; // working directory
    QProcessEnvironment environment;
    ProcessAttributes attributes;
    QString user; // of the key; for messages
    ReadyPlan ready;
    std::shared_ptr<const InheritedSockets> sockets; // become 3, 4, …; may be none
};

// Resolves everything anew (program, interpreter, directory, env_file, user), so that a switched
// link or a newly installed interpreter takes effect at the next start.
[[nodiscard]] Result<Launch> planLaunch(const Config &config, const AppConfig &app);

// The user the worker will be, where it is not this process's.
[[nodiscard]] std::optional<Identity> identityOf(const Launch &launch);

// "NAME=value" a variable. What is as this process has it keeps its bytes, whatever its encoding.
[[nodiscard]] QByteArrayList rawVariables(const QProcessEnvironment &environment);

// NODE_OPTIONS with our preload after the user's own.
[[nodiscard]] QString withPreload(const QString &nodeOptions, const QString &preload);

} // namespace qilin
