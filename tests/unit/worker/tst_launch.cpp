// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/launch.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_Launch : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void preloadFollowsTheUsersOptions();
    void preloadPathIsQuoted();
    void environment();
    void directoryIsResolvedAnew();
    void missingDirectory();

private:
    QTemporaryDir m_dir;
    Config m_config;
    AppConfig m_app;
};

void tst_Launch::init()
{
    QFile script(m_dir.filePath(u"app.sh"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("exit 0\n");
    m_config = Config{m_dir.filePath(u"c.json"_s), m_dir.path(), {}, {}};
    m_app = AppConfig{};
    m_app.exec = u"app.sh"_s;
    m_app.name = u"app.sh"_s;
}

void tst_Launch::preloadFollowsTheUsersOptions()
{
    QCOMPARE(withPreload(u"--max-http-header-size=9"_s, u"/p.cjs"_s),
             u"--max-http-header-size=9 --require \"/p.cjs\""_s);
    QCOMPARE(withPreload({}, u"/p.cjs"_s), u"--require \"/p.cjs\""_s);
}

void tst_Launch::preloadPathIsQuoted()
{
    QCOMPARE(withPreload({}, u"/a b/\"c\"\\d.cjs"_s), u"--require \"/a b/\\\"c\\\"\\\\d.cjs\""_s);
}

void tst_Launch::environment()
{
    qputenv("NODE_UNIQUE_ID", "7");
    qputenv("NOTIFY_SOCKET", "/nowhere");
    qputenv("QILIN_TEST_KEPT", "kept");
    qputenv("QILIN_TEST_GONE", "there");
    m_app.env.insert(u"QILIN_TEST_GONE"_s, std::nullopt);
    m_app.env.insert(u"QILIN_TEST_NEW"_s, u"new"_s);
    const Result<Launch> launch = planLaunch(m_config, m_app);
    QVERIFY(launch);
    const QProcessEnvironment &environment = launch->environment;
    QVERIFY(!environment.contains(u"NODE_UNIQUE_ID"_s));
    QVERIFY(!environment.contains(u"NOTIFY_SOCKET"_s));
    QVERIFY(!environment.contains(u"QILIN_TEST_GONE"_s));
    QCOMPARE(environment.value(u"QILIN_TEST_KEPT"_s), u"kept"_s);
    QCOMPARE(environment.value(u"QILIN_TEST_NEW"_s), u"new"_s);
}

void tst_Launch::directoryIsResolvedAnew()
{
    const QDir dir(m_dir.path());
    QVERIFY(dir.mkpath(u"releases/1"_s));
    m_app.cwd = u"current"_s;
    QVERIFY(!planLaunch(m_config, m_app));
    QVERIFY(QFile::link(u"releases/1"_s, m_dir.filePath(u"current"_s)));
    const Result<Launch> launch = planLaunch(m_config, m_app);
    QVERIFY(launch);
    QCOMPARE(launch->directory, m_dir.filePath(u"current"_s));
}

void tst_Launch::missingDirectory()
{
    m_app.cwd = u"nowhere"_s;
    const Result<Launch> launch = planLaunch(m_config, m_app);
    QVERIFY(!launch);
    QVERIFY(launch.error().text.contains(m_dir.filePath(u"nowhere"_s)));
}

QTEST_GUILESS_MAIN(tst_Launch)
#include "tst_launch.moc"
