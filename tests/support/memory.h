// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>

// Resident memory of a process, as proc_pid_status(5) tells it.
namespace qilin::test {

// In kB; -1 if there is no such process.
[[nodiscard]] qint64 residentKb(qint64 pid);
[[nodiscard]] qint64 peakKb(qint64 pid); // since its start, or since forgetPeak()
// The peak counts anew from here, see proc_pid_clear_refs(5).
[[nodiscard]] bool forgetPeak(qint64 pid);

} // namespace qilin::test
