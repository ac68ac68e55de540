// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/options.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

const std::vector<CtlOptionRow> &ctlOptions()
{
    // clang-format off
    static const std::vector<CtlOptionRow> table = {
        {CtlOption::Config, "", "config"_L1, "CONFIG"_L1,
         QT_TRANSLATE_NOOP("ctl", "the daemon that runs this configuration; default ./qilin-daemon.json")},
        {CtlOption::Url, "", "url"_L1, "URL"_L1,
         QT_TRANSLATE_NOOP("ctl", "the daemon at this address, such as http://user@host:9999")},
        {CtlOption::Socket, "", "socket"_L1, "PATH"_L1,
         QT_TRANSLATE_NOOP("ctl", "the daemon with this control socket")},
        {CtlOption::Ca, "", "ca"_L1, "FILE"_L1,
         QT_TRANSLATE_NOOP("ctl", "certificates in PEM form that may vouch for a daemon at https://, instead of the "
                                  "system's")},
        {CtlOption::Json, "", "json"_L1, {},
         QT_TRANSLATE_NOOP("ctl", "print what the daemon answers, as JSON; one object a line where it goes on")},
        {CtlOption::Watch, "w", "watch"_L1, {},
         QT_TRANSLATE_NOOP("ctl", "go on, and show each change; q ends it")},
        {CtlOption::Wait, "", "wait"_L1, {},
         QT_TRANSLATE_NOOP("ctl", "return when no worker with the old code is left, too")},
        {CtlOption::Follow, "f", "follow"_L1, {},
         QT_TRANSLATE_NOOP("ctl", "go on with each new line, also through restarts of the daemon")},
        {CtlOption::App, "", "app"_L1, "APP"_L1,
         QT_TRANSLATE_NOOP("ctl", "of this application only")},
        {CtlOption::Worker, "", "worker"_L1, "ID"_L1,
         QT_TRANSLATE_NOOP("ctl", "of this worker only")},
        {CtlOption::Lines, "n", "lines"_L1, "N"_L1,
         QT_TRANSLATE_NOOP("ctl", "so many of the last lines, 0 to 1000; default 100")},
        {CtlOption::Version, "v", "version"_L1, {}, QT_TRANSLATE_NOOP("ctl", "print the version")},
        {CtlOption::Help, "h", "help"_L1, {},
         QT_TRANSLATE_NOOP("ctl", "print this help, or that of a command")},
    };
    // clang-format on
    return table;
}

QString CtlOptionRow::dashed() const
{
    QString text = "--"_L1 + name;
    if (*letter != '\0')
        text.prepend(u"-%1, "_s.arg(QLatin1StringView(letter)));
    return value.isEmpty() ? text : text + u' ' + value;
}

QString CtlOptionRow::shortest() const
{
    const QString text = *letter != '\0' ? u'-' + QLatin1StringView(letter) : "--"_L1 + name;
    return value.isEmpty() ? text : text + u' ' + value;
}

const CtlOptionRow &rowOf(CtlOption option)
{
    const auto &table = ctlOptions();
    return *std::find_if(table.begin(), table.end(),
                         [option](const CtlOptionRow &row) { return row.option == option; });
}

const CtlOptionRow *findCtlOption(const QString &dashed)
{
    const auto &table = ctlOptions();
    const auto found = std::find_if(table.begin(), table.end(), [&](const CtlOptionRow &row) {
        return dashed == "--"_L1 + row.name
               || (*row.letter != '\0' && dashed == u'-' + QLatin1StringView(row.letter));
    });
    return found == table.end() ? nullptr : &*found;
}

} // namespace qilin
