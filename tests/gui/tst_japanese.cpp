// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/daemons.h"
#include "gui/eventlist.h"
#include "gui/statuswindow.h"
#include "gui/tray.h"
#include "gui/traymenu.h"
#include "tests/gui/snapshots.h"
#include "tests/gui/traydaemon.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr int kPatienceMs = 30'000;

// Japanese, and what of our texts it was asked for in vain: a text that is translated in another
// context than it is looked up in stays English, and no list of texts shows that.
class Recorder final : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *source, const char *comment,
                      int n) const override
    {
        QString text = QTranslator::translate(context, source, comment, n);
        const bool isOurs = QByteArray(context).startsWith("qilin::")
                            || sources.contains(QString::fromUtf8(source));
        if (text.isEmpty() && isOurs && context[0] != 'Q')
            missed.insert(QString::fromUtf8(context) + u": "_s + QString::fromUtf8(source));
        found += text.isEmpty() ? 0 : 1;
        return text;
    }

    QSet<QString> sources;
    mutable QSet<QString> missed;
    mutable int found = 0;
};

} // namespace

// What tray and window say is looked up where its translation is.
class tst_Japanese final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nothingStaysEnglish();

private:
    QTemporaryDir m_config;
    Recorder m_recorder;
};

void tst_Japanese::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_config.path()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QCoreApplication::setOrganizationName(u"qilin-daemon"_s);
    QCoreApplication::setApplicationName(u"tst_japanese"_s);
    QFile file(QStringLiteral(QILIN_TRANSLATION));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QXmlStreamReader reader(&file);
    while (!reader.atEnd()) {
        if (reader.readNextStartElement() && reader.name() == "source"_L1)
            m_recorder.sources.insert(reader.readElementText());
    }
    QVERIFY(m_recorder.sources.size() > 300);
    QVERIFY(m_recorder.load(QStringLiteral(QILIN_QM)));
    QVERIFY(QCoreApplication::installTranslator(&m_recorder));
}

void tst_Japanese::nothingStaysEnglish()
{
    QTemporaryDir directory;
    Snapshot one = snapshot({1, 2});
    one.workers.first().state = WorkerState::Failed;
    one.workers.first().failure = Failure{u"exited with code 1 after 0.2 s"_s, 1, {}, 400, {}};
    one.apps.first().lastReload
        = ReloadSnapshot{QDateTime::currentDateTimeUtc(), u"worker 9 died"_s, 5, u"file"_s, {}};
    TrayDaemon daemon(one);
    Daemons daemons;
    StatusWindow window(daemons);
    Tray tray(daemons, window, {u"/usr/bin/qilin-daemon"_s, u"/srv/a.json"_s});
    window.show();
    QVERIFY(daemon.fake().listenLocal(directory.filePath(u"d.sock"_s)));
    ControlClient *client = daemons.add(daemon.fake().endpoint());
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), ControlClient::State::Connected, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(tray.summary().state, TrayState::Degraded, kPatienceMs);
    tray.menu().popup({});
    for (const QString &app : {QString(), one.apps.first().name})
        window.showLog({client, app, 0});
    window.select({client, one.apps.first().name, 1});
    window.askForAddress();
    daemon.fake().stop();
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), ControlClient::State::Lost, kPatienceMs);
    QVERIFY(m_recorder.found > 100);
    QCOMPARE(QStringList(m_recorder.missed.values()).join(u'\n'), QString());
}

QTEST_MAIN(tst_Japanese)
#include "tst_japanese.moc"
