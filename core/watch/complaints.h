// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/watch/changesource.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>
#include <set>
#include <string>

namespace qilin {

// Collects what cannot be watched as it should, and makes of it one line a cause.
class Complaints final
{
    Q_DECLARE_TR_FUNCTIONS(qilin::Complaints)

public:
    void add(Complaint complaint, const std::string &path);
    // The lines not said yet; each cause is said once until reset().
    [[nodiscard]] QStringList take();
    void reset();

private:
    struct Paths
    {
        std::string first;
        int more = 0;
    };
    static QString text(Complaint complaint, const QString &path, const QString &others);

    std::map<Complaint, Paths> m_paths;
    std::set<Complaint> m_said;
};

} // namespace qilin
