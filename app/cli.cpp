// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/cli.h"

#include "core/config/optionfault.h"
#include "core/config/suggest.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

class Cli
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

QStringList levels()
{
    return {u"error"_s, u"warning"_s, u"info"_s, u"debug"_s};
}

CliResult usageFault(const QString &sentence)
{
    const QString hint = Cli::tr("Try qilin-daemon --help.");
    const QString text = "qilin-daemon: "_L1 + sentence + u'\n' + hint;
    return {CliExit{kExitUsage, text}, {}};
}

// Their long names.
QStringList addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        Cli::tr("Runs the workers of an application, keeps them running, and replaces them without "
                "dropping a request."));
    parser.addPositionalArgument(
        u"CONFIG"_s, Cli::tr("the configuration file; default ./qilin-daemon.json"), u"[CONFIG]"_s);
    const QList<QCommandLineOption> options{
        {u"headless"_s, Cli::tr("no tray")},
        {u"check"_s, Cli::tr("validate CONFIG, print every fault, start nothing")},
        {u"against"_s,
         Cli::tr("with --check: print what would happen if CONFIG took the place of OLD"),
         u"OLD"_s},
        {u"import"_s,
         Cli::tr("print a configuration made from a PM2 ecosystem file, a Procfile or a "
                 "configuration of supervisord, and on stderr what could not be carried over"),
         u"FILE"_s},
        {u"env"_s, Cli::tr("with --import: also take the variables of PM2's env_NAME"), u"NAME"_s},
        {u"pidfile"_s, Cli::tr("as the key pidfile; the option wins"), u"PATH"_s},
        {u"log-level"_s, Cli::tr("error, warning, info or debug"), u"LEVEL"_s},
        {u"show-config"_s, Cli::tr("print the configuration reference (every key, type, "
                                   "default, range, meaning)")},
        {{u"v"_s, u"version"_s}, Cli::tr("print the version")},
        {{u"h"_s, u"help"_s}, Cli::tr("print this help")},
    };
    parser.addOptions(options);
    QStringList names;
    for (const QCommandLineOption &option : options)
        names.append(option.names().last());
    return names;
}

// --import, and what --check takes.
std::optional<QString> readRarer(const QCommandLineParser &parser, CliOptions &options)
{
    if (parser.isSet(u"against"_s)) {
        options.against = parser.value(u"against"_s);
        if (options.against->isEmpty())
            return Cli::tr("--against must name a file; it is empty");
        if (!options.check)
            return Cli::tr("--against goes with --check");
    }
    options.importEnvironment = parser.value(u"env"_s);
    if (!parser.isSet(u"import"_s))
        return parser.isSet(u"env"_s) ? std::optional(Cli::tr("--env goes with --import"))
                                      : std::nullopt;
    options.import = parser.value(u"import"_s);
    if (options.import->isEmpty())
        return Cli::tr("--import must name a file; it is empty");
    if (options.check || !parser.positionalArguments().isEmpty())
        return Cli::tr("--import reads its own file only; it takes no CONFIG and no --check");
    return std::nullopt;
}

} // namespace

CliResult parseCli(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    const QStringList names = addOptions(parser);
    if (!parser.parse(arguments))
        return usageFault(optionFault(parser, names));
    if (parser.isSet(u"help"_s))
        return {CliExit{0, parser.helpText().trimmed()}, {}};
    if (parser.isSet(u"version"_s))
        return {CliExit{0, QStringLiteral("qilin-daemon " QILIN_VERSION)}, {}};

    CliOptions options;
    options.headless = parser.isSet(u"headless"_s);
    options.check = parser.isSet(u"check"_s);
    options.showConfig = parser.isSet(u"show-config"_s);
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return usageFault(Cli::tr("one CONFIG at most may be named, not %1").arg(files.size()));
    if (!files.isEmpty())
        options.configPath = files.first();
    if (options.configPath.isEmpty())
        return usageFault(Cli::tr("CONFIG must name a file; it is empty"));
    if (parser.isSet(u"pidfile"_s)) {
        options.pidfile = parser.value(u"pidfile"_s);
        if (options.pidfile->isEmpty())
            return usageFault(Cli::tr("--pidfile must name a file; it is empty"));
    }
    if (parser.isSet(u"log-level"_s)) {
        const QString level = parser.value(u"log-level"_s);
        options.logLevel = logLevelFromText(level);
        if (!options.logLevel) {
            return usageFault(Cli::tr("--log-level must be error, warning, info or debug")
                              + didYouMean(level, levels()));
        }
    }
    if (const std::optional<QString> fault = readRarer(parser, options))
        return usageFault(*fault);
    return {std::nullopt, options};
}

} // namespace qilin
