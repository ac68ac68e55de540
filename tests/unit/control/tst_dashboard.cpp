// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/api.h"
#include "core/control/dashboard.h"
#include "core/control/httpengine.h"
#include "fakeoperations.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace qilin;

// The web page as it is served; what it does is tested in a browser (tests/web).
class tst_Dashboard : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void servesEveryFile_data();
    void servesEveryFile();
    void namesEveryFileItNeeds();
    void holdsNoCode();
    void compressesForThoseWhoTakeIt_data();
    void compressesForThoseWhoTakeIt();
    void savesWhatIsKnown();
    void hasNothingBeside_data();
    void hasNothingBeside();
    void takesNoPost();

private:
    Response ask(Request request)
    {
        std::optional<Response> answer;
        m_api->handle(request, [&answer](const Response &response) { answer = response; });
        return answer.value_or(Response());
    }
    Response get(const QString &path) { return ask({Verb::Get, path, {}}); }

    static QByteArray header(const Response &response, const QByteArray &name)
    {
        for (const auto &[key, value] : answerHeaders(response, Persistence::KeepAlive)) {
            if (key == name)
                return value;
        }
        return {};
    }

    static QStringList files() { return QDir(u":/dashboard"_s).entryList(); }

    std::unique_ptr<FakeOperations> m_operations;
    std::unique_ptr<Api> m_api;
};

void tst_Dashboard::init()
{
    m_operations = std::make_unique<FakeOperations>();
    m_api = std::make_unique<Api>(*m_operations);
}

void tst_Dashboard::servesEveryFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("page") << u"/"_s;
    for (const QString &name : files())
        QTest::newRow(qPrintable(name)) << u"/assets/"_s + name;
}

void tst_Dashboard::servesEveryFile()
{
    QFETCH(QString, path);
    const Response response = get(path);
    QCOMPARE(response.status, 200);
    QVERIFY(!response.body.isEmpty());
    const QByteArray policy = header(response, "Content-Security-Policy");
    QVERIFY(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "));
    QVERIFY(policy.contains("frame-ancestors 'none'"));
    QVERIFY(!policy.contains("unsafe"));
    QCOMPARE(header(response, "X-Frame-Options"), "DENY"_ba);
    QCOMPARE(response.cacheControl, "no-cache"_ba);
    const QByteArray type = path.endsWith(".js"_L1)    ? "text/javascript; charset=utf-8"_ba
                            : path.endsWith(".css"_L1) ? "text/css; charset=utf-8"_ba
                            : path.endsWith(".svg"_L1) ? "image/svg+xml"_ba
                                                       : "text/html; charset=utf-8"_ba;
    QCOMPARE(response.type, type);
}

// Each is compiled in, asked for in advance where it is a module, and none is left over.
void tst_Dashboard::namesEveryFileItNeeds()
{
    const QString page = QString::fromUtf8(get(u"/"_s).body);
    QStringList named;
    auto links = QRegularExpression(u"(?:href|src)=\"assets/([^\"]+)\""_s).globalMatch(page);
    while (links.hasNext())
        named.append(links.next().captured(1));
    named.removeDuplicates();
    named.append(u"index.html"_s);
    named.sort();
    QCOMPARE(named, files());
}

void tst_Dashboard::holdsNoCode()
{
    const QString page = QString::fromUtf8(get(u"/"_s).body);
    const QRegularExpression code(
        u"<style|<script(?![^>]*\\ssrc=)|\\son\\w+=|\\sstyle=|javascript:"_s);
    QVERIFY2(!code.match(page).hasMatch(), qPrintable(code.match(page).captured()));
    const QRegularExpression parses(
        u"innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|https?://"_s);
    for (const QString &name : files()) {
        if (!name.endsWith(".js"_L1) || name == "uplot.js"_L1)
            continue;
        const QString text = QString::fromUtf8(get(u"/assets/"_s + name).body);
        QVERIFY2(!parses.match(text).hasMatch(), qPrintable(name));
    }
}

void tst_Dashboard::compressesForThoseWhoTakeIt_data()
{
    QTest::addColumn<QByteArray>("accepts");
    QTest::addColumn<bool>("compressed");
    QTest::newRow("browser") << "gzip, deflate, br, zstd"_ba << true;
    QTest::newRow("weight") << "gzip;q=1.0, Deflate;q=0.5"_ba << true;
    QTest::newRow("any") << "*"_ba << true;
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("other") << "gzip"_ba << false;
    QTest::newRow("ruled out") << "gzip, deflate;q=0"_ba << false;
    QTest::newRow("ruled out, any") << "*;q=0.000"_ba << false;
}

void tst_Dashboard::compressesForThoseWhoTakeIt()
{
    QFETCH(QByteArray, accepts);
    QFETCH(bool, compressed);
    Request request{Verb::Get, u"/assets/main.js"_s, {}};
    const QByteArray whole = ask(request).body;
    request.acceptEncoding = accepts;
    const Response response = ask(request);
    QCOMPARE(header(response, "Vary"), "Accept-Encoding"_ba);
    QCOMPARE(header(response, "Content-Encoding"), compressed ? "deflate"_ba : QByteArray());
    if (!compressed) {
        QCOMPARE(response.body, whole);
        return;
    }
    QVERIFY(response.body.size() < whole.size());
    QByteArray size(4, '\0');
    qToBigEndian(quint32(whole.size()), size.data());
    QCOMPARE(qUncompress(size + response.body), whole);
}

void tst_Dashboard::savesWhatIsKnown()
{
    Request request{Verb::Get, u"/assets/main.js"_s, {}};
    const QByteArray tag = header(ask(request), "ETag");
    QVERIFY(tag.startsWith("W/\""));
    QVERIFY(tag != header(get(u"/assets/main.css"_s), "ETag"));
    for (const QByteArray &known : {tag, "\"other\", "_ba + tag, tag.mid(2), "*"_ba}) {
        request.ifNoneMatch = known;
        const Response response = ask(request);
        QCOMPARE(response.status, 304);
        QVERIFY(response.body.isEmpty());
        QCOMPARE(header(response, "ETag"), tag);
    }
    request.ifNoneMatch = "\"other\"";
    QCOMPARE(ask(request).status, 200);

    // On the wire: no length is told, which would have to be that of the file.
    request.ifNoneMatch = tag;
    HttpEngine engine(
        [this](const Request &one, const Respond &respond) { m_api->handle(one, respond); });
    const Served served = engine.serve(request, Persistence::KeepAlive, [](const Response &) {});
    const QByteArray wire = std::get<QByteArray>(served);
    QVERIFY(wire.startsWith("HTTP/1.1 304 Not Modified\r\n"));
    QVERIFY(wire.endsWith("\r\n\r\n"));
    QVERIFY(!wire.toLower().contains("content-length"));
}

void tst_Dashboard::hasNothingBeside_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path :
         {u"/assets"_s, u"/assets/"_s, u"/assets/nope.js"_s, u"/assets/../dashboard/main.js"_s,
          u"/assets/..\\main.js"_s, u"/assets/./main.js"_s, u"/assets//main.js"_s, u"//"_s,
          u"/assets/main.js/"_s, u"/assets/MAIN.JS"_s, u"/index.html"_s, u"/assets/main.js\0x"_s,
          u"/assets/..%2f..%2fi18n"_s, u"/assets/../../etc/passwd"_s, u"/main.js"_s})
        QTest::newRow(qPrintable(path)) << path;
}

void tst_Dashboard::hasNothingBeside()
{
    QFETCH(QString, path);
    const Response response = get(path);
    QCOMPARE(response.status, 404);
    QCOMPARE(response.body, "{\"error\":\"unknown method\"}\n"_ba);
}

void tst_Dashboard::takesNoPost()
{
    for (const QString &path : {u"/"_s, u"/assets/main.js"_s}) {
        const Response response = ask({Verb::Post, path, {}});
        QCOMPARE(response.status, 405);
        QCOMPARE(header(response, "Allow"), "GET, HEAD"_ba);
    }
    QCOMPARE(ask({Verb::Head, u"/"_s, {}}).status, 200);
}

QTEST_GUILESS_MAIN(tst_Dashboard)
#include "tst_dashboard.moc"
