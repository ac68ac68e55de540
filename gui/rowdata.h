// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QVariant>

namespace qilin {

struct Row;

// What SnapshotModel says of one cell, and of a column's head.
[[nodiscard]] QVariant rowData(const Row &row, int column, int role);
[[nodiscard]] QVariant columnData(int column, int role);

} // namespace qilin
