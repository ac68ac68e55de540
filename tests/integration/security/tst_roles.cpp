// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/daemon/appconfig.h"
#include "tests/integration/daemon/infoview.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/ports.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin::test;

namespace {

constexpr auto kPassword = "full-s3cr3t"_L1;
constexpr auto kReading = "read-s3cr3t"_L1;

// As its documentation says: echo PASSWORD | qilinctl hash-password
QString hashOf(const QByteArray &password)
{
    QProcess process;
    process.start(QStringLiteral(QILINCTL_PATH), {u"hash-password"_s});
    process.write(password + '\n');
    process.closeWriteChannel();
    if (!process.waitForFinished(kPatienceMs) || process.exitCode() != 0)
        qWarning("qilinctl: %s", process.readAllStandardError().constData());
    return QString::fromLatin1(process.readAllStandardOutput().trimmed());
}

} // namespace

// One daemon with both roles, the passwords of which are hashes.
class tst_SecurityRoles final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();

    void bothRolesComeIn();
    void readerIsToldWhy();
    void changesAreAudited();
    void ownerIsAudited();
    void signalsAreAudited();
    void nobodyForgesALine();
    void guessesAreCounted();
    void keptCredentialsCostNothing();
    void newHashCountsAfterSighup();

private:
    HttpClient client(const QByteArray &user, const QByteArray &password) const
    {
        HttpClient tcp = HttpClient::tcp(m_port);
        if (!user.isEmpty())
            tcp.setCredentials(user, password);
        return tcp;
    }
    HttpClient full() const { return client("boss", kPassword.latin1()); }
    HttpClient reader() const { return client("guest", kReading.latin1()); }
    // The one line of the audit log that matches.
    [[nodiscard]] bool waitForAudit(const QString &pattern, qsizetype skip)
    {
        const QRegularExpression wanted(u"^[0-9-]+T[0-9:.]+Z - audit: "_s + pattern + u'$');
        return waitFor([&] { return m_daemon->logLines().mid(skip).filter(wanted).size() == 1; });
    }

    quint16 m_port = 0;
    QJsonObject m_config;
    std::unique_ptr<DaemonProcess> m_daemon;
};

void tst_SecurityRoles::initTestCase()
{
    m_port = freePort();
    m_daemon = std::make_unique<DaemonProcess>();
    m_config = childApp({u"hang"_s}, 1);
    m_config.insert("daemon_port"_L1, m_port);
    m_config.insert("auth_username"_L1, "boss"_L1);
    m_config.insert("auth_password"_L1, hashOf(kPassword.latin1()));
    m_config.insert("readonly_username"_L1, "guest"_L1);
    m_config.insert("readonly_password"_L1, hashOf(kReading.latin1()));
    m_daemon->writeConfig(m_config);
    m_daemon->setEnvironment(u"NODE_ENV"_s, u"production"_s); // the audit log is always written
    for (const char *key : {"auth_password", "readonly_password"})
        QVERIFY(m_config.value(QLatin1String(key)).toString().startsWith("$y$"_L1));
    QVERIFY(m_daemon->startAndWaitUntilUp());
}

void tst_SecurityRoles::cleanupTestCase()
{
    const QByteArray log = m_daemon->log();
    for (const char *secret : {"full-s3cr3t", "read-s3cr3t", "wr0ng", "$y$", "Basic "})
        QVERIFY2(!log.contains(secret), secret);
    QCOMPARE(m_daemon->quit(), 0);
    m_daemon.reset();
}

void tst_SecurityRoles::bothRolesComeIn()
{
    QCOMPARE(full().get("/info").status, 200);
    QCOMPARE(reader().get("/info").status, 200);
    QCOMPARE(reader().get("/logs").status, 200);
    QCOMPARE(client({}, {}).get("/info").status, 401);
    QCOMPARE(client("guest", kPassword.latin1()).get("/info").status, 401);
    QCOMPARE(client("boss", kReading.latin1()).get("/info").status, 401);
    QCOMPARE(client({}, {}).get("/healthz").status, 200);
}

void tst_SecurityRoles::readerIsToldWhy()
{
    for (const QByteArray target : {"/reload", "/quit"})
        QCOMPARE(reader().get(target).status, 403);
    for (const QByteArray target : {"/reload", "/quit", "/restart?worker=1", "/scale?workers=2",
                                    "/stop?app=testchild", "/start?app=testchild"}) {
        const HttpAnswer answer = reader().post(target);
        QCOMPARE(answer.status, 403);
        QVERIFY2(text(answer.json(), "error").contains(u"the role read-only may not use /"_s),
                 answer.body);
    }
    QVERIFY(m_daemon->isRunning());
    QCOMPARE(number(appIn(m_daemon->info()), "generation"), 1);
}

void tst_SecurityRoles::changesAreAudited()
{
    const qsizetype skip = m_daemon->logLines().size();
    const QString by = u" by=\"boss\" role=full from=\"127\\.0\\.0\\.1:[0-9]+\" result="_s;
    QCOMPARE(full().post("/scale?workers=2").status, 200);
    QVERIFY2(waitForAudit(u"scale workers=\"2\""_s + by + u"\"OK\""_s, skip), m_daemon->log());
    QCOMPARE(full().get("/reload?app=testchild").status, 200);
    QVERIFY(waitForAudit(u"reload app=\"testchild\""_s + by + u"\"OK\""_s, skip));
    QCOMPARE(full().post("/stop?app=nope").status, 404);
    QVERIFY(waitForAudit(
        u"stop app=\"nope\""_s + by + u"\"404 unknown app 'nope'; known: testchild\""_s, skip));
    QCOMPARE(full().get("/info").status, 200); // no change, no line
    QCOMPARE(m_daemon->logLines().mid(skip).filter(u" - audit: "_s).size(), 3);
}

void tst_SecurityRoles::ownerIsAudited()
{
    const qsizetype skip = m_daemon->logLines().size();
    QCOMPARE(m_daemon->post("/scale?workers=1").status, 200);
    QVERIFY2(waitForAudit(u"scale workers=\"1\" by=\"uid %1\" role=owner "
                          "from=\"control socket, pid %2\" result=\"OK\""_s.arg(::getuid())
                              .arg(::getpid()),
                          skip),
             m_daemon->log());
}

void tst_SecurityRoles::signalsAreAudited()
{
    const qsizetype skip = m_daemon->logLines().size();
    const QString by = u" by=\"signal\" role=owner from=\"%1\" result=\"%2\""_s;
    m_daemon->signal(SIGUSR2);
    QVERIFY(waitForAudit(u"reload"_s + by.arg(u"SIGUSR2"_s, u"OK"_s), skip));
    m_daemon->signal(SIGHUP);
    QVERIFY(waitForAudit(u"reconfigure"_s + by.arg(u"SIGHUP"_s, u"OK"_s), skip));
    m_daemon->writeConfigText("{");
    m_daemon->signal(SIGHUP);
    QVERIFY(waitForAudit(u"reconfigure"_s + by.arg(u"SIGHUP"_s, u"refused"_s), skip));
    m_daemon->writeConfig(m_config);
    m_daemon->signal(SIGHUP);
    QVERIFY(waitFor([&] {
        const QRegularExpression taken(u"audit: reconfigure.*result=\"OK\""_s);
        return m_daemon->logLines().mid(skip).filter(taken).size() == 2;
    }));
}

void tst_SecurityRoles::nobodyForgesALine()
{
    const qsizetype skip = m_daemon->logLines().size();
    // Control characters are refused before anything else; quotes and what else looks odd is not.
    QCOMPARE(full().post("/stop?app=x%0a2026-01-01T00:00:00.000Z%20-%20audit:%20quit").status, 400);
    QCOMPARE(full().post("/stop?app=x%22%20by=%22root%22%20%E2%80%AE").status, 404);
    QVERIFY2(
        waitForAudit(u"stop app=\"x\\\\\" by=\\\\\"root\\\\\" \\\\u202e\" by=\"boss\" .*"_s, skip),
        m_daemon->log());
    QCOMPARE(full().post("/stop?by=root&role=owner&app=testchild").status, 400);
    QVERIFY(waitForAudit(
        u"stop app=\"testchild\" by=\"boss\" role=full .*\"400 unknown parameter.*"_s, skip));
    QVERIFY(
        m_daemon->logLines().filter(QRegularExpression(u"^2026-01-01.*audit: quit"_s)).isEmpty());
}

void tst_SecurityRoles::guessesAreCounted()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client("boss", "wr0ng-gu3ss").get("/quit").status, 401);
    QCOMPARE(m_daemon->logLines().filter(u"wrong credentials from 127.0.0.1"_s).size(), 1);
    QCOMPARE(full().get("/info").status, 200); // who knows them is not slowed down
}

void tst_SecurityRoles::keptCredentialsCostNothing()
{
    HttpClient one = full();
    QCOMPARE(one.get("/info").status, 200);
    const QByteArray status = "/proc/" + QByteArray::number(m_daemon->pid()) + "/stat";
    const auto ticks = [&status] {
        QFile file(QString::fromLatin1(status));
        if (!file.open(QIODevice::ReadOnly))
            return qint64(-1);
        const QByteArray line = file.readAll();
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        return fields.value(11).toLongLong() + fields.value(12).toLongLong();
    };
    const qint64 before = ticks();
    for (int i = 0; i < 500; ++i)
        QCOMPARE(one.get("/healthz?").status, 200);
    const qint64 open = ticks() - before;
    for (int i = 0; i < 500; ++i)
        QCOMPARE(one.get("/help").status, 200);
    // 500 hashes would take 4 s of processor time and more.
    QVERIFY2(ticks() - before - open < 2 * ::sysconf(_SC_CLK_TCK),
             qPrintable(QString::number(open)));
}

void tst_SecurityRoles::newHashCountsAfterSighup()
{
    const qsizetype skip = m_daemon->logLines().size();
    m_config.insert("auth_password"_L1, hashOf("n3xt"));
    m_daemon->writeConfig(m_config);
    m_daemon->signal(SIGHUP);
    QVERIFY(waitForAudit(u"reconfigure .*"_s, skip));
    QCOMPARE(client("boss", "n3xt").get("/info").status, 200);
    QCOMPARE(full().get("/info").status, 401);
    QCOMPARE(reader().get("/info").status, 200);
}

QTEST_GUILESS_MAIN(tst_SecurityRoles)
#include "tst_roles.moc"
