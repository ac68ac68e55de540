// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/optionfault.h"

#include "core/config/suggest.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace qilin {
namespace {

class OptionFault
{
    Q_DECLARE_TR_FUNCTIONS(OptionFault)
};

} // namespace

QString optionFault(const QCommandLineParser &parser, const QStringList &known)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (unknown.isEmpty())
        return parser.errorText();
    const QString &name = unknown.first();
    const QString dashed = (name.size() == 1 ? QLatin1String("-") : QLatin1String("--")) + name;
    const QString near = nearest(name, known);
    if (near.isEmpty())
        return OptionFault::tr("unknown option %1").arg(dashed);
    return OptionFault::tr("unknown option %1: did you mean --%2?").arg(dashed, near);
}

} // namespace qilin
