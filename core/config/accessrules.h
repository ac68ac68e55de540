// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

// Who may use the control port, and what is seen of them on the way.
namespace qilin {

void credentialsAreWhole(Loaded &loaded);
void credentialsAreApart(Loaded &loaded);
void passwordsAreSound(Loaded &loaded); // also reads the password files
// Reads the password files, where they may be read. A client has no use for a hash: it goes.
void passwordsForClient(Loaded &loaded);
void hostIsAnAddress(Loaded &loaded);
void certificateIsSound(Loaded &loaded); // also reads certificate and key
void hostIsSafe(Loaded &loaded);

} // namespace qilin
