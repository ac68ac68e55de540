// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/signalnames.h"

#include <cstring>

namespace qilin {

QByteArray signalAbbreviation(int signal)
{
    return QByteArray(sigabbrev_np(signal));
}

} // namespace qilin
