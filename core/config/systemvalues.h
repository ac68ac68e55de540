// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/loaded.h"

// Readers of the values that stand for something of the system.
namespace qilin {

// "027", 0 to 0777.
bool readUmask(const JsonValue &value, const QString &key, Loaded &loaded, int &out);

// A signal's name with or without SIG; kept with it.
bool readSignal(const JsonValue &value, const QString &key, Loaded &loaded, QString &out);

// {"nofile": 65536, "core": "unlimited", "nproc": {"soft": 100, "hard": 200}}
bool readLimits(const JsonValue &value, const QString &key, Loaded &loaded, ResourceLimits &out);

} // namespace qilin
