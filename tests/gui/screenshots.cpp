// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/daemons.h"
#include "gui/eventlist.h"
#include "gui/historygraph.h"
#include "gui/logtext.h"
#include "gui/logview.h"
#include "gui/statuswindow.h"
#include "gui/usagepanel.h"
#include "gui/workertree.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTranslator>

#include <functional>

using namespace qilin;
using namespace Qt::StringLiterals;

// Pictures of the window for the README:
//   QT_QPA_PLATFORM=offscreen screenshots SOCKET DIRECTORY [QM-FILE [FONT]]
// against a daemon that runs. QT_SCALE_FACTOR=2 makes sharp ones.
namespace {

constexpr QSize kSize(1100, 720);
constexpr int kPatienceMs = 30'000;
constexpr int kSparkline = 45; // samples until the small graphs have something to show

QPalette palette(bool isDark)
{
    if (!isDark)
        return QPalette(QColor(0xf3, 0xf4, 0xf6), QColor(0xf3, 0xf4, 0xf6));
    QPalette palette(QColor(0x2b, 0x2d, 0x31), QColor(0x25, 0x27, 0x2a));
    const QColor text(0xdf, 0xe1, 0xe5);
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
    palette.setColor(QPalette::PlaceholderText, QColor(0x86, 0x8a, 0x91));
    palette.setColor(QPalette::Highlight, QColor(0x2e, 0x5f, 0xa8));
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(role, text);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x6f, 0x73, 0x7a));
    return palette;
}

QPalette lightPalette()
{
    QPalette palette = ::palette(false);
    const QColor text(0x1f, 0x23, 0x28);
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
    palette.setColor(QPalette::PlaceholderText, QColor(0x78, 0x7f, 0x89));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xd6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(role, text);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0xa3, 0xa8, 0xb0));
    return palette;
}

// isFilled: what the tab had to ask the daemon for is there.
bool save(StatusWindow &window, int tab, const QString &path, const std::function<bool()> &isFilled)
{
    window.tabs().setCurrentIndex(tab);
    return QTest::qWaitFor(isFilled, kPatienceMs) && window.grab().save(path);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() < 3)
        return 64;
    QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QTranslator translator;
    QString suffix;
    if (words.size() > 3 && translator.load(words[3])) {
        QApplication::installTranslator(&translator);
        QLocale::setDefault(QLocale(translator.language()));
        suffix = u'-' + translator.language();
    }
    QFont font = QApplication::font();
    if (words.size() > 4)
        font.setFamily(words[4]);
    font.setPointSizeF(10);
    QApplication::setFont(font);
    QApplication::setPalette(lightPalette());

    Daemons daemons;
    Endpoint endpoint;
    endpoint.socket = words[1];
    endpoint.title = u"webshop"_s;
    ControlClient *client = daemons.add(endpoint);
    StatusWindow window(daemons);
    window.resize(kSize);
    window.show();
    const QDir directory(words[2]);
    if (!QTest::qWaitFor([&] { return client->snapshot().has_value(); }, kPatienceMs))
        return 1;
    window.tree().expandAll();
    window.select({client, client->snapshot()->apps.first().name, 0});
    window.usage().setSpan(60);
    QSignalSpy samples(client, &ControlClient::snapshotChanged);
    if (!QTest::qWaitFor([&] { return samples.size() >= kSparkline; }, 3 * kPatienceMs))
        return 1;
    const HistoryGraph *graph = window.usage().cpuGraph();
    const QTextDocument *log = window.log().text()->document();
    QTreeView *events = window.events().view();
    const auto hasHistory = [&] { return graph->samples().size() >= kSparkline; };
    const auto hasLog = [&] { return !log->isEmpty(); };
    const auto hasEvents = [&] {
        events->setCurrentIndex(events->model()->index(0, 0));
        return events->currentIndex().isValid();
    };
    for (const bool isDark : {false, true}) {
        QApplication::setPalette(isDark ? palette(true) : lightPalette());
        const QString tone = (isDark ? u"dark"_s : u"light"_s) + suffix;
        const auto path = [&](const QString &name) {
            return directory.filePath(name + u'-' + tone + u".png"_s);
        };
        if (!save(window, StatusWindow::UsageTab, path(u"window"_s), hasHistory)
            || !save(window, StatusWindow::LogTab, path(u"log"_s), hasLog)
            || !save(window, StatusWindow::EventsTab, path(u"events"_s), hasEvents))
            return 1;
    }
    return 0;
}
