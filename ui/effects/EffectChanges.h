// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/effects/EffectFields.h"
#include "ui/effects/EffectPatch.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What an effect changes, one row a step: which field, in which way, and the value in that field's own editor. GUI
/// thread.
class EffectChanges : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("An effect's draft has it.")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// What may be changed: a list of {path, label, detail}, fields first.
    Q_PROPERTY(QVariantList offers READ offers NOTIFY offersChanged)

public:
    /// path; label: of the field. key: of a variable that the user names; "" otherwise. isNamed: false while a variable
    /// has no name yet. kind: an index of kinds, a list of {label, kind}. control, value, shown, choices, from, to,
    /// decimals, targetType: as those of FieldForm. takesValue: false of what needs none. isOther: kept as its patch.
    /// words: the step as a sentence's part. problem: why the last edit was refused.
    enum Role {
        PathRole = Qt::UserRole,
        LabelRole,
        KeyRole,
        OfferRole,
        KindRole,
        KindsRole,
        ControlRole,
        ValueRole,
        ShownRole,
        ChoicesRole,
        FromRole,
        ToRole,
        DecimalsRole,
        TargetTypeRole,
        TakesValueRole,
        IsOtherRole,
        ProblemRole
    };

    explicit EffectChanges(QObject* parent = nullptr);

    /// The fields of what is changed; `makes`: of something made, where values are only set.
    void show(Session* session, const catalogue::Type* type, const Id& id, bool makes);
    const EffectFields& fields() const { return m_fields; }
    const std::vector<effectpatch::Step>& steps() const { return m_steps; }
    void setSteps(std::vector<effectpatch::Step> steps);
    int count() const { return static_cast<int>(m_steps.size()); }
    QVariantList offers() const;

    /// Whether every step says what it changes and to what; what does not is left out of the effect.
    bool isFinished() const;

    /// A step on the field; "" for one that is chosen later.
    Q_INVOKABLE void add(const QString& path);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void setPath(int row, const QString& path);
    /// Names the variable that a row is about.
    Q_INVOKABLE void setKey(int row, const QString& key);
    Q_INVOKABLE void setKind(int row, int kind);
    /// What the row's editor gives.
    Q_INVOKABLE void setValue(int row, const QVariant& value);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();
    void offersChanged();
    /// By one of the edits above.
    void edited();

private:
    using Kind = effectpatch::Step::Kind;
    bool isRow(int row) const { return row >= 0 && row < count(); }
    std::vector<Kind> kindsOf(const effectpatch::Step& step) const;
    const char* controlOf(const effectpatch::Step& step) const;
    QString shown(const effectpatch::Step& step) const;
    Value usualValue(const effectpatch::Step& step) const;
    Result<Value> read(const effectpatch::Step& step, const QVariant& value) const;
    void change(int row, effectpatch::Step step);
    int offerOf(const std::string& path) const;

    Session* m_session = nullptr;
    EffectFields m_fields;
    bool m_makes = false;
    std::vector<effectpatch::Step> m_steps;
    std::map<int, QString> m_problems;
};

} // namespace campaign
