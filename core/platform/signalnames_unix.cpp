// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/signalnames.h"

#include <csignal>
#include <cstring>

namespace qilin {

QByteArray signalAbbreviation(int signal)
{
    return QByteArray(sigabbrev_np(signal));
}

QList<QByteArray> signalAbbreviations()
{
    QList<QByteArray> names;
    for (int signal = 1; signal < NSIG; ++signal) {
        const QByteArray name = signalAbbreviation(signal);
        if (!name.isEmpty())
            names.append(name);
    }
    return names;
}

int signalNumber(const QByteArray &name)
{
    const QByteArray wanted = name.startsWith("SIG") ? name.mid(3) : name;
    for (int signal = 1; signal < NSIG && !wanted.isEmpty(); ++signal) {
        if (signalAbbreviation(signal) == wanted)
            return signal;
    }
    return 0;
}

} // namespace qilin
