// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/worker/lifecycle.h"

#include <QTest>

#include <map>
#include <utility>

using namespace qilin;

class tst_Lifecycle : public QObject
{
    Q_OBJECT

private slots:
    void everyPair_data();
    void everyPair();
    void everyPathEndsInExited();
    void publicStates();
};

namespace {

constexpr Phase kPhases[]
    = {Phase::Starting, Phase::Parked, Phase::Up, Phase::Retiring, Phase::Ending, Phase::Exited};
constexpr const char *kPhaseNames[] = {"Starting", "Parked", "Up", "Retiring", "Ending", "Exited"};
constexpr Event kEvents[]
    = {Event::StartFailed, Event::Park, Event::Release,  Event::Ready,      Event::Stop,
       Event::Leave,       Event::Kill, Event::TimedOut, Event::LeaderGone, Event::TreeGone};
constexpr const char *kEventNames[] = {"StartFailed", "Park", "Release",  "Ready",      "Stop",
                                       "Leave",       "Kill", "TimedOut", "LeaderGone", "TreeGone"};

const Step kEnd{Phase::Ending, Action::EndTree};
const Step kKill{Phase::Ending, Action::KillTree};

// Written from what users are told about a worker's life, not from the table under test.
const std::map<std::pair<Phase, Event>, Step> kExpected = {
    {{Phase::Starting, Event::StartFailed}, {Phase::Exited}},
    {{Phase::Starting, Event::Park}, {Phase::Parked}},
    {{Phase::Starting, Event::Ready}, {Phase::Up}},
    {{Phase::Starting, Event::Stop}, {Phase::Retiring, Action::Retire}},
    {{Phase::Starting, Event::Leave}, {Phase::Retiring}},
    {{Phase::Starting, Event::Kill}, kKill},
    {{Phase::Starting, Event::TimedOut}, kEnd},
    {{Phase::Starting, Event::LeaderGone}, kEnd},
    {{Phase::Parked, Event::Release}, {Phase::Starting, Action::Release}},
    {{Phase::Parked, Event::Stop}, kEnd},
    {{Phase::Parked, Event::Kill}, kKill},
    {{Phase::Parked, Event::TimedOut}, kEnd},
    {{Phase::Parked, Event::LeaderGone}, kEnd},
    {{Phase::Up, Event::Park}, {Phase::Parked}},
    {{Phase::Up, Event::Stop}, {Phase::Retiring, Action::Retire}},
    {{Phase::Up, Event::Leave}, {Phase::Retiring}},
    {{Phase::Up, Event::Kill}, kKill},
    {{Phase::Up, Event::TimedOut}, kEnd},
    {{Phase::Up, Event::LeaderGone}, kEnd},
    {{Phase::Retiring, Event::Kill}, kKill},
    {{Phase::Retiring, Event::TimedOut}, kEnd},
    {{Phase::Retiring, Event::LeaderGone}, kEnd},
    {{Phase::Ending, Event::Kill}, kKill},
    {{Phase::Ending, Event::TreeGone}, {Phase::Exited}},
};

} // namespace

void tst_Lifecycle::everyPair_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<Event>("event");
    for (size_t p = 0; p < std::size(kPhases); ++p) {
        for (size_t e = 0; e < std::size(kEvents); ++e)
            QTest::addRow("%s %s", kPhaseNames[p], kEventNames[e]) << kPhases[p] << kEvents[e];
    }
}

void tst_Lifecycle::everyPair()
{
    QFETCH(Phase, phase);
    QFETCH(Event, event);
    const std::optional<Step> actual = step(phase, event);
    const auto expected = kExpected.find({phase, event});
    QCOMPARE(actual.has_value(), expected != kExpected.end());
    if (actual) {
        QCOMPARE(actual->next, expected->second.next);
        QCOMPARE(actual->action, expected->second.action);
    }
}

// Whatever a worker does, being killed and then gone brings it to its end.
void tst_Lifecycle::everyPathEndsInExited()
{
    for (const Phase phase : kPhases) {
        Phase now = phase;
        for (const Event event : {Event::Kill, Event::LeaderGone, Event::TreeGone}) {
            if (const std::optional<Step> next = step(now, event))
                now = next->next;
        }
        QCOMPARE(now, Phase::Exited);
    }
}

void tst_Lifecycle::publicStates()
{
    QCOMPARE(stateName(publicState(Phase::Starting)), QStringLiteral("starting"));
    QCOMPARE(stateName(publicState(Phase::Parked)), QStringLiteral("parked"));
    QCOMPARE(stateName(publicState(Phase::Up)), QStringLiteral("up"));
    QCOMPARE(stateName(publicState(Phase::Retiring)), QStringLiteral("retiring"));
    QCOMPARE(stateName(publicState(Phase::Ending)), QStringLiteral("retiring"));
    QCOMPARE(stateName(publicState(Phase::Exited)), QStringLiteral("exited"));
}

QTEST_GUILESS_MAIN(tst_Lifecycle)
#include "tst_lifecycle.moc"
