// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/translations.h"
#include "app/trayinstance.h"
#include "app/trayprogram.h"
#include "app/traystart.h"
#include "core/platform/reexec.h"
#include "core/platform/signals.h"
#include "gui/gui.h"

#include <QApplication>
#include <QFile>
#include <QWidget>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

void print(FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text), stream);
    std::fputc('\n', stream);
}

// Made by plan(): where there is no display there is no application either, which translates.
QString &noDisplayText()
{
    static QString text;
    return text;
}

TrayStart plan(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Translations translations{QLocale()};
    noDisplayText() = QCoreApplication::translate(
        "main", "there is no display to open; DISPLAY or WAYLAND_DISPLAY must name one that runs "
                "and lets this user in");
    return planTrayStart(QCoreApplication::arguments());
}

void sayThereIsNoDisplay()
{
    print(stderr, "qilin-tray: "_L1 + noDisplayText());
}

// QApplication aborts the process where a display does not answer or a plugin is missing.
void leaveInsteadOfAborting(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(qFormatLogMessage(type, context, text)));
    if (type != QtFatalMsg)
        return;
    sayThereIsNoDisplay();
    std::_Exit(kExitNoDisplay);
}

// Not quit(): that asks the windows first, and they only hide.
void leave()
{
    QCoreApplication::exit(0);
}

bool isAnyWindowShown()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::any_of(windows.cbegin(), windows.cend(), [](const QWidget *window) {
        return window->isVisible() && window->windowType() == Qt::Window;
    });
}

// The tray from its claim to be the one until its end.
class Session final
{
public:
    explicit Session(const TrayStart &start)
        : m_start(start)
        , m_instance(start.socket, start.wishes, start.isCompanion)
    {
        QObject::connect(&m_instance, &TrayInstance::claimed, qApp,
                         [this](bool showWindow) { begin(showWindow); });
        QObject::connect(&m_instance, &TrayInstance::failed, qApp, [this](const QString &why) {
            qWarning("%s: a second tray would not find this one", qUtf8Printable(why));
            begin(false);
        });
        QObject::connect(&m_instance, &TrayInstance::passedOn, qApp, &leave);
        QObject::connect(&m_instance, &TrayInstance::handedOver, qApp, &leave);
        QObject::connect(&m_instance, &TrayInstance::wished, qApp,
                         [this](const QByteArray &line) { fulfil(line); });
        QObject::connect(&m_signals, &SignalWatcher::received, qApp, [](int signal) {
            if (signal == SIGTERM || signal == SIGINT || signal == SIGHUP)
                leave();
        });
        m_instance.setWindowProbe(isAnyWindowShown);
        m_instance.claim();
    }
    Q_DISABLE_COPY_MOVE(Session)
    ~Session() = default;

private:
    void begin(bool showWindow)
    {
        m_gui = std::make_unique<Gui>(m_start.endpoints, m_start.loginCommand);
        if (showWindow || m_start.showWindow)
            m_gui->showWindow();
    }

    void fulfil(const QByteArray &line)
    {
        const QByteArray attach = "attach ";
        if (line == "raise") {
            m_gui->showWindow();
        } else if (line.startsWith(attach)) {
            // The address, and after a blank the file of authorities where there is one.
            const QByteArray words = line.mid(attach.size());
            const qsizetype blank = words.indexOf(' ');
            const QByteArray address = blank < 0 ? words : words.left(blank);
            Result<Endpoint> endpoint = endpointFromUrl(QString::fromUtf8(address));
            if (!endpoint)
                return;
            if (blank >= 0)
                endpoint->authorities = QFile::decodeName(words.mid(blank + 1));
            m_gui->attach(*endpoint);
        }
    }

    const TrayStart m_start;
    TrayInstance m_instance;
    SignalWatcher m_signals;
    std::unique_ptr<Gui> m_gui;
};

int run(int argc, char **argv, const TrayStart &start)
{
    const QtMessageHandler usual = qInstallMessageHandler(leaveInsteadOfAborting);
    const QApplication app(argc, argv);
    qInstallMessageHandler(usual);
    QCoreApplication::setOrganizationName(u"qilin-daemon"_s);
    QCoreApplication::setApplicationName(u"qilin-tray"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(QILIN_VERSION));
    QGuiApplication::setDesktopFileName(u"qilin-tray"_s);
    QApplication::setQuitOnLastWindowClosed(false); // the tray stays; without one Gui quits
    const Translations translations{QLocale()};
    const Session session(start);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv) // NOLINT(bugprone-exception-escape)
{
    if (const std::optional<QLocale> language = languageOf(argc, argv))
        QLocale::setDefault(*language);
    const TrayStart start = plan(argc, argv);
    if (start.exit) {
        print(start.exit->code == 0 ? stdout : stderr, start.exit->text);
        return start.exit->code;
    }
    if (!hasDisplay() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        sayThereIsNoDisplay();
        return kExitNoDisplay;
    }
    const int code = run(argc, argv, start);
    if (code == Gui::kStartAgain) {
        // It was the closing of the window that asked for this.
        char **const end = std::remove_if(argv + 1, argv + argc, [](const char *argument) {
            return QByteArrayView(argument) == "--raise";
        });
        *end = nullptr;
        becomeProgram(start.program, argv);
    }
    return code;
}
