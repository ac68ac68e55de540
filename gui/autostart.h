// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QStringList>

// Whether a desktop session starts a program when it begins: a file in the user's autostart
// directory, as the XDG Desktop Application Autostart Specification has it.
namespace qilin {

class Autostart final
{
public:
    // command: the program, absolute, and its arguments. path: of the file; empty: the usual place.
    explicit Autostart(QStringList command, QString path = {});

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] bool isEnabled() const;
    Result<> setEnabled(bool yes); // the file is there whole or not at all

    // Pure: the words as the value of "Exec".
    [[nodiscard]] static QString execLine(const QStringList &command);

private:
    QStringList m_command;
    QString m_path;
};

} // namespace qilin
