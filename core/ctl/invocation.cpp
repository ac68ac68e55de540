// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/invocation.h"

#include "core/client/endpoint.h"
#include "core/client/target.h"
#include "core/config/optionfault.h"
#include "core/config/suggest.h"
#include "core/ctl/exitcodes.h"
#include "core/ctl/help.h"
#include "core/ctl/text.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

using Fault = std::optional<QString>;

QStringList commandNames()
{
    QStringList names;
    for (const Command &command : commands()) {
        if (!command.isHidden())
            names.append(command.name);
    }
    return names;
}

// Digits alone: no sign, no blanks, no other script's.
std::optional<int> readNumber(const QString &text, int most)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    bool fits = false;
    const int number = text.toInt(&fits);
    if (!fits || number > most || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    return number;
}

QStringList addOptions(QCommandLineParser &parser)
{
    QStringList names;
    for (const CtlOptionRow &row : ctlOptions()) {
        QStringList spellings{row.name};
        names.append(row.name);
        if (*row.letter != '\0')
            spellings.prepend(QLatin1StringView(row.letter));
        parser.addOption(QCommandLineOption(spellings, {}, row.value));
    }
    return names;
}

Fault takePlace(const QCommandLineParser &parser, CtlOption option, std::optional<QString> &value)
{
    const QString name = rowOf(option).name;
    if (!parser.isSet(name))
        return std::nullopt;
    value = parser.value(name);
    if (value->isEmpty())
        return CtlText::tr("--%1 must not be empty").arg(name);
    return std::nullopt;
}

Fault takeOptions(const QCommandLineParser &parser, Invocation &invocation)
{
    for (const CtlOptionRow &row : ctlOptions()) {
        if (!parser.isSet(row.name))
            continue;
        if (!(kAlways | invocation.command->options).testFlag(row.option))
            return CtlText::tr("%1 takes no --%2").arg(invocation.command->name, row.name);
        invocation.options |= row.option;
    }
    for (const auto &[option, value] : {std::pair(CtlOption::Config, &invocation.config),
                                        std::pair(CtlOption::Url, &invocation.url),
                                        std::pair(CtlOption::Socket, &invocation.socket),
                                        std::pair(CtlOption::Ca, &invocation.authorities)}) {
        if (Fault fault = takePlace(parser, option, *value))
            return fault;
    }
    if (int(invocation.config.has_value()) + int(invocation.url.has_value())
            + int(invocation.socket.has_value())
        > 1)
        return CtlText::tr("--config, --url and --socket each name a daemon: give one of them");
    if (invocation.url) {
        if (const Result<Endpoint> endpoint = endpointFromUrl(*invocation.url); !endpoint)
            return "--url: "_L1 + endpoint.error().text;
    }
    if (invocation.authorities && !QFileInfo(*invocation.authorities).isReadable())
        return CtlText::tr("--ca must name a file that can be read; %1 is none")
            .arg(*invocation.authorities);
    invocation.app = parser.value(u"app"_s);
    if (invocation.has(CtlOption::App) && invocation.app.isEmpty())
        return CtlText::tr("--%1 must not be empty").arg(rowOf(CtlOption::App).name);
    if (invocation.has(CtlOption::Worker)) {
        invocation.worker = readNumber(parser.value(u"worker"_s), std::numeric_limits<int>::max());
        if (!invocation.worker)
            return CtlText::tr("--worker must be the number of a worker, as status shows it");
    }
    if (invocation.has(CtlOption::Lines)) {
        const auto lines = readNumber(parser.value(u"lines"_s), kLogLinesMost);
        if (!lines)
            return CtlText::tr("--lines must be a whole number from 0 to %1").arg(kLogLinesMost);
        invocation.lines = *lines;
    }
    return std::nullopt;
}

Fault takeOperand(Operand operand, const QString &text, Invocation &invocation)
{
    const auto number = readNumber(text, std::numeric_limits<int>::max());
    switch (operand) {
    case Operand::App:
        invocation.app = text;
        if (text.isEmpty())
            return CtlText::tr("the name of an application is empty");
        break;
    case Operand::Worker:
        invocation.worker = number;
        if (!number)
            return CtlText::tr("'%1' is no number of a worker, as status shows it").arg(text);
        break;
    case Operand::Count:
        invocation.count = number.value_or(0);
        if (!number)
            return CtlText::tr("'%1' is no number of workers").arg(text);
        break;
    case Operand::Words:
        break;
    }
    return std::nullopt;
}

Fault takeOperands(const QStringList &given, Invocation &invocation)
{
    const auto &rules = invocation.command->operands;
    if (!rules.empty() && rules.front().operand == Operand::Words) {
        invocation.words = given;
        return std::nullopt;
    }
    const auto needed = std::count_if(rules.begin(), rules.end(), [](const OperandRule &rule) {
        return rule.need == OperandRule::Need::Required;
    });
    if (given.size() < needed)
        return CtlText::tr("something is missing: qilinctl %1").arg(invocation.command->usage());
    if (given.size() > qsizetype(rules.size()))
        return CtlText::tr("'%1' is too much: qilinctl %2")
            .arg(given[qsizetype(rules.size())], invocation.command->usage());
    qsizetype spare = given.size() - needed; // for optional ones
    auto next = given.begin();
    for (const OperandRule &rule : rules) {
        if (rule.need == OperandRule::Need::Optional && spare-- <= 0)
            continue;
        if (Fault fault = takeOperand(rule.operand, *next++, invocation))
            return fault;
    }
    return std::nullopt;
}

Ending usageFault(const QString &sentence, const Command *command = nullptr)
{
    const QString hint = command ? CtlText::tr("Try qilinctl %1 --help.").arg(command->name)
                                 : CtlText::tr("Try qilinctl --help.");
    return {kCtlUsage, "qilinctl: "_L1 + sentence + u'\n' + hint};
}

} // namespace

std::variant<Invocation, Ending> readInvocation(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    const QStringList names = addOptions(parser);
    if (!parser.parse(arguments))
        return usageFault(optionFault(parser, names));
    QStringList given = parser.positionalArguments();
    if (parser.isSet(u"version"_s))
        return Ending{0, QStringLiteral("qilinctl " QILIN_VERSION)};
    Invocation invocation;
    invocation.command = given.isEmpty() ? nullptr : findCommand(given.first());
    if (parser.isSet(u"help"_s) && (given.isEmpty() || invocation.command))
        return Ending{0, ctlHelp(invocation.command)};
    if (given.isEmpty())
        return usageFault(
            CtlText::tr("what is to be done? There are: %1").arg(commandNames().join(", "_L1)));
    if (!invocation.command)
        return usageFault(CtlText::tr("unknown command '%1'").arg(given.first())
                          + didYouMean(given.first(), commandNames()));
    if (Fault fault = takeOptions(parser, invocation))
        return usageFault(*fault, invocation.command);
    if (Fault fault = takeOperands(given.mid(1), invocation))
        return usageFault(*fault, invocation.command);
    return invocation;
}

} // namespace qilin
