// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

// Runs what follows in a user namespace of its own, with that many of the limit's.
QStringList limited(const QString &limit, int count)
{
    return {u"unshare"_s,
            u"-Ur"_s,
            u"sh"_s,
            u"-c"_s,
            u"echo %1 >/proc/sys/user/%2 && exec \"$@\""_s.arg(count).arg(limit),
            u"sh"_s};
}

} // namespace

// A machine that has no inotify left for the daemon.
class PollingTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void reloadAllTheSame_data();
    void reloadAllTheSame();
};

void PollingTest::initTestCase()
{
    NEED_NODE();
    QStringList words = limited(u"max_inotify_watches"_s, 1) + QStringList{u"true"_s};
    const QString program = words.takeFirst();
    if (QProcess::execute(program, words) != 0)
        QSKIP("this machine, a container perhaps, lets nobody lower the limits of inotify");
}

void PollingTest::reloadAllTheSame_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("backend");
    QTest::addColumn<QString>("said");
    QTest::newRow("no instance") << u"max_inotify_instances"_s << 0 << u"polling"_s
                                 << u"cannot open inotify (limit: fs.inotify.max_user_instances)"_s;
    QTest::newRow("too few watches")
        << u"max_inotify_watches"_s << 8 << u"inotify+polling"_s
        << u"the limit of inotify watches (fs.inotify.max_user_watches) is reached"_s;
}

void PollingTest::reloadAllTheSame()
{
    QFETCH(QString, limit);
    QFETCH(int, count);
    QFETCH(QString, backend);
    QFETCH(QString, said);
    constexpr int kDirectories = 20;
    Deployment deployment(u"hello.js"_s,
                          {{u"reload_delay"_s, 100}, {u"watch"_s, QJsonArray{u"tree"_s}}});
    DaemonProcess &daemon = deployment.daemon();
    daemon.setWrapper(limited(limit, count));
    QDir tree(daemon.path(u"tree"_s));
    for (int i = 1; i <= kDirectories; ++i) {
        QVERIFY(tree.mkpath(QString::number(i)));
        writeFile(tree.filePath(u"%1/file"_s.arg(i)), "1");
    }
    QVERIFY2(deployment.start(), daemon.log());
    QVERIFY2(daemon.waitForLog(said), daemon.log());
    QVERIFY2(daemon.log().contains(" polled for changes instead"), daemon.log());
    QTRY_COMPARE_WITH_TIMEOUT(deployment.appInfo().value("watch_backend"_L1).toString(), backend,
                              kPatienceMs);

    for (int i = 1; i <= kDirectories; i += kDirectories - 1) {
        const int generation = deployment.generation();
        const QString file = QDir(tree.canonicalPath()).filePath(u"%1/file"_s.arg(i));
        writeFile(file, "2");
        QVERIFY2(waitFor([&] { return deployment.generation() > generation; }), daemon.log());
        QVERIFY(daemon.waitUntilUp());
        QCOMPARE(deployment.lastReload().value("files"_L1).toArray(), QJsonArray{file});
    }
    deployment.app().setVersion(u"2"_s);
    QVERIFY2(waitFor([&] { return deployment.version() == "2"; }), daemon.log());
    QCOMPARE(daemon.quit(), 0);
}

QTEST_GUILESS_MAIN(PollingTest)
#include "tst_polling.moc"
