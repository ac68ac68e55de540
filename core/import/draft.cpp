// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/import/draft.h"

#include "core/config/fields.h"
#include "core/import/text.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

QByteArray compact(const QJsonValue &value)
{
    const QByteArray array
        = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).trimmed();
    return array.sliced(1, array.size() - 2);
}

// Variables stand one a line; what else there is, is short.
QByteArray written(const QJsonValue &value, const QByteArray &indent)
{
    const QJsonObject object = value.toObject();
    if (value.isArray())
        return compact(value).replace("\",\"", "\", \"");
    if (!value.isObject() || object.isEmpty())
        return compact(value);
    QByteArrayList lines;
    for (auto it = object.begin(); it != object.end(); ++it)
        lines.append(indent + "  " + compact(it.key()) + ": " + compact(it.value()));
    return "{\n" + lines.join(",\n") + '\n' + indent + '}';
}

template <typename Owner>
QByteArrayList linesOf(const DraftKeys &keys, const QByteArray &indent)
{
    QByteArrayList lines;
    for (const Field<Owner> &field : fields<Owner>()) {
        if (keys.has(field.key))
            lines.append(indent + compact(QString(field.key)) + ": "
                         + written(keys.value(field.key), indent));
    }
    return lines;
}

} // namespace

QString formatNote(const ImportNote &note)
{
    QString line = note.place.file;
    if (note.place.line > 0)
        line += u":%1"_s.arg(note.place.line);
    if (note.place.line > 0 && note.place.column > 0)
        line += u":%1"_s.arg(note.place.column);
    line += ": "_L1;
    if (!note.place.key.isEmpty())
        line += note.place.key + ": "_L1;
    line += note.text;
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return line;
}

DraftKeys::DraftKeys(Level level, ImportNotes &notes)
    : m_level(level)
    , m_notes(&notes)
{}

bool DraftKeys::knows(const QString &key) const
{
    return m_level == Level::Daemon ? fields<DaemonConfig>().find(key) != nullptr
                                    : fields<AppConfig>().find(key) != nullptr;
}

void DraftKeys::set(const QString &key, const QJsonValue &value, const ForeignPlace &from)
{
    Q_ASSERT(knows(key));
    m_values.insert(key, value);
    m_places.insert(key, from);
}

void DraftKeys::note(const ForeignPlace &place, const QString &text)
{
    m_notes->append({place, text});
}

void DraftKeys::remove(const QString &key)
{
    m_values.remove(key);
    m_places.remove(key);
}

Draft::Draft(const QString &file)
    : m_file(file)
    , m_daemon(DraftKeys::Level::Daemon, m_notes)
{}

DraftKeys &Draft::addApp()
{
    return m_apps.emplace_back(DraftKeys::Level::App, m_notes);
}

ImportNotes Draft::sortedNotes() const
{
    QStringList files{m_file};
    for (const ImportNote &note : m_notes) {
        if (!files.contains(note.place.file))
            files.append(note.place.file);
    }
    ImportNotes notes = m_notes;
    std::stable_sort(
        notes.begin(), notes.end(), [&files](const ImportNote &a, const ImportNote &b) {
            return std::make_tuple(files.indexOf(a.place.file), a.place.line, a.place.column)
                   < std::make_tuple(files.indexOf(b.place.file), b.place.line, b.place.column);
        });
    return notes;
}

void Draft::finish()
{
    const auto end = std::remove_if(m_apps.begin(), m_apps.end(),
                                    [](const DraftKeys &app) { return !app.has(u"exec"_s); });
    m_apps.erase(end, m_apps.end());
    makeNamesUnique();
}

void Draft::makeNamesUnique()
{
    QSet<QString> taken;
    for (DraftKeys &app : m_apps) {
        const QString exec = QFileInfo(app.value(u"exec"_s).toString()).fileName();
        const QString wanted = app.value(u"name"_s).toString(exec);
        QString name = wanted;
        for (int i = 2; taken.contains(name); ++i)
            name = u"%1-%2"_s.arg(wanted, QString::number(i));
        taken.insert(name);
        if (name == wanted)
            continue;
        const ForeignPlace place = app.place(app.has(u"name"_s) ? u"name"_s : u"exec"_s);
        app.set(u"name"_s, name, place);
        app.note(place, ImportText::tr("\"%1\" is the name of another application too; this one is "
                                       "named \"%2\"")
                            .arg(wanted, name));
    }
}

QByteArray Draft::toJson() const
{
    const QString origin
        = ImportText::tr("made by qilin-daemon --import from %1; keep it in the directory of that "
                         "file, where its relative paths begin")
              .arg(QFileInfo(m_file).fileName());
    QByteArrayList lines{"  \"//\": " + compact(origin)};
    lines += linesOf<DaemonConfig>(m_daemon, "  ");
    if (m_apps.size() == 1) {
        lines += linesOf<AppConfig>(m_apps.front(), "  ");
    } else {
        QByteArrayList apps;
        for (const DraftKeys &app : m_apps)
            apps.append("    {\n" + linesOf<AppConfig>(app, "      ").join(",\n") + "\n    }");
        lines.append("  \"apps\": [\n" + apps.join(",\n") + "\n  ]");
    }
    return "{\n" + lines.join(",\n") + "\n}\n";
}

DraftKeys *Draft::ownerOf(const QString &faultKey, QString *key)
{
    static const QRegularExpression form(u"^(?:apps\\[(\\d+)\\]\\.)?([a-z_]+)"_s);
    const QRegularExpressionMatch match = form.match(faultKey);
    *key = match.captured(2);
    if (!match.capturedView(1).isEmpty()) {
        const size_t index = match.capturedView(1).toUInt();
        return index < m_apps.size() ? &m_apps[index] : nullptr;
    }
    if (m_daemon.has(*key))
        return &m_daemon;
    return m_apps.size() == 1 ? &m_apps.front() : nullptr;
}

} // namespace qilin
