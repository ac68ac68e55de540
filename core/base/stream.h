// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

namespace qilin {

enum class Stream { Out, Err };

} // namespace qilin
