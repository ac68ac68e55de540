// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/ctl/ctlscene.h"
#include "tests/support/pty.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin::test;

// What the Tab key does in the real shells.
class tst_CtlShells final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void program_data();
    void program();
    void isQuietWithoutADaemon();
    void bash_data();
    void bash();
    void fish_data();
    void fish();
    void fishBelowHome();
    void zsh_data();
    void zsh();

private:
    static void lines();
    [[nodiscard]] QStringList run(const QString &shell, const QStringList &arguments) const;

    std::unique_ptr<CtlScene> m_scene;
    QString m_programs; // the directory of qilinctl
};

void tst_CtlShells::initTestCase()
{
    m_scene = std::make_unique<CtlScene>();
    m_scene->daemon.writeConfig(severalApps({{u"時計"_s, childApp({u"hang"_s})},
                                             {u"web"_s, childApp({u"hang"_s})},
                                             {u"my app"_s, childApp({u"hang"_s})}}));
    QVERIFY(m_scene->daemon.startAndWaitUntilUp());
    m_programs = QFileInfo(QStringLiteral(QILINCTL_PATH)).path();
    for (const char *shell : {"bash", "zsh", "fish"})
        QVERIFY2(!QStandardPaths::findExecutable(QLatin1StringView(shell)).isEmpty(), shell);
    const QString path = m_programs + u':' + m_scene->environment.value(u"PATH"_s);
    m_scene->environment.insert(u"PATH"_s, path);
    m_scene->environment.insert(u"HOME"_s, m_scene->daemon.directory());
    m_scene->environment.insert(u"XDG_CONFIG_HOME"_s, m_scene->daemon.path(u"config"_s));
    m_scene->environment.insert(u"XDG_DATA_HOME"_s, m_scene->daemon.path(u"data"_s));
}

void tst_CtlShells::cleanupTestCase()
{
    m_scene.reset();
}

QStringList tst_CtlShells::run(const QString &shell, const QStringList &arguments) const
{
    ShortRunSetup setup;
    setup.directory = m_scene->daemon.directory();
    setup.program = QStandardPaths::findExecutable(shell);
    setup.environment = m_scene->environment;
    const ShortRun run = runDaemon(arguments, setup);
    if (!run.err.isEmpty())
        return {QString::fromUtf8(run.text())};
    QStringList lines = QString::fromUtf8(run.out).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

// The same for all shells: what is typed, and what may follow.
void tst_CtlShells::lines()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("commands") << u"re"_s << QStringList{u"reload"_s, u"restart"_s};
    QTest::newRow("one command") << u"sca"_s << QStringList{u"scale"_s};
    QTest::newRow("options") << u"logs --l"_s << QStringList{u"--lines"_s};
    QTest::newRow("an app") << u"reload w"_s << QStringList{u"web"_s};
    QTest::newRow("Japanese") << u"stop 時"_s << QStringList{u"時計"_s};
    QTest::newRow("behind an option")
        << u"--socket control.sock start w"_s << QStringList{u"web"_s};
    QTest::newRow("of another daemon") << u"--socket nobody.sock start w"_s << QStringList();
    QTest::newRow("a file") << u"--config qilin"_s << QStringList{u"qilin-daemon.json"_s};
    QTest::newRow("nothing more") << u"reload web "_s << QStringList();
}

void tst_CtlShells::program_data()
{
    lines();
    QTest::newRow("apps") << u"reload "_s << QStringList{u"my app"_s, u"web"_s, u"時計"_s};
    QTest::newRow("workers") << u"restart "_s << QStringList{u"1"_s, u"2"_s, u"3"_s};
}

void tst_CtlShells::program()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    QStringList found = run(QStringLiteral(QILINCTL_PATH),
                            QStringList{u"complete"_s, u"--"_s} + typed.split(u' '));
    for (QString &line : found)
        line = line.section(u'\t', 0, 0);
    if (typed.startsWith(u"--config"_s))
        expected = QStringList{u":files"_s};
    QCOMPARE(found, expected);
}

void tst_CtlShells::isQuietWithoutADaemon()
{
    ShortRunSetup setup;
    const QTemporaryDir empty;
    setup.directory = empty.path();
    setup.program = QStringLiteral(QILINCTL_PATH);
    for (const QString &command : {u"reload"_s, u"nope"_s, u"restart"_s}) {
        const ShortRun run = runDaemon({u"complete"_s, u"--"_s, command, QString()}, setup);
        QVERIFY2(run.code == 0 && run.out.isEmpty() && run.err.isEmpty(), run.text());
    }
}

void tst_CtlShells::bash_data()
{
    lines();
    QTest::newRow("blank in a name") << u"reload my"_s << QStringList{u"my\\ app"_s};
    QTest::newRow("= before a value") << u"logs --app=w"_s << QStringList{u"web"_s};
    QTest::newRow("= before a file") << u"--config=qilin"_s << QStringList{u"qilin-daemon.json"_s};
}

void tst_CtlShells::bash()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    // As readline calls it: with the words and signs that it breaks the line into.
    const QString script
        = u"source /usr/share/bash-completion/bash_completion || exit; source %1/qilinctl.bash\n"
          "COMP_LINE=\"qilinctl $1\"; COMP_POINT=${#COMP_LINE}\n"
          "read -ra COMP_WORDS <<<\"${COMP_LINE//=/ = }\"\n"
          "[[ $COMP_LINE != *' ' ]] || COMP_WORDS+=('')\n"
          "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
          "compopt() { :; }\n"
          "_qilinctl\n"
          "((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.replace(
              u"%1"_s, QStringLiteral(QILIN_COMPLETIONS));
    QCOMPARE(run(u"bash"_s, {u"--norc"_s, u"-c"_s, script, u"bash"_s, typed}), expected);
}

void tst_CtlShells::fish_data()
{
    lines();
    QTest::newRow("blank in a name") << u"reload my"_s << QStringList{u"my app"_s};
    QTest::newRow("= before a value") << u"logs --app=w"_s << QStringList{u"--app=web"_s};
    QTest::newRow("= before a file")
        << u"--config=qilin"_s << QStringList{u"--config=qilin-daemon.json"_s};
}

void tst_CtlShells::fish()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    const QString script
        = u"source %1/qilinctl.fish; complete -C $argv[1]"_s.arg(QStringLiteral(QILIN_COMPLETIONS));
    QStringList found = run(u"fish"_s, {u"--no-config"_s, u"-c"_s, script, "qilinctl "_L1 + typed});
    for (QString &line : found)
        line = line.section(u'\t', 0, 0);
    QCOMPARE(found, expected);
}

// fish hands over what is typed, with the tilde.
void tst_CtlShells::fishBelowHome()
{
    const QDir home(m_scene->daemon.directory());
    QVERIFY(home.mkpath(u"bin"_s));
    QVERIFY(QFile::link(QStringLiteral(QILINCTL_PATH), home.filePath(u"bin/qilinctl"_s)));
    const QString script
        = u"source %1/qilinctl.fish; complete -C $argv[1]"_s.arg(QStringLiteral(QILIN_COMPLETIONS));
    const QStringList found
        = run(u"fish"_s, {u"--no-config"_s, u"-c"_s, script, u"~/bin/qilinctl sta"_s});
    QCOMPARE(found.size(), 2);
    QVERIFY2(found[0].startsWith(u"start\t"_s), qPrintable(found.join(u'\n')));
    QVERIFY2(found[1].startsWith(u"status\t"_s), qPrintable(found.join(u'\n')));
}

void tst_CtlShells::zsh_data()
{
    lines();
    QTest::newRow("blank in a name") << u"reload my"_s << QStringList{u"my\\ app"_s};
    QTest::newRow("= before a value") << u"logs --app=w"_s << QStringList{u"--app=web"_s};
}

// zsh completes in its line editor alone, so it gets a terminal. A widget prints what the line has
// become.
void tst_CtlShells::zsh()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, expected);
    QVERIFY(QDir(m_scene->daemon.directory()).mkpath(u"functions"_s));
    const QString place = m_scene->daemon.path(u"functions/_qilinctl"_s);
    if (!QFile::exists(place))
        QVERIFY(QFile::copy(QStringLiteral(QILIN_COMPLETIONS "/qilinctl.zsh"), place));
    Pty pty;
    for (const QString &name : m_scene->environment.keys())
        pty.setEnvironment(name, m_scene->environment.value(name));
    pty.setEnvironment(u"TERM"_s, u"dumb"_s);
    pty.setDirectory(m_scene->daemon.directory());
    QVERIFY(pty.start(QStandardPaths::findExecutable(u"zsh"_s), {u"-f"_s, u"-i"_s}));
    pty.type("PS1='' RPS1=''; unsetopt zle; setopt zle; fpath=($PWD/functions $fpath)\n"
             "autoload -Uz compinit && compinit -u -d $PWD/dump\n"
             "tell() { print -r -- \"<$BUFFER>\"; BUFFER=''; zle redisplay }\n"
             "zle -N tell; bindkey '^X' tell; zstyle ':completion:*' menu no; unsetopt auto_menu "
             "list_beep\n"
             "print rea\"\"dy\n");
    QVERIFY(pty.waitForOutput("ready"));
    pty.clear();
    pty.type("qilinctl " + typed.toUtf8() + "\t");
    if (expected.size() > 1) {
        for (const QString &word : std::as_const(expected))
            QVERIFY2(pty.waitForOutput(word.toUtf8()), pty.output());
        return;
    }
    pty.type("\x18");
    QVERIFY2(pty.waitForOutput("<qilinctl "), pty.output());
    QVERIFY(waitFor([&] { return pty.output().contains('>'); }));
    const QString line = QString::fromUtf8(pty.output()).section(u'<', 1).section(u'>', 0, 0);
    const QString head = typed.section(u' ', 0, -2);
    const QString expectedLine
        = "qilinctl "_L1
          + (expected.isEmpty()
                 ? typed.trimmed()
                 : QString(head + (head.isEmpty() ? ""_L1 : " "_L1) + expected.first()));
    QCOMPARE(line.trimmed(), expectedLine);
}

QTEST_GUILESS_MAIN(tst_CtlShells)
#include "tst_shells.moc"
