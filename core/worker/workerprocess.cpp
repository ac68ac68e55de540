// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/workerprocess.h"

#include "core/platform/signalnames.h"

using namespace Qt::StringLiterals;

namespace qilin {

QString signalName(int signal)
{
    const QByteArray name = signalAbbreviation(signal);
    return name.isEmpty() ? u"signal %1"_s.arg(signal) : u"SIG"_s + QLatin1StringView(name);
}

QString exitText(const ExitStatus &status)
{
    return status.code ? u"exited with code %1"_s.arg(*status.code)
                       : u"was killed by %1"_s.arg(signalName(status.signal));
}

} // namespace qilin
