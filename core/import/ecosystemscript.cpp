// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/ecosystemscript.h"

#include "core/import/text.h"
#include "core/platform/childsetup.h"
#include "core/platform/processcontrol.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

constexpr qsizetype kMaxOutput = 8 * 1024 * 1024; // bytes

// import() takes CommonJS and ES modules alike. Standard output is kept for the answer.
constexpr char kProgram[] = R"JS(
const [file, mark] = process.argv.slice(1);
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
const answer = value =>
    write('\n' + mark + JSON.stringify(value) + '\n', () => process.exit(0));
const href = require('url').pathToFileURL(file).href;
(async () => {
    try {
        const module = await import(href);
        let value = await (module.default ?? { ...module });
        if (typeof value === 'function')
            value = await value();
        answer({ value: JSON.stringify(value) ?? 'null' });
    } catch (error) {
        const stack = String(error && error.stack || '');
        const at = stack.split('\n').find(line => line.includes(href) || line.includes(file));
        const line = at && /:(\d+)(?::\d+)?\)?$/.exec(at);
        answer({ error: String(error && error.message || error), line: line ? +line[1] : 0 });
    }
})();
)JS";

} // namespace

EcosystemScript::EcosystemScript(std::chrono::milliseconds deadline)
    : m_deadline(deadline)
    , m_mark(QUuid::createUuid().toByteArray(QUuid::WithoutBraces))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        kill(ImportText::tr("Node was still busy with it after %1 s; an ecosystem file must end by "
                            "itself")
                 .arg(double(m_deadline.count()) / 1000));
    });
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardInputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &EcosystemScript::readOutput);
    connect(&m_process, &QProcess::finished, this, &EcosystemScript::onEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(Error{m_process.errorString()});
    });
}

EcosystemScript::~EcosystemScript()
{
    m_process.disconnect(this);
}

void EcosystemScript::start(const QString &file)
{
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty()) {
        finish(
            Error{ImportText::tr("it is a program for Node, and node is not in PATH; install it, "
                                 "or import a JSON file")});
        return;
    }
    useChildSetup(m_process, {}); // a session of its own, so that all it starts can be ended
    m_process.setWorkingDirectory(QFileInfo(file).absolutePath());
    m_timer.start(m_deadline);
    m_process.start(node,
                    {u"-e"_s, QString::fromLatin1(kProgram), file, QString::fromLatin1(m_mark)});
}

void EcosystemScript::readOutput()
{
    m_output += m_process.readAllStandardOutput();
    if (m_output.size() > kMaxOutput)
        kill(ImportText::tr("it prints or exports more than 8 MB"));
}

void EcosystemScript::kill(const QString &why)
{
    if (!m_killedFor.isEmpty() || m_process.processId() == 0)
        return;
    m_killedFor = why;
    signalGroup(pid_t(m_process.processId()), killSignal());
}

void EcosystemScript::onEnd(int code, QProcess::ExitStatus status)
{
    readOutput();
    const qsizetype at = m_output.lastIndexOf(m_mark);
    if (!m_killedFor.isEmpty()) {
        finish(Error{m_killedFor});
        return;
    }
    if (at < 0) {
        finish(Error{status == QProcess::NormalExit
                         ? ImportText::tr("it ended Node with exit code %1 before it had exported "
                                          "anything")
                               .arg(code)
                         : ImportText::tr("Node was ended by signal %1").arg(code)});
        return;
    }
    const QJsonObject answer
        = QJsonDocument::fromJson(m_output.sliced(at + m_mark.size()).trimmed()).object();
    if (!answer.contains("error"_L1)) {
        finish(answer.value("value"_L1).toString().toUtf8());
        return;
    }
    const QString text = answer.value("error"_L1).toString();
    const int line = answer.value("line"_L1).toInt();
    finish(Error{line > 0 ? ImportText::tr("line %1: %2").arg(line).arg(text) : text});
}

void EcosystemScript::finish(const Result<QByteArray> &result)
{
    m_timer.stop();
    if (!std::exchange(m_isFinished, true))
        emit finished(result);
}

} // namespace qilin
