// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/socketfile.h"
#include "tests/support/needs.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace qilin;

namespace {

constexpr QFile::Permissions kOwner
    = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
constexpr QFile::Permissions kOwnerDirectory = kOwner | QFile::ExeOwner | QFile::ExeUser;

bool answers(const QString &path)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    return socket.waitForConnected(10000);
}

} // namespace

class tst_SocketFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listensForItsOwnerAlone();
    void isRemovedAtTheEnd();
    void leavesAnothersFile();
    void replacesAStaleFile();
    void leavesALiveOne();
    void leavesWhatIsNoSocket();
    void namesAMissingDirectory();
    void namesATooLongPath();
    void makesThePrivateDirectory();
    void closesThePrivateDirectory();
    void refusesALinkAsPrivateDirectory();
    void refusesAFileAsPrivateDirectory();
    void refusesAnothersPrivateDirectory();

private:
    QString m_path;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_SocketFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(u"d.sock"_s);
}

void tst_SocketFile::listensForItsOwnerAlone()
{
    const mode_t before = ::umask(0);
    const auto socket = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QCOMPARE(::umask(before), mode_t(0)); // as it was
    QVERIFY(socket);
    QCOMPARE(QFile::permissions(m_path), kOwner);
    QVERIFY(answers(m_path));
}

void tst_SocketFile::isRemovedAtTheEnd()
{
    {
        auto socket = SocketFile::listen(m_path, SocketDirectory::AsItIs);
        QVERIFY(socket);
        const SocketFile moved = std::move(*socket);
        QVERIFY(QFile::exists(m_path));
    }
    QVERIFY(!QFile::exists(m_path));
}

void tst_SocketFile::leavesAnothersFile()
{
    auto first = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(first);
    QVERIFY(QFile::remove(m_path));
    const auto second = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(second);
    first->remove();
    QVERIFY(answers(m_path));
}

void tst_SocketFile::replacesAStaleFile()
{
    const QString kept = m_directory->filePath(u"kept"_s);
    {
        const auto socket = SocketFile::listen(m_path, SocketDirectory::AsItIs);
        QVERIFY(socket);
        QVERIFY(QFile::rename(m_path, kept)); // as if its process had been killed
    }
    QVERIFY(QFile::rename(kept, m_path));
    QVERIFY(!answers(m_path));
    const auto socket = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(socket);
    QVERIFY(answers(m_path));
}

void tst_SocketFile::leavesALiveOne()
{
    const auto first = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(first);
    const auto second = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(!second);
    QVERIFY(second.error().text.startsWith(u"another daemon answers on "_s + m_path));
    QVERIFY(answers(m_path));
}

void tst_SocketFile::leavesWhatIsNoSocket()
{
    QFile file(m_path);
    QVERIFY(file.open(QFile::WriteOnly) && file.write("mine") == 4);
    file.close();
    const auto socket = SocketFile::listen(m_path, SocketDirectory::AsItIs);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.contains(m_path));
    QCOMPARE(QFileInfo(m_path).size(), 4);
}

void tst_SocketFile::namesAMissingDirectory()
{
    const auto socket
        = SocketFile::listen(m_directory->filePath(u"no/d.sock"_s), SocketDirectory::AsItIs);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.contains(u"no/d.sock"_s));
    QVERIFY(socket.error().text.contains(u"control_socket"_s));
    QVERIFY(socket.error().code != 0);
}

void tst_SocketFile::namesATooLongPath()
{
    const auto socket
        = SocketFile::listen(m_directory->filePath(QString(120, u'x')), SocketDirectory::AsItIs);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.contains(u"107 bytes"_s));
}

void tst_SocketFile::makesThePrivateDirectory()
{
    const QString directory = m_directory->filePath(u"run"_s);
    const mode_t before = ::umask(0);
    const auto socket = SocketFile::listen(directory + u"/d.sock"_s, SocketDirectory::Private);
    ::umask(before);
    QVERIFY2(socket, socket ? "" : qPrintable(socket.error().text));
    QCOMPARE(QFile::permissions(directory), kOwnerDirectory);
    const auto second = SocketFile::listen(directory + u"/e.sock"_s, SocketDirectory::Private);
    QVERIFY(second); // the lock is not kept
}

void tst_SocketFile::closesThePrivateDirectory()
{
    const QString directory = m_directory->filePath(u"run"_s);
    QVERIFY(QDir().mkdir(directory));
    QCOMPARE(::chmod(QFile::encodeName(directory).constData(), 0777), 0);
    QVERIFY(SocketFile::listen(directory + u"/d.sock"_s, SocketDirectory::Private));
    QCOMPARE(QFile::permissions(directory), kOwnerDirectory);
}

void tst_SocketFile::refusesALinkAsPrivateDirectory()
{
    QVERIFY(QDir().mkdir(m_directory->filePath(u"elsewhere"_s)));
    const QString directory = m_directory->filePath(u"run"_s);
    QVERIFY(QFile::link(m_directory->filePath(u"elsewhere"_s), directory));
    const auto socket = SocketFile::listen(directory + u"/d.sock"_s, SocketDirectory::Private);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.startsWith(directory));
    QVERIFY(!QFile::exists(m_directory->filePath(u"elsewhere/d.sock"_s)));
}

void tst_SocketFile::refusesAFileAsPrivateDirectory()
{
    QFile file(m_directory->filePath(u"run"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    const auto socket
        = SocketFile::listen(file.fileName() + u"/d.sock"_s, SocketDirectory::Private);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.contains(file.fileName()));
}

void tst_SocketFile::refusesAnothersPrivateDirectory()
{
    const QString directory = m_directory->filePath(u"run"_s);
    QVERIFY(QDir().mkdir(directory));
    NEED_ROOT();
    QVERIFY(::chown(QFile::encodeName(directory).constData(), 65534, 65534) == 0);
    const auto socket = SocketFile::listen(directory + u"/d.sock"_s, SocketDirectory::Private);
    QVERIFY(!socket);
    QVERIFY(socket.error().text.contains(u"another user's"_s));
}

QTEST_GUILESS_MAIN(tst_SocketFile)
#include "tst_socketfile.moc"
