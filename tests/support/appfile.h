// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace qilin::test {

// Writes PATH as careful editors do: a file beside it, renamed over it. Creates directories.
void writeFile(const QString &path, const QByteArray &content);

// A copy of one of tests/apps in a directory of the test's own, to be edited while it runs.
class AppFile final
{
public:
    // Copies tests/apps/SOURCE to DIRECTORY/NAME.
    AppFile(const QString &directory, const QString &source, const QString &name);

    [[nodiscard]] QString path() const { return m_path; }

    // Sets the constant "version" that the application answers with.
    void setVersion(const QString &version) const;
    // Puts another of tests/apps in its place.
    void replaceBy(const QString &source) const;

private:
    QString m_path;
};

} // namespace qilin::test
