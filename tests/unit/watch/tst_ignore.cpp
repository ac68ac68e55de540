// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/ignore.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

class tst_Ignore : public QObject
{
    Q_OBJECT

private slots:
    void table_data()
    {
        QTest::addColumn<QString>("glob");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("ignored");
        const auto row = [](const char *glob, const char *path, bool ignored) {
            QTest::addRow("%s %s", glob, path)
                << QString::fromUtf8(glob) << QByteArray(path) << ignored;
        };
        row("node_modules", "node_modules", true);
        row("node_modules", "node_modules/a/index.js", true);
        row("node_modules", "lib/deep/node_modules/a.js", true);
        row("node_modules", "node_modules2/a.js", false);
        row("node_modules", "my_node_modules", false);
        row("node_modules/", "a/node_modules/b", true);
        row(".git", ".gitignore", false);
        row(".git", ".git/HEAD", true);
        row("*.swp", ".app.js.swp", true);
        row("*.swp", "dir.swp/file.js", true);
        row("*.swp", "a.swpx", false);
        row("*~", "lib/app.js~", true);
        row("*~", "~app", false);
        row("#*#", "#app.js#", true);
        row(".#*", "a/.#app.js", true);
        row("*", "anything", true);
        row("?.js", "a.js", true);
        row("?.js", "ab.js", false);
        row("?.js", "\xc3\xa9.js", true);
        row("?.js", "\xff.js", true);
        row("[abc].js", "b.js", true);
        row("[!abc].js", "b.js", false);
        row("[^abc].js", "d.js", true);
        row("[a-c]*", "bx", true);
        row("[a-c]*", "dx", false);
        row("[]]", "]", true);
        row("[a", "a", false);
        row("[\xc3\xa0-\xc3\xb6]", "\xc3\xa9", true);
        row("\\*", "*", true);
        row("\\*", "a", false);
        row("*a*b*c*", "xxaxxbxxcxx", true);
        row("*a*b*c*", "xxaxxcxxbxx", false);
        // With a slash: the path from the watched directory on.
        row("build/cache", "build/cache/x", true);
        row("build/cache", "a/build/cache/x", false);
        row("./build/cache", "build/cache", true);
        row("/logs", "logs/a", true);
        row("/logs", "a/logs/a", false);
        row("logs/*.txt", "logs/a.txt", true);
        row("logs/*.txt", "logs/a/b.txt", false);
        row("logs/**", "logs/a/b.txt", true);
        row("logs/**", "logs", false);
        row("**/tmp/*.js", "tmp/a.js", true);
        row("**/tmp/*.js", "x/y/tmp/a.js", true);
        row("**/tmp/*.js", "x/y/tmp2/a.js", false);
        row("a/**/b", "a/b", true);
        row("a/**/b", "a/x/y/b", true);
        row("a/**/b", "a/xb", false);
        row("a/*/b", "a/x/b/c", true);
        row("a/*/b", "a/b", false);
        row("a?b/c", "a/b/c", false);
        row("a[/]b/c", "a/b/c", false);
        row("", "a", false);
        row("/", "a", false);
        row("./", "a", false);
    }

    void table()
    {
        QFETCH(QString, glob);
        QFETCH(QByteArray, path);
        QFETCH(bool, ignored);
        QCOMPARE(IgnoreRules({glob}).ignores(path.toStdString()), ignored);
    }

    void anyOfSeveral()
    {
        const IgnoreRules rules({u"a"_s, u"*.log"_s, u"x/y"_s});
        QVERIFY(rules.ignores("b/c.log"));
        QVERIFY(rules.ignores("x/y/z"));
        QVERIFY(!rules.ignores("b/c/y"));
        QVERIFY(!IgnoreRules().ignores("a"));
        const IgnoreRules own({}, {u"app"_s, u"app.[0-9]*"_s});
        QVERIFY(own.isOwn("app") && own.isOwn("app.12") && !own.isOwn("app.js"));
        QVERIFY(!own.ignores("app") && !own.ignores("app/app"));
    }

    void manyStarsAreNotSlow()
    {
        const std::string text(2000, 'a');
        QVERIFY(!matchesGlob("*a*a*a*a*a*a*a*a*a*b", text));
        QVERIFY(!matchesGlob("**a**a**a**a**b", text));
    }
};

QTEST_GUILESS_MAIN(tst_Ignore)
#include "tst_ignore.moc"
