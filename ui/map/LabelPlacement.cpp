// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/LabelPlacement.h"

#include "ui/map/CollisionGrid.h"

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
        const double x = -w / 2;
        const double y = -h / 2;
        return {QPointF(x, y),           QPointF(x, y - 1.1 * h), QPointF(x, y + 1.1 * h),
                QPointF(x, y - 2.2 * h), QPointF(x, y + 2.2 * h), QPointF(x - w / 4, y)};
    }
    const double away = request.clearance + gap;
    return {QPointF(away, -h / 2), QPointF(-away - w, -h / 2),           QPointF(-w / 2, -away - h),
            QPointF(-w / 2, away), QPointF(away * 0.7, -away * 0.7 - h), QPointF(away * 0.7, away * 0.7)};
}

QRectF around(const QPointF& pixel, double radius)
{
    return {pixel.x() - radius, pixel.y() - radius, 2 * radius, 2 * radius};
}

} // namespace

std::vector<PlacedLabel> placeLabels(const std::vector<LabelRequest>& requests, double scale, const QRectF& bounds,
                                     double margin)
{
    std::vector<PlacedLabel> placed;
    CollisionGrid taken;
    const QRectF limits =
        QRectF(bounds.topLeft() * scale, bounds.size() * scale).adjusted(-margin, -margin, margin, margin);
    for (const LabelRequest& request : requests) {
        const QPointF pixel = request.anchor * scale;
        for (const QPointF& offset : candidates(request)) {
            const QRectF box(pixel + offset, request.size);
            const QRectF wide = box.adjusted(-breathing, 0, breathing, 0);
            if ((!bounds.isEmpty() && !limits.contains(box)) || !taken.isFree(wide)) {
                continue;
            }
            taken.insert(wide);
            if (!request.centred) {
                taken.insert(around(pixel, request.clearance));
            }
            placed.push_back({request.owner, request.anchor, offset, request.size});
            break;
        }
    }
    return placed;
}

} // namespace campaign::map
