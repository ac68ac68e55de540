// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/processors.h"

#include <QFile>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
}

// "200000 100000": 2 processors; "max 100000": no limit.
int quotaOf(const QByteArray &cpuMax)
{
    const QList<QByteArray> words = cpuMax.simplified().split(' ');
    const qint64 quota = words.value(0).toLongLong();
    const qint64 period = words.value(1).toLongLong();
    return quota > 0 && period > 0 ? int(std::min<qint64>((quota + period - 1) / period, 65536))
                                   : 0;
}

} // namespace

int processorQuota(const QString &root, const QByteArray &group)
{
    QString path;
    const QList<QByteArray> lines = group.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("0::/"))
            path = QString::fromUtf8(line.sliced(3));
    }
    int least = 0;
    while (!path.isEmpty()) {
        const int quota = quotaOf(contentsOf(root + path + "/cpu.max"_L1));
        if (quota > 0)
            least = least > 0 ? std::min(least, quota) : quota;
        path.truncate(path == "/"_L1 ? 0 : std::max<qsizetype>(path.lastIndexOf(u'/'), 1));
    }
    return least;
}

int usableProcessors()
{
    const int affinity = std::max(QThread::idealThreadCount(), 1);
    const int quota = processorQuota(u"/sys/fs/cgroup"_s, contentsOf(u"/proc/self/cgroup"_s));
    return quota > 0 ? std::min(affinity, quota) : affinity;
}

} // namespace qilin
