// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/ctl/completiontask.h"

#include "core/base/snapshot.h"
#include "core/ctl/completion.h"
#include "core/ctl/visibletext.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace qilin {

namespace {

constexpr auto kPatience = 1s; // somebody waits for a key to do something

// A shell hands over what is typed, before it has put a directory in the place of "~".
QString expanded(const QString &path)
{
    return path.startsWith("~/"_L1) ? QDir::homePath() + path.mid(1) : path;
}

class CompletionTask final : public Task
{
public:
    using Task::Task;

    void begin() override
    {
        m_completion = completionOf(invocation().words);
        switch (m_completion.kind) {
        case Completion::Kind::Words:
            return end(m_completion.words);
        case Completion::Kind::Files:
            printer().print(u":files"_s);
            return end({});
        case Completion::Kind::Apps:
        case Completion::Kind::Workers:
            return askDaemon();
        }
    }

private:
    void askDaemon()
    {
        Invocation asked;
        if (m_completion.config)
            asked.config = expanded(*m_completion.config);
        asked.url = m_completion.url;
        if (m_completion.socket)
            asked.socket = expanded(*m_completion.socket);
        if (m_completion.authorities)
            asked.authorities = expanded(*m_completion.authorities);
        const Result<DaemonPlace> place = findPlace(asked);
        if (!place)
            return end({});
        ClientTimes times;
        times.connect = kPatience;
        times.answer = kPatience;
        m_access = std::make_unique<DaemonAccess>(*place, DaemonAccess::Manners::Quiet, times);
        m_access->ask(infoQuestion(), [this](const Outcome &outcome) {
            const auto snapshot
                = snapshotFromJson(outcome.result ? outcome.result->toObject() : QJsonObject());
            end(snapshot ? wordsOf(*snapshot) : QList<CompletionWord>());
        });
    }

    QList<CompletionWord> wordsOf(const Snapshot &snapshot) const
    {
        QList<CompletionWord> words;
        if (m_completion.kind == Completion::Kind::Apps) {
            for (const AppSnapshot &app : snapshot.apps)
                words.append({app.name, stateName(app.state)});
        } else {
            for (const WorkerSnapshot &worker : snapshot.workers)
                words.append(
                    {QString::number(worker.id), worker.app + ", "_L1 + stateName(worker.state)});
        }
        return words;
    }

    void end(const QList<CompletionWord> &words)
    {
        QStringList lines;
        for (const CompletionWord &word : words) {
            // A name with a control character cannot be typed, and is left out.
            if (word.text.startsWith(m_completion.current) && visibleText(word.text) == word.text)
                lines.append(word.text + u'\t' + visibleText(word.description));
        }
        printer().print(lines);
        emit finished(kCtlDone);
    }

    Completion m_completion;
    std::unique_ptr<DaemonAccess> m_access;
};

} // namespace

std::unique_ptr<Task> makeCompletionTask(const TaskContext &context)
{
    return std::make_unique<CompletionTask>(context);
}

} // namespace qilin
