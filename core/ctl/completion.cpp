// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/completion.h"

#include "core/ctl/commands.h"
#include "core/ctl/text.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QList<CompletionWord> commandWords()
{
    QList<CompletionWord> words;
    for (const Command &command : commands()) {
        if (!command.isHidden())
            words.append({command.name, translated(command.help)});
    }
    return words;
}

QList<CompletionWord> optionWords(const Command *command)
{
    const CtlOptions taken = kAlways | (command ? command->options : CtlOptions());
    QList<CompletionWord> words;
    for (const CtlOptionRow &row : ctlOptions()) {
        if (taken.testFlag(row.option))
            words.append({"--"_L1 + row.name, translated(row.help)});
    }
    return words;
}

Completion::Kind kindOfValue(CtlOption option)
{
    switch (option) {
    case CtlOption::Config:
    case CtlOption::Socket:
    case CtlOption::Ca:
        return Completion::Kind::Files;
    case CtlOption::App:
        return Completion::Kind::Apps;
    case CtlOption::Worker:
        return Completion::Kind::Workers;
    default: // anything
        return Completion::Kind::Words;
    }
}

Completion::Kind kindOfOperand(const Command &command, int number)
{
    if (number >= int(command.operands.size()))
        return Completion::Kind::Words;
    switch (command.operands[size_t(number)].operand) {
    case Operand::App:
        return Completion::Kind::Apps;
    case Operand::Worker:
        return Completion::Kind::Workers;
    case Operand::Count:
    case Operand::Words:
        break;
    }
    return Completion::Kind::Words;
}

void takeValue(Completion &completion, CtlOption option, const QString &value)
{
    if (option == CtlOption::Config)
        completion.config = value;
    else if (option == CtlOption::Url)
        completion.url = value;
    else if (option == CtlOption::Socket)
        completion.socket = value;
    else if (option == CtlOption::Ca)
        completion.authorities = value;
}

} // namespace

Completion completionOf(const QStringList &words)
{
    Completion completion;
    const Command *command = nullptr;
    int operands = 0;
    const CtlOptionRow *waiting = nullptr; // for its value
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        const QString &word = words[i];
        if (waiting) {
            takeValue(completion, waiting->option, word);
            waiting = nullptr;
        } else if (word.startsWith(u'-')) {
            const CtlOptionRow *row = findCtlOption(word.section(u'=', 0, 0));
            if (!row || row->value.isEmpty())
                continue;
            if (word.contains(u'='))
                takeValue(completion, row->option, word.section(u'=', 1));
            else
                waiting = row;
        } else if (!command) {
            command = findCommand(word);
            if (!command)
                return completion;
        } else {
            ++operands;
        }
    }
    completion.current = words.isEmpty() ? QString() : words.last();
    if (waiting) {
        completion.kind = kindOfValue(waiting->option);
    } else if (completion.current.startsWith(u'-') && completion.current.contains(u'=')) {
        const CtlOptionRow *row = findCtlOption(completion.current.section(u'=', 0, 0));
        completion.current = completion.current.section(u'=', 1);
        completion.kind = row ? kindOfValue(row->option) : Completion::Kind::Words;
    } else if (completion.current.startsWith(u'-')) {
        completion.words = optionWords(command);
    } else if (!command) {
        completion.words = commandWords();
    } else {
        completion.kind = kindOfOperand(*command, operands);
    }
    return completion;
}

} // namespace qilin
