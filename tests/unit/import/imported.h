// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/config/fields.h"
#include "core/import/foreignkey.h"
#include "core/import/importer.h"
#include "tests/support/waitfor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace qilin::test {

// A directory with a file to import and what it names, and what becomes of it.
class ImportDirectory final
{
public:
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return m_directory.filePath(name);
    }

    void write(const QString &name, const QByteArray &content, bool isExecutable = false)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
        QCOMPARE(file.write(content), content.size());
        if (isExecutable)
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    // Writes it and imports it. What is left then is to look at outcome, app() and notes().
    void import(const QString &name, const QByteArray &content, const QString &environment = {})
    {
        write(name, content);
        Importer importer({path(name), environment});
        bool isFinished = false;
        QObject::connect(&importer, &Importer::finished, &importer, [&](const ImportOutcome &made) {
            outcome = made;
            isFinished = true;
        });
        importer.start();
        QVERIFY(waitFor([&isFinished] { return isFinished; }));
        config = QJsonDocument::fromJson(outcome.json).object();
    }

    // The application of that name; the only one without a name.
    [[nodiscard]] QJsonObject app(const QString &name = {}) const
    {
        if (!config.contains(QLatin1String("apps")))
            return name.isEmpty() || config.value(QLatin1String("name")) == name ? config
                                                                                 : QJsonObject();
        const QJsonArray apps = config.value(QLatin1String("apps")).toArray();
        for (const QJsonValue &one : apps) {
            if (one.toObject().value(QLatin1String("name")) == name)
                return one.toObject();
        }
        return {};
    }

    // Whether a note, or fault, begins with "FILE:" + head and contains text.
    [[nodiscard]] bool says(const QString &file, const QString &head, const QString &text) const
    {
        const QStringList lines = outcome.notes + outcome.faults;
        for (const QString &line : lines) {
            if (line.startsWith(path(file) + u':' + head) && line.contains(text))
                return true;
        }
        return false;
    }

    // Imports it for a row of addKeyRows(): nothing is a fault or a note.
    void importForRow(const QString &name, const QByteArray &content)
    {
        QFETCH(QString, ours);
        QFETCH(QJsonValue, expected);
        import(name, content);
        QVERIFY2(outcome.faults.isEmpty() && outcome.notes.isEmpty(), all());
        QVERIFY2(app().value(ours) == expected, all());
    }

    // Imports it: nothing is a fault, and a note that begins so contains text.
    void importNoted(const QString &name, const QByteArray &content, const QString &head,
                     const QString &text)
    {
        import(name, content);
        QVERIFY2(outcome.faults.isEmpty(), all());
        QVERIFY2(says(name, head, text), all());
    }

    [[nodiscard]] QByteArray all() const // for QVERIFY2
    {
        return outcome.json + (outcome.notes + outcome.faults).join(u'\n').toUtf8();
    }

    ImportOutcome outcome;
    QJsonObject config;

private:
    QTemporaryDir m_directory;
};

// A key of theirs with its value, and what becomes of it.
struct KeyRow
{
    const char *key;
    const char *value;
    const char *ours;
    QJsonValue expected;
};

struct NoteRow
{
    const char *key;
    const char *value;
    const char *says;
};

// A row "KEY=VALUE" each, with the columns value, ours and expected.
inline void addKeyRows(const QList<KeyRow> &rows)
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QJsonValue>("expected");
    for (const KeyRow &row : rows)
        QTest::addRow("%s=%s", row.key, row.value)
            << QByteArray(row.value) << QString::fromLatin1(row.ours) << row.expected;
}

// A row "KEY=VALUE" each, with the columns value and says.
inline void addNoteRows(const QList<NoteRow> &rows)
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("says");
    for (const NoteRow &row : rows)
        QTest::addRow("%s=%s", row.key, row.value)
            << QByteArray(row.value) << QString::fromUtf8(row.says);
}

[[nodiscard]] inline QByteArray keyOfRow()
{
    return QByteArray(QTest::currentDataTag()).split('=').first();
}

// Of ours that the rows of a table name, those that there are not.
[[nodiscard]] inline QStringList unknownKeys(const ForeignKeys &keys)
{
    QStringList unknown;
    for (const ForeignKey &row : keys) {
        const QString ours = row.ours;
        if (!ours.isEmpty() && !fields<AppConfig>().find(ours)
            && !fields<DaemonConfig>().find(ours))
            unknown.append(ours);
    }
    return unknown;
}

} // namespace qilin::test
