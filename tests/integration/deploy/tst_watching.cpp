// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/deploy/deployment.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <utime.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

using Save = void (*)(const QString &path, const QByteArray &text);

// Files that change while the daemon runs.
class WatchingTest final : public QObject
{
    Q_OBJECT

private slots:
    void reloadAfterTheDelay();
    void noticeEveryWayToSave_data();
    void noticeEveryWayToSave();
    void noticeWatchedDirectories();
    void followALinkThatIsSwitched();
    void leaveWhatOnlyLooksChanged();
    void keepServingWhenTheNewFileIsBroken();
};

namespace {

constexpr int kDelayMs = 300;

QJsonObject quick(QJsonObject config = {})
{
    config.insert(u"reload_delay"_s, kDelayMs);
    return config;
}

// The app's answer, its text and the number of reloads have come to agree.
bool serves(const Deployment &deployment, const QByteArray &version)
{
    return waitFor([&] { return deployment.version() == version; });
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

void rewriteInPlace(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

void WatchingTest::reloadAfterTheDelay()
{
    NEED_NODE();
    constexpr int kLongDelayMs = 1500;
    Deployment deployment(u"hello.js"_s, {{u"reload_delay"_s, kLongDelayMs}});
    QVERIFY(deployment.start());
    QVERIFY(deployment.appInfo().value("watching"_L1).toInt() > 0);
    QVERIFY(!deployment.appInfo().value("watch_backend"_L1).toString().isEmpty());

    const QDateTime edited = QDateTime::currentDateTimeUtc();
    deployment.app().setVersion(u"2"_s);
    QVERIFY(serves(deployment, "2"));
    QVERIFY(deployment.daemon().waitUntilUp());
    const QJsonObject last = deployment.lastReload();
    QCOMPARE(last.value("result"_L1).toString(), u"OK"_s);
    QCOMPARE(last.value("reason"_L1).toString(), u"file"_s);
    QCOMPARE(last.value("files"_L1).toArray(), QJsonArray{deployment.app().path()});
    const QDateTime ended
        = QDateTime::fromString(last.value("at"_L1).toString(), Qt::ISODateWithMs);
    const qint64 began = edited.msecsTo(ended) - last.value("took_ms"_L1).toInteger();
    // Coarse timers may be 5 % early (Qt::CoarseTimer).
    QVERIFY2(began >= kLongDelayMs * 9 / 10, qPrintable(QString::number(began)));
    QCOMPARE(deployment.generation(), 2);
}

void WatchingTest::noticeEveryWayToSave_data()
{
    QTest::addColumn<Save>("save");
    const auto row = [](const char *name, Save save) { QTest::newRow(name) << save; };
    row("renamed over it",
        [](const QString &path, const QByteArray &text) { writeFile(path, text); });
    row("in place", rewriteInPlace);
    row("removed and created", [](const QString &path, const QByteArray &text) {
        QFile::remove(path);
        rewriteInPlace(path, text);
    });
    row("moved away and created (vim)", [](const QString &path, const QByteArray &text) {
        QFile::rename(path, path + u'~');
        rewriteInPlace(path, text);
        QFile::remove(path + u'~');
    });
}

void WatchingTest::noticeEveryWayToSave()
{
    NEED_NODE();
    QFETCH(Save, save);
    Deployment deployment(u"hello.js"_s, quick());
    QVERIFY(deployment.start());
    const QString path = deployment.app().path();
    for (int version = 2; version <= 3;
         ++version) { // the second: what was put there is watched too
        QByteArray text = textOf(path);
        text.replace(QByteArray::number(version - 1) + "';", QByteArray::number(version) + "';");
        save(path, text);
        QVERIFY(serves(deployment, QByteArray::number(version)));
        QVERIFY(deployment.daemon().waitUntilUp());
        QCOMPARE(deployment.generation(), version);
        QCOMPARE(deployment.lastReload().value("files"_L1).toArray(), QJsonArray{path});
    }
}

void WatchingTest::noticeWatchedDirectories()
{
    NEED_NODE();
    Deployment deployment({}, quick({{u"watch"_s, QJsonArray{u"lib"_s}}}));
    DaemonProcess &daemon = deployment.daemon();
    deployment.writeApp(
        "const { version } = require('./lib/deep/version.js');\n"
        "require('http').createServer((request, response) =>\n"
        "  response.end(`${version} ${process.pid}\\n`)).listen(Number(process.env.PORT));\n");
    const QString path = daemon.path(u"lib/deep/version.js"_s);
    writeFile(path, "exports.version = 1;\n");
    QVERIFY(deployment.start());

    rewriteInPlace(path,
                   "exports.version = 2;\n"); // below a directory, which itself does not change
    QVERIFY(serves(deployment, "2"));
    QVERIFY(daemon.waitUntilUp());
    QCOMPARE(deployment.lastReload().value("files"_L1).toArray(), QJsonArray{path});

    writeFile(daemon.path(u"lib/node_modules/x/index.js"_s), "ignored\n");
    const QString fresh = daemon.path(u"lib/new/more/file.js"_s);
    writeFile(fresh, "exports.more = 1;\n"); // in directories that did not exist
    QTRY_COMPARE_WITH_TIMEOUT(deployment.generation(), 3, kPatienceMs);
    QVERIFY(daemon.waitUntilUp());
    const QJsonArray files = deployment.lastReload().value("files"_L1).toArray();
    QVERIFY2(files.contains(fresh), QJsonDocument(files).toJson());
    QVERIFY2(!QJsonDocument(files).toJson().contains("node_modules"),
             QJsonDocument(files).toJson());

    QVERIFY(QDir(daemon.path(u"lib/new"_s)).removeRecursively());
    QTRY_COMPARE_WITH_TIMEOUT(deployment.generation(), 4, kPatienceMs);
}

void WatchingTest::followALinkThatIsSwitched()
{
    NEED_NODE();
    Deployment deployment({}, quick({{u"cwd"_s, u"current"_s}}), u"current/app.js"_s);
    DaemonProcess &daemon = deployment.daemon();
    for (const char *release : {"1", "2", "3"}) {
        const QString directory = daemon.path(u"releases/"_s + QLatin1StringView(release));
        writeFile(directory + u"/name"_s, release);
        writeFile(directory + u"/app.js"_s,
                  "const name = require('fs').readFileSync('name', 'utf8');\n" // in cwd
                  "require('http').createServer((request, response) => response.end(`${name} "
                  "${process.pid} "
                  "${__dirname}\\n`)).listen(Number(process.env.PORT));\n");
    }
    const auto switchTo = [&](const QByteArray &release) { // as ln -sfn && mv -T does
        const QByteArray target = "releases/" + release;
        QFile::link(QString::fromUtf8(target), daemon.path(u"next"_s));
        return std::rename(QFile::encodeName(daemon.path(u"next"_s)).constData(),
                           QFile::encodeName(daemon.path(u"current"_s)).constData())
               == 0;
    };
    QVERIFY(switchTo("1"));
    QVERIFY(deployment.start());
    QCOMPARE(deployment.version(), "1"_ba);
    for (const char *release : {"2", "3", "1"}) {
        const int generation = deployment.generation();
        QVERIFY(switchTo(release));
        QVERIFY(serves(deployment, release));
        QVERIFY(daemon.waitUntilUp());
        QVERIFY(deployment.fetch().body.contains("/releases/" + QByteArray(release)));
        QCOMPARE(deployment.generation(), generation + 1);
    }
}

void WatchingTest::leaveWhatOnlyLooksChanged()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, quick({{u"watch"_s, QJsonArray{u"lib"_s}}}));
    const QString other = deployment.daemon().path(u"lib/other.js"_s);
    writeFile(other, "same\n");
    QVERIFY(deployment.start());
    const QString path = deployment.app().path();

    for (const QString &each : {path, other}) {
        QVERIFY(::utime(QFile::encodeName(each).constData(), nullptr) == 0); // touch
        QVERIFY(
            QFile::setPermissions(each, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray text = textOf(each);
        rewriteInPlace(each, text);
        writeFile(each, text);
    }
    // What comes later and counts proves that the rest has been looked at, and only then.
    QTest::qWait(3 * kDelayMs);
    const QString sentinel = deployment.daemon().path(u"lib/sentinel.js"_s);
    writeFile(sentinel, "new\n");
    QTRY_COMPARE_WITH_TIMEOUT(deployment.generation(), 2, kPatienceMs);
    QVERIFY(deployment.daemon().waitUntilUp());
    QCOMPARE(deployment.lastReload().value("files"_L1).toArray(), QJsonArray{sentinel});
}

void WatchingTest::keepServingWhenTheNewFileIsBroken()
{
    NEED_NODE();
    Deployment deployment(u"hello.js"_s, quick());
    QVERIFY(deployment.start());
    const qsizetype logged = deployment.daemon().logLines().size();
    deployment.app().replaceBy(u"syntax-error.js"_s);
    QVERIFY(deployment.daemon().waitForLog(u"reload of app.js failed"_s, logged));
    QCOMPARE(deployment.version(), "1"_ba);
    QCOMPARE(deployment.lastReload().value("reason"_L1).toString(), u"file"_s);
    QVERIFY(deployment.lastReload().value("result"_L1).toString().contains(u"SyntaxError"_s));

    deployment.app().replaceBy(u"hello.js"_s);
    deployment.app().setVersion(u"2"_s);
    QVERIFY(serves(deployment, "2"));
}

QTEST_GUILESS_MAIN(WatchingTest)
#include "tst_watching.moc"
