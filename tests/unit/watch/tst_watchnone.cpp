// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/inotify.h"
#include "sandbox.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

// Built with the platform files for systems without inotify.
class tst_WatchNone : public QObject
{
    Q_OBJECT

private slots:
    void pollsAndSaysSo()
    {
        QVERIFY(!Inotify::isAvailable());
        Inotify inotify;
        QVERIFY(!inotify.isOpen());
        QVERIFY(inotify.add("/").error != PathError::None);

        Sandbox box(u"beacon/sentinel"_s);
        box.fillTree();
        box.watch({u"tree"_s, u"beacon"_s, u"outside/x.js"_s});
        QCOMPARE(box.watcher->backend(), u"polling"_s);
        QCOMPARE(box.watcher->watching(), 11);
        QCOMPARE(box.problems->size(), 1);
        QCOMPARE(box.nextAfter([&] {
            box.write(u"tree/lib/a.js"_s, "A\n");
            box.write(u"outside/x.js"_s, "X\n");
            box.touch(u"tree/app.js"_s);
        }),
                 QStringList({u"outside/x.js"_s, u"tree/lib/a.js"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_WatchNone)
#include "tst_watchnone.moc"
