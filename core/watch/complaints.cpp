// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/watch/complaints.h"

#include <QFile>

namespace qilin {

void Complaints::add(Complaint complaint, const std::string &path)
{
    if (m_said.count(complaint) > 0)
        return;
    const auto [entry, isNew] = m_paths.emplace(complaint, Paths{path, 0});
    if (!isNew)
        ++entry->second.more;
}

QStringList Complaints::take()
{
    QStringList lines;
    for (const auto &[complaint, paths] : m_paths) {
        const QString path = QFile::decodeName(QByteArray::fromStdString(paths.first));
        const QString others = paths.more > 0 ? tr(" and %1 more").arg(paths.more) : QString();
        lines.append(text(complaint, path, others));
        m_said.insert(complaint);
    }
    m_paths.clear();
    return lines;
}

void Complaints::reset()
{
    m_paths.clear();
    m_said.clear();
}

QString Complaints::text(Complaint complaint, const QString &path, const QString &others)
{
    switch (complaint) {
    case Complaint::NoInotify:
        return tr("cannot open inotify (limit: fs.inotify.max_user_instances): %1%2 polled for "
                  "changes instead")
            .arg(path, others);
    case Complaint::WatchLimit:
        return tr("the limit of inotify watches (fs.inotify.max_user_watches) is reached: %1%2 "
                  "polled for changes instead, natively watched again once there is room")
            .arg(path, others);
    case Complaint::RemoteFileSystem:
        return tr("inotify does not see what others change on this file system: %1%2 polled for "
                  "changes instead")
            .arg(path, others);
    case Complaint::Unreadable:
        return tr("no permission to read %1%2: changes in there are not seen; it is tried again "
                  "and again")
            .arg(path, others);
    case Complaint::Unwatchable:
        return tr("inotify refuses to watch %1%2 (no permission, or fs.inotify.max_user_watches is "
                  "reached): polled for changes instead")
            .arg(path, others);
    case Complaint::TooLong:
        return tr("the paths below %1%2 are too long for the system: changes in there are not seen")
            .arg(path, others);
    case Complaint::MissingPath:
        return tr("%1%2 does not exist; it is watched for").arg(path, others);
    }
    return path;
}

} // namespace qilin
