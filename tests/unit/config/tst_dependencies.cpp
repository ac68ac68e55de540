// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/dependencies.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// "web:db,cache db cache:db": name, and what it depends on.
QList<AppConfig> appsOf(const QString &text)
{
    QList<AppConfig> apps;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        AppConfig app;
        app.name = word.section(u':', 0, 0);
        app.dependsOn = word.section(u':', 1).split(u',', Qt::SkipEmptyParts);
        apps.append(app);
    }
    return apps;
}

} // namespace

// "depends_on" as a graph.
class TestDependencies final : public QObject
{
    Q_OBJECT

private slots:
    void order_data();
    void order();
    void cycles_data();
    void cycles();
    void longChain();
};

void TestDependencies::order_data()
{
    QTest::addColumn<QString>("apps");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("needed");
    QTest::addColumn<QString>("dependents");
    const QString chain = u"web:api api:db db other"_s;
    QTest::newRow("nothing") << chain << u"other"_s << u""_s << u""_s;
    QTest::newRow("first of a chain") << chain << u"web"_s << u"db api"_s << u""_s;
    QTest::newRow("last of a chain") << chain << u"db"_s << u""_s << u"web api"_s;
    QTest::newRow("within a chain") << chain << u"api"_s << u"db"_s << u"web"_s;
    const QString diamond = u"web:api,cache api:db cache:db db"_s;
    QTest::newRow("top of a diamond") << diamond << u"web"_s << u"db api cache"_s << u""_s;
    QTest::newRow("foot of a diamond") << diamond << u"db"_s << u""_s << u"web api cache"_s;
    QTest::newRow("unknown ones") << u"a:b,c b:d"_s << u"a"_s << u"b"_s << u""_s;
    QTest::newRow("no such application") << chain << u"nobody"_s << u""_s << u""_s;
    QTest::newRow("named twice") << u"a:b,b b"_s << u"a"_s << u"b"_s << u""_s;
    QTest::newRow("cycle") << u"a:b b:a"_s << u"a"_s << u"b"_s << u"b"_s;
}

void TestDependencies::order()
{
    QFETCH(QString, apps);
    QFETCH(QString, name);
    QFETCH(QString, needed);
    QFETCH(QString, dependents);
    QCOMPARE(neededBy(name, appsOf(apps)).join(u' '), needed);
    QCOMPARE(dependentsOf(name, appsOf(apps)).join(u' '), dependents);
}

void TestDependencies::cycles_data()
{
    QTest::addColumn<QString>("apps");
    QTest::addColumn<QStringList>("cycles");
    QTest::newRow("none") << u"web:api,cache api:db cache:db db"_s << QStringList();
    QTest::newRow("itself") << u"a:a"_s << QStringList{u"a a"_s};
    QTest::newRow("two") << u"a:b b:a"_s << QStringList{u"a b a"_s};
    QTest::newRow("two, the later one first") << u"b:a a:b"_s << QStringList{u"b a b"_s};
    QTest::newRow("three") << u"a:b b:c c:a"_s << QStringList{u"a b c a"_s};
    QTest::newRow("behind a chain") << u"x:y y:a a:b b:a"_s << QStringList{u"a b a"_s};
    QTest::newRow("with branches") << u"a:z,b b:z,a z"_s << QStringList{u"a b a"_s};
    QTest::newRow("two apart") << u"a:b b:a c:d d:c"_s << QStringList{u"a b a"_s, u"c d c"_s};
    QTest::newRow("one before another")
        << u"a:b b:a c:a,d d:c"_s << QStringList{u"a b a"_s, u"c d c"_s};
    QTest::newRow("unknown ones") << u"a:b,nobody b:nobody"_s << QStringList();
}

void TestDependencies::cycles()
{
    QFETCH(QString, apps);
    QFETCH(QStringList, cycles);
    QStringList found;
    for (const QStringList &cycle : dependencyCycles(appsOf(apps)))
        found.append(cycle.join(u' '));
    QCOMPARE(found, cycles);
}

void TestDependencies::longChain()
{
    constexpr int kLength = 50000;
    QList<AppConfig> apps;
    for (int i = 0; i < kLength; ++i) {
        AppConfig app;
        app.name = QString::number(i);
        app.dependsOn = {QString::number(i + 1)};
        apps.append(app);
    }
    QVERIFY(dependencyCycles(apps).isEmpty());
    QCOMPARE(int(neededBy(u"0"_s, apps).size()), kLength - 1);
    apps.last().dependsOn = {u"0"_s};
    const QList<QStringList> cycles = dependencyCycles(apps);
    QCOMPARE(int(cycles.size()), 1);
    QCOMPARE(int(cycles.first().size()), kLength + 1);
}

QTEST_GUILESS_MAIN(TestDependencies)
#include "tst_dependencies.moc"
