// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "core/control/dashboard.h"

#include <QCryptographicHash>
#include <QDir>
#include <QResource>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

constexpr auto kFolder = ":/dashboard/"_L1;
constexpr auto kPage = "index.html"_L1;
constexpr auto kPrefix = "/assets/"_L1;
constexpr qsizetype kSizeField = 4; // before the zlib stream of a compressed resource

struct MediaType
{
    QLatin1StringView suffix;
    QLatin1StringView type;
};

constexpr std::array<MediaType, 4> kTypes{{{".html"_L1, "text/html; charset=utf-8"_L1},
                                           {".css"_L1, "text/css; charset=utf-8"_L1},
                                           {".js"_L1, "text/javascript; charset=utf-8"_L1},
                                           {".svg"_L1, "image/svg+xml"_L1}}};

// Nothing but the page's own files, no code within the page, no frame around it.
constexpr auto kPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                         "connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
                         "base-uri 'none'; form-action 'none'"_L1;

QByteArray typeOf(const QString &file)
{
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const MediaType &known) {
        return file.endsWith(known.suffix);
    });
    return found == kTypes.end() ? "application/octet-stream"_ba
                                 : QByteArray(found->type.data(), found->type.size());
}

// "deflate" or "*" among the codings, and not ruled out by a weight of 0.
bool takesDeflate(const QByteArray &acceptEncoding)
{
    const QByteArrayList codings = acceptEncoding.toLower().split(',');
    return std::any_of(codings.begin(), codings.end(), [](const QByteArray &coding) {
        const QByteArrayList parts = coding.split(';');
        const QByteArray name = parts.first().trimmed();
        const QByteArray weight = parts.value(1).trimmed().replace("q=", "");
        return (name == "deflate" || name == "*") && (weight.isEmpty() || weight.toDouble() > 0);
    });
}

// Weak comparison (RFC 9110, 13.1.2).
bool has(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    const QByteArrayList tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&](const QByteArray &one) {
        const QByteArray known = one.trimmed();
        return known == "*" || known == tag || "W/" + known == tag;
    });
}

} // namespace

QString dashboardFile(const QString &path)
{
    if (path == "/"_L1)
        return kFolder + kPage;
    if (!path.startsWith(kPrefix))
        return {};
    const QString name = path.sliced(kPrefix.size());
    // By the list, not by asking for the name: a resource's path may hold "..".
    return QDir(kFolder).entryList().contains(name) ? kFolder + name : QString();
}

Response dashboardResponse(const QString &file, const Request &request)
{
    const QResource resource(file);
    const auto stored
        = QByteArray::fromRawData(reinterpret_cast<const char *>(resource.data()), resource.size());
    const QByteArray tag
        = "W/\"" + QCryptographicHash::hash(stored, QCryptographicHash::Sha256).toHex().left(32)
          + '"';
    Response response;
    response.type = typeOf(file);
    response.cacheControl = "no-cache"_ba; // asks each time: the page fits the daemon it is from
    response.headers = {{"ETag"_ba, tag},
                        {"Vary"_ba, "Accept-Encoding"_ba},
                        {"Content-Security-Policy"_ba, {kPolicy.data(), kPolicy.size()}},
                        // Without it a browser may send "Origin: null" with what the page orders.
                        {"Referrer-Policy"_ba, "same-origin"_ba}};
    if (has(request.ifNoneMatch, tag)) {
        response.status = 304;
    } else if (resource.compressionAlgorithm() == QResource::ZlibCompression
               && takesDeflate(request.acceptEncoding)) {
        response.headers.append({"Content-Encoding"_ba, "deflate"_ba});
        response.body = stored.sliced(kSizeField);
    } else {
        response.body = resource.uncompressedData();
    }
    return response;
}

} // namespace qilin
