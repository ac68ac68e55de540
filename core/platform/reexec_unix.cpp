// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/reexec.h"

#include <unistd.h>

namespace qilin {

void becomeProgram(const QByteArray &program, char **argv)
{
    ::execv(program.constData(), argv);
}

} // namespace qilin
