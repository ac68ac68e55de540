// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/colors.h"
#include "gui/graphcurve.h"
#include "gui/historygraph.h"
#include "tests/support/waitfor.h"

#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace qilin;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kStart = 1'700'000'000'000;

QList<Sample> samples(const QList<double> &values, qint64 apartMs = 1000)
{
    QList<Sample> samples;
    for (qsizetype i = 0; i < values.size(); ++i)
        samples.append({kStart + i * apartMs, values[i], values[i] * 10});
    return samples;
}

// Counts what is painted of a widget.
class Paints : public QObject
{
public:
    explicit Paints(QWidget &widget) { widget.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

QImage picture(QWidget &widget, double ratio = 1)
{
    QImage image(widget.size() * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    widget.render(&image);
    return image;
}

bool isNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
               + std::abs(a.blue() - b.blue())
           < 60;
}

// The y of the topmost pixel of a colour in a column; -1 where there is none.
double topOf(const QImage &image, double x, const QColor &color, const QRectF &plot)
{
    const double ratio = image.devicePixelRatio();
    for (int y = static_cast<int>((plot.top() - 2) * ratio); y < plot.bottom() * ratio; ++y) {
        if (isNear(image.pixelColor(static_cast<int>(x * ratio), y), color))
            return y / ratio;
    }
    return -1;
}

} // namespace

class TestHistoryGraph : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theCurveIsAsHighAsItsSamples_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.5") << 1.5;
        QTest::newRow("2") << 2.0;
    }

    void theCurveIsAsHighAsItsSamples()
    {
        QFETCH(double, ratio);
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(500, 240);
        QList<double> values;
        for (int i = 0; i < 61; ++i)
            values << (i < 20 ? 10 : i < 40 ? 90 : 45);
        graph.setSamples(samples(values));
        QCOMPARE(graph.maximum(), 100.0);
        const QImage image = picture(graph, ratio);
        const QColor color = seriesColor(Quantity::Cpu, graph.palette());
        const QRectF plot = graph.plotArea();
        for (const int at : {10, 30, 50}) {
            const QPointF point = graph.pointOf(at);
            const double top = topOf(image, point.x(), color, plot);
            QVERIFY2(std::abs(top - point.y()) <= 1.5, qPrintable(QString::number(top)));
            const double expected = plot.bottom() - plot.height() * values[at] / 100;
            QVERIFY(std::abs(point.y() - expected) < 0.01);
        }
        QCOMPARE(graph.pointOf(60).x(), plot.right());
        QVERIFY(std::abs(graph.pointOf(0).x() - plot.left()) < 0.01);
    }

    void missingSamplesLeaveAGap()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(500, 240);
        QList<Sample> with = samples(QList<double>(61, 50));
        with.remove(20, 20);
        graph.setSamples(with);
        const QImage image = picture(graph);
        const QColor color = seriesColor(Quantity::Cpu, graph.palette());
        const QRectF plot = graph.plotArea();
        const double middle = (graph.pointOf(19).x() + graph.pointOf(20).x()) / 2;
        QCOMPARE(topOf(image, middle, color, plot), -1.0);
        QVERIFY(topOf(image, graph.pointOf(10).x(), color, plot) > 0);
    }

    void aClockThatIsSetBackBeginsAnew()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.setSamples(samples(QList<double>(61, 50)));
        graph.append({kStart + 59'000, 9, 9}); // late only
        QCOMPARE(graph.samples().size(), 61);
        graph.append({kStart - 3600 * 1000, 7, 7});
        QCOMPARE(graph.samples().size(), 1);
        QCOMPARE(graph.samples().last().cpu, 7.0);
    }

    void curvesKeepTheirPeaks()
    {
        QList<double> values(3000, 10);
        values[1234] = 80;
        const GraphGeometry geometry{QRectF(0, 0, 300, 100), kStart + 2999 * 1000, 3'000'000, 100};
        const auto curves = curvesOf(samples(values), Quantity::Cpu, geometry, 3500, 1);
        QCOMPARE(curves.size(), 1);
        QVERIFY(curves.first().size() <= 4 * 302);
        double top = 100;
        for (const QPointF &point : curves.first())
            top = std::min(top, point.y());
        QCOMPARE(top, 20.0);
    }

    void onlyNewerSamplesAreAppended()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Mem);
        graph.setSamples(samples({1, 2}));
        graph.append({kStart, 9, 9});
        QCOMPARE(graph.samples().size(), 2);
        graph.append({kStart + 2000, 9, 9});
        QCOMPARE(graph.samples().size(), 3);
        for (int i = 3; i < 200; ++i)
            graph.append({kStart + i * 1000, 1, 1});
        QVERIFY(graph.samples().size() >= 61);
        QVERIFY(graph.samples().size() <= 66);
    }

    void anHourKeepsNoMoreThanIsSeen()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.setSpan(3600);
        for (int i = 0; i < 8000; ++i)
            graph.append({kStart + i * 1000, double(i % 7), 1});
        QVERIFY(graph.samples().size() <= 920);
        QVERIFY(graph.samples().size() >= 600);
        QCOMPARE(graph.samples().last().timeMs, kStart + 7999 * 1000);
    }

    void theScaleIsCalm()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.setSamples(samples({95}));
        QVERIFY(graph.maximum() >= 95);
        const double before = graph.maximum();
        qint64 time = kStart;
        for (int i = 0; i < 200; ++i)
            graph.append({time += 1000, 70, 0});
        QCOMPARE(graph.maximum(), before); // still fills more than half
        for (int i = 0; i < 200; ++i)
            graph.append({time += 1000, 3, 0});
        QVERIFY(graph.maximum() <= 5);
        graph.append({time += 1000, 390, 0});
        QVERIFY(graph.maximum() >= 390);
    }

    void scalesAreRound_data()
    {
        QTest::addColumn<Quantity>("quantity");
        QTest::addColumn<double>("peak");
        QTest::addColumn<double>("maximum");
        QTest::addColumn<QString>("label");
        QTest::newRow("idle") << Quantity::Cpu << 0.0 << 5.0 << u"5%"_s;
        QTest::newRow("one") << Quantity::Cpu << 90.0 << 100.0 << u"100%"_s;
        QTest::newRow("many") << Quantity::Cpu << 1500.0 << 2000.0 << u"2,000%"_s;
        QTest::newRow("small") << Quantity::Mem << 44.0 << 50.0 << u"50 MB"_s;
        QTest::newRow("GB") << Quantity::Mem << 1500.0 << 1536.0 << u"1.5 GB"_s;
        QTest::newRow("no number") << Quantity::Mem << qQNaN() << 10.0 << u"10 MB"_s;
    }

    void scalesAreRound()
    {
        QFETCH(Quantity, quantity);
        QFETCH(double, peak);
        const GraphScale scale = scaleFor(peak, quantity);
        QTEST(scale.maximum, "maximum");
        QTEST(tickText(scale.maximum, scale, quantity), "label");
    }

    void nothingIsPaintedWhileHidden()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(300, 200);
        Paints paints(graph);
        graph.setSamples(samples({1, 2, 3}));
        graph.show();
        TRY_VERIFY(paints.count > 0);
        graph.hide();
        QCoreApplication::sendPostedEvents();
        paints.count = 0;
        graph.append({kStart + 5000, 4, 4});
        graph.setMarks({{kStart, MarkKind::Crash, u"x"_s}});
        graph.setSpan(600);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(&graph, QEvent::UpdateRequest);
        QCOMPARE(paints.count, 0);
        graph.show();
        TRY_VERIFY(paints.count > 0);
        QCOMPARE(graph.samples().last().cpu, 4.0);
    }

    void marksAreWhereTheyHappened()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(500, 240);
        graph.setSamples(samples(QList<double>(61, 10)));
        const QRectF plot = graph.plotArea();
        const QImage without = picture(graph);
        graph.setMarks({{kStart + 10'000, MarkKind::Reload, u"Reload of app.js"_s},
                        {kStart + 30'000, MarkKind::Crash, u"Worker 1 <died>"_s},
                        {kStart - 90'000, MarkKind::RolledBack, u"long ago"_s}});
        const QImage with = picture(graph);
        const auto differsAt = [&](double x) {
            for (double y = plot.top(); y < plot.bottom(); ++y) {
                const QPoint at(static_cast<int>(std::round(x)), static_cast<int>(y));
                if (with.pixel(at) != without.pixel(at))
                    return true;
            }
            return false;
        };
        QVERIFY(differsAt(graph.pointOf(10).x()));
        QVERIFY(differsAt(graph.pointOf(30).x()));
        QVERIFY(!differsAt(graph.pointOf(20).x()));

        graph.show();
        const QPoint at(static_cast<int>(graph.pointOf(30).x()), 100);
        QHelpEvent help(QEvent::ToolTip, at, graph.mapToGlobal(at));
        QCoreApplication::sendEvent(&graph, &help);
        TRY_VERIFY(QToolTip::text().contains(u"Worker 1 &lt;died&gt;"));
        QToolTip::hideText();
    }

    void theReadOutFollowsPointerAndKeys()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(500, 240);
        QList<double> values;
        for (int i = 0; i < 61; ++i)
            values << i;
        graph.setSamples(samples(values));
        graph.show();
        QVERIFY(QTest::qWaitForWindowExposed(&graph, qilin::test::kPatienceMs));
        QVERIFY(!graph.readOut());
        QVERIFY2(graph.accessibleDescription().contains(u"60.0% now"),
                 qPrintable(graph.accessibleDescription()));

        QTest::mouseMove(&graph, (graph.pointOf(20) + QPointF(1, 0)).toPoint());
        TRY_COMPARE(graph.readOut(), std::optional(20));
        QTest::keyClick(&graph, Qt::Key_Left);
        QCOMPARE(graph.readOut(), std::optional(19));
        QVERIFY2(graph.accessibleDescription().startsWith(u"19.0% at "),
                 qPrintable(graph.accessibleDescription()));
        graph.append({kStart + 61'000, 5, 5}); // the read-out stays with its sample
        QCOMPARE(graph.samples().at(*graph.readOut()).cpu, 19.0);
        QTest::keyClick(&graph, Qt::Key_End);
        QTest::keyClick(&graph, Qt::Key_Right);
        QCOMPARE(graph.samples().at(*graph.readOut()).cpu, 5.0);
        QTest::keyClick(&graph, Qt::Key_Escape);
        QVERIFY(!graph.readOut());
    }

    void worksEmptyAndTiny()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Mem);
        graph.setNotice(u"connection lost: refused"_s);
        graph.setMarks({{kStart, MarkKind::Reload, u"x"_s}});
        for (const QSize size : {QSize(1, 1), QSize(20, 20), QSize(400, 30)}) {
            graph.resize(size);
            picture(graph);
        }
        QTest::keyClick(&graph, Qt::Key_Left);
        QVERIFY(!graph.readOut());
        graph.setSamples(samples({1}));
        picture(graph);
    }

    void aDarkPaletteIsAnotherPicture()
    {
        HistoryGraph graph(HistoryGraph::Quantity::Cpu);
        graph.resize(300, 200);
        const QImage light = picture(graph);
        QPalette dark;
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        graph.setPalette(dark);
        const QImage image = picture(graph);
        QVERIFY(isNear(image.pixelColor(150, 100), Qt::black));
        QVERIFY(!isNear(light.pixelColor(150, 100), Qt::black));
        QVERIFY(seriesColor(Quantity::Cpu, dark) != seriesColor(Quantity::Cpu, QPalette()));
    }
};

QTEST_MAIN(TestHistoryGraph)
#include "tst_historygraph.moc"
