// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Session.h"

#include <QAbstractListModel>
#include <QUrl>

namespace campaign {

/// A list (CSV), places (GeoJSON) or a calendar on its way into the open campaign: what each column holds, what would
/// come of it and which cells are wrong, tried by the server without writing; then applied as one step. The rows of the
/// model are the columns of the file. GUI thread; the file is read on another.
class ListImport : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session MEMBER m_session NOTIFY changed)
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed)
    Q_PROPERTY(bool isWorking READ isWorking NOTIFY changed)
    /// Whether it has columns to be told what they hold.
    Q_PROPERTY(bool isTable READ isTable NOTIFY changed)
    /// What the rows may be, in words, and which of them they are; −1 when that is not known yet.
    Q_PROPERTY(QStringList types READ types NOTIFY changed)
    Q_PROPERTY(int typeIndex READ typeIndex WRITE setTypeIndex NOTIFY changed)
    Q_PROPERTY(int rowCountInFile READ rowCountInFile NOTIFY changed)
    /// What would come, in sentences; empty while nothing would.
    Q_PROPERTY(QStringList outcome READ outcome NOTIFY changed)
    /// What stays out and why, in sentences; the first of many.
    Q_PROPERTY(QStringList faults READ faults NOTIFY changed)
    Q_PROPERTY(QString faultTitle READ faultTitle NOTIFY changed)
    /// Why nothing can be done with the file, or not yet.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool canApply READ canApply NOTIFY changed)

public:
    /// name: the column's. samples: its first values. choices: what it may hold. choice: the index of what it holds.
    /// faults: how many of its cells are wrong.
    enum Role { NameRole = Qt::UserRole, SamplesRole, ChoicesRole, ChoiceRole, FaultsRole };

    using QAbstractListModel::QAbstractListModel;

    QString fileName() const { return m_source.fileName(); }
    bool isWorking() const { return m_isWorking; }
    bool isTable() const { return !m_columns.isEmpty(); }
    QStringList types() const;
    int typeIndex() const;
    void setTypeIndex(int index);
    int rowCountInFile() const { return m_rowCount; }
    QStringList outcome() const { return m_outcome; }
    QStringList faults() const { return m_faults; }
    QString faultTitle() const;
    QString problem() const { return m_problem; }
    bool canApply() const { return !m_isWorking && m_isChanging && m_problem.isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Reads the file and tries it with guessed columns.
    Q_INVOKABLE void read(const QUrl& source);
    /// Says what a column holds; what held that before is left out.
    Q_INVOKABLE void choose(int column, int choice);
    /// Writes it as one change, which can be undone as one; finished() follows when that went well.
    Q_INVOKABLE void apply();

signals:
    void changed();
    void finished();

private:
    struct Choice
    {
        QString target;
        QString label;
    };
    struct Column
    {
        QString name;
        QString target;
        QStringList samples;
        int faults = 0;
        bool operator==(const Column&) const = default;
    };
    void forget();
    void take(const QByteArray& bytes, const QString& problem);
    Value inputFor(bool dryRun) const;
    void tryIt();
    void takeTrial(const client::Reply& reply);
    void takeTable(const Value& table);
    void takeCounts(const Value& trial);
    void takeLeftOut(const Value& trial);
    QList<Choice> choicesOf(const Column& column) const;
    std::vector<const catalogue::Type*> listable() const;

    Session* m_session = nullptr;
    QUrl m_source;
    std::string m_content; // base64
    QString m_type;
    QList<Choice> m_choices;
    QList<Column> m_columns;
    QStringList m_outcome;
    QStringList m_faults;
    QString m_problem;
    int m_rowCount = 0;
    int m_faultCount = 0;
    int m_trial = 0; // answers to earlier ones are not for today's columns
    bool m_isWorking = false;
    bool m_isChanging = false;
};

} // namespace campaign
