// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/FlowPainter.h"

#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// One kind of edge as the diagram draws it, for its key. GUI thread.
class FlowSample : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    /// campaign::flow::EdgeKind
    Q_PROPERTY(int kind MEMBER m_kind NOTIFY changed)
    Q_PROPERTY(QVariantMap colors MEMBER m_roles NOTIFY changed)

public:
    explicit FlowSample(QQuickItem* parent = nullptr)
        : QQuickPaintedItem(parent)
    {
        connect(this, &FlowSample::changed, this, [this] { update(); });
    }
    void paint(QPainter* painter) override
    {
        if (m_kind >= 0 && m_kind < flow::edgeKinds)
            flow::Painter(flow::Colors::from(m_roles), {})
                .paintSample(*painter, static_cast<flow::EdgeKind>(m_kind), boundingRect());
    }

signals:
    void changed();

private:
    int m_kind = 0;
    QVariantMap m_roles;
};

} // namespace campaign
