// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/pool/outputplan.h"

#include "core/output/jsonline.h"
#include "core/output/logfile.h"
#include "core/output/outlets.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QString escapedGlob(const QString &name)
{
    QString glob;
    for (const QChar c : name) {
        if (u"*?[\\"_s.contains(c))
            glob += u'\\';
        glob += c;
    }
    return glob;
}

} // namespace

void planOutput(AppOutput &output, const Config &config, const AppConfig &app, int color)
{
    AppOutput::Plan plan{app.name, nullptr, app.silent, app.logFormat == LogFormat::Json, color};
    if (!app.logFile.isEmpty())
        plan.file = output.outlets().logFile(config.resolved(app.logFile));
    output.setPlan(plan);
    if (plan.file) {
        plan.file->setRules({app.logMaxSize.bytes, app.logKeep,
                             plan.isJson ? QByteArray(kJsonLineEnd) : QByteArray("\n")});
    }
}

QStringList logFileGlobs(const Config &config)
{
    QStringList globs;
    for (const AppConfig &app : config.apps) {
        if (app.logFile.isEmpty())
            continue;
        const QString name = escapedGlob(QFileInfo(app.logFile).fileName());
        globs << name << name + u".[0-9]*"_s;
    }
    return globs;
}

} // namespace qilin
