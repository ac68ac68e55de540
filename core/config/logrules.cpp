// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/logrules.h"

#include "core/config/text.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

// By which two paths are told to be the same file.
QString identityOf(const QString &path)
{
    const QFileInfo info(path);
    const QString real = info.canonicalFilePath();
    return real.isEmpty()
               ? QFileInfo(info.absolutePath()).canonicalFilePath() + u'/' + info.fileName()
               : real;
}

void placeIsThere(Loaded &loaded, const Section &keys, const QString &path)
{
    const QString directory = QFileInfo(path).absolutePath();
    if (!QFileInfo(directory).isDir()) {
        loaded.fault(keys, u"log_file"_s,
                     ConfigText::tr("the directory %1 does not exist; create it, or name another "
                                    "file")
                         .arg(directory));
    } else if (QFileInfo(path).isDir()) {
        loaded.fault(keys, u"log_file"_s,
                     ConfigText::tr("%1 is a directory; name the file in it").arg(path));
    }
}

// The first key in which they want different things of their file; none if they agree.
QString conflict(const AppConfig &one, const AppConfig &other)
{
    if (one.logMaxSize != other.logMaxSize)
        return u"log_max_size"_s;
    if (one.logKeep != other.logKeep)
        return u"log_keep"_s;
    return one.logFormat != other.logFormat ? u"log_format"_s : QString();
}

// Rotation would rename one application's log over the other's.
void fileIsNoOlderOne(Loaded &loaded, const Section &keys, const QString &path,
                      const QHash<QString, const AppConfig *> &files)
{
    static const QRegularExpression form(u"^(.+)\\.([1-9][0-9]{0,4})$"_s);
    const auto match = form.match(identityOf(path));
    const AppConfig *other = files.value(match.captured(1));
    if (!other || other->logMaxSize.bytes == 0 || match.captured(2).toInt() > other->logKeep)
        return;
    loaded.fault(keys, u"log_file"_s,
                 ConfigText::tr("%1 is what the log_file of \"%2\" becomes when it is rotated; "
                                "name another file")
                     .arg(path, other->name));
}

} // namespace

void logFilesAreSound(Loaded &loaded)
{
    QHash<QString, const AppConfig *> seen;
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const Section &keys = loaded.apps[i];
        const AppConfig &app = loaded.config.apps[i];
        if (app.logFile.isEmpty()) {
            for (const QString &key : {u"log_max_size"_s, u"log_keep"_s}) {
                if (keys.isSound(key) && !keys.has(u"log_file"_s))
                    loaded.warn(keys, key,
                                ConfigText::tr("has no effect without \"log_file\" beside it"));
            }
            continue;
        }
        const QString path = loaded.config.resolved(app.logFile);
        placeIsThere(loaded, keys, path);
        const AppConfig *&first = seen[identityOf(path)];
        if (!first) {
            first = &app;
        } else if (const QString key = conflict(*first, app); !key.isEmpty()) {
            loaded.fault(keys, key,
                         ConfigText::tr("%1 is the log_file of \"%2\" too; give both the same "
                                        "\"%3\", or each a file of its own")
                             .arg(path, first->name, key));
        }
    }
    for (qsizetype i = 0; i < loaded.apps.size(); ++i) {
        const QString &file = loaded.config.apps[i].logFile;
        if (!file.isEmpty())
            fileIsNoOlderOne(loaded, loaded.apps[i], loaded.config.resolved(file), seen);
    }
}

} // namespace qilin
