// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Change = std::function<void(const Sandbox &)>;
Q_DECLARE_METATYPE(Change)

// Single files named in the plan, natively and polled.
class tst_WatchFiles : public QObject
{
    Q_OBJECT

    static void systems(const char *name, const Change &change)
    {
        QTest::addRow("%s", name) << change << true;
        QTest::addRow("%s, polled", name) << change << false;
    }

private slots:
    void reports_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("native");
        systems("edit in place", [](const Sandbox &box) { box.write(u"app.js"_s, "two\n"); });
        systems("longer", [](const Sandbox &box) { box.write(u"app.js"_s, "longer\n"); });
        systems("append", [](const Sandbox &box) { box.append(u"app.js"_s, "two\n"); });
        systems("truncate", [](const Sandbox &box) { box.write(u"app.js"_s, ""); });
        systems("atomic save",
                [](const Sandbox &box) { box.saveAtomically(u"app.js"_s, "two\n"); });
        systems("vim", [](const Sandbox &box) { box.saveLikeVim(u"app.js"_s, "two\n"); });
        systems("sed -i", [](const Sandbox &box) { box.shell(u"sed -i s/one/two/ app.js"_s); });
        systems("dd", [](const Sandbox &box) {
            box.shell(u"printf two | dd of=app.js conv=notrunc status=none"_s);
        });
        systems("delete", [](const Sandbox &box) { box.remove(u"app.js"_s); });
        systems("delete and create", [](const Sandbox &box) {
            box.remove(u"app.js"_s);
            box.write(u"app.js"_s, "two\n");
        });
    }

    void reports()
    {
        QFETCH(Change, change);
        QFETCH(bool, native);
        Sandbox box;
        box.system.native = native;
        box.write(u"app.js"_s, "one\n");
        box.write(u"sentinel"_s, "0");
        box.watch({u"app.js"_s, u"sentinel"_s});
        QCOMPARE(box.watcher->backend(), native ? u"inotify"_s : u"polling"_s);
        QCOMPARE(box.watcher->watching(), 2);
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList({u"app.js"_s}));
        // And it still watches.
        QCOMPARE(box.nextAfter([&] { box.write(u"app.js"_s, "afterwards\n"); }),
                 QStringList({u"app.js"_s}));
        QCOMPARE(box.nextAfter([&] { box.saveAtomically(u"app.js"_s, "in the end\n"); }),
                 QStringList({u"app.js"_s}));
    }

    void staysSilent_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("native");
        systems("chmod", [](const Sandbox &box) { box.shell(u"chmod 700 app.js"_s); });
        systems("touch", [](const Sandbox &box) { box.touch(u"app.js"_s); });
        systems("read", [](const Sandbox &box) { box.shell(u"cat app.js > /dev/null"_s); });
        systems("hard link", [](const Sandbox &box) { box.shell(u"ln -f app.js other"_s); });
        systems("same content", [](const Sandbox &box) { box.write(u"app.js"_s, "one\n"); });
        systems("same content, atomically",
                [](const Sandbox &box) { box.saveAtomically(u"app.js"_s, "one\n"); });
        systems("same content, vim",
                [](const Sandbox &box) { box.saveLikeVim(u"app.js"_s, "one\n"); });
        systems("other file", [](const Sandbox &box) { box.write(u"other.js"_s, "x"); });
    }

    void staysSilent()
    {
        QFETCH(Change, change);
        QFETCH(bool, native);
        Sandbox box;
        box.system.native = native;
        box.write(u"app.js"_s, "one\n");
        box.write(u"sentinel"_s, "0");
        box.watch({u"app.js"_s, u"sentinel"_s});
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"app.js"_s, "two\n"); }),
                 QStringList({u"app.js"_s}));
    }

    void followsLinks()
    {
        Sandbox box;
        box.write(u"releases/1/app.js"_s, "one");
        box.write(u"releases/2/app.js"_s, "two");
        box.link(u"releases/1"_s, u"current"_s);
        box.link(u"current/app.js"_s, u"app.js"_s);
        box.watch({u"app.js"_s});
        const QStringList app = {u"app.js"_s};
        box.write(u"releases/1/app.js"_s, "changed");
        QCOMPARE(box.next(), app);
        box.link(u"releases/2"_s, u"current"_s);
        QCOMPARE(box.next(), app);
        box.saveAtomically(u"releases/2/app.js"_s, "in the new one");
        QCOMPARE(box.next(), app);
        box.shell(u"ln -s releases/1 next; mv -T next current"_s);
        QCOMPARE(box.next(), app);
        box.link(u"releases/1/app.js"_s, u"app.js"_s);
        QCOMPARE(box.next(), app);
        box.link(u"nowhere"_s, u"app.js"_s);
        QCOMPARE(box.next(), app);
        box.write(u"nowhere"_s, "there after all");
        QCOMPARE(box.next(), app);
        QVERIFY(box.problems->isEmpty());
    }

    void noticesASwappedParent()
    {
        Sandbox box;
        box.write(u"app/app.js"_s, "one");
        box.write(u"new/app.js"_s, "two");
        box.watch({u"app/app.js"_s});
        box.rename(u"app"_s, u"old"_s);
        box.rename(u"new"_s, u"app"_s);
        QCOMPARE(box.next(), QStringList({u"app/app.js"_s}));
        box.write(u"app/app.js"_s, "three");
        QCOMPARE(box.next(), QStringList({u"app/app.js"_s}));
    }

    void noticesASwappedAncestorByPolling()
    {
        Sandbox box;
        box.system.safetyPoll = 50ms;
        box.write(u"a/b/c/d/app.js"_s, "one");
        box.write(u"new/b/c/d/app.js"_s, "two");
        box.watch({u"a/b/c/d/app.js"_s});
        box.rename(u"a"_s, u"old"_s);
        box.rename(u"new"_s, u"a"_s);
        QCOMPARE(box.next(), QStringList({u"a/b/c/d/app.js"_s}));
        box.write(u"a/b/c/d/app.js"_s, "three");
        QCOMPARE(box.next(), QStringList({u"a/b/c/d/app.js"_s}));
    }

    void waitsForWhatIsMissing()
    {
        Sandbox box;
        box.watch({u"later/deep/app.js"_s});
        QCOMPARE(box.problems->size(), 1);
        QVERIFY(box.problems->first().first().toString().contains(u"later/deep/app.js"_s));
        QCOMPARE(box.watcher->watching(), 0);
        box.mkdir(u"later/other"_s);
        box.write(u"later/deep/app.js"_s, "here");
        QCOMPARE(box.next(), QStringList({u"later/deep/app.js"_s}));
        QCOMPARE(box.watcher->watching(), 1);
        box.remove(u"later"_s);
        QCOMPARE(box.next(), QStringList({u"later/deep/app.js"_s}));
        box.write(u"later/deep/app.js"_s, "again");
        QCOMPARE(box.next(), QStringList({u"later/deep/app.js"_s}));
        QCOMPARE(box.problems->size(), 1);
    }

    void forgetsWhatIsPending()
    {
        Sandbox box;
        box.quiet = 1h;
        const QStringList names{u"app.js"_s, u"late.js"_s, u"sentinel"_s};
        box.write(u"app.js"_s, "one");
        box.write(u"sentinel"_s, "0");
        box.watch(names);
        box.write(u"late.js"_s, "here");
        TRY_COMPARE(box.watcher->watching(), 3); // noticed, not reported
        box.write(u"app.js"_s, "two");           // not noticed
        box.watcher->forgetPending();
        box.quiet = 40ms;
        box.setPlan(names);
        QCOMPARE(box.nextAfter([] {}), QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"app.js"_s, "four"); }),
                 QStringList({u"app.js"_s}));
    }

    void replacesThePlan()
    {
        Sandbox box;
        box.write(u"a"_s, "1");
        box.write(u"b"_s, "1");
        box.write(u"sentinel"_s, "0");
        box.watch({u"a"_s, u"sentinel"_s});
        box.setPlan({u"b"_s, u"sentinel"_s});
        QCOMPARE(box.nextAfter([&] {
            box.write(u"a"_s, "2");
            box.write(u"b"_s, "2");
        }),
                 QStringList({u"b"_s}));
        box.setPlan({u"b"_s, u"sentinel"_s});
        box.setPlan({});
        QCOMPARE(box.watcher->watching(), 0);
    }

    void saysWhenTheFileSystemIsRemote()
    {
        Sandbox box;
        box.system.isRemote = [](const std::string &) { return true; };
        box.write(u"app.js"_s, "one");
        box.watch({u"app.js"_s});
        QCOMPARE(box.watcher->backend(), u"polling"_s);
        QCOMPARE(box.problems->size(), 1);
        box.write(u"app.js"_s, "two");
        QCOMPARE(box.next(), QStringList({u"app.js"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_WatchFiles)
#include "tst_watchfiles.moc"
