// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"
#include "tests/support/needs.h"
#include "tests/support/waitfor.h"

#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// Trees whose roots come and go, links in and out of them, many changes at once, new plans.
class tst_TreeLife : public QObject
{
    Q_OBJECT

private slots:
    void followsACurrentLink_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("ln -sfn") << u"ln -sfn releases/42 current"_s;
        QTest::newRow("mv -T") << u"ln -s releases/42 next; mv -T next current"_s;
    }

    void followsACurrentLink()
    {
        QFETCH(QString, command);
        Sandbox box(u"beacon/sentinel"_s);
        box.write(u"releases/41/app.js"_s, "41");
        box.write(u"releases/41/lib/same.js"_s, "same");
        box.write(u"releases/41/lib/old.js"_s, "old");
        box.write(u"releases/42/app.js"_s, "42");
        box.write(u"releases/42/lib/same.js"_s, "same");
        box.write(u"releases/42/lib/new.js"_s, "new");
        box.write(u"beacon/sentinel"_s, "0");
        box.link(u"releases/41"_s, u"current"_s);
        box.watch({u"current"_s, u"beacon"_s});
        QCOMPARE(box.nextAfter([&] { box.shell(command); }),
                 QStringList({u"current"_s, u"current/app.js"_s, u"current/lib/new.js"_s,
                              u"current/lib/old.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"releases/42/lib/new.js"_s, "newer"); }),
                 QStringList({u"current/lib/new.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"releases/41/lib/old.js"_s, "older"); }),
                 QStringList());
    }

    void picksUpARootAgain()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.watch({u"a/tree"_s});
        QCOMPARE(box.problems->size(), 1);
        for (int i = 0; i < 3; ++i) {
            box.write(u"a/tree/lib/app.js"_s, "1");
            QCOMPARE(box.next(u"a/tree/lib/app.js"_s), QStringList({u"a/tree/lib/app.js"_s}));
            box.write(u"a/tree/lib/app.js"_s, "2");
            QCOMPARE(box.next(), QStringList({u"a/tree/lib/app.js"_s}));
            box.remove(i == 1 ? u"a"_s : u"a/tree"_s);
            QCOMPARE(box.next(), QStringList({u"a/tree/lib/app.js"_s}));
            TRY_COMPARE(box.watcher->watching(), 0);
        }
    }

    void noticesASwappedAncestorByPolling()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.system.safetyPoll = 50ms;
        box.write(u"a/b/c/tree/app.js"_s, "1");
        box.write(u"new/b/c/tree/app.js"_s, "2");
        box.watch({u"a/b/c/tree"_s});
        box.rename(u"a"_s, u"old"_s);
        box.rename(u"new"_s, u"a"_s);
        QCOMPARE(box.next(), QStringList({u"a/b/c/tree/app.js"_s}));
        box.write(u"a/b/c/tree/app.js"_s, "3");
        QCOMPARE(box.next(), QStringList({u"a/b/c/tree/app.js"_s}));
    }

    void linksOutOfTheTreeAreLookedAt()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.system.safetyPoll = 50ms;
        box.fillTree();
        box.link(u"../outside/x.js"_s, u"tree/x.js"_s);
        box.link(u"../outside/sub"_s, u"tree/sub"_s);
        box.watch({u"tree"_s});
        box.write(u"outside/x.js"_s, "X\n");
        QCOMPARE(box.next(), QStringList({u"tree/x.js"_s}));
        box.write(u"outside/sub/y.js"_s, "Y\n");
        QCOMPARE(box.next(), QStringList({u"tree/sub/y.js"_s}));
        box.rename(u"outside/sub"_s, u"outside/was"_s);
        box.write(u"outside/sub/y.js"_s, "other\n");
        QCOMPARE(box.next(), QStringList({u"tree/sub/y.js"_s}));
    }

    void linksInCirclesEnd()
    {
        for (const bool native : {true, false}) {
            Sandbox box(u"beacon/sentinel"_s);
            box.system.native = native;
            box.fillTree();
            box.link(u".."_s, u"tree/lib/up"_s);
            box.link(u"lib"_s, u"tree/again"_s);
            box.link(u"itself"_s, u"tree/itself"_s);
            box.link(u"../outside"_s, u"tree/out"_s);
            box.link(u"../../tree"_s, u"outside/sub/back"_s);
            box.watch({u"tree"_s, u"beacon"_s});
            QCOMPARE(box.watcher->watching(), 10 + 4);
            QCOMPARE(box.nextAfter([&] { box.append(u"tree/lib/a.js"_s, "2"); }),
                     QStringList({u"tree/lib/a.js"_s}));
            QCOMPARE(box.nextAfter([&] { box.append(u"outside/sub/y.js"_s, "2"); }),
                     QStringList({u"tree/out/sub/y.js"_s}));
        }
    }

    void anotherLinkTakesOver()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.fillTree();
        box.link(u"../outside"_s, u"tree/first"_s);
        box.link(u"../outside"_s, u"tree/second"_s);
        box.watch({u"tree"_s, u"beacon"_s});
        box.remove(u"tree/first"_s);
        box.remove(u"tree/nothing"_s);
        box.next(u"tree/first"_s);
        QCOMPARE(box.nextAfter([&] { box.append(u"outside/x.js"_s, "2"); }),
                 QStringList({u"tree/second/x.js"_s}));
    }

    void namesOfAnyBytes()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.fillTree();
        box.shell(
            u"mkdir \"tree/$(printf 'd\\377')\"; echo 1 > \"tree/$(printf 'd\\377/f\\376')\""_s);
        box.watch({u"tree"_s, u"beacon"_s});
        QCOMPARE(box.watcher->watching(), 12);
        QCOMPARE(
            box.nextAfter([&] { box.shell(u"echo 2 >> \"tree/$(printf 'd\\377/f\\376')\""_s); })
                .size(),
            1);
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/日本 \n'語.js"_s, "1"); }),
                 QStringList({u"tree/日本 \n'語.js"_s}));
        box.shell(u"rm -rf tree"_s); // QTemporaryDir cannot
    }

    void deepAndWide()
    {
        Sandbox box(u"beacon/sentinel"_s);
        QString deep = u"tree"_s;
        for (int i = 0; i < 300; ++i)
            deep += u"/d"_s;
        box.mkdir(deep);
        box.write(u"beacon/sentinel"_s, "0");
        box.shell(u"mkdir tree/wide; cd tree/wide; seq 20000 | xargs touch"_s);
        box.watch({u"tree"_s, u"beacon"_s});
        QCOMPARE(box.watcher->watching(), 301 + 1 + 20'000 + 2);
        const QString file = deep + u"/f"_s;
        QCOMPARE(box.nextAfter([&] { box.write(file, "1"); }), QStringList({file}));
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/wide/77"_s, "1"); }),
                 QStringList({u"tree/wide/77"_s}));
        box.remove(u"tree"_s);
        QCOMPARE(box.next().size(), 1000);
        TRY_COMPARE(box.watcher->watching(), 2);
    }

    void gitCheckout_data()
    {
        QTest::addColumn<bool>("isLoopRunning");
        QTest::newRow("loop running") << true;
        QTest::newRow("loop blocked") << false;
    }

    void gitCheckout()
    {
        NEED(!QStandardPaths::findExecutable(u"git"_s).isEmpty(), "needs git");
        QFETCH(bool, isLoopRunning);
        Sandbox box(u"beacon/sentinel"_s);
        box.quiet = 5s; // more than git may stop on a busy machine
        box.shell(u"export HOME=$PWD; git init -q tree; cd tree; "
                  "git config user.email a@b; git config user.name n; git config core.fsync none; "
                  "fill() { for d in $(seq 100); do mkdir -p d$d; for f in $(seq 20); do "
                  "echo $1 > d$d/f$f; done; done; git add .; git commit -q -m $1; }; "
                  "fill one; git branch one; fill two"_s);
        box.watch({u"tree"_s}, {u".git"_s});
        QCOMPARE(box.watcher->watching(), 2101);
        QStringList expected;
        for (int d = 1; d <= 100; ++d) {
            for (int f = 1; f <= 20; ++f)
                expected.append(u"tree/d%1/f%2"_s.arg(d).arg(f));
        }
        expected.sort();
        if (isLoopRunning) {
            box.shell(
                u"(sleep 0.05; cd tree; HOME=.. git checkout -q one; : > ../done) > /dev/null 2>&1 &"_s);
        } else {
            box.shell(u"cd tree; HOME=.. git checkout -q one"_s);
        }
        QCOMPARE(box.next(), expected.mid(0, 1000));
        QVERIFY(box.changes->isEmpty());
        box.quiet = 40ms;
        box.setPlan({u"tree"_s}, {u".git"_s});
        box.write(u"tree/new"_s, "1");
        QCOMPARE(box.next(), QStringList({u"tree/new"_s}));
    }

    void randomEdits_data()
    {
        QTest::addColumn<bool>("native");
        QTest::newRow("native") << true;
        QTest::newRow("polled") << false;
    }

    // Whatever is done: what changed since the last report is in a later one.
    void randomEdits()
    {
        QFETCH(bool, native);
        Sandbox box(u"beacon/sentinel"_s);
        box.system.native = native;
        box.quiet = 30ms;
        const QStringList names = {u"tree/a"_s, u"tree/b"_s, u"tree/lib/c"_s, u"tree/lib/x/d"_s};
        for (const QString &name : names)
            box.write(name, "0");
        box.watch({u"tree"_s, u"tree/a"_s});
        QRandomGenerator random(20260101);
        for (int i = 1; i <= 200; ++i) {
            const QString &name = names.at(random.bounded(int(names.size())));
            // Of the same length again and again, so that neither size nor a coarse clock helps.
            const QByteArray content = QByteArray::number(1000 + i);
            switch (random.bounded(5)) {
            case 0:
                box.write(name, content);
                break;
            case 1:
                box.saveAtomically(name, content);
                break;
            case 2:
                box.saveLikeVim(name, content);
                break;
            case 3:
                box.remove(name);
                box.write(name, content);
                break;
            case 4:
                box.rename(u"tree/lib"_s, u"tree/moved"_s);
                box.rename(u"tree/moved"_s, u"tree/lib"_s);
                box.write(name, content);
                break;
            }
            if (random.bounded(3) == 0) {
                const QStringList told = box.next(name);
                QVERIFY2(told.contains(name), qPrintable(u"edit %1 of %2"_s.arg(i).arg(name)));
            } else if (random.bounded(2) == 0) {
                QCoreApplication::processEvents();
            }
        }
    }

    void forgetsWhatIsPending()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.quiet = 1h;
        box.fillTree();
        box.watch({u"tree"_s, u"beacon"_s});
        box.write(u"tree/late.js"_s, "1");
        TRY_COMPARE(box.watcher->watching(), 11); // noticed, not reported
        box.write(u"tree/app.js"_s, "changed");   // not noticed
        box.remove(u"tree/lib"_s);
        box.write(u"tree/p/q.js"_s, "1");
        box.letClockPass(); // what comes later is told by its time
        box.watcher->forgetPending();
        box.quiet = 40ms;
        box.setPlan({u"tree"_s, u"beacon"_s});
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/empty/x.js"_s, "changed"); }),
                 QStringList({u"tree/empty/x.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/p/q.js"_s, "2"); }),
                 QStringList({u"tree/p/q.js"_s}));
    }

    void replacesThePlan()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.fillTree();
        box.write(u"tree/node_modules/m/index.js"_s, "1");
        const QStringList both = {u"tree"_s, u"beacon"_s};
        box.watch(both, {u"node_modules"_s});
        QCOMPARE(box.watcher->watching(), 10);
        // A change just before the new plan is not lost, what was ignored is learned in silence.
        box.write(u"tree/app.js"_s, "before");
        box.setPlan(both, {u"lib"_s});
        QCOMPARE(box.watcher->watching(), 8);
        QCOMPARE(box.next(), QStringList({u"tree/app.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/a.js"_s, "ignored now"); }),
                 QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/node_modules/m/index.js"_s, "2"); }),
                 QStringList({u"tree/node_modules/m/index.js"_s}));
        box.setPlan({u"outside"_s, u"beacon"_s});
        QCOMPARE(box.watcher->watching(), 6);
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/app.js"_s, "no longer watched"); }),
                 QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"outside/sub/y.js"_s, "2"); }),
                 QStringList({u"outside/sub/y.js"_s}));
    }

    void nestedRoots()
    {
        Sandbox box(u"beacon/sentinel"_s);
        box.fillTree();
        box.write(u"tree/node_modules/mine/index.js"_s, "1");
        box.write(u"tree/node_modules/other/index.js"_s, "1");
        box.watch({u"tree"_s, u"tree/lib"_s, u"tree/node_modules/mine"_s, u"beacon"_s},
                  {u"node_modules"_s});
        QCOMPARE(box.watcher->watching(), 12);
        QCOMPARE(box.nextAfter([&] {
            box.write(u"tree/lib/a.js"_s, "2");
            box.write(u"tree/node_modules/mine/index.js"_s, "2");
            box.write(u"tree/node_modules/other/index.js"_s, "2");
        }),
                 QStringList({u"tree/lib/a.js"_s, u"tree/node_modules/mine/index.js"_s}));
        box.setPlan({u"tree"_s, u"beacon"_s}, {u"node_modules"_s});
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/deep/b.js"_s, "2"); }),
                 QStringList({u"tree/lib/deep/b.js"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_TreeLife)
#include "tst_treelife.moc"
