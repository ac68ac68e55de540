// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/integration/daemon/shortrun.h"
#include "tests/support/appfile.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/nodes.h"
#include "tests/support/ports.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

QDir exampleDirectory(const QString &name)
{
    return QDir(QStringLiteral(QILIN_EXAMPLES "/") + name);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Copies it into the daemon's directory and returns its configuration, without the control port.
QJsonObject takeExample(const DaemonProcess &daemon, const QString &name)
{
    const QDir from = exampleDirectory(name);
    for (const QString &file : from.entryList(QDir::Files))
        QFile::copy(from.filePath(file), daemon.path(file));
    QJsonObject config
        = QJsonDocument::fromJson(contentOf(from.filePath(u"qilin-daemon.json"_s))).object();
    config.insert("daemon_port"_L1, 0);
    return config;
}

void setEnvironmentOf(QJsonObject &app, const QString &name, const QString &value)
{
    QJsonObject env = app.value("env"_L1).toObject();
    env.insert(name, value);
    app.insert("env"_L1, env);
}

} // namespace

// What lies in example/, as it is but for the ports.
class tst_DaemonExamples final : public QObject
{
    Q_OBJECT

private slots:
    void valid_data();
    void valid();
    void node();
    void severalPrograms();
};

void tst_DaemonExamples::valid_data()
{
    QTest::addColumn<QString>("file");
    const QDir examples = exampleDirectory({});
    for (const QString &name : examples.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString file = examples.filePath(name + "/qilin-daemon.json"_L1);
        if (QFile::exists(file))
            QTest::newRow(qPrintable(name)) << QFileInfo(file).canonicalFilePath();
    }
}

void tst_DaemonExamples::valid()
{
    QFETCH(QString, file);
    const ShortRun run = runDaemon({u"--check"_s, file});
    QVERIFY2(run.code == 0, run.text());
    QVERIFY2(run.out.endsWith(" is valid\n"), run.text());
}

// As README.md says: change the version, save, and watch the answer change.
void tst_DaemonExamples::node()
{
    NEED_NODE();
    DaemonProcess daemon;
    const quint16 port = freePort();
    QJsonObject config = takeExample(daemon, u"node"_s);
    setEnvironmentOf(config, u"PORT"_s, QString::number(port));
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QCOMPARE(daemon.workerPids().size(), 3);
    const auto answer = [port] { return HttpClient::tcp(port).get("/").body; };
    QVERIFY(waitFor([&] { return answer().startsWith("Hello from version 1.0, process "); }));
    const QByteArray text = contentOf(daemon.path(u"app.js"_s));
    QVERIFY(text.count("'1.0'") == 1);
    writeFile(daemon.path(u"app.js"_s), QByteArray(text).replace("'1.0'", "'1.1'"));
    QVERIFY2(waitFor([&] { return answer().startsWith("Hello from version 1.1, process "); }),
             daemon.log());
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(number(appIn(daemon.info()), "generation"), 2);
    QCOMPARE(daemon.quit(), 0);
}

void tst_DaemonExamples::severalPrograms()
{
    NEED_NODE();
    DaemonProcess daemon;
    const quint16 port = freePort();
    QJsonObject config = takeExample(daemon, u"several-apps"_s);
    QJsonArray apps = config.value("apps"_L1).toArray();
    QJsonObject web = apps[0].toObject();
    setEnvironmentOf(web, u"PORT"_s, QString::number(port));
    apps[0] = web;
    config.insert("apps"_L1, apps);
    daemon.writeConfig(config);
    QVERIFY2(daemon.startAndWaitUntilUp(), daemon.log());
    QVERIFY(waitFor(
        [&] { return HttpClient::tcp(port).get("/").body.startsWith("Good day from process "); }));
    QVERIFY(waitFor([&] { return daemon.standardOutput().contains("it is "); }));
    QCOMPARE(pidsUp(daemon.info(), u"web"_s).size(), 2);
    QCOMPARE(pidsUp(daemon.info(), u"clock"_s).size(), 1);
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(tst_DaemonExamples)
#include "tst_examples.moc"
