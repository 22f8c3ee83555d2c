// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/FlowPainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QSvgRenderer>

#include <cmath>

namespace campaign::flow {

namespace {

constexpr double wholeText = 0.74;  // below this scale boxes have their names only
constexpr double leastLetters = 10; // pixels at letters of 100 %
constexpr double leastWidth = 42;   // pixels of a box that has words
constexpr double iconSide = 16;
constexpr double badgeSide = 10;
constexpr double smallBadge = 8;
constexpr double nameShare = 0.66; // of the height
constexpr double detailLine = 0.8;
constexpr double padding = 10;
constexpr double nameSize = 13;
constexpr double detailSize = 11.5;
constexpr double arrowLength = 9;
constexpr double arrowWidth = 4;
constexpr double leastArrow = 0.6; // of its size: smaller ones look alike
constexpr double quiet = 0.3;      // opacity of edges that do not concern what is selected
constexpr int mostPixels = 12'000;
constexpr double pictureMargin = 32;

/// Leaves and arrives level, so that lines part from boxes at a right angle.
QPainterPath curveThrough(const std::vector<QPointF>& points)
{
    QPainterPath path(points.front());
    for (std::size_t i = 1; i < points.size(); ++i) {
        const QPointF& from = points[i - 1];
        const QPointF& to = points[i];
        const double middle = (from.x() + to.x()) / 2;
        path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    }
    return path;
}

QRectF around(const std::vector<QPointF>& points)
{
    QRectF rect(points.front(), QSizeF(0, 0));
    for (const QPointF& point : points) {
        rect.setLeft(std::min(rect.left(), point.x()));
        rect.setRight(std::max(rect.right(), point.x()));
        rect.setTop(std::min(rect.top(), point.y()));
        rect.setBottom(std::max(rect.bottom(), point.y()));
    }
    return rect.adjusted(-2, -2, 2, 2);
}

/// Where words lie on a line and on nothing else: in the middle of a part of it; null for nowhere.
QRectF freePlace(const std::vector<QPointF>& line, QRectF words, const View& view, const std::vector<QRectF>& taken)
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        words.moveCenter(view.toPixel((line[i - 1] + line[i]) / 2));
        if (std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(words); }))
            return words;
    }
    return {};
}

} // namespace

Colors Colors::from(const QVariantMap& roles)
{
    const auto role = [&](const char* name) { return roles.value(name).value<QColor>(); };
    return {role("surface"), role("raised"), role("selected"), role("hover"),    role("outline"), role("strongOutline"),
            role("text"),    role("muted"),  role("accent"),   role("positive"), role("warning"), role("critical")};
}

bool View::hasWords() const
{
    return Drawing::nodeWidth * scale >= leastWidth * letters;
}

Painter::Painter(const Colors& colors, const QString& family)
    : m_colors(colors)
    , m_family(family)
{
}

Painter::Style Painter::styleOf(EdgeKind kind) const
{
    switch (kind) {
    case EdgeKind::Prerequisite:
        return {m_colors.text, 1.5, Qt::SolidLine};
    case EdgeKind::Triggers:
        return {m_colors.accent, 1.8, Qt::SolidLine};
    case EdgeKind::Starts:
        return {m_colors.accent, 1.8, Qt::DashDotLine};
    case EdgeKind::Writes:
        return {m_colors.accent, 1.8, Qt::DashLine};
    case EdgeKind::Blocks:
        return {m_colors.critical, 1.8, Qt::DashLine};
    case EdgeKind::Decides:
        return {m_colors.positive, 1.8, Qt::SolidLine};
    case EdgeKind::Reads:
        return {m_colors.muted, 1.3, Qt::SolidLine};
    case EdgeKind::Related:
    case EdgeKind::OneOf:
        break;
    }
    return {m_colors.muted, 1.6, Qt::DotLine};
}

QFont Painter::font(double pixels) const
{
    QFont font(m_family);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    return font;
}

QColor Painter::stateColor(State state) const
{
    switch (state) {
    case State::Available:
        return m_colors.positive;
    case State::Waiting:
    case State::Expired:
        return m_colors.warning;
    case State::Done:
    case State::None:
        break;
    }
    return m_colors.muted;
}

void Painter::paint(QPainter& painter, const Drawing& drawing, const View& view, const Marks& marks, const QRectF& room)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF seen(view.toPoint(room.topLeft()), view.toPoint(room.bottomRight()));
    for (std::size_t edge = 0; edge < drawing.graph.edges.size(); ++edge) {
        if (around(drawing.lineOf(static_cast<int>(edge))).intersects(seen))
            paintEdge(painter, drawing, static_cast<int>(edge), view, marks);
    }
    for (std::size_t node = 0; node < drawing.graph.nodes.size(); ++node) {
        const QRectF rect = drawing.rectOf(static_cast<int>(node));
        if (rect.intersects(seen))
            paintNode(painter, drawing.graph.nodes[node], view.toPixel(rect), view, marks, static_cast<int>(node));
    }
    if (view.hasWords())
        paintWords(painter, drawing, view, marks, seen);
}

void Painter::paintEdge(QPainter& painter, const Drawing& drawing, int number, const View& view, const Marks& marks)
{
    const Edge& edge = drawing.graph.edges[static_cast<std::size_t>(number)];
    const bool isMarked = marks.isAt(edge);
    const bool isOnTheWay = !marks.connected.empty() && marks.connected[static_cast<std::size_t>(edge.from)] &&
                            marks.connected[static_cast<std::size_t>(edge.to)];
    Style style = styleOf(edge.kind);
    if (edge.isInCircle)
        style = {m_colors.critical, 2.6, Qt::SolidLine};
    if (isMarked)
        style.width += 0.8;
    std::vector<QPointF> points = drawing.lineOf(number);
    for (QPointF& point : points)
        point = view.toPixel(point);
    painter.setOpacity(marks.connected.empty() || isMarked || isOnTheWay ? 1 : quiet);
    paintLine(painter, points, style, view.scale, edge.kind);
    painter.setOpacity(1);
}

void Painter::paintLine(QPainter& painter, const std::vector<QPointF>& points, const Style& style, double scale,
                        EdgeKind kind) const
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.color, std::max(1.0, style.width * scale), style.line, Qt::FlatCap));
    painter.drawPath(curveThrough(points));
    if (!isDirected(kind))
        return;
    const QPointF end = points.back();
    const double sign = points[points.size() - 2].x() <= end.x() ? 1 : -1;
    const double head = std::max(scale, leastArrow);
    const QPointF back(-sign * arrowLength * head, 0);
    const QPointF aside(0, arrowWidth * head);
    painter.setPen(QPen(style.color, std::max(1.0, 1.6 * scale)));
    if (kind == EdgeKind::Blocks) { // a bar that nothing passes
        const QPointF bar = end - QPointF(sign * 3 * head, 0);
        painter.setPen(QPen(style.color, std::max(1.0, 3 * head), Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(bar - aside * 2, bar + aside * 2);
        return;
    }
    painter.setBrush(kind == EdgeKind::Reads || kind == EdgeKind::OneOf ? m_colors.surface : style.color);
    painter.drawPolygon(QPolygonF({end, end + back + aside, end + back - aside}));
    if (kind == EdgeKind::Starts) // as what goes on at once: two heads
        painter.drawPolygon(QPolygonF({end + back, end + back * 2 + aside, end + back * 2 - aside}));
}

/// What edges of what is marked say, each where its line leaves or further on: words that would lie on a box or on
/// others stay away, the legend and the tip have them.
void Painter::paintWords(QPainter& painter, const Drawing& drawing, const View& view, const Marks& marks,
                         const QRectF& seen) const
{
    painter.setFont(font(std::max(detailSize * view.scale, leastLetters * view.letters)));
    std::vector<QRectF> taken;
    for (std::size_t node = 0; node < drawing.graph.nodes.size(); ++node) {
        if (const QRectF rect = drawing.rectOf(static_cast<int>(node)); rect.intersects(seen))
            taken.push_back(view.toPixel(rect));
    }
    for (std::size_t edge = 0; edge < drawing.graph.edges.size(); ++edge) {
        const EdgeKind kind = drawing.graph.edges[edge].kind;
        if (!marks.isAt(drawing.graph.edges[edge]))
            continue;
        const QString words = wordsOf(kind);
        const QRectF size = QFontMetricsF(painter.font()).boundingRect(words).adjusted(-4, -1, 4, 1);
        const QRectF room = freePlace(drawing.lineOf(static_cast<int>(edge)), size, view, taken);
        if (room.isNull())
            continue;
        taken.push_back(room);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_colors.surface);
        painter.drawRoundedRect(room, 3, 3);
        painter.setPen(styleOf(kind).color);
        painter.drawText(room, Qt::AlignCenter, words);
    }
}

void Painter::paintLink(QPainter& painter, const QPointF& from, const QPointF& to, double scale) const
{
    paintLine(painter, {from, to}, {m_colors.accent, 2.2, Qt::DashLine}, scale, EdgeKind::Triggers);
}

void Painter::paintPort(QPainter& painter, const QPointF& at, double scale) const
{
    const double radius = 7 * scale;
    painter.setPen(QPen(m_colors.accent, 1.5));
    painter.setBrush(m_colors.surface);
    painter.drawEllipse(at, radius, radius);
    painter.drawLine(at - QPointF(radius / 2, 0), at + QPointF(radius / 2, 0));
    painter.drawLine(at - QPointF(0, radius / 2), at + QPointF(0, radius / 2));
}

void Painter::paintNode(QPainter& painter, const Node& node, const QRectF& rect, const View& view, const Marks& marks,
                        int number)
{
    const bool isSelected = marks.selected.contains(number);
    const QColor fill = isSelected                  ? m_colors.selected
                        : number == marks.hovered   ? m_colors.hover
                        : node.state == State::Done ? m_colors.surface
                                                    : m_colors.raised;
    const QColor line = isSelected || marks.found.contains(number) ? m_colors.accent : m_colors.strongOutline;
    if (number == marks.focused || marks.found.contains(number)) {
        painter.setBrush(Qt::NoBrush);
        const Qt::PenStyle style = number == marks.focused ? Qt::SolidLine : Qt::DashLine;
        painter.setPen(QPen(m_colors.accent, 2, style));
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 8 * view.scale, 8 * view.scale);
    }
    paintBox(painter, node, rect, view.scale, fill, line);
    if (view.scale >= wholeText * view.letters)
        paintDetails(painter, node, rect, view.scale);
    else if (view.hasWords())
        paintName(painter, node, rect, view);
}

/// What happens is a box, what is known a pill, what is done with it a box with cut corners.
void Painter::paintBox(QPainter& painter, const Node& node, const QRectF& rect, double scale, const QColor& fill,
                       const QColor& line) const
{
    painter.setBrush(fill);
    painter.setPen(QPen(line, line == m_colors.accent ? 2 : 1));
    const bool isKnown = node.kind == QLatin1String("Field") || node.kind == QLatin1String("StateVariable");
    if (isKnown)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    else if (isStory(node))
        painter.drawRoundedRect(rect, 5 * scale, 5 * scale);
    else {
        const double cut = 9 * scale;
        const double left = rect.left();
        const double right = rect.right();
        painter.drawPolygon(QPolygonF({{left + cut, rect.top()},
                                       {right - cut, rect.top()},
                                       {right, rect.top() + cut},
                                       {right, rect.bottom() - cut},
                                       {right - cut, rect.bottom()},
                                       {left + cut, rect.bottom()},
                                       {left, rect.bottom() - cut},
                                       {left, rect.top() + cut}}));
    }
}

/// Name over two lines, icon, and the line of details.
void Painter::paintDetails(QPainter& painter, const Node& node, const QRectF& rect, double scale)
{
    const double inset = (padding + (isStory(node) ? 0 : 2)) * scale;
    const double side = iconSide * scale;
    const double ratio = painter.device()->devicePixelRatioF();
    const QImage& image = icon(node.icon, m_colors.muted, static_cast<int>(std::lround(side * ratio)));
    const double badge = node.state == State::None ? 0 : badgeSide * scale;
    const QRectF room = rect.adjusted(inset + side + 7 * scale, 0, -inset, 0);
    painter.drawImage(QRectF(rect.left() + inset, rect.center().y() - side / 2, side, side), image);
    const double middle = rect.top() + rect.height() * detailLine;
    painter.setPen(m_colors.text);
    painter.setFont(font(nameSize * scale));
    paintText(painter, node.name, {room.left(), rect.top(), room.width(), rect.height() * nameShare}, 2);
    painter.setPen(m_colors.muted);
    painter.setFont(font(detailSize * scale));
    const double indent = badge > 0 ? badge + 4 * scale : 0;
    const double high = QFontMetricsF(painter.font()).height();
    paintText(painter, node.detail, {room.left() + indent, middle - high / 2, room.width() - indent, high}, 1,
              Qt::ElideRight);
    if (badge > 0)
        paintState(painter, node.state, {room.left(), middle - badge / 2, badge, badge});
}

/// From afar the name alone, in letters that can still be read; below that of a value whose it is.
void Painter::paintName(QPainter& painter, const Node& node, const QRectF& rect, const View& view)
{
    const double badge = node.state == State::None || rect.width() < 2 * leastWidth ? 0 : smallBadge * view.letters;
    const double inset = isStory(node) ? 4 : std::max(4.0, rect.height() / 5); // round the corners
    const QRectF room = rect.adjusted(badge > 0 ? badge + 6 : inset, 0, badge > 0 ? -3 : -inset, 0);
    if (badge > 0)
        paintState(painter, node.state, {rect.left() + 4, rect.center().y() - badge / 2, badge, badge});
    const WrittenLines& written = nameIn(node, room.size(), view);
    painter.setFont(written.font);
    const bool hasOwner = !node.owner.isEmpty() && written.lines.size() > 1;
    const qsizetype ofName = hasOwner ? 1 : written.lines.size();
    const double high = linePitch(written.font);
    const QRectF all(room.left(), room.center().y() - high * static_cast<double>(written.lines.size()) / 2,
                     room.width(), high);
    painter.setPen(m_colors.text);
    paintLines(painter, written.lines.mid(0, ofName), all);
    painter.setPen(m_colors.muted);
    paintLines(painter, written.lines.mid(ofName), all.translated(0, high * static_cast<double>(ofName)));
}

/// Moving the view sets no name again.
const WrittenLines& Painter::nameIn(const Node& node, const QSizeF& room, const View& view)
{
    if (m_namedScale != view.scale || m_namedLetters != view.letters) {
        m_names.clear();
        m_namedScale = view.scale;
        m_namedLetters = view.letters;
    }
    const auto [at, isNew] = m_names.try_emplace({node.name, node.owner, qRound(room.width())});
    if (isNew)
        at->second = writtenName(node.name, node.owner, m_family, room, view.letters);
    return at->second;
}

/// Breaks between words, centred up and down; the last line is cut where it is too long: names in the middle, as ends
/// tell them apart as much as beginnings.
void Painter::paintText(QPainter& painter, const QString& text, const QRectF& room, int most,
                        Qt::TextElideMode mode) const
{
    const QStringList lines = brokenInto(text, painter.font(), room.width(), most, mode).lines;
    const double high = linePitch(painter.font());
    paintLines(painter, lines,
               {room.left(), room.center().y() - high * static_cast<double>(lines.size()) / 2, room.width(), high});
}

/// Line below line, the first one where it is said.
void Painter::paintLines(QPainter& painter, const QStringList& lines, QRectF room) const
{
    for (const QString& line : lines) {
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, line);
        room.translate(0, room.height());
    }
}

void Painter::paintState(QPainter& painter, State state, const QRectF& room)
{
    const QColor color = stateColor(state);
    if (state == State::Available) { // a full moon: it can happen now
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(room.adjusted(1, 1, -1, -1));
        return;
    }
    const char* const name = state == State::Done ? "check" : state == State::Expired ? "close" : "time";
    const double ratio = painter.device()->devicePixelRatioF();
    painter.drawImage(room.adjusted(-1, -1, 1, 1),
                      icon(name, color, static_cast<int>(std::lround((room.width() + 2) * ratio))));
}

const QImage& Painter::icon(const QString& name, const QColor& color, int side)
{
    QImage& image = m_icons[{name, color.rgba(), side}];
    if (!image.isNull() || side <= 0)
        return image;
    image = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter brush(&image);
    QSvgRenderer renderer(QStringLiteral(":/campaign/icons/%1.svg").arg(name));
    renderer.render(&brush, QRectF(0, 0, side, side));
    brush.setCompositionMode(QPainter::CompositionMode_SourceIn);
    brush.fillRect(image.rect(), color);
    return image;
}

void Painter::paintSample(QPainter& painter, EdgeKind kind, const QRectF& room) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = room.center().y();
    paintLine(painter, {{room.left() + 1, y}, {room.right() - 1, y}}, styleOf(kind), 1, kind);
}

void Painter::paintOverview(QPainter& painter, const Drawing& drawing, const View& overview, const Marks& marks,
                            const QRectF& seen) const
{
    for (std::size_t node = 0; node < drawing.graph.nodes.size(); ++node) {
        const int number = static_cast<int>(node);
        const QRectF rect = overview.toPixel(drawing.rectOf(number));
        const bool isMarked = marks.selected.contains(number) || number == marks.focused;
        painter.fillRect(rect.adjusted(0, 0, 1, 1),
                         isMarked ? m_colors.accent : stateColor(drawing.graph.nodes[node].state));
    }
    const QRectF all = overview.toPixel(drawing.layout.bounds).adjusted(-2, -2, 2, 2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_colors.accent, 1.5));
    painter.drawRect(overview.toPixel(seen).intersected(all));
}

QImage pictureOf(const Drawing& drawing, const Colors& colors, const QString& family)
{
    const QRectF bounds = drawing.layout.bounds.adjusted(-pictureMargin, -pictureMargin, pictureMargin, pictureMargin);
    const double scale = std::min(2.0, mostPixels / std::max(bounds.width(), bounds.height()));
    QImage image((bounds.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(colors.surface);
    QPainter painter(&image);
    Painter(colors, family).paint(painter, drawing, {scale, -bounds.topLeft() * scale}, {}, image.rect());
    return image;
}

} // namespace campaign::flow
