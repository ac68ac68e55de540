// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/metrics/prometheus.h"

#include "tests/support/appfile.h"
#include "tests/support/httpclient.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString prometheusProgram(const QString &name)
{
    const QString unpacked
        = QStandardPaths::findExecutable(name, {QStringLiteral(QILIN_UNPACKED_PROMETHEUS)});
    return unpacked.isEmpty() ? QStandardPaths::findExecutable(name) : unpacked;
}

bool hasPrometheus()
{
    return !prometheusProgram(u"prometheus"_s).isEmpty()
           && !prometheusProgram(u"promtool"_s).isEmpty();
}

ToolRun promtool(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(prometheusProgram(u"promtool"_s), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(kPatienceMs) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAll() + process.errorString().toUtf8()};
    return {process.exitCode(), process.readAll()};
}

Prometheus::Prometheus(quint16 daemonPort)
    : m_port(freePort())
{
    writeConfig(daemonPort);
    m_process.setStandardOutputFile(path(u"prometheus.log"_s));
    m_process.setStandardErrorFile(path(u"prometheus.log"_s), QIODevice::Append);
    endWithUs(m_process);
}

Prometheus::~Prometheus()
{
    m_process.kill();
    m_process.waitForFinished();
    if (QTest::currentTestFailed())
        qInfo("Prometheus said:\n%s", log().right(8192).constData());
}

// What is changed of the example: whom it asks, and how often.
void Prometheus::writeConfig(quint16 daemonPort)
{
    const QDir example(QStringLiteral(QILIN_EXAMPLES "/prometheus"));
    const QStringList names = example.entryList(QDir::Files);
    for (const QString &name : names) {
        QByteArray content = contentOf(example.filePath(name));
        if (name == u"prometheus.yml"_s) {
            content.replace("127.0.0.1:9999", "127.0.0.1:" + QByteArray::number(daemonPort));
            content.replace("_interval: 15s", "_interval: 1s");
        }
        writeFile(path(name), content);
    }
}

bool Prometheus::start()
{
    m_process.start(prometheusProgram(u"prometheus"_s),
                    {u"--config.file="_s + path(u"prometheus.yml"_s),
                     u"--storage.tsdb.path="_s + path(u"data"_s),
                     u"--web.listen-address=127.0.0.1:%1"_s.arg(m_port)});
    return waitFor([this] {
               return m_process.state() == QProcess::NotRunning
                      || HttpClient::tcp(m_port).get("/-/ready").status == 200;
           })
           && m_process.state() != QProcess::NotRunning;
}

std::optional<QJsonArray> Prometheus::query(const QString &expression)
{
    const QJsonObject answer
        = HttpClient::tcp(m_port)
              .get("/api/v1/query?query=" + QUrl::toPercentEncoding(expression))
              .json();
    if (answer[u"status"_s].toString() != u"success"_s)
        return std::nullopt;
    return answer[u"data"_s][u"result"_s].toArray();
}

std::optional<double> Prometheus::value(const QString &expression)
{
    const std::optional<QJsonArray> series = query(expression);
    if (!series || series->size() != 1)
        return std::nullopt;
    return (*series)[0][u"value"_s][1].toString().toDouble();
}

bool Prometheus::waitForValue(const QString &expression, double wanted, int ms)
{
    return waitFor([&] { return value(expression) == wanted; }, ms);
}

QByteArray Prometheus::log() const
{
    return contentOf(path(u"prometheus.log"_s));
}

} // namespace qilin::test
