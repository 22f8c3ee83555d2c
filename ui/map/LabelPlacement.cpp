// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/LabelPlacement.h"

#include <algorithm>
#include <array>

namespace campaign::map {

namespace {

constexpr double gap = 2;
constexpr double breathing = 2;

/// The corners a name may take, best first, relative to its anchor.
std::array<QPointF, 6> candidates(const LabelRequest& request)
{
    const double w = request.size.width();
    const double h = request.size.height();
    if (request.centred) {
        const double step = std::min(0.9 * h, request.room);
        const double leap = std::min(1.8 * h, request.room);
        const QPointF middle(-w / 2, -h / 2);
        return {middle,
                middle + QPointF(0, step),
                middle - QPointF(0, step),
                middle + QPointF(0, leap),
                middle - QPointF(0, leap),
                middle};
    }
    const double away = request.clearance + gap;
    return {QPointF(away, -h / 2), QPointF(-away - w, -h / 2),           QPointF(-w / 2, -away - h),
            QPointF(-w / 2, away), QPointF(away * 0.7, -away * 0.7 - h), QPointF(away * 0.7, away * 0.7)};
}

QRectF around(const QPointF& pixel, double radius)
{
    return {pixel.x() - radius, pixel.y() - radius, 2 * radius, 2 * radius};
}

/// The box with some air at its ends: names in a row must not read as one.
QRectF wide(const QRectF& box)
{
    return box.adjusted(-breathing, 0, breathing, 0);
}

} // namespace

std::vector<PlacedLabel> placeLabels(const std::vector<LabelRequest>& requests, double scale, const QRectF& bounds,
                                     double margin, const CollisionGrid& marks)
{
    std::vector<PlacedLabel> placed;
    CollisionGrid taken;
    const QRectF limits =
        QRectF(bounds.topLeft() * scale, bounds.size() * scale).adjusted(-margin, -margin, margin, margin);
    const auto fits = [&](const QRectF& box) {
        return (bounds.isEmpty() || limits.contains(box)) && taken.isFree(wide(box));
    };
    for (const LabelRequest& request : requests) {
        const QPointF pixel = request.anchor * scale;
        const QPointF* second = nullptr;
        const QPointF* best = nullptr;
        const auto offsets = candidates(request);
        for (const QPointF& offset : offsets) {
            const QRectF box(pixel + offset, request.size);
            if (!fits(box)) {
                continue;
            }
            if (marks.isFree(box)) {
                best = &offset;
                break;
            }
            second = second ? second : &offset;
        }
        best = best ? best : second;
        if (!best) {
            continue;
        }
        taken.insert(wide({pixel + *best, request.size}));
        if (!request.centred) {
            taken.insert(around(pixel, request.clearance));
        }
        placed.push_back({request.owner, request.anchor, *best, request.size});
    }
    return placed;
}

} // namespace campaign::map
