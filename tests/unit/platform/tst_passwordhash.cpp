// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/passwordhash.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// Of "jiraffe", by openssl passwd -6 and openssl passwd -1.
const QByteArray kSha512 = "$6$saltstring$6jaCoWylYoN8Rw/0jdw5rVxz0PaLw7emmKcmNFkijD13SWd7xuL97zz5"
                           "ztS271w0XTpz0I0L.RzUmbp2Ewg8m1";
const QByteArray kMd5 = "$1$saltstri$uc.8l05PBg1JSj34N86e10";

} // namespace

class tst_PasswordHash : public QObject
{
    Q_OBJECT

private slots:
    void knowsHashesFromPasswords_data();
    void knowsHashesFromPasswords();
    void makesWhatItKnows();
    void saltsEachAnew();
    void takesThoseOfOthers_data();
    void takesThoseOfOthers();
    void judges_data();
    void judges();
    void isNotFooledByNul();
};

void tst_PasswordHash::knowsHashesFromPasswords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isHash");
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("password") << "b4r"_ba << false;
    QTest::newRow("dollars") << "$ecret$"_ba << false;
    QTest::newRow("unknown id") << "$yy$x"_ba << false;
    QTest::newRow("one dollar") << "$6"_ba << false;
    QTest::newRow("nothing between") << "$$"_ba << false;
    QTest::newRow("like DES") << "abJnggxhB/yWI"_ba << false;
    QTest::newRow("SHA-512") << kSha512 << true;
    QTest::newRow("cut short") << "$6$salt"_ba << true;
    QTest::newRow("bcrypt") << "$2y$10$"_ba << true;
}

void tst_PasswordHash::knowsHashesFromPasswords()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isHash);
    QCOMPARE(isPasswordHash(text), isHash);
}

void tst_PasswordHash::makesWhatItKnows()
{
    for (const QByteArray &password : {"b"_ba, "pä:ss wörd"_ba, QByteArray(511, 'x')}) {
        const Result<QByteArray> hash = hashPassword(password);
        QVERIFY2(hash, qPrintable(hash ? QString() : hash.error().text));
        QVERIFY2(hash->startsWith("$y$"), *hash);
        QVERIFY(!hash->contains(password) || password.size() == 1);
        QVERIFY(isPasswordHash(*hash));
        QCOMPARE(judgeHash(*hash), HashState::Sound);
        QVERIFY(matchesHash(password, *hash));
        QVERIFY(!matchesHash(password + 'x', *hash));
        QVERIFY(!matchesHash(password.left(password.size() - 1), *hash));
        QVERIFY(!matchesHash(QByteArray(), *hash));
    }
    QVERIFY(!hashPassword(QByteArray(512, 'x'))); // crypt(3) takes no more
}

void tst_PasswordHash::saltsEachAnew()
{
    QVERIFY(*hashPassword("same") != *hashPassword("same"));
}

void tst_PasswordHash::takesThoseOfOthers_data()
{
    QTest::addColumn<QByteArray>("hash"); // of "jiraffe"
    QTest::newRow("openssl passwd -6") << kSha512;
    QTest::newRow("openssl passwd -5")
        << "$5$saltstring$96hoxKHvJbW9GO2qTwwFw7w1K9/CJC.L.pYDzHjhYY/"_ba;
    QTest::newRow("mkpasswd -m bcrypt")
        << "$2y$06$hr/xhGZE5e/e4Ot9S6pSaeSq087SRC/6ymc1ExTdj4JZUgF36Ohq2"_ba;
    QTest::newRow("mkpasswd -m yescrypt")
        << "$y$j9T$bCkHjvoxBGiq0TlQ5QaRE/$UIg95hwft8L5jKYsQrp7YnbJ/P7VX.m8YIUsQXUNf20"_ba;
}

void tst_PasswordHash::takesThoseOfOthers()
{
    QFETCH(QByteArray, hash);
    QVERIFY(judgeHash(hash) != HashState::Malformed);
    QVERIFY(matchesHash("jiraffe", hash));
    QVERIFY(!matchesHash("giraffe", hash));
}

void tst_PasswordHash::judges_data()
{
    QTest::addColumn<QByteArray>("hash");
    QTest::addColumn<HashState>("state");
    QTest::newRow("MD5") << kMd5 << HashState::Weak;
    QTest::newRow("one character short") << kSha512.chopped(1) << HashState::Malformed;
    QTest::newRow("one too many") << kSha512 + 'x' << HashState::Malformed;
    QTest::newRow("blank at the end") << kSha512.chopped(1) + ' ' << HashState::Malformed;
    QTest::newRow("salt alone") << "$6$saltstring$"_ba << HashState::Malformed;
    QTest::newRow("no salt") << "$6$"_ba + QByteArray(86, 'x') << HashState::Sound;
    QTest::newRow("bcrypt, cut") << "$2y$10$abcdefghijklmnopqrstuu"_ba << HashState::Malformed;
    QTest::newRow("a password") << "b4r"_ba << HashState::Malformed;
}

void tst_PasswordHash::judges()
{
    QFETCH(QByteArray, hash);
    QFETCH(HashState, state);
    QCOMPARE(judgeHash(hash), state);
}

void tst_PasswordHash::isNotFooledByNul()
{
    QVERIFY(!matchesHash("jiraffe\0"_ba, kSha512));
    QVERIFY(!matchesHash("jiraffe\0x"_ba, kSha512));
    QVERIFY(!matchesHash("jiraffe", "*0")); // what crypt(3) answers to a fault
    QVERIFY(!matchesHash("jiraffe", {}));
}

QTEST_GUILESS_MAIN(tst_PasswordHash)
#include "tst_passwordhash.moc"
