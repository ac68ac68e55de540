// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/client/logmerge.h"
#include "gui/logfeed.h"
#include "gui/logsearch.h"
#include "gui/logtext.h"
#include "gui/logview.h"
#include "tests/support/waitfor.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace qilin;
using namespace Qt::StringLiterals;

// The client is never connected: its signals stand for a daemon's lines.
class TestLogView : public QObject
{
    Q_OBJECT

    static LogLine line(int number, int worker = 1, Stream stream = Stream::Out)
    {
        return {1'000'000 + number, u"app.js"_s, worker, stream,
                "line " + QByteArray::number(number)};
    }
    static QList<LogLine> lines(int first, int last)
    {
        QList<LogLine> list;
        for (int number = first; number <= last; ++number)
            list.append(line(number));
        return list;
    }

    struct Shown
    {
        ControlClient client{Endpoint{}};
        LogView view;

        Shown()
        {
            view.resize(700, 300);
            view.setTarget({&client, u"app.js"_s, 0});
            view.show();
        }
        void print(int first, int last)
        {
            for (const LogLine &one : lines(first, last))
                emit client.logLine(one);
        }
        [[nodiscard]] QString text() const { return view.text()->toPlainText(); }
        [[nodiscard]] int maximum() const { return view.text()->verticalScrollBar()->maximum(); }
        [[nodiscard]] int value() const { return view.text()->verticalScrollBar()->value(); }
    };

private slots:
    void mergesAnswersAndLiveLines();
    void mergesAcrossALostConnection();
    void showsWhatIsPrinted();
    void keepsToItsTarget();
    void followsUntilScrolledUp();
    void followsByAKey();
    void isBounded();
    void saysWhatItLeavesOut();
    void idlesWhileHidden();
    void searches();
    void paintsColorsAndErrors();
    void dropsTimes();
};

void TestLogView::mergesAnswersAndLiveLines()
{
    LogMerge merge;
    QCOMPARE(merge.answered(lines(1, 5)).size(), 5);
    QVERIFY(!merge.isNew(line(4)));
    QVERIFY(!merge.isNew(line(5)));
    QVERIFY(merge.isNew(line(6)));
    QVERIFY(merge.isNew(line(7)));
    const QList<LogLine> second = merge.answered(lines(3, 9));
    QCOMPARE(second.size(), 2);
    QVERIFY(isSameLine(second.first(), line(8)));
    QVERIFY(!merge.isNew(line(8)));
    QVERIFY(merge.isNew(line(10)));
}

void TestLogView::mergesAcrossALostConnection()
{
    LogMerge merge;
    QCOMPARE(merge.answered(lines(1, 5)).size(), 5);
    QCOMPARE(merge.answered(lines(100, 110)).size(), 11); // forgotten in between
    QCOMPARE(merge.answered(lines(100, 110)).size(), 0);
    merge.clear();
    QCOMPARE(merge.answered(lines(1, 2)).size(), 2);
}

void TestLogView::showsWhatIsPrinted()
{
    Shown shown;
    shown.print(1, 3);
    TRY_COMPARE(shown.view.text()->blockCount(), 3);
    QVERIFY(shown.text().contains(u"line 1\n"_s));
    QVERIFY(shown.text().endsWith(u"line 3"_s));
    emit shown.client.logLine({1'000'010, u"app.js"_s, 1, Stream::Out, {}});
    shown.print(4, 4);
    TRY_COMPARE(shown.view.text()->blockCount(), 5);
}

void TestLogView::keepsToItsTarget()
{
    Shown shown;
    shown.view.setTarget({&shown.client, u"app.js"_s, 2});
    QCOMPARE(shown.view.target().worker, 2);
    emit shown.client.logLine(line(1, 1));
    emit shown.client.logLine({1'000'002, u"other.js"_s, 2, Stream::Out, "other"});
    emit shown.client.logLine(line(3, 2));
    TRY_VERIFY(shown.text().contains(u"line 3"_s));
    QVERIFY(!shown.text().contains(u"line 1"_s));
    QVERIFY(!shown.text().contains(u"other"_s));

    shown.view.setTarget({&shown.client, {}, 0});
    QVERIFY(shown.text().isEmpty());
    emit shown.client.logLine({1'000'004, u"other.js"_s, 7, Stream::Out, "other"});
    TRY_VERIFY(shown.text().contains(u"other"_s));
}

void TestLogView::followsByAKey()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    const auto press = [&] { QTest::keyClick(shown.view.text(), Qt::Key_E, Qt::ControlModifier); };
    const auto isCounting = [&] { // the button says "Follow (N new)"
        for (const QToolButton *button : shown.view.findChildren<QToolButton *>()) {
            if (button->text().contains(u'('))
                return true;
        }
        return false;
    };
    shown.print(1, 200);
    TRY_COMPARE(shown.view.text()->blockCount(), 200);
    press();
    TRY_VERIFY(!shown.view.isFollowing());
    shown.print(201, 210);
    TRY_VERIFY(isCounting());
    press();
    TRY_VERIFY(shown.view.isFollowing());
    TRY_VERIFY(!isCounting());
    press();
    TRY_VERIFY(!shown.view.isFollowing());
}

void TestLogView::followsUntilScrolledUp()
{
    Shown shown;
    shown.print(1, 200);
    TRY_COMPARE(shown.view.text()->blockCount(), 200);
    QVERIFY(shown.view.isFollowing());
    QCOMPARE(shown.value(), shown.maximum());

    shown.view.text()->verticalScrollBar()->setValue(10);
    QVERIFY(!shown.view.isFollowing());
    LogView other; // with it both have had their time
    other.setTarget({&shown.client, u"app.js"_s, 0});
    other.show();
    shown.print(201, 210);
    TRY_COMPARE(other.text()->blockCount(), 10);
    QCOMPARE(shown.view.text()->blockCount(), 200);

    shown.view.text()->verticalScrollBar()->setValue(shown.maximum());
    QVERIFY(shown.view.isFollowing());
    TRY_COMPARE(shown.view.text()->blockCount(), 210);
    QCOMPARE(shown.value(), shown.maximum());

    // Keys move a cursor, and by it the text.
    QTest::keyClick(shown.view.text(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(shown.value(), 0);
    QVERIFY(!shown.view.isFollowing());
    QTest::keyClick(shown.view.text(), Qt::Key_End, Qt::ControlModifier);
    QVERIFY(shown.view.isFollowing());
    shown.print(211, 220);
    TRY_COMPARE(shown.view.text()->blockCount(), 220);
    QCOMPARE(shown.value(), shown.maximum());

    shown.view.setFollowing(false);
    shown.print(221, 230);
    shown.view.setFollowing(true);
    TRY_VERIFY(shown.text().endsWith(u"line 230"_s));
}

void TestLogView::isBounded()
{
    LogText text;
    for (int batch = 0; batch < 30; ++batch)
        text.append({0, lines(batch * 400, batch * 400 + 399)});
    QCOMPARE(text.blockCount(), LogText::kMaxLines);
    QVERIFY(text.toPlainText().endsWith(u"line 11999"_s));
    text.setTimesShown(false);
    QCOMPARE(text.blockCount(), LogText::kMaxLines);
    LogLine wide = line(1);
    wide.text = QByteArray(1'000'000, 'x');
    text.append({0, {wide}});
    QVERIFY(text.document()->lastBlock().length() < 10'000);
}

void TestLogView::saysWhatItLeavesOut()
{
    Shown shown;
    TRY_VERIFY(!shown.view.text()->placeholderText().isEmpty());
    bool isSaid = false;
    connect(shown.view.text(), &LogText::linesChanged, this,
            [&] { isSaid = isSaid || shown.text().contains(u"lines left out"_s); });
    shown.print(1, 100'000); // in one turn of the event loop
    TRY_VERIFY(shown.text().endsWith(u"line 100000"_s));
    QVERIFY(isSaid);
    QVERIFY(shown.view.text()->blockCount() <= LogText::kMaxLines);
}

void TestLogView::idlesWhileHidden()
{
    Shown shown;
    shown.print(1, 2);
    TRY_COMPARE(shown.view.text()->blockCount(), 2);
    shown.view.hide();
    shown.print(3, 9);
    shown.view.show();
    shown.print(10, 10);
    TRY_VERIFY(shown.text().endsWith(u"line 10"_s));
    QVERIFY(!shown.text().contains(u"line 5"_s)); // the daemon would have told on showing
}

void TestLogView::searches()
{
    Shown shown;
    shown.print(1, 120);
    TRY_COMPARE(shown.view.text()->blockCount(), 120);
    auto *pattern = shown.view.findChild<QLineEdit *>();
    QVERIFY(pattern);
    QTest::keyClicks(pattern, u"LINE 12"_s);
    QCOMPARE(shown.view.search()->count(), 0); // capitals count
    pattern->clear();
    QTest::keyClicks(pattern, u"line 12"_s);
    QCOMPARE(shown.view.search()->count(), 2);
    QCOMPARE(shown.view.search()->current(), 1);
    QCOMPARE(shown.view.text()->textCursor().block().blockNumber(), 11);
    QVERIFY(!shown.view.text()->extraSelections().isEmpty());
    QTest::keyClick(pattern, Qt::Key_Return);
    QCOMPARE(shown.view.search()->current(), 2);
    QTest::keyClick(pattern, Qt::Key_Return); // round the end
    QCOMPARE(shown.view.search()->current(), 1);
    QTest::keyClick(pattern, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.view.search()->current(), 2);

    shown.view.setFollowing(true);
    shown.print(121, 129);
    TRY_COMPARE(shown.view.search()->count(), 11);
    QTest::keyClick(pattern, Qt::Key_Escape);
    QCOMPARE(shown.view.search()->count(), 0);
    QVERIFY(shown.view.text()->extraSelections().isEmpty());
}

void TestLogView::paintsColorsAndErrors()
{
    LogText text;
    text.setTimesShown(false);
    text.setOrigin(LogRenderer::Origin::None);
    LogLine colored = line(1);
    colored.text = "\x1b[1;31mred\x1b[0m plain";
    text.append({0, {colored, line(2, 1, Stream::Err)}});
    QCOMPARE(text.toPlainText(), u"red plain\nline 2"_s);
    QTextCursor cursor(text.document());
    cursor.setPosition(1);
    QCOMPARE(cursor.charFormat().fontWeight(), int(QFont::Bold));
    const QColor red = cursor.charFormat().foreground().color();
    QVERIFY(red.red() > 2 * red.green());
    const QTextBlock errors = text.document()->lastBlock();
    QVERIFY(errors.blockFormat().background().style() != Qt::NoBrush);
    QVERIFY(text.document()->firstBlock().blockFormat().background().style() == Qt::NoBrush);

    QPalette dark;
    dark.setColor(QPalette::Base, Qt::black);
    dark.setColor(QPalette::Text, Qt::white);
    text.setPalette(dark);
    cursor = QTextCursor(text.document());
    cursor.setPosition(6);
    QVERIFY(cursor.charFormat().foreground().color().lightness() > 128);
}

void TestLogView::dropsTimes()
{
    Shown shown;
    shown.print(1, 2);
    TRY_COMPARE(shown.view.text()->blockCount(), 2);
    QVERIFY(shown.view.areTimesShown());
    const qsizetype before = shown.text().size();
    shown.view.setTimesShown(false);
    QVERIFY(shown.text().size() < before);
    QVERIFY(shown.text().contains(u"line 2"_s));
    shown.view.setLinesWrapped(true);
    QCOMPARE(shown.view.text()->lineWrapMode(), QPlainTextEdit::WidgetWidth);
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
