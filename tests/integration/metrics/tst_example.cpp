// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/metrics/prometheus.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QString exampleFile(const QString &name)
{
    return QStringLiteral(QILIN_EXAMPLES "/prometheus/") + name;
}

QByteArray contentOf(const QString &name)
{
    QFile file(exampleFile(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSet<QString> matchesIn(const QString &text, const QString &pattern)
{
    QSet<QString> found;
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured(1));
    return found;
}

// The names of samples that an answer of /metrics has.
QSet<QString> samplesOf(const QByteArray &metrics)
{
    return matchesIn(QString::fromUtf8(metrics), u"(?m)^(qilin_[a-z_]+)[ {]"_s);
}

// The values of KEY in all objects, however deep.
void collect(const QJsonValue &json, const QString &key, QStringList &values)
{
    if (json.isArray()) {
        const QJsonArray array = json.toArray();
        for (const QJsonValue &value : array)
            collect(value, key, values);
    }
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == key && it->isString())
            values.append(it->toString());
        collect(*it, key, values);
    }
}

// As Grafana does, with everything selected.
QString filledIn(QString expression)
{
    expression.replace(u"$__rate_interval"_s, u"1m"_s);
    expression.replace(u"$instance"_s, u".*"_s).replace(u"$app"_s, u".*"_s);
    return expression;
}

} // namespace

// That example/prometheus is sound, and speaks of what the daemon really says.
class tst_MetricsExample final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void configurationIsSound();
    void rulesAreSound();
    void everyAlertIsTested();
    void rulesNameWhatThereIs();
    void dashboardNamesWhatThereIs();
    void dashboardHasSomethingToShow();
    void cleanupTestCase();

private:
    std::optional<DaemonProcess> m_daemon;
    std::optional<Prometheus> m_prometheus;
    QSet<QString> m_samples;
    QJsonObject m_dashboard;
};

void tst_MetricsExample::initTestCase()
{
    NEED_NODE();
    NEED_PROMETHEUS();
    const quint16 port = freePort();
    m_daemon.emplace();
    // One that has a figure in each family.
    QJsonObject web = nodeApp(u"hello.js"_s, freePort(), 2);
    web[u"balance"_s] = u"round_robin"_s;
    web[u"max_memory"_s] = u"1G"_s;
    web[u"log_file"_s] = u"web.log"_s;
    QJsonObject config = severalApps({{u"web"_s, web}});
    config[u"daemon_port"_s] = port;
    config[u"readonly_username"_s] = u"user"_s;
    config[u"readonly_password"_s] = u"password"_s;
    m_daemon->writeConfig(config);
    QVERIFY(m_daemon->startAndWaitUntilUp());
    m_prometheus.emplace(port);
    QVERIFY(m_prometheus->start());
    QCOMPARE(m_daemon->post("/reload").status, 200);
    m_samples = samplesOf(m_daemon->get("/metrics").body);
    QVERIFY(m_samples.size() > 30);

    QJsonParseError error;
    m_dashboard = QJsonDocument::fromJson(contentOf(u"grafana-dashboard.json"_s), &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
}

void tst_MetricsExample::cleanupTestCase()
{
    m_prometheus.reset();
    if (m_daemon)
        QCOMPARE(m_daemon->quit(), 0);
}

void tst_MetricsExample::configurationIsSound()
{
    const ToolRun run
        = promtool({u"check"_s, u"config"_s, m_prometheus->path(u"prometheus.yml"_s)});
    QVERIFY2(run.code == 0, run.output.constData());
    QVERIFY2(run.output.contains("2 rule files found"), run.output.constData());
}

void tst_MetricsExample::rulesAreSound()
{
    for (const QString &name : {u"alerts.yml"_s, u"aggregates.yml"_s}) {
        const ToolRun run = promtool({u"check"_s, u"rules"_s, exampleFile(name)});
        QVERIFY2(run.code == 0, run.output.constData());
    }
    const ToolRun run = promtool({u"test"_s, u"rules"_s, exampleFile(u"alerts_test.yml"_s)});
    QVERIFY2(run.code == 0, run.output.constData());
}

void tst_MetricsExample::everyAlertIsTested()
{
    const QString tests = QString::fromUtf8(contentOf(u"alerts_test.yml"_s));
    const QSet<QString> alerts
        = matchesIn(QString::fromUtf8(contentOf(u"alerts.yml"_s)), u"- alert: (\\w+)"_s);
    QVERIFY(alerts.size() >= 8);
    // Each with one case in which it fires and one in which it does not.
    for (const QString &alert : alerts) {
        const qsizetype cases = tests.count(u"alertname: "_s + alert + u'\n');
        const qsizetype firing = tests.count(u"alertname: "_s + alert + u"\n        exp_alerts:"_s);
        QVERIFY2(firing > 0 && cases > firing, qPrintable(alert));
    }
}

void tst_MetricsExample::rulesNameWhatThereIs()
{
    for (const QString &name : {u"alerts.yml"_s, u"aggregates.yml"_s}) {
        const QString rules = QString::fromUtf8(contentOf(name));
        QSet<QString> named;
        for (const QString &line : rules.split(u'\n')) {
            if (!line.contains(u"- record:"_s) && !line.contains(u'#'))
                named += matchesIn(line, u"\\b(qilin_[a-z_]+)"_s);
        }
        QVERIFY(!named.isEmpty());
        for (const QString &metric : std::as_const(named))
            QVERIFY2(m_samples.contains(metric), qPrintable(metric));
    }
}

void tst_MetricsExample::dashboardNamesWhatThereIs()
{
    QStringList expressions;
    for (const QString &key : {u"expr"_s, u"query"_s, u"definition"_s})
        collect(m_dashboard, key, expressions);
    const QSet<QString> named = matchesIn(expressions.join(u'\n'), u"\\b(qilin_[a-z_]+)"_s);
    for (const QString &metric : named)
        QVERIFY2(m_samples.contains(metric), qPrintable(metric));
    // And it leaves nothing out.
    for (const QString &sample : std::as_const(m_samples))
        QVERIFY2(named.contains(sample), qPrintable(sample));
}

void tst_MetricsExample::dashboardHasSomethingToShow()
{
    QStringList expressions;
    collect(m_dashboard, u"expr"_s, expressions);
    QVERIFY(expressions.size() > 30);
    for (const QString &expression : std::as_const(expressions)) {
        const QString filled = filledIn(expression);
        QVERIFY2(!filled.contains(u'$'), qPrintable(filled));
        QVERIFY2(m_prometheus->query(filled), qPrintable(filled)); // it parses
        QVERIFY2(waitFor([&] { return !m_prometheus->query(filled)->isEmpty(); }, kPatienceMs),
                 qPrintable(filled));
    }
}

QTEST_GUILESS_MAIN(tst_MetricsExample)
#include "tst_example.moc"
