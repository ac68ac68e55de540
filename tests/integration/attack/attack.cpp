// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/attack.h"

#include "tests/support/appfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QJsonValue encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

// The keys of attacker.py: as the members of Attack and Target.
QByteArray specOf(const Attack &attack, const Target &target)
{
    QJsonArray first;
    for (const QByteArray &bytes : attack.first)
        first.append(encoded(bytes));
    return QJsonDocument(QJsonObject{{u"connections"_s, attack.connections},
                                     {u"first"_s, first},
                                     {u"more"_s, encoded(attack.more)},
                                     {u"drip_ms"_s, attack.dripMs},
                                     {u"again_ms"_s, attack.againMs},
                                     {u"deaf"_s, attack.isDeaf},
                                     {u"ends"_s, attack.endsSending},
                                     {u"tls"_s, attack.speaksTls},
                                     {u"port"_s, target.port},
                                     {u"unix"_s, target.unixPath}})
        .toJson();
}

} // namespace

qint64 AttackReport::answered() const
{
    qint64 sum = 0;
    for (const auto &answer : answers)
        sum += answer.second;
    return sum;
}

Attackers::Attackers(const Attack &attack, const Target &target)
{
    const QString spec = m_directory.filePath(u"attack.json"_s);
    writeFile(spec, specOf(attack, target));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"python3"_s, {u"-B"_s, QStringLiteral(QILIN_ATTACKER_PATH), spec});
}

Attackers::~Attackers()
{
    stop();
}

AttackReport Attackers::report()
{
    m_output += m_process.readAllStandardOutput();
    m_output = m_output.mid(m_output.lastIndexOf('\n', m_output.lastIndexOf('\n') - 1) + 1);
    const QJsonObject last
        = QJsonDocument::fromJson(m_output.left(m_output.indexOf('\n'))).object();
    AttackReport report{last["opened"_L1].toInteger(),
                        last["open"_L1].toInteger(),
                        last["ended"_L1].toInteger(),
                        last["sent"_L1].toInteger(),
                        {}};
    const QJsonObject statuses = last["statuses"_L1].toObject();
    for (auto it = statuses.begin(); it != statuses.end(); ++it)
        report.answers.append({it.key().toInt(), it.value().toInteger()});
    return report;
}

void Attackers::stop()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace qilin::test
