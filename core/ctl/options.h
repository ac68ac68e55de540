// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFlags>
#include <QString>

#include <vector>

// The options of qilinctl: one table.
namespace qilin {

enum class CtlOption {
    Config = 0x1,
    Url = 0x2,
    Socket = 0x4,
    Json = 0x8,
    Watch = 0x10,
    Wait = 0x20,
    Follow = 0x40,
    App = 0x80,
    Worker = 0x100,
    Lines = 0x200,
    Version = 0x400,
    Help = 0x800,
    Ca = 0x1000,
};
Q_DECLARE_FLAGS(CtlOptions, CtlOption)
Q_DECLARE_OPERATORS_FOR_FLAGS(CtlOptions)

struct CtlOptionRow
{
    CtlOption option;
    const char *letter; // "f" for -f; empty: none
    QLatin1StringView name;
    QLatin1StringView value; // what stands for its value in the help; empty: it has none
    const char *help;        // to be translated ("ctl")

    [[nodiscard]] QString dashed() const;   // "-f, --follow", "--app NAME"
    [[nodiscard]] QString shortest() const; // "-f", "--app NAME"
};

[[nodiscard]] const std::vector<CtlOptionRow> &ctlOptions(); // in the order of the help
[[nodiscard]] const CtlOptionRow &rowOf(CtlOption option);
// By "-f" or "--follow"; null: there is none.
[[nodiscard]] const CtlOptionRow *findCtlOption(const QString &dashed);

// What every command takes.
constexpr CtlOptions kAlways = CtlOption::Config | CtlOption::Url | CtlOption::Socket
                               | CtlOption::Ca | CtlOption::Json | CtlOption::Version
                               | CtlOption::Help;

} // namespace qilin
