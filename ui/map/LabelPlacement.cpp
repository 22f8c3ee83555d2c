// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/LabelPlacement.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace campaign::map {

namespace {

constexpr double gap = 2;
constexpr double breathing = 2;
// What a region's name pays, in its own heights: for a mark it covers, for leaving its region.
constexpr double coverCost = 1.5;
constexpr double overhangCost = 1.2;
constexpr double outsideCost = 5;
constexpr double crossingCost = 0.3; // for every step of a way below it,
constexpr double mostCrossing = 1.4; // but less than for a mark or the place of a name
constexpr double wayStep = 8;

/// The corners a name may take beside a marker, best first, relative to its anchor.
std::array<QPointF, 8> besides(const LabelRequest& request)
{
    const double w = request.size.width();
    const double h = request.size.height();
    const QRectF& mark = request.mark;
    const double right = mark.right() + gap;
    const double left = mark.left() - gap - w;
    const double above = mark.top() - gap - h;
    const double below = mark.bottom() + gap;
    return {QPointF(right, -h / 2),
            QPointF(left, -h / 2),
            QPointF(-w / 2, above),
            QPointF(-w / 2, below),
            QPointF(mark.right(), above + gap),
            QPointF(mark.right(), below - gap),
            QPointF(mark.left() - w, above + gap),
            QPointF(mark.left() - w, below - gap)};
}

/// The box with some air at its ends: names in a row must not read as one.
QRectF wide(const QRectF& box)
{
    return box.adjusted(-breathing, 0, breathing, 0);
}

struct Candidate
{
    double cost;
    QPointF middle;
};

QRectF boundsOf(const std::vector<RegionSpan>& spans, double scale)
{
    QRectF bounds(QPointF(spans.front().left, spans.front().y) * scale,
                  QPointF(spans.front().right, spans.back().y) * scale);
    for (const RegionSpan& span : spans) {
        bounds.setLeft(std::min(bounds.left(), span.left * scale));
        bounds.setRight(std::max(bounds.right(), span.right * scale));
    }
    return bounds;
}

/// Middles of a region's name, cheapest first: on every line as near to the wish as its stretch allows, at its
/// middle and quarters, and just around the region.
std::vector<Candidate> middlesWithin(const QPointF& wish, const QSizeF& size, const std::vector<RegionSpan>& spans,
                                     double scale)
{
    std::vector<Candidate> found;
    const double unit = size.height();
    const auto add = [&](double x, double y, double extra) {
        found.push_back({std::hypot((x - wish.x()) / 2, y - wish.y()) / unit + extra, {x, y}});
    };
    for (const RegionSpan& span : spans) {
        const double left = span.left * scale + size.width() / 2;
        const double right = span.right * scale - size.width() / 2;
        const double middle = (left + right) / 2;
        const double y = span.y * scale;
        if (left > right) {
            add(middle, y, overhangCost * (left - right) / unit);
            continue;
        }
        for (const double x : {std::clamp(wish.x(), left, right), middle, (left + middle) / 2, (middle + right) / 2})
            add(x, y, 0);
    }
    if (!spans.empty()) {
        const QRectF all = boundsOf(spans, scale);
        for (const double x : {wish.x(), all.left(), all.right()}) {
            add(x, all.top() - unit, outsideCost);
            add(x, all.bottom() + unit, outsideCost);
        }
        add(all.left() - size.width() / 2, wish.y(), outsideCost);
        add(all.right() + size.width() / 2, wish.y(), outsideCost);
    }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    return found;
}

} // namespace

LabelPlacement::LabelPlacement(double scale, const QRectF& bounds, double margin)
    : m_scale(scale)
{
    if (!bounds.isEmpty()) {
        m_limits = QRectF(bounds.topLeft() * scale, bounds.size() * scale).adjusted(-margin, -margin, margin, margin);
    }
}

void LabelPlacement::addWay(const QPolygonF& way)
{
    for (qsizetype at = 1; at < way.size(); ++at) {
        const QPointF along = way[at] - way[at - 1];
        const int steps = std::max(1, static_cast<int>(std::hypot(along.x(), along.y()) / wayStep));
        for (int step = 0; step < steps; ++step)
            m_ways.insert(QRectF(way[at - 1] + along * step / steps, QSizeF(1, 1)));
    }
}

bool LabelPlacement::fits(const QRectF& box) const
{
    return (m_limits.isEmpty() || m_limits.contains(box)) && m_names.isFree(wide(box)) && m_blocked.isFree(box);
}

void LabelPlacement::place(const LabelRequest& request, const QRectF& box)
{
    m_names.insert(wide(box));
    m_labels.push_back({request.owner, request.anchor, box.topLeft() - pixel(request.anchor), request.size});
}

bool LabelPlacement::placeBeside(const LabelRequest& request, bool mayCover)
{
    QRectF best;
    int fewest = 0;
    for (const QPointF& offset : besides(request)) {
        const QRectF box(pixel(request.anchor) + offset, request.size);
        if (!fits(box)) {
            continue;
        }
        const int covered = m_minor.count(box);
        if (covered == 0) {
            place(request, box);
            return true;
        }
        if (mayCover && (best.isEmpty() || covered < fewest)) {
            best = box;
            fewest = covered;
        }
    }
    if (best.isEmpty()) {
        return false;
    }
    place(request, best);
    return true;
}

bool LabelPlacement::placeWithin(const LabelRequest& request, const std::vector<RegionSpan>& spans, bool mayCover)
{
    QRectF best;
    double bestCost = 0;
    for (const Candidate& candidate : middlesWithin(pixel(request.anchor), request.size, spans, m_scale)) {
        if (!best.isEmpty() && candidate.cost >= bestCost) {
            break;
        }
        QRectF box(QPointF(), request.size);
        box.moveCenter(candidate.middle);
        const int covered = fits(box) ? m_minor.count(box) + m_expected.count(box) : -1;
        if (covered < 0 || (!mayCover && (covered > 0 || candidate.cost >= outsideCost))) {
            continue;
        }
        const double cost =
            candidate.cost + coverCost * covered + std::min(crossingCost * m_ways.count(box), mostCrossing);
        if (best.isEmpty() || cost < bestCost) {
            best = box;
            bestCost = cost;
        }
    }
    if (best.isEmpty()) {
        return false;
    }
    place(request, best);
    return true;
}

} // namespace campaign::map
