// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/ports.h"
#include "tests/support/processes.h"
#include "tests/support/pty.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr char kEnter[] = "\x1b[?1049h";
constexpr char kLeave[] = "\x1b[?1049l";

} // namespace

// qilinctl on a terminal.
class tst_CtlTerminal final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void statusHasColours_data();
    void statusHasColours();
    void hostileLines_data();
    void hostileLines();
    void watches();
    void followsTheSize();
    void leavesTheTerminalAsItWas_data();
    void leavesTheTerminalAsItWas();
    void standsStill();
    void tellsOfALostDaemon();
    void tellsWhyItIsRefused_data();
    void tellsWhyItIsRefused();
    void topSorts();
    void dumbTerminal();
    void asksForAPassword();
    void asksAgain();
    void asksForAName();
    void givesUp_data();
    void givesUp();
    void hidesWhileItStandsStill();

private:
    std::unique_ptr<Pty> start(const QStringList &arguments) const
    {
        auto pty = std::make_unique<Pty>();
        prepare(*pty);
        return pty->start(QStringLiteral(QILINCTL_PATH), arguments) ? std::move(pty) : nullptr;
    }
    void prepare(Pty &pty) const
    {
        pty.setDirectory(m_scene->daemon.directory());
        pty.setEnvironment(u"TERM"_s, u"xterm-256color"_s);
        pty.setEnvironment(u"LC_ALL"_s, u"C.UTF-8"_s);
        pty.unsetEnvironment(u"NO_COLOR"_s);
        pty.unsetEnvironment(u"QILIN_PASSWORD"_s);
    }
    QString address(const QString &user) const
    {
        return "http://"_L1 + user + u"127.0.0.1:%1"_s.arg(m_port);
    }

    std::unique_ptr<CtlScene> m_scene;
    quint16 m_port = freePort();
};

void tst_CtlTerminal::initTestCase()
{
    m_scene = std::make_unique<CtlScene>();
    QJsonObject config
        = severalApps({{u"時計"_s, childApp({u"hang"_s}, 2)},
                       {u"burner"_s, childApp({u"error=\x1b[2Jevil\x1b]0;x\x07"_s, u"burn=0"_s})}});
    config.insert("daemon_port"_L1, m_port);
    config.insert("auth_username"_L1, "kirin"_L1);
    config.insert("auth_password"_L1, "jiraffe"_L1);
    m_scene->daemon.writeConfig(config);
    QVERIFY(m_scene->daemon.startAndWaitUntilUp());
}

void tst_CtlTerminal::cleanupTestCase()
{
    m_scene.reset();
}

void tst_CtlTerminal::statusHasColours_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("colours");
    QTest::newRow("plain") << u"X"_s << u"1"_s << true;
    QTest::newRow("NO_COLOR") << u"NO_COLOR"_s << u"1"_s << false;
    QTest::newRow("dumb") << u"TERM"_s << u"dumb"_s << false;
}

void tst_CtlTerminal::statusHasColours()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QFETCH(bool, colours);
    Pty pty;
    prepare(pty);
    pty.setEnvironment(variable, value);
    pty.setSize(120, 40);
    QVERIFY(pty.start(QStringLiteral(QILINCTL_PATH), {u"status"_s}));
    QCOMPARE(pty.waitForExit(), 0);
    const QByteArray out = pty.output();
    QCOMPARE(out.contains("\x1b[32mup"), colours);
    QCOMPARE(out.contains('\x1b'), colours);
    QVERIFY2(out.contains("█"), out); // the bar of the one that burns
}

void tst_CtlTerminal::hostileLines_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("lines") << QStringList{u"logs"_s} << "^[[2Jevil^[]0;x^G"_ba;
    QTest::newRow("JSON") << QStringList{u"logs"_s, u"--json"_s} << "\\u001b[2Jevil"_ba;
}

void tst_CtlTerminal::hostileLines()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, shown);
    Pty pty;
    prepare(pty);
    pty.setEnvironment(u"NO_COLOR"_s, u"1"_s); // every escape would be of others
    QVERIFY(pty.start(QStringLiteral(QILINCTL_PATH), arguments));
    QCOMPARE(pty.waitForExit(), 0);
    QVERIFY2(pty.output().contains(shown), pty.output());
    QVERIFY2(!pty.output().contains('\x1b') && !pty.output().contains('\x07'), pty.output());
}

void tst_CtlTerminal::watches()
{
    const auto pty = start({u"status"_s, u"--watch"_s});
    QVERIFY(pty);
    QVERIFY(pty->waitForOutput(kEnter));
    QVERIFY(pty->waitForOutput("時計"));
    QVERIFY(pty->waitForOutput("burner"));
    QVERIFY(!pty->gathersLines() && !pty->showsWhatIsTyped());
    pty->clear();
    const qint64 pid = m_scene->daemon.workerPids().value(0);
    sendSignal(pid, SIGKILL); // its place is filled again
    QVERIFY(waitFor([&] {
        const QList<qint64> pids = m_scene->daemon.workerPids();
        return pids.size() == 3 && !pids.contains(pid);
    }));
    for (const qint64 now : m_scene->daemon.workerPids())
        QVERIFY(pty->waitForOutput(QByteArray::number(now)));
    pty->type("q");
    QCOMPARE(pty->waitForExit(), 0);
}

void tst_CtlTerminal::followsTheSize()
{
    const auto pty = start({u"top"_s});
    QVERIFY(pty && pty->waitForOutput("[c processor]"));
    pty->setSize(60, 4); // without room for the keys and for all workers
    QVERIFY(waitFor([&] {
        pty->clear();
        return pty->waitForOutput("\x1b[H", 5000) && pty->output().contains("no room");
    }));
    pty->type("q");
    QCOMPARE(pty->waitForExit(), 0);
}

void tst_CtlTerminal::leavesTheTerminalAsItWas_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("signal");
    QTest::newRow("q") << "q"_ba << 0;
    QTest::newRow("Q") << "Q"_ba << 0;
    QTest::newRow("Ctrl-C") << "\x03"_ba << 0;
    QTest::newRow("Ctrl-\\") << "\x1c"_ba << 0;
    QTest::newRow("SIGTERM") << QByteArray() << SIGTERM;
    QTest::newRow("SIGHUP") << QByteArray() << SIGHUP;
}

void tst_CtlTerminal::leavesTheTerminalAsItWas()
{
    QFETCH(QByteArray, keys);
    QFETCH(int, signal);
    const auto pty = start({u"top"_s});
    QVERIFY(pty && pty->waitForOutput("[c processor]"));
    if (signal != 0)
        sendSignal(pty->pid(), signal);
    else
        pty->type(keys);
    QCOMPARE(pty->waitForExit(), 0);
    QVERIFY(pty->showsWhatIsTyped() && pty->gathersLines());
    const QByteArray out = pty->output();
    QVERIFY2(out.endsWith(kLeave), out.right(60));
    QCOMPARE(out.count(kEnter), 1);
    QVERIFY(out.lastIndexOf("\x1b[?25h") > out.lastIndexOf("\x1b[?25l")); // the cursor is back
}

void tst_CtlTerminal::standsStill()
{
    const auto pty = start({u"status"_s, u"-w"_s});
    QVERIFY(pty && pty->waitForOutput("時計"));
    pty->type("\x1a");
    QVERIFY(waitFor([&] { return pty->isStopped(); }));
    QVERIFY(pty->waitForOutput(kLeave));
    QVERIFY(pty->showsWhatIsTyped() && pty->gathersLines());
    pty->clear();
    sendSignal(pty->pid(), SIGCONT);
    QVERIFY(pty->waitForOutput(kEnter));
    QVERIFY(pty->waitForOutput("時計"));
    QVERIFY(!pty->gathersLines());
    pty->type("q");
    QCOMPARE(pty->waitForExit(), 0);
}

void tst_CtlTerminal::tellsOfALostDaemon()
{
    CtlScene scene;
    scene.daemon.writeConfig(childApp({u"hang"_s}));
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    Pty pty;
    prepare(pty);
    pty.setDirectory(scene.daemon.directory());
    QVERIFY(pty.start(QStringLiteral(QILINCTL_PATH), {u"status"_s, u"--watch"_s}));
    QVERIFY(pty.waitForOutput("testchild"));
    QCOMPARE(scene.daemon.quit(), 0);
    QVERIFY(pty.waitForOutput("trying again"));
    pty.clear();
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    QVERIFY(pty.waitForOutput("pid " + QByteArray::number(scene.daemon.pid())));
    pty.type("q");
    QCOMPARE(pty.waitForExit(), 0);
}

void tst_CtlTerminal::tellsWhyItIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("top") << QStringList{u"top"_s};
    QTest::newRow("status") << QStringList{u"status"_s, u"--watch"_s};
}

// Where it is read: on the screen that stays.
void tst_CtlTerminal::tellsWhyItIsRefused()
{
    QFETCH(QStringList, arguments);
    CtlScene scene;
    const quint16 port = freePort();
    QJsonObject config = childApp({u"hang"_s});
    config.insert("daemon_port"_L1, port);
    config.insert("auth_username"_L1, "kirin"_L1);
    config.insert("auth_password"_L1, "jiraffe"_L1);
    scene.daemon.writeConfig(config);
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    Pty pty;
    prepare(pty);
    pty.setEnvironment(u"QILIN_PASSWORD"_s, u"jiraffe"_s);
    const QString url = u"http://kirin@127.0.0.1:%1"_s.arg(port);
    QVERIFY(pty.start(QStringLiteral(QILINCTL_PATH), QStringList{u"--url"_s, url} + arguments));
    QVERIFY(pty.waitForOutput("testchild"));
    QCOMPARE(scene.daemon.quit(), 0);
    config.insert("auth_password"_L1, "zebra"_L1);
    scene.daemon.writeConfig(config);
    QVERIFY(scene.daemon.startAndWaitUntilUp());
    QCOMPARE(pty.waitForExit(), 1);
    const QByteArray out = pty.output();
    QVERIFY2(out.mid(out.lastIndexOf(kLeave)).contains("does not know this user name"), out);
    QCOMPARE(out.count(kLeave), 1);
}

void tst_CtlTerminal::topSorts()
{
    const auto pty = start({u"top"_s});
    // Most first: the one that burns.
    QVERIFY(pty && pty->waitForOutput("[c processor]"));
    const auto isFirst = [&pty](const QByteArray &name) {
        pty->clear();
        if (!pty->waitForOutput("q quit"))
            return false;
        const QByteArray frame = pty->output();
        const qsizetype heading = frame.indexOf("RST");
        const qsizetype at = frame.indexOf(name, heading);
        const qsizetype other = frame.indexOf(name == "時計" ? "burner" : "時計", heading);
        return heading >= 0 && at > 0 && other > 0 && at < other;
    };
    QVERIFY(waitFor([&] { return isFirst("burner"); }));
    pty->type("i");
    QVERIFY(pty->waitForOutput("[i id]"));
    QVERIFY(waitFor([&] { return isFirst("時計"); })); // started first
    pty->type("a");
    QVERIFY(pty->waitForOutput("[a application]"));
    QVERIFY(waitFor([&] { return isFirst("burner"); }));
    pty->type("\x1b[Ax"); // an arrow; a key of nothing
    pty->type("q");
    QCOMPARE(pty->waitForExit(), 0);
}

void tst_CtlTerminal::dumbTerminal()
{
    Pty pty;
    prepare(pty);
    pty.setEnvironment(u"TERM"_s, u"dumb"_s);
    QVERIFY(pty.start(QStringLiteral(QILINCTL_PATH), {u"top"_s}));
    QCOMPARE(pty.waitForExit(), 64);
    QVERIFY(pty.output().contains("needs a terminal"));
    QVERIFY(!pty.output().contains('\x1b'));
}

void tst_CtlTerminal::asksForAPassword()
{
    const auto pty = start({u"--url"_s, address(u"kirin@"_s), u"status"_s});
    QVERIFY(pty && pty->waitForOutput("Password of kirin at http://127.0.0.1:"));
    QVERIFY(waitFor([&] { return !pty->showsWhatIsTyped(); }));
    pty->type("jiraffe\n");
    QCOMPARE(pty->waitForExit(), 0);
    QVERIFY2(pty->output().contains("時計"), pty->output());
    QVERIFY2(!pty->output().contains("jiraffe"), pty->output());
    QVERIFY(pty->showsWhatIsTyped());
}

void tst_CtlTerminal::asksAgain()
{
    const auto pty = start({u"--url"_s, address(u"kirin@"_s), u"status"_s});
    QVERIFY(pty);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(waitFor([&] { return pty->output().count("Password of kirin") == i; }));
        QVERIFY(waitFor([&] { return !pty->showsWhatIsTyped(); }));
        pty->type("zebra\n");
    }
    QCOMPARE(pty->waitForExit(), 1);
    QVERIFY(pty->output().contains("does not know"));
    QVERIFY(pty->showsWhatIsTyped());
}

void tst_CtlTerminal::asksForAName()
{
    const auto pty = start({u"--url"_s, address(QString()), u"stop"_s, u"nope"_s});
    QVERIFY(pty && pty->waitForOutput("User name at http://127.0.0.1:"));
    pty->type("kirin\n");
    QVERIFY(pty->waitForOutput("Password of kirin"));
    QVERIFY(waitFor([&] { return !pty->showsWhatIsTyped(); }));
    pty->type("jiraffe\n");
    QCOMPARE(pty->waitForExit(), 1);
    QVERIFY(pty->output().contains("unknown app 'nope'"));
}

void tst_CtlTerminal::givesUp_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::newRow("Ctrl-C") << "\x03"_ba;
    QTest::newRow("Ctrl-\\") << "\x1c"_ba;
    QTest::newRow("Ctrl-D") << "\x04"_ba;
}

void tst_CtlTerminal::givesUp()
{
    QFETCH(QByteArray, keys);
    const auto pty = start({u"--url"_s, address(u"kirin@"_s), u"top"_s});
    QVERIFY(pty && pty->waitForOutput("Password of kirin"));
    QVERIFY(waitFor([&] { return !pty->showsWhatIsTyped(); }));
    pty->type(keys);
    QCOMPARE(pty->waitForExit(), 1);
    QVERIFY(pty->showsWhatIsTyped() && pty->gathersLines());
}

void tst_CtlTerminal::hidesWhileItStandsStill()
{
    const auto pty = start({u"--url"_s, address(u"kirin@"_s), u"status"_s});
    QVERIFY(pty && pty->waitForOutput("Password of kirin"));
    QVERIFY(waitFor([&] { return !pty->showsWhatIsTyped(); }));
    pty->type("\x1a");
    QVERIFY(waitFor([&] { return pty->isStopped(); }));
    QVERIFY(pty->showsWhatIsTyped());
    sendSignal(pty->pid(), SIGCONT);
    QVERIFY(waitFor([&] { return pty->output().count("Password of kirin") == 2; }));
    QVERIFY(!pty->showsWhatIsTyped());
    pty->type("jiraffe\n");
    QCOMPARE(pty->waitForExit(), 0);
}

QTEST_GUILESS_MAIN(tst_CtlTerminal)
#include "tst_terminal.moc"
