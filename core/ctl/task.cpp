// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/task.h"

#include "core/ctl/visibletext.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin {

Question infoQuestion()
{
    return {"GET"_ba, "/info"_ba, {}};
}

void Task::ask(const Question &question, const std::function<void(const QJsonValue &)> &done)
{
    access().ask(question, [this, done](const Outcome &outcome) {
        if (outcome.result)
            return done(*outcome.result);
        const bool isReached = outcome.status != 0 && !outcome.isForeign;
        const QString &why = outcome.result.error().text;
        if (!isReached && !invocation().has(CtlOption::Json))
            return fail(kCtlUnreachable, why + u'\n' + access().advice());
        fail(isReached ? kCtlRefused : kCtlUnreachable, why);
    });
}

void Task::fail(int code, const QString &sentence)
{
    if (invocation().has(CtlOption::Json)) {
        printer().printJson({{u"error"_s, sentence}});
    } else {
        const QStringList lines = sentence.split(u'\n');
        for (const QString &line : lines)
            printer().complain(visibleText(line));
    }
    emit finished(code);
}

} // namespace qilin
