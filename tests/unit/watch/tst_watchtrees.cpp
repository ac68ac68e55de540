// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"

#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(const Sandbox &)>;
Q_DECLARE_METATYPE(Change)

// Whole directories, natively and polled.
class tst_WatchTrees : public QObject
{
    Q_OBJECT

    static void systems(const char *name, const Change &change, const QStringList &files = {})
    {
        QTest::addRow("%s", name) << change << files << true;
        QTest::addRow("%s, polled", name) << change << files << false;
    }

    static void fill(const Sandbox &box)
    {
        box.write(u"tree/app.js"_s, "one\n");
        box.write(u"tree/lib/a.js"_s, "a\n");
        box.write(u"tree/lib/deep/b.js"_s, "b\n");
        box.write(u"tree/lib/deep/c.js"_s, "c\n");
        box.mkdir(u"tree/empty"_s);
        box.write(u"outside/x.js"_s, "x\n");
        box.write(u"outside/sub/y.js"_s, "y\n");
        box.write(u"beacon/sentinel"_s, "0");
    }

private slots:
    void reports_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<bool>("native");
        const QStringList b = {u"tree/lib/deep/b.js"_s};
        systems(
            "edit in place", [](const Sandbox &box) { box.write(u"tree/lib/deep/b.js"_s, "B\n"); },
            b);
        systems(
            "append", [](const Sandbox &box) { box.append(u"tree/lib/deep/b.js"_s, "2"); }, b);
        systems(
            "truncate", [](const Sandbox &box) { box.write(u"tree/lib/deep/b.js"_s, ""); }, b);
        systems(
            "atomic save",
            [](const Sandbox &box) { box.saveAtomically(u"tree/lib/deep/b.js"_s, "B\n"); }, b);
        systems(
            "vim", [](const Sandbox &box) { box.saveLikeVim(u"tree/lib/deep/b.js"_s, "B\n"); }, b);
        systems(
            "sed -i", [](const Sandbox &box) { box.shell(u"sed -i s/b/B/ tree/lib/deep/b.js"_s); },
            b);
        systems(
            "times kept",
            [](const Sandbox &box) {
                box.shell(u"cp -p tree/lib/deep/b.js keep; printf 'B\\n' > tree/lib/deep/b.js; "
                          "touch -r keep tree/lib/deep/b.js"_s);
            },
            b);
        systems("new file", [](const Sandbox &box) { box.write(u"tree/empty/new.js"_s, ""); },
                {u"tree/empty/new.js"_s});
        systems("new directory", [](const Sandbox &box) { box.write(u"tree/p/q/r/new.js"_s, "1"); },
                {u"tree/p/q/r/new.js"_s});
        systems(
            "removed file", [](const Sandbox &box) { box.remove(u"tree/lib/deep/b.js"_s); }, b);
        systems("removed directory", [](const Sandbox &box) { box.remove(u"tree/lib"_s); },
                {u"tree/lib/a.js"_s, u"tree/lib/deep/b.js"_s, u"tree/lib/deep/c.js"_s});
        systems("renamed file",
                [](const Sandbox &box) { box.rename(u"tree/app.js"_s, u"tree/main.js"_s); },
                {u"tree/app.js"_s, u"tree/main.js"_s});
        systems("renamed directory",
                [](const Sandbox &box) { box.rename(u"tree/lib/deep"_s, u"tree/moved"_s); },
                {u"tree/lib/deep/b.js"_s, u"tree/lib/deep/c.js"_s, u"tree/moved/b.js"_s,
                 u"tree/moved/c.js"_s});
        systems("moved out", [](const Sandbox &box) { box.rename(u"tree/lib/deep"_s, u"away"_s); },
                {u"tree/lib/deep/b.js"_s, u"tree/lib/deep/c.js"_s});
        systems("moved in", [](const Sandbox &box) { box.rename(u"outside"_s, u"tree/in"_s); },
                {u"tree/in/sub/y.js"_s, u"tree/in/x.js"_s});
        systems(
            "re-created directory",
            [](const Sandbox &box) {
                box.remove(u"tree/lib/deep"_s);
                box.write(u"tree/lib/deep/b.js"_s, "B\n");
                box.write(u"tree/lib/deep/c.js"_s, "c\n");
            },
            b);
        systems(
            "swapped directories",
            [](const Sandbox &box) {
                box.shell(
                    u"cp -r tree/lib new; echo B > new/deep/b.js; mv tree/lib old; mv new tree/lib"_s);
            },
            b);
        systems("file becomes directory",
                [](const Sandbox &box) {
                    box.remove(u"tree/app.js"_s);
                    box.write(u"tree/app.js/index.js"_s, "1");
                },
                {u"tree/app.js"_s, u"tree/app.js/index.js"_s});
        systems("directory becomes file",
                [](const Sandbox &box) {
                    box.remove(u"tree/lib/deep"_s);
                    box.write(u"tree/lib/deep"_s, "1");
                },
                {u"tree/lib/deep"_s, u"tree/lib/deep/b.js"_s, u"tree/lib/deep/c.js"_s});
        systems("new link", [](const Sandbox &box) { box.link(u"app.js"_s, u"tree/link.js"_s); },
                {u"tree/link.js"_s});
        systems("linked directory",
                [](const Sandbox &box) { box.link(u"../outside"_s, u"tree/out"_s); },
                {u"tree/out"_s, u"tree/out/sub/y.js"_s, u"tree/out/x.js"_s});
        systems("root renamed away", [](const Sandbox &box) { box.rename(u"tree"_s, u"away"_s); },
                {u"tree/app.js"_s, u"tree/lib/a.js"_s, u"tree/lib/deep/b.js"_s,
                 u"tree/lib/deep/c.js"_s});
    }

    void reports()
    {
        QFETCH(Change, change);
        QFETCH(QStringList, files);
        QFETCH(bool, native);
        Sandbox box(u"beacon/sentinel"_s);
        box.system.native = native;
        fill(box);
        box.watch({u"tree"_s, u"beacon"_s});
        QCOMPARE(box.watcher->backend(), native ? u"inotify"_s : u"polling"_s);
        QCOMPARE(box.watcher->watching(), 10);
        QCOMPARE(box.nextAfter([&] { change(box); }), files);
        // And it still watches.
        box.mkdir(u"tree/lib"_s);
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/afterwards.js"_s, "1"); }),
                 QStringList({u"tree/lib/afterwards.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/afterwards.js"_s, "2"); }),
                 QStringList({u"tree/lib/afterwards.js"_s}));
    }

    void staysSilent_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<bool>("native");
        systems("chmod", [](const Sandbox &box) { box.shell(u"chmod -R 700 tree"_s); });
        systems("touch", [](const Sandbox &box) { box.touch(u"tree/lib/deep/b.js"_s); });
        systems("read", [](const Sandbox &box) { box.shell(u"cat tree/lib/*.js > /dev/null"_s); });
        systems("same content", [](const Sandbox &box) { box.write(u"tree/lib/a.js"_s, "a\n"); });
        systems("same content, atomically",
                [](const Sandbox &box) { box.saveAtomically(u"tree/lib/a.js"_s, "a\n"); });
        systems("same content, vim",
                [](const Sandbox &box) { box.saveLikeVim(u"tree/lib/a.js"_s, "a\n"); });
        systems("same directory again", [](const Sandbox &box) {
            box.shell(u"cp -r tree/lib new; rm -rf tree/lib; mv new tree/lib"_s);
        });
        systems("empty directory", [](const Sandbox &box) { box.mkdir(u"tree/p/q"_s); });
        systems("pipe", [](const Sandbox &box) { box.shell(u"rm -f tree/p; mkfifo tree/p"_s); });
        systems("temporary file", [](const Sandbox &box) {
            box.write(u"tree/t"_s, "1");
            box.remove(u"tree/t"_s);
        });
        systems("ignored", [](const Sandbox &box) {
            box.write(u"tree/node_modules/x/index.js"_s, "1");
            box.append(u"tree/node_modules/x/index.js"_s, "2");
            box.write(u"tree/lib/b.log"_s, "1");
        });
        systems("outside", [](const Sandbox &box) { box.append(u"outside/x.js"_s, "2"); });
    }

    void staysSilent()
    {
        QFETCH(Change, change);
        QFETCH(bool, native);
        Sandbox box(u"beacon/sentinel"_s);
        box.system.native = native;
        fill(box);
        box.watch({u"tree"_s, u"beacon"_s}, {u"node_modules"_s, u"lib/*.log"_s});
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/a.js"_s, "A\n"); }),
                 QStringList({u"tree/lib/a.js"_s}));
    }

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
            QTRY_COMPARE(box.watcher->watching(), 0);
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
        fill(box);
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
            fill(box);
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
        fill(box);
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
        fill(box);
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
        QTRY_COMPARE(box.watcher->watching(), 2);
    }

    void gitCheckout_data()
    {
        QTest::addColumn<bool>("isLoopRunning");
        QTest::newRow("loop running") << true;
        QTest::newRow("loop blocked") << false;
    }

    void gitCheckout()
    {
        if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
            QSKIP("needs git");
        QFETCH(bool, isLoopRunning);
        Sandbox box(u"beacon/sentinel"_s);
        box.quiet = 1500ms; // more than git may stop on a busy machine
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
        box.quiet = 500ms;
        fill(box);
        box.watch({u"tree"_s, u"beacon"_s});
        box.write(u"tree/late.js"_s, "1");
        QTRY_COMPARE(box.watcher->watching(), 11); // noticed, not reported
        box.write(u"tree/app.js"_s, "changed");    // not noticed
        box.remove(u"tree/lib"_s);
        box.write(u"tree/p/q.js"_s, "1");
        QTest::qSleep(40); // told from what follows by the file system's clock
        box.watcher->forgetPending();
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/empty/x.js"_s, "changed"); }),
                 QStringList({u"tree/empty/x.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/p/q.js"_s, "2"); }),
                 QStringList({u"tree/p/q.js"_s}));
    }

    void replacesThePlan()
    {
        Sandbox box(u"beacon/sentinel"_s);
        fill(box);
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
        fill(box);
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

QTEST_GUILESS_MAIN(tst_WatchTrees)
#include "tst_watchtrees.moc"
