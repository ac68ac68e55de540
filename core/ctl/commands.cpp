// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/commands.h"

#include "core/ctl/actiontask.h"
#include "core/ctl/completiontask.h"
#include "core/ctl/eventstask.h"
#include "core/ctl/hashtask.h"
#include "core/ctl/livetask.h"
#include "core/ctl/logstask.h"
#include "core/ctl/quittask.h"
#include "core/ctl/reloadtask.h"
#include "core/ctl/statustask.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

using Needs = Command::Needs;

constexpr OperandRule kApp{Operand::App};
constexpr OperandRule kMaybeApp{Operand::App, OperandRule::Need::Optional};

} // namespace

const std::vector<Command> &commands()
{
    // clang-format off
    static const std::vector<Command> table = {
        {"status"_L1, {}, CtlOption::Watch, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "show the applications and their workers"), &makeStatusTask},
        {"reload"_L1, {kMaybeApp}, CtlOption::Wait, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "replace the workers of one or all applications by new ones; returns when these "
                                  "serve, or says why the old ones were kept. During another reload it waits, and "
                                  "runs after it"), &makeReloadTask},
        {"restart"_L1, {{Operand::Worker}}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "replace one worker, the new one first"), &makeRestartTask},
        {"scale"_L1, {kMaybeApp, {Operand::Count}}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "change the number of workers; returns when that many are up"), &makeScaleTask},
        {"stop"_L1, {kApp}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "stop an application; returns when none of its processes is left"), &makeStopTask},
        {"start"_L1, {kApp}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "start a stopped application; returns when its workers are up"), &makeStartTask},
        {"logs"_L1, {}, CtlOption::Follow | CtlOption::App | CtlOption::Worker | CtlOption::Lines, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "show the last lines that workers printed"), &makeLogsTask},
        {"events"_L1, {}, CtlOption::App, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "show what happens to workers and reloads, a line each, as it happens"),
         &makeEventsTask},
        {"top"_L1, {}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "show the workers, those that use most first; keys change the order"), &makeTopTask},
        {"quit"_L1, {}, {}, Needs::Daemon,
         QT_TRANSLATE_NOOP("ctl", "stop all applications and end the daemon; returns when it has gone"), &makeQuitTask},
        {"hash-password"_L1, {}, {}, Needs::Nothing,
         QT_TRANSLATE_NOOP("ctl", "ask for a password and print its hash, for auth_password or a file; where stdin is "
                                  "no terminal its first line is the password"), &makeHashTask},
        {"complete"_L1, {{Operand::Words}}, {}, Needs::Nothing, "", &makeCompletionTask},
    };
    // clang-format on
    return table;
}

const Command *findCommand(const QString &name)
{
    const auto &table = commands();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Command &one) { return name == one.name; });
    return found == table.end() ? nullptr : &*found;
}

QLatin1StringView nameOf(Operand operand)
{
    switch (operand) {
    case Operand::App:
        return "APP"_L1;
    case Operand::Worker:
        return "ID"_L1;
    case Operand::Count:
        return "N"_L1;
    case Operand::Words:
        break;
    }
    return "WORD..."_L1;
}

QString Command::usage() const
{
    QString text = name;
    for (const OperandRule &rule : operands) {
        const QLatin1StringView operand = nameOf(rule.operand);
        text += rule.need == OperandRule::Need::Optional ? u" [%1]"_s.arg(operand) : u' ' + operand;
    }
    for (const CtlOptionRow &row : ctlOptions()) {
        if (options.testFlag(row.option))
            text += u" [%1]"_s.arg(row.shortest());
    }
    return text;
}

} // namespace qilin
