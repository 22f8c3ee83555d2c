// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/RuleDraft.h"

namespace campaign {

class ExplainedRule;

/// Why a rule gives what it gives for the entity it is tried on: every part of it in words, with what that part gives
/// and what it read. Follows the draft and the world while it is wanted. GUI thread.
class RuleReason : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::RuleDraft* draft READ draft WRITE setDraft NOTIFY wanted)
    Q_PROPERTY(bool isWanted MEMBER m_isWanted NOTIFY wanted)
    /// A list of {depth, words, result, truth ("true", "false" or ""), detail}, as they are read.
    Q_PROPERTY(QVariantList lines READ lines NOTIFY changed)

public:
    explicit RuleReason(QObject* parent = nullptr);

    RuleDraft* draft() const { return m_draft; }
    void setDraft(RuleDraft* draft);
    QVariantList lines() const { return m_lines; }

signals:
    void wanted();
    void changed();

private:
    void ask();
    void take(const Value& trial);
    QVariantMap line(int row, const ExplainedRule& explained, const std::string& pointer) const;
    QStringList detailOf(int row, const ExplainedRule& explained, const std::string& pointer) const;
    QString wordsOf(int row) const;

    RuleDraft* m_draft = nullptr;
    Session* m_session = nullptr;
    bool m_isWanted = false;
    RuleBlocks m_blocks;
    QVariantList m_lines;
    int m_asked = 0; // answers to earlier questions are dropped
    QTimer m_ask;
};

} // namespace campaign
