// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/icons.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

struct Shown
{
    const char *name;
    QIcon icon;
};

QList<Shown> trayIcons()
{
    return {{"up", trayIcon(TrayState::Up)},
            {"reloading 1 of 4", trayIcon(TrayState::Reloading, 1, 4)},
            {"degraded", trayIcon(TrayState::Degraded)},
            {"stopped", trayIcon(TrayState::Stopped)},
            {"disconnected", trayIcon(TrayState::Disconnected)}};
}

QImage render(const QIcon &icon, int size, const QColor &background)
{
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(background);
    QPainter painter(&image);
    painter.drawPixmap(0, 0, icon.pixmap(QSize(size, size), 1.0));
    return image;
}

double channel(int value)
{
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(QRgb colour)
{
    return 0.2126 * channel(qRed(colour)) + 0.7152 * channel(qGreen(colour))
           + 0.0722 * channel(qBlue(colour));
}

// Of the Web Content Accessibility Guidelines: 1 to 21; a graphic needs 3.
double contrast(QRgb a, QRgb b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

// The part of the pixels that stand out from COLOUR.
double partThatStandsOut(const QImage &image, QRgb colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += contrast(image.pixel(x, y), colour) >= 3;
    }
    return double(count) / (image.width() * image.height());
}

// The part of the pixels that differ clearly in lightness, as whoever sees no colours sees it.
double partThatDiffers(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += contrast(a.pixel(x, y), b.pixel(x, y)) >= 1.5;
    }
    return double(count) / (a.width() * a.height());
}

void sizesAndPanels()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QColor>("panel");
    for (const int size : {16, 22, 32, 64}) {
        for (const char *colour : {"#ffffff", "#efefef", "#2b2b2b", "#000000"})
            QTest::addRow("%d on %s", size, colour) << size << QColor(QLatin1StringView(colour));
    }
}

} // namespace

class tst_Icons : public QObject
{
    Q_OBJECT

private slots:
    void standOut_data() { sizesAndPanels(); }
    void standOut();
    void differPairwise_data() { sizesAndPanels(); }
    void differPairwise();
    void ringFills();
    void sharpAtEveryScale();
    void everyActionHasOne_data();
    void everyActionHasOne();
    void followThePalette();
    void disabledIsFainter();
};

void tst_Icons::standOut()
{
    QFETCH(int, size);
    QFETCH(QColor, panel);
    const QList<Shown> icons = trayIcons();
    for (const Shown &shown : icons) {
        const double part = partThatStandsOut(render(shown.icon, size, panel), panel.rgb());
        QVERIFY2(part > 0.15, qPrintable(u"%1: %2"_s.arg(QLatin1StringView(shown.name)).arg(part)));
    }
}

void tst_Icons::differPairwise()
{
    QFETCH(int, size);
    QFETCH(QColor, panel);
    const QList<Shown> icons = trayIcons();
    for (qsizetype i = 0; i < icons.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            const double part = partThatDiffers(render(icons.at(i).icon, size, panel),
                                                render(icons.at(j).icon, size, panel));
            QVERIFY2(part > 0.15, qPrintable(u"%1, %2: %3"_s
                                                 .arg(QLatin1StringView(icons.at(i).name),
                                                      QLatin1StringView(icons.at(j).name))
                                                 .arg(part)));
        }
    }
}

void tst_Icons::ringFills()
{
    double before = -1;
    for (int done = 0; done <= 8; ++done) {
        const QImage image = render(trayIcon(TrayState::Reloading, done, 8), 64, Qt::white);
        int dark = 0;
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x)
                dark += luminance(image.pixel(x, y)) < 0.15;
        }
        QVERIFY2(dark > before * 1.05, qPrintable(u"%1 of 8: %2"_s.arg(done).arg(dark)));
        before = dark;
    }
    // The first quarter is the one to the right of the top.
    const QImage quarter = render(trayIcon(TrayState::Reloading, 1, 4), 64, Qt::white);
    QVERIFY(luminance(quarter.pixel(49, 16)) < 0.15);
    QVERIFY(luminance(quarter.pixel(15, 16)) > 0.2);
    QVERIFY(luminance(quarter.pixel(49, 49)) > 0.2);
    QVERIFY(!trayIcon(TrayState::Reloading, 3, 0).pixmap(QSize(16, 16), 1.0).isNull());
}

void tst_Icons::sharpAtEveryScale()
{
    for (const qreal scale : {1.0, 1.5, 2.0, 3.0}) {
        const QPixmap pixmap = themedIcon(u"stop"_s).pixmap(QSize(24, 24), scale);
        QCOMPARE(pixmap.width(), qRound(24 * scale));
        QCOMPARE(pixmap.devicePixelRatio(), scale);
        // Drawn and not enlarged: the square's hollow middle and its edge are of full strength.
        const QImage image = pixmap.toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, image.height() / 2).alpha(), 0);
        int strongest = 0;
        for (int x = 0; x < image.width() / 2; ++x)
            strongest = std::max(strongest, image.pixelColor(x, image.height() / 2).alpha());
        QVERIFY(strongest > 240);
    }
}

void tst_Icons::everyActionHasOne_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"reload", "restart", "scale", "stop", "start", "quit", "window", "log",
                             "attach", "remove"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void tst_Icons::everyActionHasOne()
{
    QFETCH(QString, name);
    for (const int size : {16, 24, 48}) {
        const QImage image = render(themedIcon(name), size, Qt::white);
        const double part = partThatStandsOut(image, qRgb(255, 255, 255));
        QVERIFY2(part > 0.05 && part < 0.6, qPrintable(QString::number(part)));
    }
}

void tst_Icons::followThePalette()
{
    const QPalette before = QGuiApplication::palette();
    const QIcon icon = themedIcon(u"log"_s);
    for (const QColor &text : {QColor(Qt::black), QColor(Qt::white), QColor(0, 90, 0)}) {
        QPalette palette = before;
        palette.setColor(QPalette::WindowText, text);
        QGuiApplication::setPalette(palette);
        const QImage image = icon.pixmap(QSize(48, 48), 1.0).toImage();
        bool hasIt = false;
        for (int x = 0; x < 48; ++x)
            hasIt = hasIt || image.pixelColor(x, 24) == text;
        QVERIFY(hasIt);
    }
    QGuiApplication::setPalette(before);
}

void tst_Icons::disabledIsFainter()
{
    QPalette palette = QGuiApplication::palette();
    palette.setColor(QPalette::Active, QPalette::WindowText, Qt::black);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(190, 190, 190));
    QGuiApplication::setPalette(palette);
    const QIcon icon = themedIcon(u"reload"_s);
    const auto darkest = [&](QIcon::Mode mode) {
        QImage image(48, 48, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter(&image).drawPixmap(0, 0, icon.pixmap(QSize(48, 48), 1.0, mode));
        double least = 1;
        for (int y = 0; y < 48; ++y) {
            for (int x = 0; x < 48; ++x)
                least = std::min(least, luminance(image.pixel(x, y)));
        }
        return least;
    };
    QVERIFY(darkest(QIcon::Disabled) > darkest(QIcon::Normal) + 0.3);
}

QTEST_MAIN(tst_Icons)
#include "tst_icons.moc"
