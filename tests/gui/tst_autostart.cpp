// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/autostart.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class tst_Autostart : public QObject
{
    Q_OBJECT

private slots:
    void onAndOff();
    void offInAnotherWay();
    void execLine_data();
    void execLine();
    void faults();
    void usualPlace();
};

void tst_Autostart::onAndOff()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"config/autostart/qilin.desktop"_s);
    Autostart autostart({u"/usr/bin/qilin-daemon"_s, u"/srv/shop/qilin-daemon.json"_s}, path);
    QVERIFY(!autostart.isEnabled());
    QVERIFY(autostart.setEnabled(false)); // as it is
    QVERIFY(autostart.setEnabled(true));
    QVERIFY(autostart.isEnabled());
    const QStringList lines = contentOf(path).split(u'\n');
    QCOMPARE(lines.first(), u"[Desktop Entry]"_s);
    QVERIFY(lines.contains(u"Exec=/usr/bin/qilin-daemon /srv/shop/qilin-daemon.json"_s));
    QVERIFY(autostart.setEnabled(true)); // anew
    QCOMPARE(QDir(directory.filePath(u"config/autostart"_s)).entryList(QDir::Files).size(), 1);
    QVERIFY(autostart.setEnabled(false));
    QVERIFY(!autostart.isEnabled());
    QVERIFY(!QFile::exists(path));
}

void tst_Autostart::offInAnotherWay()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"qilin.desktop"_s);
    Autostart autostart({u"/usr/bin/qilin-daemon"_s}, path);
    for (const QByteArray &line : {"Hidden=true"_ba, "X-GNOME-Autostart-enabled=false"_ba}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[Desktop Entry]\nType=Application\n" + line + "\n");
        file.close();
        QVERIFY(!autostart.isEnabled());
    }
    QVERIFY(autostart.setEnabled(true));
    QVERIFY(autostart.isEnabled());
}

void tst_Autostart::execLine_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << QStringList{u"/usr/bin/q"_s, u"a.json"_s} << u"/usr/bin/q a.json"_s;
    QTest::newRow("blank") << QStringList{u"/my files/q"_s} << u"\"/my files/q\""_s;
    QTest::newRow("empty") << QStringList{u"q"_s, QString()} << u"q \"\""_s;
    QTest::newRow("field code") << QStringList{u"/100%f/q"_s} << u"\"/100%%f/q\""_s;
    QTest::newRow("quote") << QStringList{u"a\"b"_s} << u"\"a\\\\\"b\""_s;
    QTest::newRow("dollar") << QStringList{u"$HOME/`x`"_s} << u"\"\\\\$HOME/\\\\`x\\\\`\""_s;
    QTest::newRow("backslash") << QStringList{u"a\\b"_s} << u"\"a\\\\\\\\b\""_s;
    QTest::newRow("new line") << QStringList{u"a\nb"_s} << u"\"a\\nb\""_s;
    QTest::newRow("Japanese") << QStringList{u"/家/q"_s} << u"\"/家/q\""_s;
}

void tst_Autostart::execLine()
{
    QFETCH(QStringList, command);
    QTEST(Autostart::execLine(command), "line");
}

void tst_Autostart::faults()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"file"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    Autostart autostart({u"q"_s}, file + u"/below/a.desktop"_s);
    const Result<> result = autostart.setEnabled(true);
    QVERIFY(!result);
    QVERIFY(result.error().text.contains(file));
    QVERIFY(!autostart.isEnabled());
}

void tst_Autostart::usualPlace()
{
    const QTemporaryDir directory;
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(directory.path()));
    QCOMPARE(Autostart({u"q"_s}).path(), directory.filePath(u"autostart/qilin-tray.desktop"_s));
}

QTEST_GUILESS_MAIN(tst_Autostart)
#include "tst_autostart.moc"
