// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QTimer>

namespace campaign {

/// A field or variable that an effect may change, with what edits its value.
struct EffectField
{
    std::string path; ///< as in effectpatch::Step
    QString label;
    const char* control = "text"; ///< as presentation::controlOf
    QVariantList choices;
    const catalogue::Field* field = nullptr; ///< null of a variable
    bool isTyped = true;                     ///< false of a variable nobody declared: it takes what is typed
};

/// What effects may change of one kind of things: its fields but those that say what and whose it is, the variables
/// declared for it or in use, its state variables. GUI thread.
class EffectFields : public QObject
{
    Q_OBJECT

public:
    explicit EffectFields(QObject* parent = nullptr);

    /// Null: of anything, so what everything has. `id` names the one thing, "" when it is not known which.
    void show(Session* session, const catalogue::Type* type, const Id& id);
    const catalogue::Type* type() const { return m_type; }
    const std::vector<EffectField>& all() const { return m_fields; }
    /// A variable that is not among them is one that takes what is typed; null when the type has no such field.
    const EffectField* find(const std::string& path) const;

signals:
    void changed();

private:
    void ask();
    void take(const Value& data);
    void addOwnFields();
    void addVariable(const std::string& path, const char* control, QVariantList choices, bool isTyped);

    Session* m_session = nullptr;
    const catalogue::Type* m_type = nullptr;
    Id m_id;
    std::vector<EffectField> m_fields;
    mutable std::map<std::string, EffectField> m_others;
    int m_asked = 0; // answers about something else are dropped
};

/// Whether an effect may change the field: not identity, not ownership, not what the server sets.
bool mayBeChanged(const catalogue::Catalogue& types, const catalogue::Type& type, const catalogue::Field& field);

} // namespace campaign
