// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/reference.h"

#include <QByteArray>
#include <QCoreApplication>

#include <cstdio>

// Prints the configuration tables of README.md.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::puts(qilin::configReferenceMarkdown().toUtf8().constData());
    return 0;
}
