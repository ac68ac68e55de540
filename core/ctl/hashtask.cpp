// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/hashtask.h"

#include "core/ctl/prompt.h"
#include "core/ctl/text.h"
#include "core/platform/passwordhash.h"
#include "core/platform/terminal.h"

#include <QFile>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr int kStdin = 0;
constexpr qsizetype kPasswordMax = 511; // bytes; crypt(3)

class HashTask final : public Task
{
public:
    explicit HashTask(const TaskContext &context)
        : Task(context)
    {
        connect(&m_prompt, &Prompt::answered, this, &HashTask::take);
        connect(&m_prompt, &Prompt::cancelled, this, [this] { emit finished(kCtlRefused); });
    }

    void begin() override
    {
        if (!isTerminal(kStdin))
            return readStdin();
        if (!m_prompt.ask(CtlText::tr("Password: "), Prompt::Kind::Password))
            fail(kCtlRefused, CtlText::tr("there is no terminal to ask for the password"));
    }

private:
    void readStdin()
    {
        QFile input;
        QByteArray line;
        if (input.open(stdin, QIODevice::ReadOnly))
            line = input.readLine(kPasswordMax + 3); // and its end, and one that is too much
        if (line.endsWith('\n'))
            line.chop(1);
        if (line.endsWith('\r'))
            line.chop(1);
        print(line);
    }

    void take(const QString &typed)
    {
        if (m_first)
            return *m_first == typed
                       ? print(typed.toUtf8())
                       : fail(kCtlRefused, CtlText::tr("the two passwords are not the same"));
        m_first = typed;
        static_cast<void>(m_prompt.ask(CtlText::tr("Once more: "), Prompt::Kind::Password));
    }

    void print(const QByteArray &password)
    {
        if (password.isEmpty())
            return fail(kCtlRefused, CtlText::tr("the password is empty"));
        if (password.size() > kPasswordMax || password.contains('\0'))
            return fail(kCtlRefused,
                        CtlText::tr("the password may have %1 bytes at most, and no NUL")
                            .arg(kPasswordMax));
        const Result<QByteArray> hash = hashPassword(password);
        if (!hash)
            return fail(kCtlRefused,
                        CtlText::tr("this system makes no such hash: %1").arg(hash.error().text));
        const QString text = QString::fromLatin1(*hash);
        if (invocation().has(CtlOption::Json))
            printer().printJson({{u"result"_s, text}});
        else
            printer().print(text);
        emit finished(kCtlDone);
    }

    Prompt m_prompt;
    std::optional<QString> m_first;
};

} // namespace

std::unique_ptr<Task> makeHashTask(const TaskContext &context)
{
    return std::make_unique<HashTask>(context);
}

} // namespace qilin
