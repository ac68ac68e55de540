// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/platform/processors.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <cmath>

#include <sched.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

double ratio(const QByteArray &quota, const QByteArray &period)
{
    const double q = quota.toDouble();
    const double p = period.toDouble();
    return q > 0 && p > 0 ? q / p : 0;
}

double quotaOf(const QString &group)
{
    const QList<QByteArray> max = contents(group + "/cpu.max"_L1).split(' ');
    if (max.size() == 2)
        return ratio(max[0], max[1]); // "max" is no number, so none
    return ratio(contents(group + "/cpu.cfs_quota_us"_L1),
                 contents(group + "/cpu.cfs_period_us"_L1));
}

double stricter(double a, double b)
{
    return a <= 0 ? b : b <= 0 ? a : std::min(a, b);
}

// The group and all above it. In a container the path is often one of the host: then the mount
// itself is the group.
double strictestQuota(const QString &mount, const QString &path)
{
    double quota = quotaOf(mount);
    QString group = mount;
    const QStringList names = path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        group += u'/' + name;
        quota = stricter(quota, quotaOf(group));
    }
    return quota;
}

int allowedByAffinity()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
    return int(::sysconf(_SC_NPROCESSORS_ONLN)); // more than the set can hold
}

} // namespace

double processorQuota(const QString &root)
{
    const QString base = root + "/sys/fs/cgroup"_L1;
    double quota = 0;
    const QList<QByteArray> lines = contents(root + "/proc/self/cgroup"_L1).split('\n');
    for (const QByteArray &line : lines) { // ID:CONTROLLERS:PATH, cgroups(7)
        const QString text = QString::fromUtf8(line);
        const QString controllers = text.section(u':', 1, 1);
        const QString path = text.section(u':', 2);
        if (controllers.isEmpty()) {
            quota = stricter(quota, strictestQuota(base, path));
            quota = stricter(quota, strictestQuota(base + "/unified"_L1, path));
        } else if (controllers.split(u',').contains("cpu"_L1)) {
            quota = stricter(quota, strictestQuota(base + "/cpu"_L1, path));
            quota = stricter(quota, strictestQuota(base + u'/' + controllers, path));
        }
    }
    return quota;
}

int availableProcessors(const QString &root)
{
    const double quota = processorQuota(root);
    const int allowed = allowedByAffinity();
    return std::max(1, quota > 0 ? std::min(allowed, int(std::ceil(quota))) : allowed);
}

} // namespace qilin
