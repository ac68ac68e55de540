// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/webaddress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_WebAddress final : public QObject
{
    Q_OBJECT

private slots:
    void address_data();
    void address();
};

void tst_WebAddress::address_data()
{
    QTest::addColumn<QString>("daemon"); // empty: by its socket
    QTest::addColumn<QStringList>("listening");
    QTest::addColumn<QString>("url");

    const QString far = u"http://10.0.0.7:9999"_s;
    QTest::newRow("nothing") << QString() << QStringList() << QString();
    QTest::newRow("loopback") << QString() << QStringList{u"127.0.0.1:3000"_s}
                              << u"http://127.0.0.1:3000/"_s;
    QTest::newRow("everywhere") << QString() << QStringList{u"0.0.0.0:80"_s}
                                << u"http://127.0.0.1:80/"_s;
    QTest::newRow("everywhere, IPv6")
        << QString() << QStringList{u"[::]:3000"_s} << u"http://127.0.0.1:3000/"_s;
    QTest::newRow("IPv6") << QString() << QStringList{u"[::1]:3000"_s} << u"http://[::1]:3000/"_s;
    QTest::newRow("no TCP") << QString() << QStringList{u"udp:0.0.0.0:53"_s, u"unix:/run/x"_s}
                            << QString();
    QTest::newRow("the first TCP port")
        << QString() << QStringList{u"unix:/run/x"_s, u"127.0.0.1:1"_s, u"127.0.0.1:2"_s}
        << u"http://127.0.0.1:1/"_s;
    QTest::newRow("port of this machine")
        << u"http://localhost:9999"_s << QStringList{u"127.0.0.1:3000"_s}
        << u"http://127.0.0.1:3000/"_s;
    QTest::newRow("far, everywhere")
        << far << QStringList{u"[::]:3000"_s} << u"http://10.0.0.7:3000/"_s;
    QTest::newRow("far, loopback") << far << QStringList{u"127.0.0.1:3000"_s} << QString();
    QTest::newRow("far, one of two")
        << far << QStringList{u"127.0.0.1:3000"_s, u"10.0.0.7:80"_s} << u"http://10.0.0.7:80/"_s;
    QTest::newRow("no address") << QString() << QStringList{u"nonsense"_s, u":"_s} << QString();
}

void tst_WebAddress::address()
{
    QFETCH(QString, daemon);
    QFETCH(QStringList, listening);
    QFETCH(QString, url);
    Endpoint endpoint;
    if (daemon.isEmpty())
        endpoint.socket = u"/run/x.sock"_s;
    else
        endpoint.url = QUrl(daemon);
    AppSnapshot app;
    app.listening = listening;
    QCOMPARE(webAddress(endpoint, app).toString(), url);
}

QTEST_GUILESS_MAIN(tst_WebAddress)
#include "tst_webaddress.moc"
