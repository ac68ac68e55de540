// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/unit/import/imported.h"

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;

class TestProcfile final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void lines_data();
    void lines();
    void ports();
    void portOfTheEnvironmentFile();
    void whatIsNoService();
    void packages_data();
    void packages();
    void faults();

private:
    std::unique_ptr<ImportDirectory> m_in;
};

void TestProcfile::init()
{
    m_in = std::make_unique<ImportDirectory>();
    m_in->write(u"app.js"_s, "setInterval(() => {}, 1000)\n");
    m_in->write(u"app.py"_s, "print(1)\n");
    m_in->write(u"bin/serve"_s, "#!/bin/sh\n", true);
    m_in->write(u"tool.sh"_s, "#!/bin/bash\n", true);
}

void TestProcfile::lines_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QString>("interpreter");
    QTest::addColumn<QJsonArray>("args");
    QTest::addColumn<QString>("note"); // empty: none
    const QJsonArray none;
    QTest::newRow("script of an interpreter")
        << QByteArray("sh app.py -v") << u"app.py"_s << u"sh"_s << QJsonArray{u"-v"_s} << QString();
    QTest::newRow("with an option")
        << QByteArray("sh -u app.py") << u"app.py"_s << u"sh"_s << none << QString();
    QTest::newRow("interpreter alone") << QByteArray("sh -c 'sleep 1'") << u"sh"_s << QString()
                                       << QJsonArray{u"-c"_s, u"sleep 1"_s} << QString();
    QTest::newRow("program") << QByteArray("./bin/serve \"a b\"") << u"./bin/serve"_s << QString()
                             << QJsonArray{u"a b"_s} << QString();
    QTest::newRow("program that looks like a script")
        << QByteArray("./tool.sh") << u"./tool.sh"_s << u"none"_s << none << QString();
    QTest::newRow("in PATH") << QByteArray("exec sleep 60") << u"sleep"_s << QString()
                             << QJsonArray{u"60"_s} << QString();
    QTest::newRow("port") << QByteArray("sleep ${PORT:-3000} $PORT") << u"sleep"_s << QString()
                          << QJsonArray{u"5000"_s, u"5000"_s} << QString();
    QTest::newRow("variables in front") << QByteArray("A=1 B='x y' sleep 60") << u"sleep"_s
                                        << QString() << QJsonArray{u"60"_s} << QString();
    QTest::newRow("expansion") << QByteArray("sleep $TIME") << u"sh"_s << QString()
                               << QJsonArray{u"-c"_s, u"exec sleep $TIME"_s}
                               << u"a shell has to expand this line"_s;
    QTest::newRow("variables in front of an expansion")
        << QByteArray("A=$B sleep 60") << u"sh"_s << QString()
        << QJsonArray{u"-c"_s, u"exec env A=$B sleep 60"_s} << u"a shell has to expand"_s;
    QTest::newRow("list") << QByteArray("cd bin && ./serve") << u"sh"_s << QString()
                          << QJsonArray{u"-c"_s, u"cd bin && ./serve"_s} << u"several commands"_s;
}

void TestProcfile::lines()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, exec);
    QFETCH(QString, interpreter);
    QFETCH(QJsonArray, args);
    QFETCH(QString, note);
    m_in->import(u"Procfile"_s, "# ours\n\nweb: " + command + '\n');
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    const QJsonObject app = m_in->app(u"web"_s);
    QCOMPARE(app.value("exec"_L1).toString(), exec);
    QCOMPARE(app.value("interpreter"_L1).toString(), interpreter);
    QCOMPARE(app.value("args"_L1).toArray(), args);
    QCOMPARE(app.value("env"_L1).toObject().value("PORT"_L1), u"5000"_s);
    if (QByteArray(QTest::currentDataTag()) == "variables in front") {
        QCOMPARE(app.value("env"_L1).toObject().value("A"_L1), u"1"_s);
        QCOMPARE(app.value("env"_L1).toObject().value("B"_L1), u"x y"_s);
    }
    QCOMPARE(m_in->says(u"Procfile"_s, u"3: web: "_s, note), !note.isEmpty());
    QVERIFY(m_in->says(u"Procfile"_s, u" "_s, u"PORT of its own"_s));
}

void TestProcfile::ports()
{
    m_in->import(u"Procfile.dev"_s, "a: sleep 1\nb: sleep $PORT\nc: PORT=80 sleep 1\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app(u"a"_s).value("env"_L1).toObject().value("PORT"_L1), u"5000"_s);
    QCOMPARE(m_in->app(u"b"_s).value("args"_L1).toArray(), QJsonArray{u"5100"_s});
    QCOMPARE(m_in->app(u"c"_s).value("env"_L1).toObject().value("PORT"_L1), u"80"_s);
}

void TestProcfile::portOfTheEnvironmentFile()
{
    m_in->write(u".env"_s, "A=1\nPORT=7000\n");
    m_in->import(u"Procfile"_s, "a: sleep 1\nb: sleep $PORT\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app(u"b"_s).value("args"_L1).toArray(), QJsonArray{u"7100"_s});
    QCOMPARE(m_in->app(u"a"_s).value("env_file"_L1), u".env"_s);
}

void TestProcfile::whatIsNoService()
{
    m_in->import(u"Procfile"_s, "release: sh bin/serve migrate\nweb: sleep 1\nwhat is this\n");
    QVERIFY2(m_in->outcome.faults.isEmpty(), m_in->all());
    QCOMPARE(m_in->app().value("name"_L1), u"web"_s);
    QVERIFY(m_in->says(u"Procfile"_s, u"1: release: "_s, u"once a release"_s));
    QVERIFY(m_in->says(u"Procfile"_s, u"3: "_s, u"NAME: COMMAND"_s));
}

void TestProcfile::packages_data()
{
    QTest::addColumn<QByteArray>("scripts");
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QJsonArray>("args");
    const QJsonArray none;
    QTest::newRow("start") << QByteArray(R"("start": "sh app.py -v")") << QByteArray("npm start")
                           << u"app.py"_s << QJsonArray{u"-v"_s};
    QTest::newRow("run") << QByteArray(R"("serve": "sleep 60")") << QByteArray("npm run serve")
                         << u"sleep"_s << QJsonArray{u"60"_s};
    QTest::newRow("more arguments")
        << QByteArray(R"("start": "sleep 60")") << QByteArray("npm start -- 70") << u"sleep"_s
        << QJsonArray{u"60"_s, u"70"_s};
    QTest::newRow("own program") << QByteArray(R"("start": "tool start")")
                                 << QByteArray("npm start") << u"./node_modules/.bin/tool"_s
                                 << QJsonArray{u"start"_s};
    // What stays with npm.
    QTest::newRow("needs a shell") << QByteArray(R"("start": "sleep $A")")
                                   << QByteArray("npm start") << u"npm"_s << QJsonArray{u"start"_s};
    QTest::newRow("more is run") << QByteArray(R"("start": "sleep 1", "prestart": "sleep 2")")
                                 << QByteArray("npm start") << u"npm"_s << QJsonArray{u"start"_s};
    QTest::newRow("not there") << QByteArray(R"("serve": "sleep 1")") << QByteArray("npm start")
                               << u"npm"_s << QJsonArray{u"start"_s};
    QTest::newRow("npm's own argument")
        << QByteArray(R"("start": "sleep 1")") << QByteArray("npm start --silent") << u"npm"_s
        << QJsonArray{u"start"_s, u"--silent"_s};
}

void TestProcfile::packages()
{
    QFETCH(QByteArray, scripts);
    QFETCH(QByteArray, command);
    QFETCH(QString, exec);
    QFETCH(QJsonArray, args);
    m_in->write(u"package.json"_s, "{\"scripts\": {" + scripts + "}}");
    m_in->write(u"node_modules/.bin/tool"_s, "#!/bin/sh\n", true);
    m_in->import(u"Procfile"_s, "web: " + command + '\n');
    QCOMPARE(m_in->app().value("exec"_L1).toString(), exec);
    QCOMPARE(m_in->app().value("args"_L1).toArray(), args);
    const bool stays = exec == "npm"_L1;
    QVERIFY2(m_in->says(u"Procfile"_s, u"1: web: npm would "_s,
                        stays ? u"name the script itself"_s : u"is run instead: "_s),
             m_in->all());
}

void TestProcfile::faults()
{
    m_in->import(u"Procfile"_s, "# nothing\n");
    QVERIFY2(m_in->says(u"Procfile"_s, {}, u"no line NAME: COMMAND"_s), m_in->all());
    QVERIFY(m_in->outcome.json.isEmpty());
}

QTEST_GUILESS_MAIN(TestProcfile)
#include "tst_procfile.moc"
