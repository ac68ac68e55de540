// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/program.h"
#include "core/config/shebang.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class TestProgram final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void runs_data();
    void runs();
    void refuses_data();
    void refuses();
    void followsTheDisk();
    void bareNameInPath();
    void pathOfTheApplication();
    void nodeNames_data();
    void nodeNames();
    void nodeBehindLinks();
    void shebangs_data();
    void shebangs();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    void write(const QString &name, const QByteArray &content, bool executable = true);
    // bin holds node, python3, sh and so on, as empty programs: PATH of every application here
    AppConfig app(const QString &exec) const;

    std::optional<QTemporaryDir> m_directory;
    Config m_config;
};

void TestProgram::init()
{
    m_directory.emplace();
    m_config.directory = m_directory->path();
    m_config.file = path(u"qilin-daemon.json"_s);
    QVERIFY(QDir(m_directory->path()).mkpath(u"bin"_s));
    QVERIFY(QDir(m_directory->path()).mkpath(u"work"_s));
    for (const QString &name :
         {u"node"_s, u"python3"_s, u"ruby"_s, u"php"_s, u"sh"_s, u"deno"_s, u"node18"_s}) {
        write("bin/"_L1 + name, "#!/bin/sh\n");
    }
}

void TestProgram::write(const QString &name, const QByteArray &content, bool executable)
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner;
    if (executable)
        permissions |= QFile::ExeOwner;
    QVERIFY(file.setPermissions(permissions));
}

AppConfig TestProgram::app(const QString &exec) const
{
    AppConfig app;
    app.exec = exec;
    app.args = {u"a"_s};
    app.env.insert(u"PATH"_s, path(u"bin"_s));
    return app;
}

void TestProgram::runs_data()
{
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("interpreter");
    QTest::addColumn<QString>("program");       // below the directory
    QTest::addColumn<QStringList>("arguments"); // FILE stands for exec's path
    QTest::addColumn<bool>("isNode");
    const auto row = [](const char *name, const QString &exec, const QByteArray &content,
                        bool executable, const QString &interpreter, const QString &program,
                        const QStringList &arguments, bool isNode) {
        QTest::newRow(name) << exec << content << executable << interpreter << program << arguments
                            << isNode;
    };
    const QStringList file = {u"FILE"_s, u"a"_s};
    for (const QString &suffix : {u"js"_s, u"cjs"_s, u"mjs"_s, u"ts"_s, u"cts"_s, u"mts"_s}) {
        QTest::newRow(qPrintable(suffix)) << "x."_L1 + suffix << QByteArray() << false << QString()
                                          << u"bin/node"_s << file << true;
    }
    row("py", u"x.py"_s, "", false, {}, u"bin/python3"_s, file, false);
    row("rb", u"x.rb"_s, "", false, {}, u"bin/ruby"_s, file, false);
    row("php", u"x.php"_s, "", false, {}, u"bin/php"_s, file, false);
    row("sh", u"x.sh"_s, "", false, {}, u"bin/sh"_s, file, false);
    row("extension before #!", u"x.js"_s, "#!/bin/sh\n", true, {}, u"bin/node"_s, file, true);
    row("key before extension", u"x.js"_s, "", false, u"deno"_s, u"bin/deno"_s, file, false);
    row("key as a path", u"x.py"_s, "", false, u"bin/node18"_s, u"bin/node18"_s, file, true);
    row("env", u"x"_s, "#!/usr/bin/env node\n", false, {}, u"bin/node"_s, file, true);
    row("env -S", u"x"_s, "#!/usr/bin/env -S node --no-warnings -r x\n", true, {}, u"bin/node"_s,
        {u"--no-warnings"_s, u"-r"_s, u"x"_s, u"FILE"_s, u"a"_s}, true);
    row("env, not node", u"x"_s, "#! /usr/bin/env  python3 \nnode", true, {}, u"bin/python3"_s,
        file, false);
    row("none", u"x.js"_s, "#!/bin/sh\n", true, u"none"_s, u"x.js"_s, {u"a"_s}, false);
    row("none, node by #!", u"x"_s, "#!/usr/bin/env node\n", true, u"none"_s, u"x"_s, {u"a"_s},
        true);
    row("program", u"x"_s,
        QByteArray("\x7f"
                   "ELF\2",
                   5)
            + QByteArray(100, '\0'),
        true, {}, u"x"_s, {u"a"_s}, false);
    row("node itself", u"node"_s,
        QByteArray("\x7f"
                   "ELF\2",
                   5)
            + QByteArray(100, '\0'),
        true, {}, u"node"_s, {u"a"_s}, true);
    row("other format", u"x"_s, QByteArray("MZ\0\0\1", 5), true, {}, u"x"_s, {u"a"_s}, false);
}

void TestProgram::runs()
{
    QFETCH(QString, exec);
    QFETCH(QByteArray, content);
    QFETCH(bool, executable);
    QFETCH(QString, interpreter);
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QFETCH(bool, isNode);
    write(exec, content, executable);
    AppConfig app = this->app(exec);
    app.interpreter = interpreter;
    const Result<Program> found = findProgram(m_config, app);
    QVERIFY2(found, qPrintable(found ? QString() : found.error().text));
    QCOMPARE(found->program, path(program));
    QCOMPARE(found->arguments, arguments.replaceInStrings(u"FILE"_s, path(exec)));
    QCOMPARE(found->isNode, isNode);
}

void TestProgram::refuses_data()
{
    QTest::addColumn<QString>("exec");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("executable");
    QTest::addColumn<QString>("says");
    const auto row
        = [](const char *name, const QString &exec, const QByteArray &content, bool executable,
             const QString &says) { QTest::newRow(name) << exec << content << executable << says; };
    row("CR LF", u"x"_s, "#!/usr/bin/env node\r\n", true, u"ends with CR LF"_s);
    row("missing #! interpreter", u"x"_s, "#!/no/such/thing -x\n", true,
        u"asks for /no/such/thing, which is not there"_s);
    row("missing by env", u"x"_s, "#!/usr/bin/env perl6\n", true, u"asks for perl6"_s);
    row("#! alone", u"x"_s, "#!\n", true, u"names no interpreter"_s);
    row("not executable", u"x"_s,
        "\x7f"
        "ELF",
        false, u"is not executable; allow it with chmod +x"_s);
    row("empty", u"x"_s, "", true, u"is empty"_s);
    row("text", u"x"_s, "echo hello\n", true, u"text without a #! line"_s);
    row("cut off", u"x"_s,
        "\x7f"
        "ELF\2",
        true, u"damaged program"_s);
    row("garbage", u"x"_s,
        "\x7f"
        "ELF"
            + QByteArray(100, '\7'),
        true, u"damaged program"_s);
}

void TestProgram::refuses()
{
    QFETCH(QString, exec);
    QFETCH(QByteArray, content);
    QFETCH(bool, executable);
    QFETCH(QString, says);
    write(exec, content, executable);
    const Result<Program> found = findProgram(m_config, app(exec));
    QVERIFY(!found);
    QVERIFY2(found.error().text.contains(says), qPrintable(found.error().text));
    QVERIFY2(found.error().text.contains(path(exec)), qPrintable(found.error().text));
}

void TestProgram::followsTheDisk()
{
    AppConfig app = this->app(u"current/x.js"_s);
    app.cwd = u"current"_s;
    Result<Program> found = findProgram(m_config, app);
    QVERIFY(!found);
    QVERIFY(found.error().text.contains(path(u"current"_s) + " does not exist"_L1));
    QVERIFY(QFile::link(path(u"work"_s), path(u"current"_s)));
    found = findProgram(m_config, app);
    QVERIFY(!found);
    QVERIFY(found.error().text.contains(path(u"current/x.js"_s) + " does not exist"_L1));
    write(u"work/x.js"_s, "");
    found = findProgram(m_config, app);
    QVERIFY(found);
    QCOMPARE(found->arguments.first(), path(u"current/x.js"_s)); // the link, not what it is now
    QVERIFY(QFile::remove(path(u"bin/node"_s)));
    found = findProgram(m_config, app);
    QVERIFY(!found);
    QVERIFY(found.error().text.contains(u"is run by node, which is not in PATH"_s));

    QVERIFY(QFile::link(path(u"gone"_s), path(u"dangling.js"_s)));
    found = findProgram(m_config, this->app(u"dangling.js"_s));
    QVERIFY(!found);
    QVERIFY(found.error().text.contains(u"is a link to"_s));
}

void TestProgram::bareNameInPath()
{
    write(u"bin/server"_s, "#!/bin/sh\n");
    QCOMPARE(execFile(m_config, app(u"server"_s)), path(u"bin/server"_s));
    QCOMPARE(execFile(m_config, app(u"./server"_s)), path(u"server"_s));
    QVERIFY(findProgram(m_config, app(u"server"_s)));
    write(u"server"_s, "#!/bin/sh\n");
    QCOMPARE(execFile(m_config, app(u"server"_s)), path(u"server"_s));
    QCOMPARE(execFile(m_config, app(u"gone"_s)), path(u"gone"_s));
}

void TestProgram::pathOfTheApplication()
{
    write(u"x.sh"_s, "");
    AppConfig app = this->app(u"x.sh"_s);
    app.env[u"PATH"_s] = std::nullopt; // removed: where execvp(3) looks then
    Result<Program> found = findProgram(m_config, app);
    QVERIFY(found);
    QVERIFY(found->program == "/bin/sh"_L1 || found->program == "/usr/bin/sh"_L1);
    app.env[u"PATH"_s] = u"relative:"_s; // both count from the working directory
    app.cwd = u"work"_s;
    QVERIFY(!findProgram(m_config, app));
    write(u"work/sh"_s, "#!/bin/sh\n");
    found = findProgram(m_config, app);
    QVERIFY(found);
    QCOMPARE(found->program, path(u"work/sh"_s));
    QVERIFY(QDir(path(u"work"_s)).mkdir(u"relative"_s));
    QVERIFY(QDir(path(u"work/relative"_s)).mkdir(u"sh"_s)); // a directory is no program
    write(u"work/relative/sh2"_s, "", false);
    QCOMPARE(findProgram(m_config, app)->program, path(u"work/sh"_s));
}

void TestProgram::nodeNames_data()
{
    QTest::addColumn<bool>("isNode");
    for (const char *name : {"node", "nodejs", "node18", "node-20", "node-v20.11.1", "nodejs22"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"nodemon", "node-gyp", "deno", "bun", "python3", "node_modules", "npm"})
        QTest::newRow(name) << false;
}

void TestProgram::nodeNames()
{
    QFETCH(bool, isNode);
    QCOMPARE(isNodeProgram("/opt/"_L1 + QString::fromLatin1(QTest::currentDataTag())), isNode);
}

void TestProgram::nodeBehindLinks()
{
    QVERIFY(QFile::link(path(u"bin/node18"_s), path(u"bin/first"_s)));
    QVERIFY(QFile::link(path(u"bin/first"_s), path(u"bin/js"_s)));
    QVERIFY(isNodeProgram(path(u"bin/js"_s)));
    QVERIFY(QFile::link(path(u"bin/deno"_s), path(u"bin/other"_s)));
    QVERIFY(!isNodeProgram(path(u"bin/other"_s)));
    QVERIFY(QFile::link(path(u"bin/b"_s), path(u"bin/a"_s)));
    QVERIFY(QFile::link(path(u"bin/a"_s), path(u"bin/b"_s)));
    QVERIFY(!isNodeProgram(path(u"bin/a"_s))); // round and round
}

void TestProgram::shebangs_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("interpreter");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("byName");
    const auto row = [](const char *line, const QString &interpreter, const QStringList &arguments,
                        bool byName) {
        QTest::newRow(line) << QByteArray(line) << interpreter << arguments << byName;
    };
    row("#!/bin/sh", u"/bin/sh"_s, {}, false);
    row("#! \t/bin/sh\t-e x \nrest", u"/bin/sh"_s, {u"-e x"_s}, false);
    row("#!/usr/bin/env node", u"node"_s, {}, true);
    row("#!/usr/bin/env -S node --a  --b", u"node"_s, {u"--a"_s, u"--b"_s}, true);
    row("#!/usr/bin/env -S A=1 node", u"/usr/bin/env"_s, {u"-S A=1 node"_s}, false);
    row("#!/usr/bin/env -S node '--a b'", u"/usr/bin/env"_s, {u"-S node '--a b'"_s}, false);
    row("#!/usr/bin/env -i node", u"/usr/bin/env"_s, {u"-i node"_s}, false);
    row("#!/usr/bin/env", u"/usr/bin/env"_s, {}, false);
    row("#!/usr/bin/env -S", u"/usr/bin/env"_s, {u"-S"_s}, false);
    row("#!/usr/bin/env -S /opt/node -x", u"/opt/node"_s, {u"-x"_s}, false);
    row("#!", {}, {}, false);
}

void TestProgram::shebangs()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, interpreter);
    QFETCH(QStringList, arguments);
    QFETCH(bool, byName);
    QVERIFY(hasShebang(line));
    const Shebang shebang = parseShebang(line);
    QCOMPARE(shebang.interpreter, interpreter);
    QCOMPARE(shebang.arguments, arguments);
    QCOMPARE(shebang.byName, byName);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
