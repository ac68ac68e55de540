// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/importing.h"

#include <QCoreApplication>

#include <cstdio>

namespace qilin {
namespace {

constexpr int kFaultyFile = 78; // EX_CONFIG of sysexits.h(3head)

void printLines(const QStringList &lines)
{
    for (const QString &line : lines)
        std::fputs(qUtf8Printable(line + QLatin1Char('\n')), stderr);
}

} // namespace

int importForeign(const ImportOptions &options)
{
    std::optional<ImportOutcome> outcome;
    Importer importer(options);
    QObject::connect(&importer, &Importer::finished, &importer,
                     [&outcome](const ImportOutcome &made) {
                         outcome = made;
                         QCoreApplication::exit();
                     });
    importer.start();
    if (!outcome) // Node is at work
        QCoreApplication::exec();
    std::fputs(outcome->json.constData(), stdout);
    printLines(outcome->notes);
    printLines(outcome->faults);
    return outcome->faults.isEmpty() ? 0 : kFaultyFile;
}

} // namespace qilin
