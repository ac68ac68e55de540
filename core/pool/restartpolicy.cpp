// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/restartpolicy.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

QString sequelText(Sequel sequel, std::chrono::milliseconds delay, int restarts)
{
    switch (sequel) {
    case Sequel::Again:
        if (delay == 0ms)
            return u"it is started again at once"_s;
        return u"next try in %1 s"_s.arg(double(delay.count()) / 1000, 0, 'f', 1);
    case Sequel::Done:
        return u"its work is done"_s;
    case Sequel::GivenUp:
        if (restarts == 0)
            return u"it stays down until /restart, /start or /reload"_s;
        return u"given up after %1 in a row, it stays down until /restart, /start or /reload"_s.arg(
            restarts == 1 ? u"1 restart"_s : u"%1 restarts"_s.arg(restarts));
    }
    return {};
}

} // namespace qilin
