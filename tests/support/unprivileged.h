// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QString>

#include <unistd.h>

namespace qilin::test {

// While it lives this process, should it be root's, may do no more than a user who owns directory
// and all below it: root reads everything.
class Unprivileged final
{
    Q_DISABLE_COPY_MOVE(Unprivileged)

public:
    explicit Unprivileged(const QString &directory)
        : m_wasRoot(::geteuid() == 0)
    {
        if (!m_wasRoot)
            return;
        const QString owner = QStringLiteral("%1:%1").arg(kNobody);
        m_isSound
            = QProcess::execute(QStringLiteral("chown"), {QStringLiteral("-R"), owner, directory})
                  == 0
              && ::setegid(kNobody) == 0 && ::seteuid(kNobody) == 0;
    }
    ~Unprivileged()
    {
        if (m_wasRoot)
            m_isSound = ::seteuid(0) == 0 && ::setegid(0) == 0;
    }

    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    static constexpr unsigned kNobody = 65534;

    const bool m_wasRoot;
    bool m_isSound = true;
};

} // namespace qilin::test
