// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/credentials.h"
#include "core/control/passwordchecker.h"
#include "core/platform/passwordhash.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;
using namespace std::chrono_literals;

namespace {

QByteArray basic(const QByteArray &pair)
{
    return "Basic " + pair.toBase64();
}

const QHostAddress kHere(QHostAddress::LocalHost);

} // namespace

// Two roles, the one with a plain password, the other with a hash.
class tst_Credentials : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void plainOnesNeedNoCheck();
    void hashedOnesAreCheckedOnce();
    void afterARightOneNothingIsChecked();
    void wrongOnesAreRemembered();
    void unknownNamesTakeAsLong();
    void checkOfOldCredentialsTeachesNothing();
    void checkerGathersEqualOnes();
    void checkerIsBounded();
    void checkerRestsAfterWrongOnes();

private:
    [[nodiscard]] Credentials credentials() const
    {
        return Credentials(
            {{Role::Full, u"us"_s, u"plain"_s}, {Role::ReadOnly, u"guest"_s, m_hash}});
    }
    // As the gate does it, without the thread.
    static const Login *askAndCheck(Credentials &credentials, const QByteArray &pair, int *checks)
    {
        const Credentials::Answer answer = credentials.ask(basic(pair));
        if (!answer.check)
            return answer.login;
        ++*checks;
        credentials.learn(*answer.check, matchesHash(answer.check->password, answer.check->hash));
        const Credentials::Answer second = credentials.ask(basic(pair));
        return second.check ? nullptr : second.login;
    }
    [[nodiscard]] PasswordCheck checkOf(const QByteArray &password) const
    {
        return {"guest", password, m_hash.toLatin1(), password};
    }

    QString m_hash;
};

void tst_Credentials::initTestCase()
{
    m_hash = QString::fromLatin1(*hashPassword("look"));
}

void tst_Credentials::plainOnesNeedNoCheck()
{
    const Credentials both = credentials();
    const Credentials::Answer answer = both.ask(basic("us:plain"));
    QVERIFY(answer.login != nullptr && !answer.check);
    QCOMPARE(answer.login->role, Role::Full);
    QCOMPARE(answer.login->username, u"us"_s);
    QVERIFY(answer.login->password.isEmpty()); // nothing of it is kept
}

void tst_Credentials::hashedOnesAreCheckedOnce()
{
    Credentials both = credentials();
    int checks = 0;
    for (int i = 0; i < 3; ++i) {
        const Login *login = askAndCheck(both, "guest:look", &checks);
        QVERIFY(login != nullptr);
        QCOMPARE(login->role, Role::ReadOnly);
    }
    QCOMPARE(checks, 1);
}

void tst_Credentials::afterARightOneNothingIsChecked()
{
    Credentials both = credentials();
    int checks = 0;
    QVERIFY(askAndCheck(both, "guest:look", &checks) != nullptr);
    for (const QByteArray &pair : {"guest:wrong"_ba, "guest:look2"_ba, "us:wrong"_ba, "x:look"_ba})
        QVERIFY(askAndCheck(both, pair, &checks) == nullptr);
    QCOMPARE(checks, 1);
    QVERIFY(askAndCheck(both, "us:plain", &checks) != nullptr);
}

void tst_Credentials::wrongOnesAreRemembered()
{
    Credentials both = credentials();
    int checks = 0;
    for (int i = 0; i < 3; ++i)
        QVERIFY(askAndCheck(both, "guest:old", &checks) == nullptr);
    QCOMPARE(checks, 1);
    QVERIFY(askAndCheck(both, "guest:look", &checks) != nullptr);
}

void tst_Credentials::unknownNamesTakeAsLong()
{
    Credentials both = credentials();
    for (const QByteArray &pair : {"nobody:look"_ba, "us:wrong"_ba, ":"_ba}) {
        const Credentials::Answer answer = both.ask(basic(pair));
        QVERIFY2(answer.check, pair);
        both.learn(*answer.check, true); // whatever comes out of it
        QVERIFY(both.ask(basic(pair)).login == nullptr);
        QVERIFY(!both.ask(basic(pair)).check);
    }
}

void tst_Credentials::checkOfOldCredentialsTeachesNothing()
{
    Credentials before = credentials();
    const Credentials::Answer answer = before.ask(basic("guest:look"));
    QVERIFY(answer.check);
    Credentials after = credentials(); // of the same passwords, with a key of its own
    after.learn(*answer.check, true);
    int checks = 0;
    QVERIFY(askAndCheck(after, "guest:look", &checks) != nullptr); // nobody is locked out
    QCOMPARE(checks, 1);
}

void tst_Credentials::checkerGathersEqualOnes()
{
    PasswordChecker checker({});
    int right = 0;
    for (int i = 0; i < 50; ++i) {
        QVERIFY(checker.add(checkOf("look"), kHere,
                            [&right](const PasswordCheck &, bool matches) { right += matches; }));
    }
    TRY_COMPARE(right, 50);
}

void tst_Credentials::checkerIsBounded()
{
    GateLimits limits;
    limits.passwordChecks = 3;
    limits.passwordChecksOfOne = 2;
    PasswordChecker checker(limits);
    int done = 0;
    const auto count = [&done](const PasswordCheck &, bool) { ++done; };
    QVERIFY(checker.add(checkOf("a"), kHere, count));
    QVERIFY(checker.add(checkOf("b"), kHere, count));
    QVERIFY(!checker.add(checkOf("c"), kHere, count)); // two of one address
    QVERIFY(checker.add(checkOf("c"), QHostAddress(u"2001:db8::1"_s), count));
    QVERIFY(!checker.add(checkOf("d"), QHostAddress(u"10.0.0.1"_s), count)); // three in all
    TRY_COMPARE(done, 3);
    QVERIFY(checker.add(checkOf("d"), kHere, count));
    TRY_COMPARE(done, 4);
}

void tst_Credentials::checkerRestsAfterWrongOnes()
{
    GateLimits limits;
    limits.passwordRest = 20;
    PasswordChecker checker(limits);
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    QVERIFY(!matchesHash("wrong", m_hash.toLatin1()));
    const auto once = Clock::now() - start;
    std::vector<Clock::time_point> ends;
    const auto note = [&ends](const PasswordCheck &, bool) { ends.push_back(Clock::now()); };
    QVERIFY(checker.add(checkOf("wrong"), kHere, note));
    QVERIFY(checker.add(checkOf("look"), kHere, note));
    TRY_COMPARE(ends.size(), size_t(2));
    QVERIFY(ends[1] - ends[0] > once * 5); // 21 times, on an idle machine
}

QTEST_GUILESS_MAIN(tst_Credentials)
#include "tst_credentials.moc"
