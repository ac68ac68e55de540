// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/sockets/listensocket.h"
#include "tests/support/needs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

class tst_UnixPath : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void opensAndRemoves();
    void replacesADesertedSocket();
    void leavesALiveSocket();
    void leavesWhatIsNoSocket_data();
    void leavesWhatIsNoSocket();
    void removesOnlyItsOwn();
    void abstractNames();
    void refuses_data();
    void refuses();
    void opensToEveryone();
    void borrowsTheRightsOfAUser();

private:
    QByteArray path(const char *name = "s") const
    {
        return QFile::encodeName(m_directory->filePath(QLatin1String(name)));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

ListenSpec unixSpec(const QByteArray &path)
{
    ListenSpec spec;
    spec.kind = ListenSpec::Kind::Unix;
    spec.path = path;
    return spec;
}

int errorOf(const ListenSpec &spec, const std::optional<Identity> &identity = {})
{
    const auto socket = ListenSocket::open(spec, identity);
    return socket ? 0 : socket.error().code;
}

bool canConnect(const QByteArray &path)
{
    QLocalSocket socket;
    socket.connectToServer(QFile::decodeName(path));
    return socket.waitForConnected();
}

ino_t inodeOf(const QByteArray &path)
{
    struct stat status = {};
    return ::lstat(path.constData(), &status) == 0 ? status.st_ino : 0;
}

// As a program leaves it that was killed.
void leaveDeserted(const QByteArray &path, int type = SOCK_STREAM)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    const UniqueFd socket(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    QCOMPARE(::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    if (type == SOCK_STREAM)
        QCOMPARE(::listen(socket.get(), 1), 0);
}

} // namespace

void tst_UnixPath::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_UnixPath::opensAndRemoves()
{
    auto socket = ListenSocket::open(unixSpec(path()));
    QVERIFY(socket);
    QCOMPARE(socket.value()->address(), u"unix:"_s + QFile::decodeName(path()));
    QVERIFY(canConnect(path()));
    socket.value().reset();
    QCOMPARE(inodeOf(path()), 0u);
}

void tst_UnixPath::replacesADesertedSocket()
{
    leaveDeserted(path());
    QVERIFY(inodeOf(path()) != 0);
    const auto socket = ListenSocket::open(unixSpec(path()));
    QVERIFY(socket);
    QVERIFY(canConnect(path()));
}

void tst_UnixPath::leavesALiveSocket()
{
    const auto first = ListenSocket::open(unixSpec(path()));
    QVERIFY(first);
    const ino_t inode = inodeOf(path());
    QCOMPARE(errorOf(unixSpec(path())), EADDRINUSE);
    QCOMPARE(inodeOf(path()), inode);
    QVERIFY(canConnect(path()));
}

void tst_UnixPath::leavesWhatIsNoSocket_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &kind : {u"file"_s, u"directory"_s, u"link to a deserted socket"_s})
        QTest::newRow(qPrintable(kind)) << kind;
}

void tst_UnixPath::leavesWhatIsNoSocket()
{
    QFETCH(QString, kind);
    if (kind == "file"_L1) {
        QFile file(QFile::decodeName(path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else if (kind == "directory"_L1) {
        QVERIFY(QDir().mkpath(QFile::decodeName(path())));
    } else {
        leaveDeserted(path("target"));
        QCOMPARE(::symlink(path("target").constData(), path().constData()), 0);
    }
    const ino_t inode = inodeOf(path());
    QCOMPARE(errorOf(unixSpec(path())), EADDRINUSE);
    QVERIFY(inode != 0);
    QCOMPARE(inodeOf(path()), inode);
}

void tst_UnixPath::removesOnlyItsOwn()
{
    auto socket = ListenSocket::open(unixSpec(path()));
    QVERIFY(socket);
    QCOMPARE(::unlink(path().constData()), 0);
    leaveDeserted(path());
    const ino_t inode = inodeOf(path());
    socket.value().reset();
    QCOMPARE(inodeOf(path()), inode);
}

void tst_UnixPath::abstractNames()
{
    const QByteArray name = '\0' + path("abstract");
    const auto socket = ListenSocket::open(unixSpec(name));
    QVERIFY(socket);
    QCOMPARE(socket.value()->address(), u"unix:@"_s + QFile::decodeName(path("abstract")));
    QCOMPARE(errorOf(unixSpec(name)), EADDRINUSE);
    QVERIFY(!QFileInfo::exists(QFile::decodeName(path("abstract"))));
}

void tst_UnixPath::refuses_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("error");
    QTest::newRow("relative") << "s.sock"_ba << EINVAL;
    QTest::newRow("empty") << QByteArray() << EINVAL;
    QTest::newRow("NUL inside") << QByteArray("/tmp/a\0b", 8) << EINVAL;
    QTest::newRow("too long") << '/' + QByteArray(107, 'x') << ENAMETOOLONG;
    QTest::newRow("abstract, too long") << '\0' + QByteArray(108, 'x') << ENAMETOOLONG;
    QTest::newRow("no directory") << "/nonexistent-directory/s"_ba << ENOENT;
}

void tst_UnixPath::refuses()
{
    QFETCH(QByteArray, path);
    QFETCH(int, error);
    QCOMPARE(errorOf(unixSpec(path)), error);
}

void tst_UnixPath::opensToEveryone()
{
    const mode_t before = ::umask(0077);
    ListenSpec spec = unixSpec(path());
    spec.writableAll = true;
    spec.readableAll = true;
    const auto open = ListenSocket::open(spec);
    const auto closed = ListenSocket::open(unixSpec(path("closed")));
    ::umask(before);
    QVERIFY(open && closed);
    struct stat status = {};
    QCOMPARE(::lstat(path().constData(), &status), 0);
    QCOMPARE(status.st_mode & 0666u, 0666u);
    QCOMPARE(::lstat(path("closed").constData(), &status), 0);
    QCOMPARE(status.st_mode & 0077u, 0u);
}

void tst_UnixPath::borrowsTheRightsOfAUser()
{
    NEED_ROOT();
    const Identity nobody{65534, 65534, {}};
    QVERIFY(::chmod(QFile::encodeName(m_directory->path()).constData(), 0755) == 0);
    // Root could, that user cannot: not create, not remove what lies there, not listen beside it.
    QCOMPARE(errorOf(unixSpec(path()), nobody), EACCES);
    leaveDeserted(path("old"));
    QCOMPARE(errorOf(unixSpec(path("old")), nobody), EADDRINUSE);
    QVERIFY(inodeOf(path("old")) != 0);

    QVERIFY(::mkdir(path("own").constData(), 0700) == 0);
    QVERIFY(::chown(path("own").constData(), nobody.uid, nobody.gid) == 0);
    {
        const auto socket = ListenSocket::open(unixSpec(path("own/s")), nobody);
        QVERIFY(socket);
        struct stat status = {};
        QCOMPARE(::lstat(path("own/s").constData(), &status), 0);
        QCOMPARE(status.st_uid, nobody.uid);
        QCOMPARE(status.st_gid, nobody.gid);
    }
    QCOMPARE(inodeOf(path("own/s")), 0u);
    // And the borrowed identity is given back.
    QCOMPARE(errorOf(unixSpec(path("root"))), 0);

    // Ports are the daemon's to give.
    ListenSpec port;
    port.host = "127.0.0.1";
    QCOMPARE(errorOf(port, nobody), 0);
}

QTEST_GUILESS_MAIN(tst_UnixPath)
#include "tst_unixpath.moc"
