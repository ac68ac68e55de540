// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/config/program.h"

#include "core/config/shebang.h"
#include "core/config/text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace qilin {
namespace {

struct Extension
{
    QLatin1StringView suffix;
    QLatin1StringView interpreter;
};

constexpr Extension kExtensions[] = {
    {"js"_L1, "node"_L1},  {"cjs"_L1, "node"_L1}, {"mjs"_L1, "node"_L1},   {"ts"_L1, "node"_L1},
    {"cts"_L1, "node"_L1}, {"mts"_L1, "node"_L1}, {"py"_L1, "python3"_L1}, {"rb"_L1, "ruby"_L1},
    {"php"_L1, "php"_L1},  {"sh"_L1, "sh"_L1},
};

constexpr int kElfHeader = 52; // bytes, of the 32-bit form, the shorter one
constexpr int kMaxLinks = 40;  // as the kernel follows (path_resolution(7))

QString interpreterByExtension(const QString &file)
{
    const QString suffix = QFileInfo(file).suffix();
    for (const Extension &extension : kExtensions) {
        if (suffix == extension.suffix)
            return extension.interpreter;
    }
    return {};
}

// As execvp(3) does it, with the PATH and the directory of the worker.
QString findInPath(const Config &config, const AppConfig &app, const QString &name)
{
    QString path = qEnvironmentVariable("PATH", u"/bin:/usr/bin"_s);
    if (app.env.contains(u"PATH"_s))
        path = app.env.value(u"PATH"_s).value_or(u"/bin:/usr/bin"_s);
    const QDir base(workingDirectory(config, app));
    const QStringList directories = path.split(u':');
    for (const QString &directory : directories) {
        const QFileInfo file(QDir(base.absoluteFilePath(directory)), name);
        if (file.isFile() && file.isExecutable())
            return QDir::cleanPath(file.absoluteFilePath());
    }
    return {};
}

// Nothing if it can be opened as a file.
std::optional<Error> fileFault(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists() && file.isSymLink())
        return Error{ConfigText::tr("%1 is a link to %2, which does not exist; repair the link")
                         .arg(path, file.symLinkTarget())};
    if (!file.exists())
        return Error{ConfigText::tr("%1 does not exist; it must name a file").arg(path)};
    if (file.isDir())
        return Error{
            ConfigText::tr("%1 is a directory; it must name the file in it to run").arg(path)};
    if (!file.isFile())
        return Error{ConfigText::tr("%1 is not a regular file; it must be one").arg(path)};
    return std::nullopt;
}

std::optional<Error> executableFault(const QString &path)
{
    if (auto fault = fileFault(path))
        return fault;
    if (!QFileInfo(path).isExecutable())
        return Error{ConfigText::tr("%1 is not executable; allow it with chmod +x, or name the "
                                    "interpreter that shall run it")
                         .arg(path)};
    return std::nullopt;
}

// What execve(2) would refuse with no more than "Exec format error".
std::optional<Error> formatFault(const QString &path, const QByteArray &head, qint64 size)
{
    if (size == 0)
        return Error{ConfigText::tr("%1 is empty; it must hold the program").arg(path)};
    if (head.startsWith("\x7f"
                        "ELF")) {
        const char kind = head.size() > 4 ? head[4] : '\0';
        if (size >= kElfHeader && (kind == 1 || kind == 2))
            return std::nullopt;
        return Error{ConfigText::tr("%1 is a damaged program (its ELF header is broken); build or "
                                    "copy it again")
                         .arg(path)};
    }
    const bool text = std::none_of(head.cbegin(), head.cend(), [](char c) {
        return uchar(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b';
    });
    if (!text)
        return std::nullopt; // maybe of a format that this system knows (binfmt_misc)
    return Error{ConfigText::tr("%1 is text without a #! line; begin it with one such as "
                                "#!/usr/bin/env node, or name its interpreter")
                     .arg(path)};
}

Result<QString> shebangInterpreter(const Config &config, const AppConfig &app, const QString &path,
                                   const Shebang &shebang)
{
    if (shebang.carriageReturn)
        return Error{ConfigText::tr("the #! line of %1 ends with CR LF, so that no interpreter of "
                                    "that name is found; save the file with LF line ends")
                         .arg(path)};
    if (shebang.interpreter.isEmpty())
        return Error{
            ConfigText::tr("the #! line of %1 names no interpreter; write #!/usr/bin/env node or "
                           "the like")
                .arg(path)};
    const QString found
        = shebang.byName
              ? findInPath(config, app, shebang.interpreter)
              : QDir(workingDirectory(config, app)).absoluteFilePath(shebang.interpreter);
    if (!found.isEmpty() && !executableFault(found))
        return found;
    return Error{ConfigText::tr("the #! line of %1 asks for %2, which is not there or not "
                                "executable; install it, or name another interpreter")
                     .arg(path, shebang.interpreter)};
}

Program interpreted(const QString &interpreter, QStringList first, const AppConfig &app,
                    const QString &file)
{
    first += app.interpreterArgs;
    first += file;
    first += app.args;
    return {interpreter, first, isNodeProgram(interpreter)};
}

// exec decides for itself: by its #! line, or as a program.
Result<Program> ownProgram(const Config &config, const AppConfig &app, const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    const QByteArray head = opened ? file.read(kShebangSize) : QByteArray();
    const bool asked = app.interpreter == "none"_L1;
    bool node = isNodeProgram(path);
    if (hasShebang(head)) {
        const Shebang shebang = parseShebang(head);
        Result<QString> interpreter = shebangInterpreter(config, app, path, shebang);
        if (!interpreter)
            return interpreter.error();
        if (!asked)
            return interpreted(*interpreter, shebang.arguments, app, path);
        node = isNodeProgram(*interpreter);
    }
    if (auto fault = executableFault(path))
        return *fault;
    if (opened && !hasShebang(head)) {
        if (auto fault = formatFault(path, head, file.size()))
            return *fault;
    }
    return Program{path, app.args, node};
}

} // namespace

QString workingDirectory(const Config &config, const AppConfig &app)
{
    return app.cwd.isEmpty() ? config.directory : config.resolved(app.cwd);
}

Result<> checkWorkingDirectory(const Config &config, const AppConfig &app)
{
    const QString path = workingDirectory(config, app);
    const QFileInfo directory(path);
    if (!directory.exists())
        return Error{ConfigText::tr("%1 does not exist; it must be a directory").arg(path)};
    if (!directory.isDir())
        return Error{ConfigText::tr("%1 is not a directory; it must be one").arg(path)};
    if (!directory.isExecutable())
        return Error{ConfigText::tr("%1 must be a directory this user may enter").arg(path)};
    return {};
}

QString execFile(const Config &config, const AppConfig &app)
{
    QString path = config.resolved(app.exec);
    if (app.exec.contains(u'/') || QFileInfo::exists(path) || QFileInfo(path).isSymLink())
        return path;
    QString found = findInPath(config, app, app.exec);
    return found.isEmpty() ? path : found;
}

bool isNodeProgram(const QString &path)
{
    static const QRegularExpression node(u"^node(js)?[-_.]?v?[0-9.]*$"_s);
    QString file = path;
    for (int links = 0; links < kMaxLinks && !file.isEmpty(); ++links) {
        const QFileInfo info(file);
        if (node.match(info.fileName()).hasMatch())
            return true;
        file = info.symLinkTarget(); // absolute
    }
    return false;
}

Result<QString> findInterpreter(const Config &config, const AppConfig &app)
{
    if (app.interpreter.contains(u'/')) {
        QString path = config.resolved(app.interpreter);
        if (auto fault = executableFault(path))
            return *fault;
        return path;
    }
    const QString found = findInPath(config, app, app.interpreter);
    if (!found.isEmpty())
        return found;
    if (app.interpreter.contains(u' '))
        return Error{ConfigText::tr("\"%1\" is not in PATH; name the program alone, its arguments "
                                    "belong into \"interpreter_args\"")
                         .arg(app.interpreter)};
    return Error{
        ConfigText::tr("\"%1\" is not in PATH; install it, or give its path").arg(app.interpreter)};
}

Result<Program> findProgram(const Config &config, const AppConfig &app)
{
    if (const Result<> directory = checkWorkingDirectory(config, app); !directory)
        return directory.error();
    const QString path = execFile(config, app);
    if (!app.exec.contains(u'/') && !QFileInfo::exists(path) && !QFileInfo(path).isSymLink())
        return Error{ConfigText::tr("%1 does not exist, and there is no \"%2\" in PATH either; it "
                                    "must name a program")
                         .arg(path, app.exec)};
    if (auto fault = fileFault(path))
        return *fault;
    QString interpreter;
    if (app.interpreter.isEmpty()) {
        const QString name = interpreterByExtension(path);
        if (name.isEmpty())
            return ownProgram(config, app, path);
        interpreter = findInPath(config, app, name);
        if (interpreter.isEmpty())
            return Error{
                ConfigText::tr("%1 is run by %2, which is not in PATH; install it, or name "
                               "the interpreter by its path")
                    .arg(path, name)};
    } else if (app.interpreter == "none"_L1) {
        return ownProgram(config, app, path);
    } else {
        Result<QString> found = findInterpreter(config, app);
        if (!found)
            return found.error();
        interpreter = *found;
    }
    if (!QFileInfo(path).isReadable())
        return Error{ConfigText::tr("%1 must be readable by this user").arg(path)};
    return interpreted(interpreter, {}, app, path);
}

} // namespace qilin
