// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/output/outlets.h"

#include "core/output/logfile.h"
#include "core/output/prefix.h"

#include <QFileInfo>

namespace qilin {

namespace {

// Through a link, rotation would move the link, not the file.
QString withoutLinks(const QString &path)
{
    const QFileInfo info(path);
    QString real = info.canonicalFilePath();
    if (!real.isEmpty())
        return real;
    const QString directory = QFileInfo(info.absolutePath()).canonicalFilePath();
    return directory.isEmpty() ? path : directory + u'/' + info.fileName();
}

} // namespace

Outlets::Outlets(Console &console)
    : m_console(console)
    , m_hasColors(wantsColors())
{}

Outlets::~Outlets() = default;

std::shared_ptr<LogFile> Outlets::logFile(const QString &path)
{
    m_files.removeIf([](QHash<QString, std::weak_ptr<LogFile>>::iterator known) {
        return known.value().expired();
    });
    const QString real = withoutLinks(path);
    std::shared_ptr<LogFile> file = m_files.value(real).lock();
    if (!file) {
        file = std::make_shared<LogFile>(real);
        m_files.insert(real, file);
    }
    return file;
}

int Outlets::reopenLogFiles()
{
    int count = 0;
    for (const std::weak_ptr<LogFile> &known : std::as_const(m_files)) {
        if (const std::shared_ptr<LogFile> file = known.lock()) {
            file->reopen();
            ++count;
        }
    }
    return count;
}

int Outlets::nextColor()
{
    return m_hasColors ? m_colors++ : -1;
}

} // namespace qilin
