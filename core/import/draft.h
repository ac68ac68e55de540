// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>

#include <deque>

namespace qilin {

// Where something stands in a file that is imported. Line and column count from 1; 0: not known.
struct ForeignPlace
{
    QString file; // as it was given
    int line = 0;
    int column = 0;
    QString key; // theirs, "apps[0].kill_timeout" or "[program:web] numprocs"; may be empty
};

// What could not be carried over, and why.
struct ImportNote
{
    ForeignPlace place;
    QString text;
};

using ImportNotes = QList<ImportNote>;

// "FILE:LINE:COL: key: sentence", without what is not known.
[[nodiscard]] QString formatNote(const ImportNote &note);

// The keys of the daemon, or of one application, that are going to be printed.
class DraftKeys final
{
public:
    enum class Level { Daemon, App };

    DraftKeys(Level level, ImportNotes &notes);

    // One that the table of the configuration has. A value that was there is replaced.
    void set(const QString &key, const QJsonValue &value, const ForeignPlace &from);
    void note(const ForeignPlace &place, const QString &text);
    void remove(const QString &key);

    [[nodiscard]] bool has(const QString &key) const { return m_values.contains(key); }
    [[nodiscard]] QJsonValue value(const QString &key) const { return m_values.value(key); }
    [[nodiscard]] ForeignPlace place(const QString &key) const { return m_places.value(key); }

private:
    [[nodiscard]] bool knows(const QString &key) const;

    Level m_level;
    ImportNotes *m_notes;
    QMap<QString, QJsonValue> m_values;
    QMap<QString, ForeignPlace> m_places;
};

// A qilin-daemon.json in the making.
class Draft final
{
    Q_DISABLE_COPY_MOVE(Draft)

public:
    explicit Draft(const QString &file); // that it is made from

    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] DraftKeys &daemon() { return m_daemon; }
    [[nodiscard]] std::deque<DraftKeys> &apps() { return m_apps; }
    [[nodiscard]] DraftKeys &addApp(); // stays where it is
    void note(const ForeignPlace &place, const QString &text) { m_notes.append({place, text}); }
    [[nodiscard]] ImportNotes sortedNotes() const; // as they stand in the files, file by file

    // When all is read: drops what names no program, and gives every one a name of its own.
    void finish();
    // As it will be printed: keys in the order of the reference; one application at top level.
    [[nodiscard]] QByteArray toJson() const;
    // Which keys "apps[1].env.PORT" or "workers" belongs to, a fault's key of that text.
    [[nodiscard]] DraftKeys *ownerOf(const QString &faultKey, QString *key);

private:
    void makeNamesUnique();

    const QString m_file;
    ImportNotes m_notes;
    DraftKeys m_daemon;
    std::deque<DraftKeys> m_apps;
};

} // namespace qilin
