// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>

namespace qilin {

// tr() of this room: sentences, help and questions. Headings, states and events are words of the
// API, which scripts look for, and are not translated.
struct CtlText
{
    Q_DECLARE_TR_FUNCTIONS(ctl)
};

// Of the tables, whose texts are marked by QT_TRANSLATE_NOOP.
[[nodiscard]] inline QString translated(const char *text)
{
    return QCoreApplication::translate("ctl", text);
}

} // namespace qilin
