// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspace/Workspace.h"

#include <QAbstractListModel>
#include <QTimer>

namespace campaign {

/// The command palette: what the typed text finds among entities, tags and commands, best first. "@" asks for entities
/// alone, "#" for what bears a tag, ">" for commands; nothing typed lists what was used lately. The server searches,
/// after the text has rested for a moment; commands are matched here. GUI thread.
class Palette : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(CommandPalette) // Qt Quick has a Palette of colours
    Q_PROPERTY(campaign::Workspace* workspace READ workspace WRITE setWorkspace NOTIFY workspaceChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// The text has been looked for and nothing was found.
    Q_PROPERTY(bool foundNothing READ foundNothing NOTIFY countChanged)

public:
    /// name, iconName, detail (the type and where it is, or the menu), keys (of a command), isCommand, passage (the
    /// words found, where they are not in the name), section (a heading, "" for none), whyNot (what a command that
    /// cannot run now waits for, "" when it can).
    enum Role {
        NameRole = Qt::UserRole,
        IconRole,
        DetailRole,
        KeysRole,
        IsCommandRole,
        SectionRole,
        PassageRole,
        WhyNotRole
    };

    explicit Palette(QObject* parent = nullptr);

    Workspace* workspace() const { return m_workspace; }
    void setWorkspace(Workspace* workspace);
    QString text() const { return m_text; }
    void setText(const QString& text);
    int count() const { return static_cast<int>(m_rows.size()); }
    bool foundNothing() const { return !m_isWaiting && m_rows.isEmpty() && !m_text.trimmed().isEmpty(); }
    /// How long the server took to answer last, in milliseconds; −1 before.
    double lastAnswer() const { return m_lastAnswer; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Begins anew, before it is shown.
    Q_INVOKABLE void open(const QString& start);
    /// Selects the entity, or runs the command; tells why it cannot.
    Q_INVOKABLE void choose(int row);
    /// The same, on the map.
    Q_INVOKABLE void chooseOnMap(int row);
    /// The same in a view beside: a note among the notes, what has a place on the map, the rest in its table.
    Q_INVOKABLE void chooseBeside(int row);

signals:
    void workspaceChanged();
    void textChanged();
    void countChanged();

private:
    struct Row
    {
        Selection::Entity entity; // empty for a command
        QString name;
        QString icon;
        QString detail;
        QString passage; // the text that answers, where the name does not
        QString keys;
        QString actionId;
        QString whyNot; // of a command that cannot run now
        QString section;
        int score = 0; // how well the name answers the words
    };
    Session* session() const { return m_workspace ? m_workspace->session() : nullptr; }
    QString wanted() const;
    bool asksFor(QChar prefix) const;
    void follow();
    void ask();
    void search(const QString& words);
    void addHit(QList<Row>& rows, const Value& hit, const QString& words) const;
    void searchTag(const QString& tag);
    void answered(const QString& asked, QList<Row> entities);
    void compose();
    QList<Row> commands() const;
    void run(const QString& actionId);
    QList<Row> lately() const;
    Row entityRow(const QString& type, const QString& id, const QString& name) const;
    QString whereabouts(const catalogue::Type& type, const QString& id) const;
    void tieToPlaces(QList<Row>& rows) const;
    void readRecentNames();
    void noteCommand(const QString& actionId) const;

    Workspace* m_workspace = nullptr;
    QString m_text;
    QList<Row> m_entities; // of the last answer
    QList<Row> m_rows;
    QTimer m_rest;
    bool m_isWaiting = false;
    double m_lastAnswer = -1;
};

} // namespace campaign
