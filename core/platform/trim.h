// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

namespace qilin {

// Gives back memory that only start-up needed: free heap, and pages of program and library files
// that were never written to here (the kernel has them, and maps again what is used again).
// Takes some milliseconds; call it once things have settled. No other thread may be mapping files.
void trimMemory();

// Only free heap, such as large answers leave in pieces. Any time.
void trimHeap();

} // namespace qilin
