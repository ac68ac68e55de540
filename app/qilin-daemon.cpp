// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/cli.h"
#include "app/daemon.h"
#include "app/daemonprobe.h"
#include "app/importing.h"
#include "app/trayprogram.h"
#include "core/base/log.h"
#include "core/config/diff.h"
#include "core/config/load.h"
#include "core/config/paths.h"
#include "core/config/reference.h"
#include "core/platform/childsetup.h"
#include "core/platform/title.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

// sysexits(3)
constexpr int kResourceMissing = 71;
constexpr int kFaultyConfig = 78;

void print(FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text), stream);
    std::fputc('\n', stream);
}

int check(const LoadResult &loaded, const QString &file)
{
    for (const QString &text : loaded.messages())
        print(stderr, text);
    if (!loaded.config)
        return kFaultyConfig;
    print(stdout, QCoreApplication::translate("main", "%1 is valid").arg(file));
    return 0;
}

// What a running daemon would do if the file took the place of the one it has read.
int checkAgainst(const LoadResult &loaded, const QString &file, const QString &old)
{
    const LoadResult before = loadConfig(old);
    if (!before.config) {
        for (const QString &text : before.messages())
            print(stderr, text);
    }
    const int code = check(loaded, file);
    if (!before.config || !loaded.config)
        return kFaultyConfig;
    const QStringList lines = describeDiff(diffConfigs(*before.config, *loaded.config));
    for (const QString &line : lines)
        print(stdout, line);
    if (lines.isEmpty())
        print(stdout, QCoreApplication::translate("main", "nothing changes"));
    return code;
}

int run(const CliOptions &options, const Config &config, Console &console)
{
    Daemon daemon(options, config, console);
    if (const Result<> opened = daemon.open(); !opened) {
        qCCritical(lcDaemon).noquote() << opened.error().text;
        return kResourceMissing;
    }
    daemon.start();
    return QCoreApplication::exec();
}

bool isDaemonThere(const QString &controlSocket)
{
    DaemonProbe probe;
    QObject::connect(&probe, &DaemonProbe::answered, &probe,
                     [](bool isDaemon) { QCoreApplication::exit(isDaemon ? 1 : 0); });
    return probe.ask(controlSocket) && QCoreApplication::exec() == 1;
}

// On a desktop, a second start means "show it to me".
bool showRunningDaemon(const CliOptions &options, const Config &config)
{
    const QString socket = controlSocketPath(config);
    if (options.headless || !hasDisplay() || socket.isEmpty())
        return false;
    const QString tray = findTrayProgram();
    if (tray.isEmpty() || !isDaemonThere(socket) || !raiseTrayWindow(tray, config.file))
        return false;
    announce(u"%1 is being run already: its window is shown"_s.arg(config.file));
    return true;
}

} // namespace

int main(int argc, char **argv) // NOLINT(bugprone-exception-escape)
{
    prepareDescriptors();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"qilin-daemon"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(QILIN_VERSION));
    QTranslator translator;
    if (translator.load(QLocale(), u"qilin-daemon"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&translator);

    const CliResult cli = parseCli(QCoreApplication::arguments());
    if (cli.exit) {
        print(cli.exit->code == 0 ? stdout : stderr, cli.exit->text);
        return cli.exit->code;
    }
    const CliOptions &options = cli.options;
    if (options.showConfig) {
        print(stdout, configReference());
        return 0;
    }
    if (options.import)
        return importForeign({*options.import, options.importEnvironment});
    const LoadResult loaded = loadConfig(options.configPath);
    if (options.check && options.against)
        return checkAgainst(loaded, options.configPath, *options.against);
    if (options.check)
        return check(loaded, options.configPath);

    Console console;
    startLog(options.logLevel.value_or(defaultLogLevel()), console.logSink());
    for (const QString &text : loaded.messages())
        console.write(Stream::Err, text.toUtf8() + '\n');
    int code = kFaultyConfig;
    if (loaded.config) {
        QDir::setCurrent(loaded.config->directory);
        if (!loaded.config->daemon.psName.isEmpty())
            setProcessTitle(argc, argv, loaded.config->daemon.psName.toUtf8());
        code = showRunningDaemon(options, *loaded.config) ? 0
                                                          : run(options, *loaded.config, console);
    }
    startLog(LogLevel::Error); // the console goes first
    console.flush(1000);
    return code;
}
