// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/parameters.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(control)
};

QString takenBy(const Route &route)
{
    if (route.parameters.empty())
        return Text::tr("%1 takes none").arg(route.path);
    QStringList names;
    for (const Parameter &parameter : route.parameters)
        names.append(parameter.name);
    return Text::tr("%1 takes: %2").arg(route.path, names.join(", "_L1));
}

// Digits alone: no sign, no blanks, no other script's.
std::optional<int> readNumber(const QString &text)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (!std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    bool fits = false;
    const int number = text.toInt(&fits);
    return fits ? std::optional(number) : std::nullopt;
}

std::optional<EventKinds> readKinds(const QString &text)
{
    EventKinds kinds;
    const QStringList names = text.split(','_L1);
    for (const QString &name : names) {
        const auto found
            = std::find_if(kEventKinds.begin(), kEventKinds.end(),
                           [&](const NamedEventKind &known) { return known.name == name; });
        if (found == kEventKinds.end())
            return std::nullopt;
        kinds |= found->kind;
    }
    return kinds;
}

QString namesOfKinds()
{
    QStringList names;
    for (const NamedEventKind &known : kEventKinds)
        names.append(known.name);
    return names.join(", "_L1);
}

std::optional<Response> refuseValue(const Parameter &parameter, const QString &value,
                                    const QStringList &apps)
{
    if (value.isEmpty())
        return errorResponse(400, Text::tr("parameter '%1' is empty").arg(parameter.name));
    switch (parameter.kind) {
    case Parameter::Kind::App:
        if (!apps.contains(value)) {
            const QString text = Text::tr("unknown app '%1'; known: %2");
            return errorResponse(404, text.arg(value, apps.join(", "_L1)));
        }
        break;
    case Parameter::Kind::Number: {
        const auto number = readNumber(value);
        if (!number || *number < parameter.least || *number > parameter.most) {
            const QString text = Text::tr("parameter '%1' must be a whole number from %2 to %3");
            return errorResponse(400, text.arg(parameter.name, QString::number(parameter.least),
                                               QString::number(parameter.most)));
        }
        break;
    }
    case Parameter::Kind::Events:
        if (!readKinds(value)) {
            const QString text = Text::tr("parameter '%1' takes, with commas between: %2");
            return errorResponse(400, text.arg(parameter.name, namesOfKinds()));
        }
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<Response> refuseParameters(const Route &route, const Parameters &parameters,
                                         const QStringList &apps)
{
    const auto &known = route.parameters;
    QStringList seen;
    for (const auto &pair : parameters) {
        const QString &name = pair.first;
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const Parameter &one) { return one.name == name; });
        if (found == known.end()) {
            const QString text = Text::tr("unknown parameter '%1'; %2");
            return errorResponse(400, text.arg(name, takenBy(route)));
        }
        if (seen.contains(name))
            return errorResponse(400, Text::tr("parameter '%1' is there twice").arg(name));
        if (auto refusal = refuseValue(*found, pair.second, apps))
            return refusal;
        seen.append(name);
    }
    for (const Parameter &parameter : known) {
        if (parameter.need == Parameter::Need::Required && !seen.contains(parameter.name)) {
            const QString text = Text::tr("parameter '%1' is missing; %2");
            return errorResponse(400, text.arg(parameter.name, takenBy(route)));
        }
    }
    return std::nullopt;
}

QString appOf(const Request &request)
{
    return request.parameter(u"app"_s).value_or(QString());
}

std::optional<int> numberOf(const Request &request, QLatin1StringView name)
{
    const auto text = request.parameter(name);
    return text ? readNumber(*text) : std::nullopt;
}

EventKinds kindsOf(const Request &request)
{
    EventKinds all;
    for (const NamedEventKind &known : kEventKinds)
        all |= known.kind;
    const auto text = request.parameter(u"only"_s);
    return text ? readKinds(*text).value_or(all) : all;
}

} // namespace qilin
