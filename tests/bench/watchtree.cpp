// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// Watches a tree of 50,000 files in 6,000 directories and prints what it costs:
//   watchtree [FILES [DIRECTORIES]]

#include "core/watch/watcher.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <ctime>

using namespace qilin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double residentMb()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toDouble() * 4096 / 1048576;
}

double processorMs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

QString fileName(const QString &root, int number, int directories)
{
    const int place = number % directories;
    return root
           + u"/module-%1/lib/part-%2/source-file-%3.js"_s.arg(place / 40)
                 .arg(place % 40)
                 .arg(number);
}

void makeTree(const QString &root, int files, int directories)
{
    for (int i = 0; i < files; ++i) {
        const QString name = fileName(root, i, directories);
        if (i < directories)
            QDir().mkpath(name.left(name.lastIndexOf(u'/')));
        write(name, QByteArray(1000 + i % 6000, 'x'));
    }
}

// The longest time the event loop does not come round.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            worst = std::max(worst, m_since.nsecsElapsed());
            m_since.start();
        });
        m_since.start();
        m_timer.start(0ms);
    }
    qint64 worst = 0;

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    const int files = argc > 1 ? QByteArray(argv[1]).toInt() : 50'000;
    const int directories = argc > 2 ? QByteArray(argv[2]).toInt() : 5'700;

    if (argc > 3) {
        makeTree(QFile::decodeName(argv[3]), files, directories);
        return 0;
    }
    // Made by another process: what it leaves in the heap would hide what is measured.
    QTemporaryDir root;
    QProcess::execute(app.applicationFilePath(),
                      {QString::number(files), QString::number(directories), root.path()});

    const double before = residentMb();
    Watcher watcher;
    QObject::connect(&watcher, &Watcher::problem, &watcher,
                     [](const QString &text) { std::printf("problem: %s\n", qPrintable(text)); });
    WatchPlan plan;
    plan.paths = {root.path()};
    plan.ignore
        = {u"node_modules"_s, u".git"_s, u"*.swp"_s, u"*~"_s, u".#*"_s, u"#*#"_s, u"*.tmp"_s};
    plan.quiet = 200ms;
    QEventLoop loop;
    QObject::connect(&watcher, &Watcher::ready, &loop, &QEventLoop::quit);
    QElapsedTimer elapsed;
    elapsed.start();
    const double processor = processorMs();
    qint64 readyNs = 0;
    {
        Heartbeat heartbeat;
        watcher.setPlan(plan);
        loop.exec();
        readyNs = elapsed.nsecsElapsed();
        std::printf("watching           %d (%s)\n", watcher.watching(),
                    qPrintable(watcher.backend()));
        std::printf("ready              %.2f s, processor %.2f s, loop blocked at most %.1f ms\n",
                    double(readyNs) / 1e9, (processorMs() - processor) / 1e3,
                    double(heartbeat.worst) / 1e6);
    }
    double last = 0;
    do { // contents are read in the background
        last = processorMs();
        spin(500ms);
    } while (processorMs() - last > 5);
    std::printf("contents read      %.2f s, processor %.2f s\n", double(elapsed.elapsed()) / 1e3,
                (processorMs() - processor) / 1e3);
    std::printf("resident added     %.1f MB (%.1f)\n", residentMb() - before, residentMb());

    last = processorMs();
    spin(10s);
    std::printf("processor at rest  %.3f %%\n", (processorMs() - last) / 10'000 * 100);

    double worst = 0;
    QObject::connect(&watcher, &Watcher::changed, &loop, &QEventLoop::quit);
    for (int i = 0; i < 60; ++i) {
        write(fileName(root.path(), files / 60 * i, directories),
              QByteArray(1000, char('a' + i % 26)));
        elapsed.start();
        loop.exec();
        worst = std::max(worst, double(elapsed.nsecsElapsed()) / 1e6 - 200);
    }
    std::printf("change -> changed  at most %.1f ms beyond quiet time (60 edits)\n", worst);
    return 0;
}
