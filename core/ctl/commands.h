// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/ctl/options.h"

#include <memory>
#include <vector>

namespace qilin {

class Task;
struct TaskContext;

// What may follow the name of a command.
enum class Operand {
    App,    // the name of an application
    Worker, // the number of one
    Count,  // how many workers
    Words,  // any number of anything
};

struct OperandRule
{
    enum class Need { Required, Optional };

    Operand operand;
    Need need = Need::Required;
};

// One command of qilinctl: everything that is to be said of it.
struct Command
{
    enum class Needs { Daemon, Nothing };

    QLatin1StringView name;
    std::vector<OperandRule> operands; // an optional one only before or after all others
    CtlOptions options;                // beside kAlways
    Needs needs;
    const char *help; // to be translated ("ctl"); empty: not for people, so not in the help
    std::unique_ptr<Task> (*make)(const TaskContext &context);

    [[nodiscard]] QString usage() const; // "scale [APP] N"
    [[nodiscard]] bool isHidden() const { return *help == '\0'; }
};

[[nodiscard]] const std::vector<Command> &commands(); // in the order of the help
[[nodiscard]] const Command *findCommand(const QString &name);

// "APP", "ID", "N": what stands for it in the help.
[[nodiscard]] QLatin1StringView nameOf(Operand operand);

} // namespace qilin
