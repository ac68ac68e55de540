// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "sandbox.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <filesystem>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 60'000;

fs::path native(const QString &path)
{
    return {QFile::encodeName(path).toStdString()};
}

} // namespace

Sandbox::Sandbox(const QString &sentinel)
    : m_sentinel(sentinel)
{
    // Long, so that a test shows what is told natively.
    system.safetyPoll = 1h;
    system.shortestPoll = 20ms;
}

QString Sandbox::path(const QString &name) const
{
    const QString root = QDir(m_directory.path()).canonicalPath();
    return name.isEmpty() ? root : root + u'/' + name;
}

void Sandbox::write(const QString &name, const QByteArray &content) const
{
    fs::create_directories(native(path(name)).parent_path());
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

void Sandbox::append(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write(content), content.size());
}

void Sandbox::saveAtomically(const QString &name, const QByteArray &content) const
{
    write(name + u".tmp"_s, content);
    rename(name + u".tmp"_s, name);
}

void Sandbox::saveLikeVim(const QString &name, const QByteArray &content) const
{
    write(u"4913"_s, {});
    remove(u"4913"_s);
    rename(name, name + u'~');
    write(name, content);
    remove(name + u'~');
}

void Sandbox::mkdir(const QString &name) const
{
    fs::create_directories(native(path(name)));
}

void Sandbox::remove(const QString &name) const
{
    fs::remove_all(native(path(name)));
}

void Sandbox::rename(const QString &from, const QString &to) const
{
    fs::rename(native(path(from)), native(path(to)));
}

void Sandbox::link(const QString &target, const QString &name) const
{
    fs::remove(native(path(name)));
    fs::create_symlink(native(target), native(path(name)));
}

void Sandbox::touch(const QString &name) const
{
    fs::last_write_time(native(path(name)), fs::file_time_type::clock::now() + 5s);
}

void Sandbox::shell(const QString &script) const
{
    QProcess process;
    process.setWorkingDirectory(path());
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"sh"_s, {u"-ec"_s, script});
    QVERIFY(process.waitForFinished(kPatience));
    QCOMPARE(process.exitCode(), 0);
}

void Sandbox::fillTree() const
{
    write(u"tree/app.js"_s, "one\n");
    write(u"tree/lib/a.js"_s, "a\n");
    write(u"tree/lib/deep/b.js"_s, "b\n");
    write(u"tree/lib/deep/c.js"_s, "c\n");
    mkdir(u"tree/empty"_s);
    write(u"outside/x.js"_s, "x\n");
    write(u"outside/sub/y.js"_s, "y\n");
    write(u"beacon/sentinel"_s, "0");
}

void Sandbox::letClockPass() const
{
    const auto time = [this] {
        write(u"clock"_s, "tick");
        return fs::last_write_time(native(path(u"clock"_s)));
    };
    const auto start = time();
    while (time() - start < 40ms)
        continue;
}

void Sandbox::watch(const QStringList &names, const QStringList &ignore)
{
    watcher = std::make_unique<qilin::Watcher>(system);
    changes = std::make_unique<QSignalSpy>(watcher.get(), &qilin::Watcher::changed);
    problems = std::make_unique<QSignalSpy>(watcher.get(), &qilin::Watcher::problem);
    setPlan(names, ignore);
}

void Sandbox::setPlan(const QStringList &names, const QStringList &ignore)
{
    QSignalSpy ready(watcher.get(), &qilin::Watcher::ready);
    qilin::WatchPlan plan;
    for (const QString &name : names)
        plan.paths.append(path(name));
    plan.ignore = ignore;
    plan.quiet = quiet;
    watcher->setPlan(plan);
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, kPatience);
}

QStringList Sandbox::next(const QString &last)
{
    QStringList names;
    do {
        if (changes->isEmpty() && !changes->wait(kPatience)) {
            QTest::qFail("nothing was reported", __FILE__, __LINE__);
            break;
        }
        for (const QString &file : changes->takeFirst().first().toStringList())
            names.append(file.mid(path().size() + 1));
    } while (!last.isEmpty() && !names.contains(last));
    names.removeDuplicates();
    names.sort();
    return names;
}

QStringList Sandbox::nextAfter(const std::function<void()> &change)
{
    change();
    QStringList names;
    for (int i = 0; i < 2; ++i) {
        write(m_sentinel, QByteArray::number(++m_writes));
        names += next(m_sentinel);
    }
    names.removeAll(m_sentinel);
    names.removeDuplicates();
    names.sort();
    return names;
}
