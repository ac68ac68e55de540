// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/look.h"

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// SGR of ECMA-48
QLatin1StringView codeOf(Ink ink)
{
    switch (ink) {
    case Ink::Plain:
        break;
    case Ink::Strong:
        return "1"_L1;
    case Ink::Faint:
        return "2"_L1;
    case Ink::Good:
        return "32"_L1;
    case Ink::Busy:
        return "33"_L1;
    case Ink::Bad:
        return "31"_L1;
    }
    return {};
}

// As locale(7) has it; Qt's own idea of it is UTF-8 in any case.
bool isLocaleUtf8()
{
    for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const QByteArray value = qgetenv(name).toLower();
        if (!value.isEmpty())
            return value.contains("utf-8") || value.contains("utf8");
    }
    return false;
}

} // namespace

QString Look::cut() const
{
    return hasBlocks ? u"…"_s : u"~"_s;
}

QString painted(const QString &text, Ink ink, const Look &look)
{
    const QLatin1StringView code = codeOf(ink);
    if (!look.hasColors || code.isEmpty() || text.isEmpty())
        return text;
    return u"\x1b[%1m%2\x1b[0m"_s.arg(code, text);
}

Look terminalLook(int columns)
{
    Look look;
    look.columns = columns;
    look.hasColors = qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    look.hasBlocks = isLocaleUtf8();
    return look;
}

} // namespace qilin
