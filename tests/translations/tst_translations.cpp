// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

// Each text of the Japanese translation is there, finished, and takes the same arguments.
class tst_Translations : public QObject
{
    Q_OBJECT

private slots:
    void complete_data();
    void complete();
};

namespace {

QSet<QString> placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%[0-9]+"_s);
    QSet<QString> found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.insert(match.captured());
    return found;
}

} // namespace

void tst_Translations::complete_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("translation");
    QTest::addColumn<QString>("type");
    QFile file(QStringLiteral(QILIN_TRANSLATION));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QXmlStreamReader reader(&file);
    QString source;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        if (reader.name() == "source"_L1) {
            source = reader.readElementText();
        } else if (reader.name() == "translation"_L1) {
            const QString type = reader.attributes().value("type"_L1).toString();
            QTest::addRow("%s", qPrintable(source.left(60)))
                << source << reader.readElementText() << type;
        }
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
}

void tst_Translations::complete()
{
    QFETCH(QString, source);
    QFETCH(QString, translation);
    QFETCH(QString, type);
    QCOMPARE(type, QString());
    QVERIFY(!translation.isEmpty());
    QCOMPARE(placeholders(translation), placeholders(source));
}

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
