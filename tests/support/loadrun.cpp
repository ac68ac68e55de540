// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/support/loadrun.h"

#include "tests/support/processes.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace qilin::test {

LoadRun::LoadRun(quint16 port, const QStringList &arguments)
{
    endWithUs(m_process);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        QStringLiteral(QILIN_LOADCLIENT_PATH),
        QStringList{u"--port"_s, QString::number(port), u"--seconds"_s, u"600"_s, u"--progress"_s}
            + arguments);
}

LoadRun::~LoadRun()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

qint64 LoadRun::answers()
{
    m_output += m_process.readAllStandardOutput();
    const QList<QByteArray> lines = m_output.split('\n');
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        const QJsonObject value = QJsonDocument::fromJson(*line).object();
        if (value.contains("answered"_L1))
            return value.value("answered"_L1).toInteger();
    }
    return 0;
}

bool LoadRun::waitForAnswers(qint64 count, int ms)
{
    return waitFor([&] { return answers() >= count; }, ms);
}

QJsonObject LoadRun::stop(int ms)
{
    m_process.terminate();
    const bool hasEnded
        = m_process.waitForFinished(ms) && m_process.exitStatus() == QProcess::NormalExit;
    m_output += m_process.readAllStandardOutput();
    const QJsonObject last
        = QJsonDocument::fromJson(m_output.trimmed().split('\n').constLast()).object();
    return hasEnded && last.contains("per_second"_L1) ? last : QJsonObject(); // else: progress only
}

} // namespace qilin::test
