// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

#include <QMap>

namespace qilin {

// Lines NAME=value; "export " may stand before them. Empty lines, and what follows a # at the
// begin of a line, of a value or after a blank, are left out. Blanks around name and value do not
// count. 'value' is taken as it is, "value" knows \n \r \t \\ \" \$ and \`; both may go over
// several lines. Nothing is expanded. Of two lines with one name the later counts. The error,
// "FILE:LINE:COLUMN: …", never holds any of the text: secrets stand there.
[[nodiscard]] Result<QMap<QString, QString>> parseEnvFile(const QByteArray &text,
                                                          const QString &path);

[[nodiscard]] Result<QMap<QString, QString>> readEnvFile(const QString &path);

// The application with what its env_file holds now in its env; its own env wins. For every start of
// a worker.
[[nodiscard]] Result<AppConfig> withEnvFile(const Config &config, const AppConfig &app);
// Likewise, for rules: its PATH counts; a fault of the file itself is one of its own.
[[nodiscard]] AppConfig asStarted(const Config &config, const AppConfig &app);

} // namespace qilin
