// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

#include "gui/icons.h"

#include <QCryptographicHash>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <functional>

using namespace Qt::StringLiterals;

namespace qilin {

namespace {

QByteArray readIcon(const QString &name)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "readIcon", qPrintable(name));
    return isOpen ? file.readAll() : QByteArray();
}

// Draws the SVG text that it is given for a mode, anew for every size: never scaled.
class SvgEngine final : public QIconEngine
{
public:
    using Source = std::function<QByteArray(QIcon::Mode)>;

    explicit SvgEngine(Source source)
        : m_source(std::move(source))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(m_source(mode));
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QByteArray svg = m_source(mode);
        const auto digest = QCryptographicHash::hash(svg, QCryptographicHash::Sha1).toHex();
        const QString key = u"qilin-%1-%2x%3"_s.arg(QLatin1StringView(digest))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    // What a StatusNotifierItem sends to its host.
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        return {{16, 16}, {22, 22}, {24, 24}, {32, 32}, {48, 48}, {64, 64}};
    }

    QIconEngine *clone() const override { return std::make_unique<SvgEngine>(m_source).release(); }
    QString key() const override { return u"qilin-svg"_s; }

private:
    Source m_source;
};

QIcon svgIcon(SvgEngine::Source source)
{
    return QIcon(std::make_unique<SvgEngine>(std::move(source)).release()); // the icon owns it
}

QColor textColour(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return palette.color(QPalette::Active, QPalette::WindowText);
}

QString trayFile(TrayState state)
{
    switch (state) {
    case TrayState::Up:
        return u"tray-up"_s;
    case TrayState::Reloading:
        return u"tray-reloading"_s;
    case TrayState::Degraded:
        return u"tray-degraded"_s;
    case TrayState::Stopped:
        return u"tray-stopped"_s;
    case TrayState::Disconnected:
        break;
    }
    return u"tray-disconnected"_s;
}

// The ring of tray-reloading.svg, whose radius this is, as one dash and the gap behind it.
QByteArray ringSvg(QByteArray svg, int done, int of)
{
    constexpr double kLength = 2 * 3.14159265358979 * 11.5;
    // Never quite nothing, else it would look like the ring of another state.
    const double part = of > 0 ? qBound(0.04, double(done) / of, 1.0) : 0.04;
    svg.replace("@done@", QByteArray::number(part * kLength, 'f', 3));
    svg.replace("@rest@", QByteArray::number((1 - part) * kLength + 0.01, 'f', 3));
    return svg;
}

} // namespace

QIcon themedIcon(const QString &name)
{
    return svgIcon([svg = readIcon(name)](QIcon::Mode mode) {
        return QByteArray(svg).replace("currentColor", textColour(mode).name().toLatin1());
    });
}

QIcon applicationIcon()
{
    return svgIcon([svg = readIcon(u"qilin-daemon"_s)](QIcon::Mode) { return svg; });
}

QIcon trayIcon(TrayState state, int done, int of)
{
    QByteArray svg = readIcon(trayFile(state));
    if (state == TrayState::Reloading)
        svg = ringSvg(svg, done, of);
    return svgIcon([svg](QIcon::Mode) { return svg; });
}

} // namespace qilin
