// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/format.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void cpu()
    {
        QCOMPARE(cpuText(0), u"0.0%"_s);
        QCOMPARE(cpuText(4.14), u"4.1%"_s);
        QCOMPARE(cpuText(399.96), u"400.0%"_s);
    }

    void memory()
    {
        QCOMPARE(memText(0), u"0.0 MB"_s);
        QCOMPARE(memText(44.84), u"44.8 MB"_s);
        QCOMPARE(memText(1023.94), u"1,023.9 MB"_s);
        QCOMPARE(memText(1023.96), u"1.00 GB"_s);
        QCOMPARE(memText(1280), u"1.25 GB"_s);
    }

    void uptime()
    {
        QCOMPARE(uptimeText(0), u"0 s"_s);
        QCOMPARE(uptimeText(59), u"59 s"_s);
        QCOMPARE(uptimeText(125), u"2 min 5 s"_s);
        QCOMPARE(uptimeText(3600), u"1 h 0 min"_s);
        QCOMPARE(uptimeText(3 * 86'400 + 4 * 3600 + 59), u"3 d 4 h"_s);
        QCOMPARE(uptimeText(1234LL * 86'400), u"1,234 d 0 h"_s);
    }

    void duration()
    {
        QCOMPARE(durationText(0), u"0 ms"_s);
        QCOMPARE(durationText(999), u"999 ms"_s);
        QCOMPARE(durationText(3249), u"3.2 s"_s);
        QCOMPARE(durationText(59'949), u"59.9 s"_s);
        QCOMPARE(durationText(59'950), u"1 min 0 s"_s);
        QCOMPARE(durationText(125'400), u"2 min 5 s"_s);
    }

    void followsTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(memText(44.84), u"44,8 MB"_s);
        QCOMPARE(countText(12'345), u"12.345"_s);
    }

    void everyStateHasAText()
    {
        QSet<QString> texts;
        for (auto state : {WorkerState::Starting, WorkerState::Parked, WorkerState::Up,
                           WorkerState::Retiring, WorkerState::Exited, WorkerState::Failed})
            texts.insert(stateText(state));
        QCOMPARE(texts.size(), 6);
        texts.clear();
        for (auto state :
             {AppState::Starting, AppState::Up, AppState::Reloading, AppState::Degraded,
              AppState::Stopping, AppState::Stopped, AppState::Exited})
            texts.insert(stateText(state));
        QCOMPARE(texts.size(), 7);
        QCOMPARE(stateText(AppState::Exited), u"done"_s); // its work, not its life
        texts.clear();
        for (auto state : {ControlClient::State::Closed, ControlClient::State::Connecting,
                           ControlClient::State::Connected, ControlClient::State::Unauthorized,
                           ControlClient::State::Lost})
            texts.insert(stateText(state));
        QCOMPARE(texts.size(), 5);
        QVERIFY(!texts.contains(QString()));
    }
};

QTEST_MAIN(TestFormat)
#include "tst_format.moc"
