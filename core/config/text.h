// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>

namespace qilin {

// tr() of this room: what a user reads of his configuration.
class ConfigText
{
    Q_DECLARE_TR_FUNCTIONS(ConfigText)
};

} // namespace qilin
