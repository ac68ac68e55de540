// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/tray/trayscene.h"
#include "tests/support/appfile.h"
#include "tests/support/processes.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// qilin-tray as a program: options, exit codes, one for a daemon. No daemon runs.
class tst_TrayProgram final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void options_data();
    void options();
    void noDisplay_data();
    void noDisplay();
    void speaksJapanese();
    void tellsTheOneThatIsThere();
    void keepsOneADaemon();
    void followsAKilledOne();
    void handsOverToTheNextDaemons();

private:
    std::unique_ptr<QProcess> begin(const QStringList &arguments);
    int codeOf(QProcess &tray);
    QByteArray saidBy(QProcess &tray) const;
    QStringList sockets() const;
    bool isTheOne(const std::unique_ptr<QProcess> &tray) const;

    std::unique_ptr<QTemporaryDir> m_place;
    QProcessEnvironment m_environment;
    QString m_config;
};

void tst_TrayProgram::init()
{
    m_place = std::make_unique<QTemporaryDir>();
    m_config = m_place->filePath(u"qilin-daemon.json"_s);
    writeFile(m_config, R"({"exec": "app.js"})");
    writeFile(m_place->filePath(u"app.js"_s), "");
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.remove(u"WAYLAND_DISPLAY"_s);
    m_environment.remove(u"DISPLAY"_s);
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_place->path());
    m_environment.insert(u"XDG_CONFIG_HOME"_s, m_place->path());
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
}

std::unique_ptr<QProcess> tst_TrayProgram::begin(const QStringList &arguments)
{
    auto tray = std::make_unique<QProcess>();
    tray->setProcessEnvironment(m_environment);
    tray->setWorkingDirectory(m_place->path());
    tray->start(QStringLiteral(QILIN_TRAY_PATH), arguments);
    return tray;
}

// Its exit code; -1 if it goes on, or a signal ended it.
int tst_TrayProgram::codeOf(QProcess &tray)
{
    if (!waitFor([&] { return tray.state() == QProcess::NotRunning; })
        || tray.exitStatus() != QProcess::NormalExit)
        return -1;
    return tray.exitCode();
}

QByteArray tst_TrayProgram::saidBy(QProcess &tray) const
{
    return tray.readAllStandardOutput() + tray.readAllStandardError();
}

QStringList tst_TrayProgram::sockets() const
{
    return QDir(m_place->filePath(u"qilin-daemon"_s)).entryList({u"*.tray"_s}, QDir::System);
}

// It listens: the server's backlog answers even before the program does.
bool tst_TrayProgram::isTheOne(const std::unique_ptr<QProcess> &tray) const
{
    return waitFor([&] {
        if (sockets().isEmpty() || tray->state() == QProcess::NotRunning)
            return false;
        QLocalSocket probe;
        probe.connectToServer(m_place->filePath(u"qilin-daemon/"_s + sockets().first()));
        return probe.waitForConnected(1000);
    });
}

void tst_TrayProgram::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("version") << QStringList{u"--version"_s} << 0
                             << "qilin-tray " QILIN_VERSION "\n"_ba;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0 << "--attach <URL>"_ba;
    QTest::newRow("unknown") << QStringList{u"--atach=x"_s} << 64
                             << "unknown option --atach: did you mean --attach?"_ba;
    QTest::newRow("no option") << QStringList{u"x.json"_s} << 64 << "named by --config"_ba;
    QTest::newRow("no language") << QStringList{u"--language=?"_s} << 64 << "--language"_ba;
    QTest::newRow("empty config") << QStringList{u"--config="_s} << 64 << "--config"_ba;
    QTest::newRow("bad address") << QStringList{u"--attach=ftp://host:1"_s} << 64
                                 << "http:// or https://"_ba;
    QTest::newRow("no authorities") << QStringList{u"--ca=none.pem"_s} << 64
                                    << "--ca must name a file that can be read; none.pem"_ba;
    QTest::newRow("password in an address")
        << QStringList{u"--attach=http://me:secret@host:1"_s} << 64 << "password"_ba;
    QTest::newRow("no such config") << QStringList{u"--config=none.json"_s} << 78 << "none.json"_ba;
    QTest::newRow("no way in") << QStringList{u"--config=closed.json"_s} << 78 << "qilin-tray: "_ba;
}

void tst_TrayProgram::options()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    writeFile(m_place->filePath(u"closed.json"_s), R"({"exec": "app.js", "control_socket": ""})");
    m_environment.remove(u"QT_QPA_PLATFORM"_s); // none of it needs a display
    const auto tray = begin(arguments);
    QCOMPARE(codeOf(*tray), code);
    const QByteArray said = saidBy(*tray);
    QVERIFY2(said.contains(text), said);
    QVERIFY2(!said.contains("secret"), said);
}

void tst_TrayProgram::noDisplay_data()
{
    QTest::addColumn<QString>("display");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    const QString english = u"there is no display"_s;
    QTest::newRow("none is named") << QString() << u"en"_s << english;
    QTest::newRow("nobody answers") << u":4711"_s << u"en"_s << english;
    const QString japanese = u"開けるディスプレイがありません"_s;
    QTest::newRow("none is named, Japanese") << QString() << u"ja"_s << japanese;
    QTest::newRow("nobody answers, Japanese") << u":4711"_s << u"ja"_s << japanese;
}

// QApplication alone would abort.
void tst_TrayProgram::noDisplay()
{
    QFETCH(QString, display);
    QFETCH(QString, language);
    QFETCH(QString, text);
    m_environment.remove(u"QT_QPA_PLATFORM"_s);
    m_environment.insert(u"DISPLAY"_s, display);
    const auto tray = begin({u"--language"_s, language, u"--config"_s, m_config});
    QCOMPARE(codeOf(*tray), 71);
    const QString said = QString::fromUtf8(saidBy(*tray)).trimmed();
    QVERIFY2(said.section(u'\n', -1).startsWith(u"qilin-tray: "_s + text), qPrintable(said));
}

void tst_TrayProgram::speaksJapanese()
{
    const auto tray = begin({u"--language=ja"_s, u"--config=none.json"_s});
    QCOMPARE(codeOf(*tray), 78);
    const QString said = QString::fromUtf8(saidBy(*tray));
    static const QRegularExpression kana(u"\\p{Hiragana}"_s);
    QVERIFY2(said.contains(kana), qPrintable(said));
    m_environment.insert(u"LC_ALL"_s, u"ja_JP.UTF-8"_s);
    const auto bySystem = begin({u"--config=none.json"_s});
    QCOMPARE(codeOf(*bySystem), 78);
    // Qt 6.8 complains first where that locale is not installed.
    const QString saidToo = QString::fromUtf8(saidBy(*bySystem));
    QVERIFY2(saidToo.endsWith(said), qPrintable(saidToo));
    const auto english = begin({u"--language"_s, u"en"_s, u"--config=none.json"_s});
    QCOMPARE(codeOf(*english), 78);
    QVERIFY(!QString::fromUtf8(saidBy(*english)).contains(kana));
}

void tst_TrayProgram::tellsTheOneThatIsThere()
{
    const auto first = begin({});
    QVERIFY2(isTheOne(first), saidBy(*first));
    QLocalServer stand;
    const QString path = m_place->filePath(u"qilin-daemon/"_s + sockets().first());
    first->kill();
    QVERIFY(first->waitForFinished());
    QVERIFY(QFile::remove(path));
    QVERIFY(stand.listen(path));
    QByteArray got;
    connect(&stand, &QLocalServer::newConnection, this, [&] {
        QLocalSocket *client = stand.nextPendingConnection();
        connect(client, &QLocalSocket::readyRead, client, [client, &got] {
            got += client->readAll();
            client->write("ok\nok\nok\n"); // one a wish
        });
    });
    const auto second
        = begin({u"--config"_s, m_config, u"--attach"_s, u"http://me@example.org:9999"_s,
                 u"--attach"_s, u"https://me@example.org:9998"_s, u"--ca"_s, m_config});
    QCOMPARE(codeOf(*second), 0);
    QCOMPARE(got, "attach http://me@example.org:9999\nattach https://me@example.org:9998 "
                      + QFileInfo(m_config).absoluteFilePath().toUtf8() + "\nraise\n");
}

void tst_TrayProgram::keepsOneADaemon()
{
    const auto first = begin({u"--config"_s, m_config});
    QVERIFY2(isTheOne(first), saidBy(*first));
    const QString path = m_place->filePath(u"qilin-daemon/"_s + sockets().first());
    QCOMPARE(QFile::permissions(path) & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser),
             QFile::ReadOwner | QFile::WriteOwner);
    for (const QStringList &more :
         {QStringList{u"--raise"_s}, QStringList{}, QStringList{u"--companion"_s}}) {
        const auto later = begin(QStringList{u"--config"_s, m_config} + more);
        QCOMPARE(codeOf(*later), 0);
        QCOMPARE(first->state(), QProcess::Running);
    }
    const auto other = begin({u"--attach"_s, u"http://127.0.0.1:1"_s}); // another set of daemons
    QVERIFY(waitFor([&] { return sockets().size() == 2; }));
    sendSignal(first->processId(), SIGTERM);
    QCOMPARE(codeOf(*first), 0);
    sendSignal(other->processId(), SIGINT);
    QCOMPARE(codeOf(*other), 0);
    QCOMPARE(sockets(), QStringList());
}

void tst_TrayProgram::followsAKilledOne()
{
    const auto first = begin({u"--config"_s, m_config});
    QVERIFY2(isTheOne(first), saidBy(*first));
    first->kill();
    QVERIFY(first->waitForFinished());
    QCOMPARE(sockets().size(), 1); // left behind
    const auto second = begin({u"--config"_s, m_config});
    QVERIFY2(isTheOne(second), saidBy(*second));
    sendSignal(second->processId(), SIGTERM);
    QCOMPARE(codeOf(*second), 0);
}

// The one before was the companion of a daemon that was killed.
void tst_TrayProgram::handsOverToTheNextDaemons()
{
    const auto first = begin({u"--config"_s, m_config, u"--companion"_s});
    QVERIFY2(isTheOne(first), saidBy(*first));
    const auto second = begin({u"--config"_s, m_config, u"--companion"_s});
    QCOMPARE(codeOf(*first), 0);
    QVERIFY2(isTheOne(second), saidBy(*second));
    sendSignal(second->processId(), SIGTERM);
    QCOMPARE(codeOf(*second), 0);
}

QTEST_GUILESS_MAIN(tst_TrayProgram)
#include "tst_trayprogram.moc"
