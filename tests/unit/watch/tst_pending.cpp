// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/pending.h"

#include <QTest>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Known file(qint64 size, quint64 hash)
{
    Known known;
    known.stamp.kind = FileKind::File;
    known.stamp.size = size;
    known.stamp.inode = hash; // some
    known.hash = hash;
    return known;
}

} // namespace

class tst_Pending : public QObject
{
    Q_OBJECT

private slots:
    void namesEachOnceSorted()
    {
        Pending pending;
        QVERIFY(pending.isEmpty());
        pending.note("/b", {}, file(1, 1), m_now);
        pending.note("/a", file(1, 1), file(2, 2), m_now);
        pending.note("/b", file(1, 1), file(2, 2), m_now);
        QVERIFY(!pending.isEmpty());
        QCOMPARE(pending.take(), QStringList({u"/a"_s, u"/b"_s}));
        QVERIFY(pending.isEmpty());
    }

    void thereAndBackSoonIsNothing()
    {
        Pending pending;
        pending.note("/temporary", {}, file(1, 1), m_now);
        pending.note("/temporary", file(1, 1), {}, m_now + 500ms);
        pending.note("/rewritten", file(5, 5), file(0, 9), m_now);
        pending.note("/rewritten", file(0, 9), {}, m_now);
        pending.note("/rewritten", {}, file(5, 5), m_now + 999ms);
        QVERIFY(pending.isEmpty());
        // A second source tells of the same way.
        pending.note("/rewritten", file(0, 9), file(5, 5), m_now + 999ms);
        QVERIFY(pending.isEmpty());
        pending.note("/rewritten", file(5, 5), file(5, 6), m_now + 2s);
        QCOMPARE(pending.take(), QStringList({u"/rewritten"_s}));
    }

    void thereAndBackLaterCounts()
    {
        Pending pending;
        pending.note("/a", file(1, 1), file(2, 2), m_now);
        pending.note("/a", file(2, 2), file(1, 1), m_now + 1001ms);
        QCOMPARE(pending.take(), QStringList({u"/a"_s}));
    }

    void namesAThousandAtMost()
    {
        Pending pending;
        for (int i = 0; i < 20'000; ++i)
            pending.note("/" + std::to_string(i), {}, file(1, 1), m_now);
        QCOMPARE(pending.take().size(), 1000);
        QVERIFY(pending.isEmpty());
    }

private:
    Pending::Time m_now = Pending::Time::clock::now();
};

QTEST_GUILESS_MAIN(tst_Pending)
#include "tst_pending.moc"
