// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace qilin {

// What ps and top show for this process: the command (15 bytes of it) and the command line.
// argc and argv are main()'s; argv holds the title and no arguments afterwards, so parse them
// first; it may be called again. The environment's strings move to the heap to make room. Before
// any thread is started.
void setProcessTitle(int argc, char **argv, const QByteArray &title);

} // namespace qilin
