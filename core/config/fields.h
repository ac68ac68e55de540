// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/config.h"

#include <variant>

// The one table of the configuration's keys: loader, reference, README and diff walk it.
namespace qilin {

// The type of the member is the JSON type; the default is the member of a default-made Owner.
template <typename Owner>
using Member = std::variant<
    QString Owner::*, std::optional<QString> Owner::*, bool Owner::*, int Owner::*,
    std::optional<int> Owner::*, QStringList Owner::*, std::chrono::milliseconds Owner::*,
    QMap<QString, std::optional<QString>> Owner::*, ByteSize Owner::*,
    std::optional<ByteSize> Owner::*, ReadyRule Owner::*, Balance Owner::*, RolloutPolicy Owner::*,
    ResourceLimits Owner::*, Restart Owner::*, ReloadOn Owner::*,
    QMap<QString, QStringList> Owner::*, QList<ListenAddress> Owner::*, LogFormat Owner::*>;

enum class Need { Optional, Required };

// What a string or number stands for, beyond its type.
enum class Sense {
    Plain,
    Path,
    Glob,
    Secret,      // never printed
    Times,       // as in crontab(5); one of them may stand alone, without an array
    CountOrAuto, // a number in range, or "auto" (kept as 0)
    Octal,       // a string of octal digits (kept as a number)
    Signal,      // the name of a signal (kept with SIG)
};

// What it takes to apply a change of the key when the configuration is read again. In this order.
enum class Effect {
    Live,    // nothing: workers go on
    Reload,  // the application's workers are replaced
    Restart, // the daemon must be restarted
};

template <typename Owner>
struct Field
{
    QLatin1StringView key;
    Member<Owner> member;
    Sense sense;
    Need need;
    qint64 min; // of a number or size; of a string or array item: its least length
    qint64 max; // of a number or size; else unused
    Effect effect;
    const char *derived; // the default in words where it is not the member's; translated as help is
    const char *help;    // translated in the context ConfigText
};

// The rows, in the order of the reference.
template <typename Owner>
class Fields
{
public:
    constexpr Fields(const Field<Owner> *first, const Field<Owner> *last)
        : m_first(first)
        , m_last(last)
    {}
    constexpr const Field<Owner> *begin() const { return m_first; }
    constexpr const Field<Owner> *end() const { return m_last; }

    [[nodiscard]] const Field<Owner> *find(const QString &key) const
    {
        for (const Field<Owner> &field : *this) {
            if (key == field.key)
                return &field;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList keys() const
    {
        QStringList keys;
        for (const Field<Owner> &field : *this)
            keys.append(field.key);
        return keys;
    }

private:
    const Field<Owner> *m_first;
    const Field<Owner> *m_last;
};

template <typename Owner>
[[nodiscard]] Fields<Owner> fields();
template <>
Fields<DaemonConfig> fields<DaemonConfig>();
template <>
Fields<AppConfig> fields<AppConfig>();

// The words an enumeration's member may have, in the order of its enumerators.
[[nodiscard]] QStringList wordsOf(Ready); // but for Http, which is an object
[[nodiscard]] QStringList wordsOf(Balance);
[[nodiscard]] QStringList wordsOf(RolloutPolicy);
[[nodiscard]] QStringList wordsOf(LogFormat);
[[nodiscard]] QStringList wordsOf(Restart);
[[nodiscard]] QStringList wordsOf(ReloadOn);

// The names that "hooks" may have.
[[nodiscard]] QStringList hookNames();

} // namespace qilin
