// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <map>
#include <set>

namespace campaign {

/// The names that rules of a type may use beside its fields: variables that are declared or in use, state variables,
/// and what rules compute already. GUI thread.
class RuleNames : public QObject
{
    Q_OBJECT

public:
    explicit RuleNames(QObject* parent = nullptr);

    void show(Session* session, const catalogue::Type* type);
    /// Whether the answer has come.
    bool isKnown() const { return m_isKnown; }
    const std::set<std::string>& variables() const { return m_variables; }
    const std::set<std::string>& stateVariables() const { return m_stateVariables; }
    /// What a comparison with a variable begins with, by its key: 0, "", true, or the first of its choices.
    const std::map<std::string, Value>& starts() const { return m_starts; }

    /// What a value is called in rules that people call so: the one that rules compute already, or a new name,
    /// "Is trade hub" → "isTradeHub".
    QString fieldCalled(const QString& label) const;
    /// Why a rule may not do what is meant, "" for nothing: it reads a name that nothing has.
    QString doubt(const Value& rule) const;

signals:
    void changed();

private:
    void take(const Value& data);
    void takeVariable(const std::string& key, const Value& start);
    QString doubtOf(const std::string& path) const;

    Session* m_session = nullptr;
    const catalogue::Type* m_type = nullptr;
    bool m_isKnown = false;
    std::set<std::string> m_variables;
    std::set<std::string> m_stateVariables;
    std::map<std::string, Value> m_starts;
    std::set<std::string> m_computed;
    int m_asked = 0; // answers about another type are dropped
};

} // namespace campaign
