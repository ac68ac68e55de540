// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/appfile.h"
#include "tests/support/ports.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// Which daemon is meant, whether it lets qilinctl in, and what is said where there is none.
class tst_CtlReach final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsTheDaemon_data();
    void findsTheDaemon();
    void worksWithAFaultyFile();
    void passwords_data();
    void passwords();
    void unreachable_data();
    void unreachable();
    void usage_data();
    void usage();

private:
    CtlScene m_scene;
    quint16 m_port = freePort();
};

void tst_CtlReach::initTestCase()
{
    QJsonObject config = childApp({u"hang"_s});
    config.insert("name"_L1, "web"_L1);
    config.insert("daemon_port"_L1, m_port);
    config.insert("auth_username"_L1, "kirin"_L1);
    config.insert("auth_password"_L1, "jiraffe"_L1);
    m_scene.daemon.writeConfig(config);
    QVERIFY(m_scene.daemon.startAndWaitUntilUp());
}

void tst_CtlReach::findsTheDaemon_data()
{
    QTest::addColumn<QStringList>("options");
    const QString directory = m_scene.daemon.directory();
    QTest::newRow("here") << QStringList();
    QTest::newRow("--config") << QStringList{u"--config"_s, directory + "/qilin-daemon.json"_L1};
    QTest::newRow("--socket") << QStringList{u"--socket=control.sock"_s};
    QTest::newRow("--socket, absolute")
        << QStringList{u"--socket"_s, directory + "/control.sock"_L1};
}

void tst_CtlReach::findsTheDaemon()
{
    QFETCH(QStringList, options);
    const ShortRun run = m_scene.run(options + QStringList{u"status"_s});
    QVERIFY2(run.code == 0 && run.out.contains("web"), run.text());
}

// The daemon runs on by the file as it was.
void tst_CtlReach::worksWithAFaultyFile()
{
    QFile file(m_scene.daemon.path(u"qilin-daemon.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject config = QJsonDocument::fromJson(file.readAll()).object();
    config.insert("nonsense"_L1, 1);
    config.insert("exec"_L1, "missing"_L1);
    writeFile(m_scene.daemon.path(u"faulty.json"_s), QJsonDocument(config).toJson());
    const ShortRun run = m_scene.run({u"--config"_s, u"faulty.json"_s, u"status"_s});
    QVERIFY2(run.code == 0, run.text());
}

void tst_CtlReach::passwords_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("right") << u"kirin@"_s << u"jiraffe"_s << 0 << ""_ba;
    QTest::newRow("wrong") << u"kirin@"_s << u"zebra"_s << 1 << "does not know"_ba;
    QTest::newRow("no user") << QString() << u"jiraffe"_s << 1 << "wants a user name"_ba;
    QTest::newRow("none, nobody to ask") << u"kirin@"_s << QString() << 1 << "does not know"_ba;
}

void tst_CtlReach::passwords()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    CtlScene other; // for its environment
    if (!password.isEmpty())
        other.environment.insert(u"QILIN_PASSWORD"_s, password);
    ShortRunSetup setup;
    setup.program = u"setsid"_s; // away from the terminal that the tests may be run at
    setup.environment = other.environment;
    const ShortRun run
        = runDaemon({u"--wait"_s, QStringLiteral(QILINCTL_PATH), u"--url"_s,
                     "http://"_L1 + user + u"127.0.0.1:%1"_s.arg(m_port), u"status"_s},
                    setup);
    QVERIFY2(run.code == code, run.text());
    QVERIFY2(run.err.contains(says), run.text());
    QVERIFY2(!run.err.contains("zebra") && !run.err.contains("jiraffe"), run.text());
}

void tst_CtlReach::unreachable_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QList<QByteArray>>("says");
    using Texts = QList<QByteArray>;
    const QString port = u"http://127.0.0.1:%1"_s.arg(freePort());
    QTest::newRow("nobody at the socket")
        << QStringList{u"--socket"_s, u"gone.sock"_s} << Texts{"gone.sock", "--config"};
    QTest::newRow("nobody at the port")
        << QStringList{u"--url"_s, port} << Texts{port.toUtf8(), "refused", "daemon_port"};
    QTest::newRow("not started") << QStringList{u"--config"_s, u"other.json"_s}
                                 << Texts{"other.sock", "qilin-daemon other.json"};
    QTest::newRow("no such file") << QStringList{u"--config"_s, u"missing.json"_s}
                                  << Texts{"missing.json: there is no such file"};
    QTest::newRow("no JSON") << QStringList{u"--config"_s, u"broken.json"_s}
                             << Texts{"broken.json:1:"};
    QTest::newRow("nothing here") << QStringList{u"--nothing"_s}
                                  << Texts{"./qilin-daemon.json", "--config", "--url", "--socket"};
}

void tst_CtlReach::unreachable()
{
    QFETCH(QStringList, options);
    QFETCH(QList<QByteArray>, says);
    writeFile(m_scene.daemon.path(u"other.json"_s),
              R"({"exec": "app.js", "control_socket": "other.sock"})");
    writeFile(m_scene.daemon.path(u"broken.json"_s), R"({"exec)");
    ShortRunSetup setup;
    QTemporaryDir elsewhere;
    const bool isElsewhere = options == QStringList{u"--nothing"_s};
    setup.directory = isElsewhere ? elsewhere.path() : m_scene.daemon.directory();
    setup.program = QStringLiteral(QILINCTL_PATH);
    setup.environment = m_scene.environment;
    if (isElsewhere)
        options.clear();
    const ShortRun run = runDaemon(options + QStringList{u"status"_s}, setup);
    QVERIFY2(run.code == 2 && run.out.isEmpty(), run.text());
    for (const QByteArray &word : says)
        QVERIFY2(run.err.contains(word), run.text());
    const ShortRun asJson = runDaemon(options + QStringList{u"status"_s, u"--json"_s}, setup);
    QVERIFY2(asJson.code == 2 && asJson.err.isEmpty(), asJson.text());
    QVERIFY2(QJsonDocument::fromJson(asJson.out).object().contains("error"_L1), asJson.text());
}

void tst_CtlReach::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << QStringList() << "what is to be done"_ba;
    QTest::newRow("near") << QStringList{u"staus"_s} << "did you mean \"status\"?"_ba;
    QTest::newRow("password") << QStringList{u"--url"_s, u"http://a:b@c:1"_s, u"status"_s}
                              << "leave the password out"_ba;
    QTest::newRow("top in a pipe") << QStringList{u"top"_s} << "needs a terminal"_ba;
    QTest::newRow("watch in a pipe")
        << QStringList{u"status"_s, u"--watch"_s} << "needs a terminal"_ba;
}

void tst_CtlReach::usage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const ShortRun run = m_scene.run(arguments);
    QVERIFY2(run.code == 64 && run.out.isEmpty() && run.err.contains(says), run.text());
}

QTEST_GUILESS_MAIN(tst_CtlReach)
#include "tst_reach.moc"
