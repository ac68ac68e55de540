// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/ecosystemscript.h"
#include "tests/support/nodes.h"
#include "tests/unit/import/imported.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace qilin::test;
using namespace std::chrono_literals;

// Programs evaluated by every Node there is.
class TestEcosystemScript final : public QObject
{
    Q_OBJECT

private slots:
    void exports_data();
    void exports();
    void faults_data();
    void faults();
    void deadline();
    void noNode();

private:
    static Result<QByteArray> evaluate(const QString &file, std::chrono::milliseconds deadline);
};

Result<QByteArray> TestEcosystemScript::evaluate(const QString &file,
                                                 std::chrono::milliseconds deadline)
{
    Result<QByteArray> result = Error{u"nothing came"_s};
    bool isFinished = false;
    EcosystemScript script(deadline);
    QObject::connect(&script, &EcosystemScript::finished, &script,
                     [&](const Result<QByteArray> &json) {
                         result = json;
                         isFinished = true;
                     });
    script.start(file);
    (void)waitFor([&isFinished] { return isFinished; });
    return result;
}

void TestEcosystemScript::exports_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const QList<NodeBinary> nodes = nodeBinaries();
    for (const NodeBinary &node : nodes) {
        const auto row = [&node](const char *title, const char *name, const char *content) {
            QTest::addRow("%s, Node %d", title, node.major)
                << node.path << QString::fromLatin1(name) << QByteArray(content);
        };
        row("CommonJS", "a.config.js", "module.exports = { a: [1, 'x'] };");
        row("cjs", "a.cjs", "exports.a = [1, 'x'];");
        row("default of a module", "a.mjs", "export default { a: [1, 'x'] };");
        row("names of a module", "b.mjs", "export const a = [1, 'x'];");
        row("promise", "c.js", "module.exports = Promise.resolve({ a: [1, 'x'] });");
        row("function", "d.js", "module.exports = async () => ({ a: [1, 'x'], b: () => 1 });");
        row("noise", "e.js",
            "console.log('{}'); process.stdout.write('x');"
            "require('child_process').execFileSync('echo', ['no'], "
            "{ stdio: 'inherit' }); setInterval(() => {}, 1000);"
            "module.exports = { a: [require('path').basename(__filename).length "
            "- 3, 'x'] };");
    }
}

void TestEcosystemScript::exports()
{
    NEED_NODE();
    QFETCH(QString, node);
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    ImportDirectory directory;
    directory.write(name, content);
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QFileInfo(node).path().toLocal8Bit() + ':' + path);
    const Result<QByteArray> json = evaluate(directory.path(name), 60s);
    qputenv("PATH", path);
    QVERIFY2(json, json ? "" : qPrintable(json.error().text));
    QCOMPARE(*json, QByteArray(R"({"a":[1,"x"]})"));
}

void TestEcosystemScript::faults_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("throws") << QByteArray("\nthrow new Error('not today');")
                            << u"line 2: not today"_s;
    QTest::newRow("syntax") << QByteArray("\n\nmodule.exports = {,};") << u"line 3: Unexpected"_s;
    QTest::newRow("missing module")
        << QByteArray("require('./nowhere');") << u"Cannot find module"_s;
    QTest::newRow("circular") << QByteArray("const a = {}; a.a = a; module.exports = a;")
                              << u"circular"_s;
    QTest::newRow("exits") << QByteArray("process.exit(3)") << u"exit code 3"_s;
    QTest::newRow("large") << QByteArray("module.exports = 'x'.repeat(9 << 20)") << u"8 MB"_s;
}

void TestEcosystemScript::faults()
{
    NEED_NODE();
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    ImportDirectory directory;
    directory.write(u"a.js"_s, content);
    const Result<QByteArray> json = evaluate(directory.path(u"a.js"_s), 60s);
    QVERIFY(!json);
    QVERIFY2(json.error().text.contains(says), qPrintable(json.error().text));
}

// With it goes what it has started: a pipe that something still holds would never end.
void TestEcosystemScript::deadline()
{
    NEED_NODE();
    ImportDirectory directory;
    directory.write(u"a.js"_s,
                    "require('child_process').spawnSync('sleep', ['3600'], { stdio: 'inherit' });");
    const Result<QByteArray> json = evaluate(directory.path(u"a.js"_s), 700ms);
    QVERIFY(!json);
    QVERIFY2(json.error().text.contains(u"still busy with it after 0.7 s"_s),
             qPrintable(json.error().text));
}

void TestEcosystemScript::noNode()
{
    ImportDirectory directory;
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", directory.path().toLocal8Bit());
    const Result<QByteArray> json = evaluate(directory.path(u"a.js"_s), 1s);
    qputenv("PATH", path);
    QVERIFY(!json);
    QVERIFY(json.error().text.contains(u"node is not in PATH"_s));
}

QTEST_GUILESS_MAIN(TestEcosystemScript)
#include "tst_ecosystemscript.moc"
