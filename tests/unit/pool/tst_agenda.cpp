// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/agenda.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

using Kind = Intent::Kind;

// Does nothing until the test says that it is done.
struct FakeApplication
{
    QStringList begun;
    QStringList answers;
    std::optional<Result<>> outcome;
    Reply end;
    bool mayBegin = true;
    std::chrono::milliseconds deadline = std::chrono::hours{1};
    Agenda agenda{{[this](const Intent &intent) {
                       return mayBegin || intent.kind == Kind::Stop || intent.kind == Kind::Start;
                   },
                   [this](const Intent &) { return deadline; },
                   [this](const Intent &intent, Reply reply) {
                       begun.append(name(intent));
                       end = std::move(reply);
                   },
                   [this](const Intent &) { return std::exchange(outcome, std::nullopt); },
                   [](const Intent &intent) { return name(intent) + u" is late"_s; }}};

    static QString name(const Intent &intent)
    {
        const QStringList names{u"start"_s, u"stop"_s, u"scale"_s, u"restart"_s};
        return names[int(intent.kind)] + (intent.number ? QString::number(intent.number) : u""_s);
    }
    void want(Kind kind, int number = 0)
    {
        const Intent intent{kind, number, 0};
        agenda.add(intent, [this, intent](const Result<> &result) {
            answers.append(name(intent) + u": "_s + (result ? u"OK"_s : result.error().text));
        });
    }
    void done(const Result<> &result = {})
    {
        outcome = result;
        agenda.advance();
    }
};

} // namespace

class TestAgenda final : public QObject
{
    Q_OBJECT

private slots:
    void oneAfterTheOther();
    void stopSupersedesAll();
    void startWaitsForStop();
    void stopTakesBackAStartThatWaits();
    void theLastScaleWins();
    void theSameIsDoneOnce();
    void waitsWhereItMayNotBegin();
    void isBegunAnewAfterPostponing();
    void answersAtTheDeadline();
    void endsEarly();
    void drops();
    void takesRequestsFromAReply();
};

void TestAgenda::oneAfterTheOther()
{
    FakeApplication app;
    app.want(Kind::Restart, 1);
    app.want(Kind::Restart, 2);
    QCOMPARE(app.begun, QStringList{u"restart1"_s});
    app.done(Error{u"bad"_s});
    QCOMPARE(app.begun, QStringList({u"restart1"_s, u"restart2"_s}));
    app.done();
    QCOMPARE(app.answers, QStringList({u"restart1: bad"_s, u"restart2: OK"_s}));
    QVERIFY(app.agenda.isIdle());
}

void TestAgenda::stopSupersedesAll()
{
    FakeApplication app;
    app.want(Kind::Scale, 3);
    app.want(Kind::Restart, 1);
    app.want(Kind::Stop);
    QCOMPARE(app.answers,
             QStringList({u"scale3: superseded by stop"_s, u"restart1: superseded by stop"_s}));
    QCOMPARE(app.begun, QStringList({u"scale3"_s, u"stop"_s}));
    app.done();
    QCOMPARE(app.answers.last(), u"stop: OK"_s);
}

void TestAgenda::startWaitsForStop()
{
    FakeApplication app;
    app.want(Kind::Stop);
    app.want(Kind::Start);
    QCOMPARE(app.agenda.lastTurn(), std::optional(Kind::Start));
    QCOMPARE(app.begun, QStringList{u"stop"_s});
    app.done();
    QCOMPARE(app.begun, QStringList({u"stop"_s, u"start"_s}));
    app.done();
    QCOMPARE(app.answers, QStringList({u"stop: OK"_s, u"start: OK"_s}));
    QVERIFY(!app.agenda.lastTurn());
}

void TestAgenda::stopTakesBackAStartThatWaits()
{
    FakeApplication app;
    app.want(Kind::Stop);
    app.want(Kind::Start);
    app.want(Kind::Stop);
    QCOMPARE(app.answers, QStringList{u"start: superseded by stop"_s});
    app.done();
    QCOMPARE(app.answers.mid(1), QStringList({u"stop: OK"_s, u"stop: OK"_s}));
    QCOMPARE(app.begun, QStringList{u"stop"_s});
}

void TestAgenda::theLastScaleWins()
{
    FakeApplication app;
    for (const int workers : {2, 5, 3})
        app.want(Kind::Scale, workers);
    QCOMPARE(app.answers, QStringList({u"scale2: superseded by scale to 5"_s,
                                       u"scale5: superseded by scale to 3"_s}));
    app.done();
    QCOMPARE(app.answers.last(), u"scale3: OK"_s);
    QCOMPARE(app.begun, QStringList({u"scale2"_s, u"scale5"_s, u"scale3"_s}));
}

void TestAgenda::theSameIsDoneOnce()
{
    FakeApplication app;
    app.want(Kind::Restart, 4);
    app.want(Kind::Restart, 4);
    app.done();
    QCOMPARE(app.answers, QStringList({u"restart4: OK"_s, u"restart4: OK"_s}));
    QCOMPARE(app.begun.size(), 1);
}

void TestAgenda::waitsWhereItMayNotBegin()
{
    FakeApplication app;
    app.mayBegin = false;
    app.want(Kind::Scale, 2);
    app.want(Kind::Scale, 3);
    QVERIFY(app.begun.isEmpty());
    QCOMPARE(app.answers, QStringList{u"scale2: superseded by scale to 3"_s});
    app.mayBegin = true;
    app.agenda.advance();
    QCOMPARE(app.begun, QStringList{u"scale3"_s});
}

void TestAgenda::isBegunAnewAfterPostponing()
{
    FakeApplication app;
    app.want(Kind::Restart, 1);
    app.mayBegin = false;
    app.agenda.postpone(Kind::Scale); // that is not what is under way
    const Reply first = app.end;
    app.agenda.postpone(Kind::Restart);
    first(Error{u"taken back"_s}); // comes too late
    QVERIFY(app.answers.isEmpty());
    app.mayBegin = true;
    app.agenda.advance();
    QCOMPARE(app.begun, QStringList({u"restart1"_s, u"restart1"_s}));
    app.end({});
    QCOMPARE(app.answers, QStringList{u"restart1: OK"_s});
}

void TestAgenda::answersAtTheDeadline()
{
    FakeApplication app;
    app.deadline = std::chrono::milliseconds{1};
    app.want(Kind::Stop);
    app.want(Kind::Start);
    TRY_COMPARE(app.answers.size(), 2);
    QCOMPARE(app.answers, QStringList({u"stop: stop is late"_s, u"start: start is late"_s}));
    QVERIFY(app.agenda.isIdle());
}

void TestAgenda::endsEarly()
{
    FakeApplication app;
    app.want(Kind::Restart, 1);
    app.end(Error{u"it died"_s});
    app.end({}); // once is enough
    QCOMPARE(app.answers, QStringList{u"restart1: it died"_s});
}

void TestAgenda::drops()
{
    FakeApplication app;
    app.want(Kind::Scale, 2);
    app.want(Kind::Restart, 1);
    app.agenda.drop(Kind::Scale, u"why"_s);
    QCOMPARE(app.answers, QStringList{u"scale2: why"_s});
    QCOMPARE(app.begun.last(), u"restart1"_s);
    app.agenda.drop({}, u"the end"_s);
    QCOMPARE(app.answers.last(), u"restart1: the end"_s);
    QVERIFY(app.agenda.isIdle());
}

void TestAgenda::takesRequestsFromAReply()
{
    FakeApplication app;
    app.agenda.add({Kind::Stop, 0, 0}, [&app](const Result<> &) { app.want(Kind::Start); });
    app.done();
    QCOMPARE(app.begun, QStringList({u"stop"_s, u"start"_s}));
    app.done();
    QCOMPARE(app.answers, QStringList{u"start: OK"_s});
}

QTEST_GUILESS_MAIN(TestAgenda)
#include "tst_agenda.moc"
