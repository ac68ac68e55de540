// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/output/logring.h"

#include <QHash>

namespace qilin {

// The last lines of each application, 256 kB of text an application at most. Owns the rings.
class LogBook final
{
public:
    void append(LogLine line);                       // its app's ring is made with its first line
    void append(LogLine line, QByteArrayView lines); // see LogRing
    void forget(const QString &app);

    // The last count lines, oldest first; app empty: of all, in the order of their times. 512 kB of
    // text at most.
    [[nodiscard]] QList<LogLine> last(const QString &app, std::optional<int> worker,
                                      qsizetype count) const;

private:
    QHash<QString, LogRing> m_rings;
};

} // namespace qilin
