// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/base/audit.h"

#include "core/base/log.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr qsizetype kValueMax = 500; // characters; a reason may quote what a worker printed

// What ends a line, moves a terminal's cursor or turns the direction of text.
bool isUnsafe(QChar c)
{
    // The halves of a surrogate pair are looked at, and written, one by one.
    static constexpr std::array kUnsafe{QChar::Other_Control, QChar::Other_Format,
                                        QChar::Other_Surrogate, QChar::Separator_Line,
                                        QChar::Separator_Paragraph};
    return std::find(kUnsafe.begin(), kUnsafe.end(), c.category()) != kUnsafe.end();
}

QString quoted(const QString &value)
{
    QString text;
    for (const QChar c : value.left(kValueMax)) {
        if (c == u'"' || c == u'\\')
            text += u'\\' + c;
        else if (isUnsafe(c))
            text += u"\\u%1"_s.arg(c.unicode(), 4, 16, '0'_L1);
        else
            text += c;
    }
    return u'"' + text + u'"';
}

} // namespace

QString auditText(const AuditEntry &entry)
{
    QString text = entry.action;
    for (const auto &[name, value] : entry.details)
        text += u' ' + name + u'=' + quoted(value);
    return text + " by="_L1 + quoted(entry.by) + " role="_L1 + entry.role + " from="_L1
           + quoted(entry.from) + " result="_L1 + quoted(entry.result);
}

void audit(const AuditEntry &entry)
{
    logAlways(u"audit"_s, auditText(entry));
}

} // namespace qilin
