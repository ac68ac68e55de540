// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/fields.h"
#include "core/config/loaded.h"

namespace qilin {

// Puts a value into the member that the field names, if its type and range are right; else the
// faults are on record and the member keeps its default. key: as faults name it.
template <typename Owner>
bool readField(const Field<Owner> &field, const JsonValue &value, const QString &key, Owner &owner,
               Loaded &loaded);

extern template bool readField(const Field<DaemonConfig> &, const JsonValue &, const QString &,
                               DaemonConfig &, Loaded &);
extern template bool readField(const Field<AppConfig> &, const JsonValue &, const QString &,
                               AppConfig &, Loaded &);

// "must be EXPECTED, not a number"
[[nodiscard]] QString mustBe(const QString &expected, const JsonValue &value);

} // namespace qilin
