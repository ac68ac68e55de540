// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"
#include "tests/support/needs.h"
#include "tests/support/unprivileged.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What the system refuses: watches, events, permission, a file system that tells.
class tst_WatchLimits : public QObject
{
    Q_OBJECT

    static QString onlyProblem(const Sandbox &box)
    {
        return box.problems->size() == 1 ? box.problems->first().first().toString() : QString();
    }

private slots:
    void pollsBeyondTheWatchLimit()
    {
        Sandbox box;
        box.system.maxWatches = 3;
        for (int i = 0; i < 10; ++i)
            box.write(u"tree/d%1/f"_s.arg(i), "1");
        box.write(u"sentinel"_s, "0");
        box.watch({u"tree"_s, u"sentinel"_s});
        QCOMPARE(box.watcher->backend(), u"inotify+polling"_s);
        QCOMPARE(box.watcher->watching(), 22);
        QVERIFY2(onlyProblem(box).contains(u"max_user_watches"_s), qPrintable(onlyProblem(box)));
        QVERIFY2(onlyProblem(box).contains(u"and 7 more"_s), qPrintable(onlyProblem(box)));
        QStringList all;
        for (int i = 0; i < 10; ++i) {
            all.append(u"tree/d%1/f"_s.arg(i));
            box.write(all.last(), "2");
        }
        QStringList told;
        while (told.size() < all.size())
            told += box.next();
        told.sort();
        QCOMPARE(told, all);
        box.write(u"tree/d9/new/g"_s, "1");
        QCOMPARE(box.next(), QStringList({u"tree/d9/new/g"_s}));
        // Room again: one by one they are watched natively.
        for (int i = 0; i < 9; ++i)
            box.remove(u"tree/d%1"_s.arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(box.watcher->backend(), u"inotify"_s, 60'000);
        QCOMPARE(box.problems->size(), 1);
    }

    void pollsRemoteFileSystems()
    {
        Sandbox box;
        const std::string remote = box.path(u"remote"_s).toStdString();
        box.system.isRemote = [remote](const std::string &path) { return path == remote; };
        box.write(u"remote/sub/f"_s, "1");
        box.write(u"local/sub/f"_s, "1");
        box.watch({u"remote"_s, u"local"_s});
        QCOMPARE(box.watcher->backend(), u"inotify+polling"_s);
        QVERIFY2(onlyProblem(box).contains(u"/remote"_s), qPrintable(onlyProblem(box)));
        box.write(u"remote/sub/f"_s, "2");
        QCOMPARE(box.next(), QStringList({u"remote/sub/f"_s}));
        box.write(u"local/sub/f"_s, "2");
        QCOMPARE(box.next(), QStringList({u"local/sub/f"_s}));
    }

    void pollsWithoutInotify()
    {
        Sandbox box;
        box.system.native = false;
        box.write(u"tree/sub/f"_s, "1");
        box.write(u"file"_s, "1");
        box.watch({u"tree"_s, u"file"_s});
        QCOMPARE(box.watcher->backend(), u"polling"_s);
        QVERIFY2(onlyProblem(box).contains(u"inotify"_s), qPrintable(onlyProblem(box)));
    }

    void comparesAllAfterAnOverflow()
    {
        QFile limit(u"/proc/sys/fs/inotify/max_queued_events"_s);
        NEED(limit.open(QIODevice::ReadOnly), "no limit of inotify events here");
        const int events = limit.readAll().trimmed().toInt();
        if (events > 100'000)
            QSKIP("too many events fit into the queue");
        Sandbox box;
        box.quiet = 200ms;
        box.write(u"tree/a/f"_s, "1");
        box.write(u"tree/b/f"_s, "1");
        box.mkdir(u"tree/busy"_s);
        box.mkdir(u"tree/noise"_s);
        box.watch({u"tree"_s}, {u"noise"_s});
        QCOMPARE(box.watcher->watching(), 6);
        // All in one go, the loop blocked: each name is made, closed and removed.
        box.shell(u"cd tree/busy; seq %1 | xargs touch; seq %1 | xargs rm"_s.arg(events / 2));
        box.write(u"tree/b/f"_s, "2");
        box.write(u"tree/b/later/g"_s, "2");
        box.remove(u"tree/a/f"_s);
        QCOMPARE(box.next(u"tree/b/later/g"_s),
                 QStringList({u"tree/a/f"_s, u"tree/b/f"_s, u"tree/b/later/g"_s}));
        box.write(u"tree/b/f"_s, "3");
        QCOMPARE(box.next(), QStringList({u"tree/b/f"_s}));
        QVERIFY(box.problems->isEmpty());
    }

    void saysWhatItMayNotRead()
    {
        Sandbox box;
        box.write(u"tree/secret/f"_s, "1");
        box.write(u"tree/secret2/f"_s, "1");
        box.write(u"tree/open/f"_s, "1");
        box.shell(u"chmod 000 tree/secret tree/secret2"_s);
        const test::Unprivileged user(box.path());
        QVERIFY(user.isSound());
        box.watch({u"tree"_s});
        QVERIFY2(onlyProblem(box).contains(u"no permission"_s), qPrintable(onlyProblem(box)));
        box.write(u"tree/open/f"_s, "2");
        QCOMPARE(box.next(), QStringList({u"tree/open/f"_s}));
        box.shell(u"chmod 700 tree/secret tree/secret2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(box.watcher->backend(), u"inotify"_s, 60'000);
    }

    void pathsThatAreTooLong()
    {
        Sandbox box;
        box.mkdir(u"tree"_s);
        box.shell(
            u"cd -P tree; n=$(printf '%0200d' 0); i=0; while [ $i -lt 30 ]; do mkdir $n; cd -P $n; i=$((i+1)); done"_s);
        box.write(u"tree/f"_s, "1");
        box.watch({u"tree"_s});
        QVERIFY2(onlyProblem(box).contains(u"too long"_s), qPrintable(onlyProblem(box)));
        box.write(u"tree/f"_s, "2");
        QCOMPARE(box.next(), QStringList({u"tree/f"_s}));
        box.shell(u"rm -rf tree/0*"_s);
    }
};

QTEST_GUILESS_MAIN(tst_WatchLimits)
#include "tst_watchlimits.moc"
