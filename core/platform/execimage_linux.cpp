// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/execimage.h"
#include "core/platform/rawsyscall_linux.h"

// This file is compiled without sanitizers and stack protector, as childsetup_linux.cpp is.

namespace qilin {

ExecImage::ExecImage(const QByteArray &program, const QByteArrayList &arguments,
                     const QByteArrayList &environment, const QByteArrayList &pidVariables)
{
    m_texts.reserve(size_t(1 + arguments.size() + environment.size() + pidVariables.size()));
    const auto keep = [this](const QByteArray &text) {
        m_texts.push_back(text);
        return m_texts.back().data(); // detaches: the bytes are ours alone from here on
    };
    m_arguments.push_back(keep(program));
    for (const QByteArray &argument : arguments)
        m_arguments.push_back(keep(argument));
    m_arguments.push_back(nullptr);
    for (const QByteArray &variable : environment)
        m_environment.push_back(keep(variable));
    for (const QByteArray &name : pidVariables) {
        char *text = keep(name + '=' + QByteArray(kDigits, '\0'));
        m_environment.push_back(text);
        m_pids.push_back(text + name.size() + 1);
    }
    m_environment.push_back(nullptr);
}

void ExecImage::execute()
{
    const long pid = rawCall(SYS_getpid);
    for (char *place : m_pids) {
        long scale = 1;
        while (pid / scale >= 10)
            scale *= 10;
        // No leading zeros: some readers would take them for an octal number.
        for (; scale > 0; scale /= 10)
            *place++ = char('0' + pid / scale % 10);
    }
    rawCall(SYS_execve, long(m_arguments.front()), long(m_arguments.data()),
            long(m_environment.data()));
}

} // namespace qilin
