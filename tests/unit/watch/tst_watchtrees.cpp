// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

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

private slots:
    void reports_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<bool>("native");
        static const QStringList b = {u"tree/lib/deep/b.js"_s};
        systems(
            "edit in place", [](const Sandbox &box) { box.write(u"tree/lib/deep/b.js"_s, "B\n"); },
            b);
        const Change append = [](const Sandbox &box) { box.append(b.first(), "2"); };
        systems("append", append, b);
        const Change truncate = [](const Sandbox &box) { box.write(b.first(), ""); };
        systems("truncate", truncate, b);
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
        const Change remove = [](const Sandbox &box) { box.remove(b.first()); };
        systems("removed file", remove, b);
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
        box.fillTree();
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
        box.fillTree();
        box.watch({u"tree"_s, u"beacon"_s}, {u"node_modules"_s, u"lib/*.log"_s});
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { change(box); }), QStringList());
        QCOMPARE(box.nextAfter([&] { box.write(u"tree/lib/a.js"_s, "A\n"); }),
                 QStringList({u"tree/lib/a.js"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_WatchTrees)
#include "tst_watchtrees.moc"
