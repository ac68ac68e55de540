// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "tests/integration/attack/underfire.h"

#include "tests/integration/attack/healthprobe.h"
#include "tests/integration/daemon/appconfig.h"
#include "tests/support/certificate.h"
#include "tests/support/loadrun.h"
#include "tests/support/memory.h"
#include "tests/support/ports.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace qilin::test {

namespace {

constexpr int kProbes = 10;                // at the height of the attack
constexpr int kHeightMs = 5 * kPatienceMs; // the attackers are of low priority
constexpr qint64 kAnswerMs = 1000 * QILIN_SLOWNESS;
constexpr qint64 kGrowthKb = 10 * 1024;
constexpr qint64 kRemainderKb = 3 * 1024; // after an attack: what the allocator keeps in pieces

QString megabytes(qint64 kb)
{
    return QString::number(double(kb) / 1024, 'f', 1) + " MB"_L1;
}

} // namespace

Target UnderFire::socket() const
{
    return {0, m_daemon->path(u"control.sock"_s)};
}

QByteArray UnderFire::credentials() const
{
    return "Authorization: Basic " + QByteArray("foo:bar").toBase64() + "\r\n";
}

bool UnderFire::start(const QStringList &wrapper)
{
    m_daemon = std::make_unique<DaemonProcess>();
    m_daemon->setWrapper(wrapper);
    return startWith({});
}

bool UnderFire::startWithTls()
{
    m_daemon = std::make_unique<DaemonProcess>();
    m_isTls = true;
    return makeCertificate(m_daemon->path(u"port"_s))
           && startWith({{u"tls_certificate"_s, u"port.crt"_s}, {u"tls_key"_s, u"port.key"_s}});
}

bool UnderFire::startWith(const QJsonObject &keys)
{
    m_port = freePort();
    m_appPort = freePort();
    QJsonObject config = severalApps({{u"web"_s, nodeApp(u"hello.js"_s, m_appPort, kWorkers)},
                                      {u"book"_s, childApp({u"flood=120000"_s, u"hang"_s})},
                                      {u"talker"_s, childApp({u"chatter=2"_s})}});
    config.insert("daemon_port"_L1, m_port);
    config.insert("auth_username"_L1, "foo"_L1);
    config.insert("auth_password"_L1, "bar"_L1);
    for (auto it = keys.begin(); it != keys.end(); ++it)
        config.insert(it.key(), it.value());
    m_daemon->writeConfig(config);
    if (!m_daemon->startAndWaitUntilUp())
        return false;
    m_workers = m_daemon->workerPids();
    warmUp();
    m_residentKb = residentKb(m_daemon->pid());
    return true;
}

// What each kind of request needs is loaded once, and that is not the attackers' doing.
void UnderFire::warmUp()
{
    for (const char *target : {"/healthz", "/info", "/logs", "/history", "/nothing",
                               "/logs?lines=x", "/logs?lines=1000"})
        (void)m_daemon->get(target);
    {
        HealthProbe probe(port(), socket());
        (void)waitFor([&probe] { return probe.answers() >= 2; });
    }
    HttpClient broken = HttpClient::tcp(m_port);
    bool closed = false;
    if (broken.connectNow() && broken.send("BAD\r\n\r\n"))
        (void)broken.receiveUntilClosed(&closed);
    HttpClient follower = m_daemon->control();
    if (follower.connectNow() && follower.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        (void)follower.receive(500); // it has no end
}

QString UnderFire::comesBack()
{
    const auto resident = [this] { return residentKb(m_daemon->pid()); };
    if (waitFor([&] { return resident() <= m_residentKb + kRemainderKb; }, 20'000))
        return {};
    return u"memory stays at %1 after the attack, it was %2"_s.arg(megabytes(resident()),
                                                                   megabytes(m_residentKb));
}

QString UnderFire::endure(const Attack &attack, const Target &target, const Reached &reached)
{
    QStringList faults;
    const qint64 before = residentKb(m_daemon->pid());
    if (!forgetPeak(m_daemon->pid()))
        faults.append(u"the peak of the memory cannot be told"_s);
    LoadRun load(m_appPort, {u"--connections"_s, u"4"_s, u"--pause"_s, u"10"_s});
    if (!load.waitForAnswers(1))
        faults.append(u"the application does not answer"_s);
    HealthProbe probe(port(), socket());
    qint64 answersBefore = -1;
    {
        Attackers attackers(attack, target);
        const auto isAtItsHeight = [&] {
            m_report = attackers.report();
            return !attackers.isRunning() || reached(m_report);
        };
        if (!waitFor(isAtItsHeight, kHeightMs) || !attackers.isRunning())
            faults.append(u"the attack did not come about"_s);
        answersBefore = load.answers();
        const int goal = probe.answers() + kProbes;
        if (!waitFor([&] { return probe.answers() >= goal; }))
            faults.append(u"/healthz is not answered"_s);
        if (!load.waitForAnswers(answersBefore + kProbes))
            faults.append(u"the application does not answer any more"_s);
        m_report = attackers.report();
    }
    faults += probe.failures().mid(0, 5);
    if (probe.slowestMs() >= kAnswerMs)
        faults.append(u"/healthz took %1 ms"_s.arg(probe.slowestMs()));
    const qint64 peak = peakKb(m_daemon->pid());
    qInfo("  %lld connections opened, %lld bytes sent, %lld answers; /healthz %lld ms at most, "
          "memory %s + %s",
          m_report.opened, m_report.sent, m_report.answered(), probe.slowestMs(),
          qPrintable(megabytes(before)), qPrintable(megabytes(peak - before)));
    if (QILIN_SLOWNESS == 1 && peak > before + kGrowthKb)
        faults.append(u"memory rose from %1 to %2"_s.arg(megabytes(before), megabytes(peak)));
    const QJsonObject result = load.stop();
    if (result["failed"_L1].toInt(-1) != 0)
        faults.append(u"requests to the application failed: %1"_s.arg(result["failed"_L1].toInt()));
    if (m_daemon->workerPids() != m_workers)
        faults.append(u"workers were replaced"_s);
    if (const QString rest = comesBack(); QILIN_SLOWNESS == 1 && !rest.isEmpty())
        faults.append(rest);
    return faults.join("; "_L1);
}

QString UnderFire::finish()
{
    const std::optional<int> code = m_daemon->quit();
    return code == 0 ? QString() : u"the daemon did not quit as it should"_s;
}

} // namespace qilin::test
