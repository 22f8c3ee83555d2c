// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notes/ReadingStyle.h"

#include "ui/client/MentionText.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <vector>

namespace campaign {

namespace {

constexpr qreal lineHeight = 125; // per cent

std::vector<QTextFragment> linksOf(const QTextDocument& text)
{
    std::vector<QTextFragment> links;
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (part.fragment().charFormat().isAnchor())
                links.push_back(part.fragment());
        }
    }
    return links;
}

} // namespace

void ReadingStyle::setDocument(QQuickTextDocument* document)
{
    if (m_document == document)
        return;
    if (m_document)
        m_document->textDocument()->disconnect(this);
    m_document = document;
    if (m_document)
        connect(m_document->textDocument(), &QTextDocument::contentsChanged, this, &ReadingStyle::apply);
    emit documentChanged();
    apply();
}

void ReadingStyle::setLinkColor(const QColor& color)
{
    if (m_linkColor == color)
        return;
    m_linkColor = color;
    emit linkColorChanged();
    apply();
}

void ReadingStyle::setGoneColor(const QColor& color)
{
    if (m_goneColor == color)
        return;
    m_goneColor = color;
    emit goneColorChanged();
    apply();
}

// Its own edits are contents that change, too.
void ReadingStyle::apply()
{
    if (!m_document || !m_linkColor.isValid() || m_isApplying)
        return;
    m_isApplying = true;
    QTextCursor cursor(m_document->textDocument());
    QTextBlockFormat air;
    air.setLineHeight(lineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(air);
    QTextCharFormat ink;
    ink.setForeground(m_linkColor);
    QTextCharFormat struck;
    struck.setForeground(m_goneColor);
    struck.setFontStrikeOut(true);
    struck.setFontUnderline(false);
    for (const QTextFragment& link : linksOf(*m_document->textDocument())) {
        cursor.setPosition(link.position());
        cursor.setPosition(link.position() + link.length(), QTextCursor::KeepAnchor);
        const bool isGone = MentionText::isGoneLink(link.charFormat().anchorHref());
        cursor.mergeCharFormat(isGone ? struck : ink);
    }
    m_isApplying = false;
}

} // namespace campaign
