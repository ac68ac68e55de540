// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/commands.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace qilin {

// What a command line of qilinctl asks for. Paths and addresses are as written; the address is a
// sound one.
struct Invocation
{
    const Command *command = nullptr;
    std::optional<QString> config;
    std::optional<QString> url;
    std::optional<QString> socket;
    std::optional<QString> authorities;
    CtlOptions options; // those that are there

    QString app;               // operand or option; empty: none is named
    std::optional<int> worker; // the same
    int count = 0;             // the operand N
    int lines = 100;           // of logs
    QStringList words;

    [[nodiscard]] bool has(CtlOption option) const { return options.testFlag(option); }
};

// Nothing is to be asked: the text goes to stdout for code 0, else to stderr.
struct Ending
{
    int code = 0;
    QString text; // lines without a break after the last
};

// arguments: the program's name first. A QCoreApplication must exist.
[[nodiscard]] std::variant<Invocation, Ending> readInvocation(const QStringList &arguments);

} // namespace qilin
