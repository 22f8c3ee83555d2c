// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// Gives a document read from Markdown the window's looks: air between the lines, and links in a colour of the theme
/// where Markdown brings the system palette's along, which a dark theme makes unreadable. GUI thread.
class ReadingStyle : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY documentChanged REQUIRED)
    Q_PROPERTY(QColor linkColor READ linkColor WRITE setLinkColor NOTIFY linkColorChanged REQUIRED)
    /// Of what is mentioned and no longer there; it is struck as well.
    Q_PROPERTY(QColor goneColor READ goneColor WRITE setGoneColor NOTIFY goneColorChanged REQUIRED)

public:
    using QObject::QObject;

    QQuickTextDocument* document() const { return m_document; }
    void setDocument(QQuickTextDocument* document);
    QColor linkColor() const { return m_linkColor; }
    void setLinkColor(const QColor& color);
    QColor goneColor() const { return m_goneColor; }
    void setGoneColor(const QColor& color);

signals:
    void documentChanged();
    void linkColorChanged();
    void goneColorChanged();

private:
    void apply();

    QPointer<QQuickTextDocument> m_document;
    QColor m_linkColor;
    QColor m_goneColor;
    bool m_isApplying = false;
};

} // namespace campaign
