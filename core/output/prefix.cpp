// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/prefix.h"

#include <iterator>

namespace qilin {

namespace {

// Those of ECMA-48 that can be read on black and on white; red is for errors.
constexpr const char *kColors[] = {"36", "33", "32", "35", "34"};

} // namespace

bool wantsColors()
{
    return qgetenv("NO_COLOR").isEmpty() && qgetenv("TERM") != "dumb";
}

QByteArray linePrefix(const QString &app, int worker, int color)
{
    const QByteArray text = app.toUtf8() + '[' + QByteArray::number(worker) + ']';
    if (color < 0)
        return text + ' ';
    return QByteArray("\x1b[") + kColors[color % int(std::size(kColors))] + 'm' + text + "\x1b[0m ";
}

} // namespace qilin
