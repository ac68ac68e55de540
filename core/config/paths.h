// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"

namespace qilin {

// Whose sockets live where.
struct RuntimePlace
{
    QString runtimeDirectory; // $XDG_RUNTIME_DIR if it is an absolute path, else empty
    quint32 user = 0;         // effective user id
};

[[nodiscard]] RuntimePlace runtimePlace(); // of this process

// $XDG_RUNTIME_DIR/qilin-daemon, else /run/qilin-daemon for root, else /tmp/qilin-daemon-UID.
[[nodiscard]] QString socketDirectory(const RuntimePlace &place);

// socketDirectory()/HASH.sock. HASH: the first 16 hex digits of SHA-256 over the real path of the
// configuration file (its absolute path where there is no such file), so that daemon and clients
// find the same one. Computes only; a long runtime directory can make it too long for a socket.
[[nodiscard]] QString defaultControlSocket(const QString &configFile, const RuntimePlace &place);

// Where the control socket is: the configured path, the default one, or empty for off.
[[nodiscard]] QString controlSocketPath(const Config &config,
                                        const RuntimePlace &place = runtimePlace());

} // namespace qilin
