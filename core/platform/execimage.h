// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace qilin {

// What execve(2) takes, made before the fork, with variables that hold the pid of the process that
// executes it. Nobody knows that pid earlier, and the child may allocate nothing.
class ExecImage final
{
    Q_DISABLE_COPY_MOVE(ExecImage)

public:
    // program: a path with a slash. arguments: without the program's name. environment:
    // "NAME=value".
    ExecImage(const QByteArray &program, const QByteArrayList &arguments,
              const QByteArrayList &environment, const QByteArrayList &pidVariables);

    // In the child, by raw system calls only. Returns only if it failed.
    void execute();

private:
    static constexpr int kDigits = 20; // of any pid, and the NUL

    std::vector<QByteArray> m_texts; // what the pointers point to
    std::vector<char *> m_arguments;
    std::vector<char *> m_environment;
    std::vector<char *> m_pids; // where the digits go
};

} // namespace qilin
