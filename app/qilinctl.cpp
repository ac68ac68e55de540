// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/translations.h"
#include "core/ctl/ctl.h"

#include <QCoreApplication>
#include <QLocale>

int main(int argc, char **argv) // NOLINT(bugprone-exception-escape)
{
    const QCoreApplication app(argc, argv);
    const qilin::Translations translations{QLocale()};
    return qilin::runCtl(QCoreApplication::arguments());
}
