// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/help.h"

#include "core/ctl/commands.h"
#include "core/ctl/text.h"
#include "core/ctl/textwidth.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kLineColumns = 80;
constexpr int kLeftColumns = 24; // what stands longer to the left gets a line of its own

// "  LEFT      right, in as many lines as it takes"
QStringList entry(const QString &left, const QString &right)
{
    QStringList lines = wrapped(right, kLineColumns - kLeftColumns);
    const QString head = "  "_L1 + left;
    for (QString &line : lines)
        line.prepend(QString(kLeftColumns, u' '));
    if (widthOf(head) + 2 > kLeftColumns || lines.isEmpty())
        lines.prepend(head);
    else
        lines.first().replace(0, kLeftColumns, padded(head, kLeftColumns));
    return lines;
}

QStringList optionEntries(CtlOptions options)
{
    QStringList lines;
    for (const CtlOptionRow &row : ctlOptions()) {
        if (options.testFlag(row.option))
            lines += entry(row.dashed(), translated(row.help));
    }
    return lines;
}

QStringList commandHelp(const Command &command)
{
    QStringList lines{CtlText::tr("Usage: qilinctl [OPTION...] %1").arg(command.usage()),
                      QString()};
    lines += wrapped(translated(command.help), kLineColumns);
    lines += QStringList{QString(), CtlText::tr("Options:")};
    return lines + optionEntries(command.options | kAlways);
}

QStringList wholeHelp()
{
    QStringList lines{
        CtlText::tr("Usage: qilinctl [--config CONFIG | --url URL | --socket PATH] COMMAND ..."),
        CtlText::tr("Asks a running qilin-daemon, and tells it what to do."), QString(),
        CtlText::tr("Commands:")};
    for (const Command &command : commands()) {
        if (!command.isHidden())
            lines += entry(command.usage(), translated(command.help));
    }
    lines += QStringList{QString(), CtlText::tr("Options:")};
    lines += optionEntries(kAlways);
    lines += QString();
    lines += wrapped(CtlText::tr("A password comes from the configuration, from the variable "
                                 "QILIN_PASSWORD, or is asked for on the terminal. With NO_COLOR "
                                 "set there are no colours."),
                     kLineColumns);
    lines += wrapped(CtlText::tr("Exit codes: 0 done, 1 refused or failed, 2 there is no daemon to "
                                 "ask, 64 wrong usage."),
                     kLineColumns);
    return lines;
}

} // namespace

QString ctlHelp(const Command *command)
{
    return (command ? commandHelp(*command) : wholeHelp()).join(u'\n');
}

} // namespace qilin
