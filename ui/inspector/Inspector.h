// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/FieldForm.h"
#include "ui/inspector/VariableForm.h"

#include <QTimer>

namespace campaign {

/// What the inspector shows of the selected entity: its form, its variables, what rules compute of it, the notes about
/// it. Edits are changes at once. GUI thread.
class Inspector : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY entityChanged)
    Q_PROPERTY(QString name READ name NOTIFY headChanged)
    Q_PROPERTY(QString typeLabel READ typeLabel NOTIFY entityChanged)
    Q_PROPERTY(QString typeName READ typeName NOTIFY entityChanged)
    /// Whether variables make sense for the type.
    Q_PROPERTY(bool hasVariables READ hasVariables NOTIFY entityChanged)
    /// Whether it happens, and changes things when it does.
    Q_PROPERTY(bool hasEffects READ hasEffects NOTIFY entityChanged)
    Q_PROPERTY(campaign::FieldForm* fields READ fields CONSTANT)
    Q_PROPERTY(campaign::VariableForm* variables READ variables CONSTANT)
    /// A list of {label, value, rule, ruleId, problem}.
    Q_PROPERTY(QVariantList computed READ computed NOTIFY computedChanged)
    /// A list of {id, name, text}.
    Q_PROPERTY(QVariantList notes READ notes NOTIFY notesChanged)
    Q_PROPERTY(QString entityId READ entityId NOTIFY entityChanged)
    /// Keeps showing this entity, whatever else is selected.
    Q_PROPERTY(bool isPinned READ isPinned WRITE setPinned NOTIFY pinnedChanged)
    /// Everyone may see it, not the game master alone.
    Q_PROPERTY(bool isShared READ isShared WRITE setShared NOTIFY headChanged)
    Q_PROPERTY(bool hasAudience READ hasAudience NOTIFY entityChanged)

public:
    explicit Inspector(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isEmpty() const { return m_id.empty(); }
    QString name() const;
    QString typeLabel() const;
    QString typeName() const;
    bool hasVariables() const;
    bool hasEffects() const;
    FieldForm* fields() { return &m_fields; }
    VariableForm* variables() { return &m_variables; }
    QVariantList computed() const { return m_computed; }
    QVariantList notes() const { return m_notes; }
    QString entityId() const;
    bool isPinned() const { return m_isPinned; }
    void setPinned(bool pinned);
    bool isShared() const;
    void setShared(bool shared);
    bool hasAudience() const;

    Q_INVOKABLE void rename(const QString& name);
    /// An undefined or null value clears the field.
    Q_INVOKABLE void setField(const QString& field, const QVariant& value);
    /// Of a reference to whatever type: both empty for nothing.
    Q_INVOKABLE void refer(const QString& field, const QString& targetType, const QString& targetId);
    /// Tags as people type them, with commas.
    Q_INVOKABLE void setTags(const QString& text);
    /// Of a field or a variable: the refused value was taken back.
    Q_INVOKABLE void forgetProblem(const QString& key);
    Q_INVOKABLE void setVariable(const QString& key, const QVariant& value);
    Q_INVOKABLE void removeVariable(const QString& key);
    /// A text that reads as a number or as yes/no becomes one.
    Q_INVOKABLE void addVariable(const QString& key, const QString& text);
    Q_INVOKABLE void go(const QString& type, const QString& entityId);
    /// Declares a variable for all entities of the type, or changes its declaration (`schemaId` not empty). type:
    /// string, number, boolean or enum; choices with commas; usual: the default as typed. Answers "" or why not.
    Q_INVOKABLE QString declareVariable(const QString& schemaId, const QVariantMap& declaration);
    Q_INVOKABLE void forgetDeclaration(const QString& schemaId);
    Q_INVOKABLE void addNote(const QString& title);

signals:
    void sessionChanged();
    void entityChanged();
    void headChanged();
    void computedChanged();
    void notesChanged();
    void pinnedChanged();

private:
    void showSelected();
    void fillForms();
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    void askAround();
    void askComputedSoon();
    void askComputed();
    void askNotes();
    void askSchemas();
    void askReferences();
    Result<Value::Object> schemaInput(const QVariantMap& declaration) const;
    void showComputed(const Value& values, const Value& sources);
    const catalogue::Type* type() const;
    Value::Object asking() const;

    Session* m_session = nullptr;
    Id m_id;
    std::string m_typeName;
    bool m_isPinned = false;
    bool m_isFilled = false;
    bool m_isComputedStale = false; // what the rules make of it is to be asked for
    FieldForm m_fields;
    VariableForm m_variables;
    QVariantList m_computed;
    QVariantList m_notes;
    QTimer m_ask;
};

} // namespace campaign
