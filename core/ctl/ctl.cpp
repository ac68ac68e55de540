// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/ctl.h"

#include "core/ctl/task.h"
#include "core/ctl/visibletext.h"

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

int tell(const Ending &ending, Printer &printer)
{
    if (ending.code == kCtlDone)
        printer.print(ending.text);
    else
        std::fputs(qUtf8Printable(ending.text + u'\n'), stderr);
    return printer.codeAfter(ending.code);
}

int tellUnreachable(const Invocation &invocation, const QString &why, Printer &printer)
{
    if (invocation.has(CtlOption::Json)) {
        printer.printJson({{u"error"_s, why}});
        return kCtlUnreachable;
    }
    const QStringList lines = why.split(u'\n');
    for (const QString &line : lines)
        printer.complain(visibleText(line));
    return kCtlUnreachable;
}

int run(const TaskContext &context)
{
    const std::unique_ptr<Task> task = context.invocation.command->make(context);
    // The first word counts: what comes after it is on its way already when the program ends.
    std::optional<int> code;
    const auto end = [&code](int with) {
        if (!code)
            code = with;
        QCoreApplication::exit(*code);
    };
    QObject::connect(task.get(), &Task::finished, qApp, end);
    QObject::connect(
        &context.printer, &Printer::broken, qApp, [end] { end(kCtlDone); }, Qt::QueuedConnection);
    if (context.access)
        QObject::connect(context.access, &DaemonAccess::cancelled, qApp,
                         [end] { end(kCtlRefused); });
    QMetaObject::invokeMethod(task.get(), &Task::begin, Qt::QueuedConnection);
    return context.printer.codeAfter(QCoreApplication::exec());
}

} // namespace

int runCtl(const QStringList &arguments)
{
    Printer printer;
    const auto read = readInvocation(arguments);
    if (const auto *ending = std::get_if<Ending>(&read))
        return tell(*ending, printer);
    const auto &invocation = std::get<Invocation>(read);
    if (invocation.command->needs == Command::Needs::Nothing)
        return run({invocation, printer, nullptr});
    const Result<DaemonPlace> place = findPlace(invocation);
    if (!place)
        return tellUnreachable(invocation, place.error().text, printer);
    DaemonAccess access(*place);
    return run({invocation, printer, &access});
}

} // namespace qilin
