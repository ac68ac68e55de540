// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <initializer_list>
#include <utility>

namespace qilin {

constexpr int kLogLinesMost = 1000; // that /logs gives

// A path of the control API with its query, encoded; parameters that are empty are left out:
// "/scale?app=a%20b&workers=3".
[[nodiscard]] QString
apiTarget(QLatin1StringView path,
          std::initializer_list<std::pair<QLatin1StringView, QString>> parameters);

} // namespace qilin
