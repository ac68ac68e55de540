// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "app/traycli.h"

#include "core/config/optionfault.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

class TrayCli
{
    Q_DECLARE_TR_FUNCTIONS(TrayCli)
};

TrayCliResult usageFault(const QString &sentence)
{
    const QString hint = TrayCli::tr("Try qilin-tray --help.");
    return {CliExit{kExitUsage, "qilin-tray: "_L1 + sentence + u'\n' + hint}, {}};
}

// The long names of those that help() shows.
QStringList addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(TrayCli::tr(
        "Shows running daemons in the system tray and in a window. Without --config and "
        "--attach it is the daemon of ./qilin-daemon.json, if there is that file."));
    QCommandLineOption companion(u"companion"_s);
    companion.setFlags(QCommandLineOption::HiddenFromHelp); // the daemon's own
    const QList<QCommandLineOption> options{
        {u"config"_s, TrayCli::tr("the daemon that runs this configuration"), u"CONFIG"_s},
        {u"attach"_s,
         TrayCli::tr(
             "the daemon at this address, http://user@host:9999; may be given several times"),
         u"URL"_s},
        {u"ca"_s,
         TrayCli::tr("certificates in PEM form that may vouch for daemons at https://, instead of "
                     "the system's"),
         u"FILE"_s},
        {u"language"_s, TrayCli::tr("instead of the system's: en or ja"), u"LANG"_s},
        {u"raise"_s,
         TrayCli::tr("show the window at once, that of a running tray if there is one")},
        {{u"v"_s, u"version"_s}, TrayCli::tr("print the version")},
        {{u"h"_s, u"help"_s}, TrayCli::tr("print this help")},
        companion,
    };
    parser.addOptions(options);
    QStringList names;
    for (const QCommandLineOption &option : options) {
        if (!option.flags().testFlag(QCommandLineOption::HiddenFromHelp))
            names.append(option.names().last());
    }
    return names;
}

// QLocale takes every text; what it does not know becomes C.
std::optional<QLocale> localeFrom(const QString &language)
{
    QLocale locale(language);
    if (language.isEmpty() || (locale.language() == QLocale::C && language != "C"_L1))
        return std::nullopt;
    return locale;
}

} // namespace

TrayCliResult parseTrayCli(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    const QStringList names = addOptions(parser);
    if (!parser.parse(arguments))
        return usageFault(optionFault(parser, names));
    if (parser.isSet(u"help"_s))
        return {CliExit{0, parser.helpText().trimmed()}, {}};
    if (parser.isSet(u"version"_s))
        return {CliExit{0, QStringLiteral("qilin-tray " QILIN_VERSION)}, {}};
    if (!parser.positionalArguments().isEmpty())
        return usageFault(
            TrayCli::tr("'%1' is no option; a configuration file is named by --config")
                .arg(parser.positionalArguments().first()));
    if (parser.isSet(u"language"_s) && !localeFrom(parser.value(u"language"_s)))
        return usageFault(TrayCli::tr("--language must name a language, such as en or ja"));

    TrayOptions options;
    options.raise = parser.isSet(u"raise"_s);
    options.companion = parser.isSet(u"companion"_s);
    if (parser.isSet(u"config"_s)) {
        options.config = parser.value(u"config"_s);
        if (options.config->isEmpty())
            return usageFault(TrayCli::tr("--config must name a file; it is empty"));
    }
    QString authorities;
    if (parser.isSet(u"ca"_s)) {
        authorities = QFileInfo(parser.value(u"ca"_s)).absoluteFilePath();
        if (!QFileInfo(authorities).isReadable() || authorities.contains(u'\n'))
            return usageFault(TrayCli::tr("--ca must name a file that can be read; %1 is none")
                                  .arg(parser.value(u"ca"_s)));
    }
    const QStringList addresses = parser.values(u"attach"_s);
    for (const QString &address : addresses) {
        const Result<Endpoint> endpoint = endpointFromUrl(address);
        if (!endpoint)
            return usageFault("--attach: "_L1 + endpoint.error().text);
        options.attach.append(*endpoint);
        if (endpoint->url.scheme() == "https"_L1)
            options.attach.last().authorities = authorities;
    }
    return {std::nullopt, options};
}

std::optional<QLocale> languageOf(int argc, char **argv)
{
    const QString head = u"--language="_s;
    for (int i = 1; i < argc; ++i) {
        const QString argument = QString::fromLocal8Bit(argv[i]);
        if (argument.startsWith(head))
            return localeFrom(argument.mid(head.size()));
        if (argument == "--language"_L1 && i + 1 < argc)
            return localeFrom(QString::fromLocal8Bit(argv[i + 1]));
    }
    return std::nullopt;
}

} // namespace qilin
