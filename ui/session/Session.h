// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/GraphQLClient.h"
#include "ui/session/Commands.h"
#include "ui/session/Opening.h"
#include "ui/session/Selection.h"
#include "ui/session/UndoSteps.h"

#include <QStringList>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace campaign {

/// The campaign that is open: where it stands, what is selected, what can be undone, and the commands on its entities.
/// Made by the workspace when a file opens, gone when it closes. GUI thread.
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace makes it.")
    Q_PROPERTY(bool isReady READ isReady NOTIFY placeChanged)
    Q_PROPERTY(QString worldName READ worldName NOTIFY placeChanged)
    Q_PROPERTY(QString campaignName READ campaignName NOTIFY placeChanged)
    Q_PROPERTY(QString branchName READ branchName NOTIFY placeChanged)
    /// Whether the story has other branches: before that nobody needs to hear of one.
    Q_PROPERTY(bool hasBranches READ hasBranches NOTIFY placeChanged)
    Q_PROPERTY(QString worldId READ worldId NOTIFY placeChanged)
    Q_PROPERTY(QString branchId READ branchId NOTIFY placeChanged)
    Q_PROPERTY(QString path READ path CONSTANT)
    Q_PROPERTY(bool isSaving READ isSaving NOTIFY savingChanged)
    Q_PROPERTY(campaign::UndoSteps* steps READ steps CONSTANT)
    Q_PROPERTY(campaign::Selection* selection READ selection CONSTANT)
    /// Name of the selected entity, empty while unknown.
    Q_PROPERTY(QString selectedName READ selectedName NOTIFY selectedNameChanged)
    Q_PROPERTY(QString selectedLabel READ selectedLabel NOTIFY selectedNameChanged)

public:
    Session(client::Transport& transport, const catalogue::Catalogue& types, QString path, QObject* parent = nullptr);

    /// Finds its place in the file; `name` names what a fresh file lacks.
    void start(const QString& name);

    bool isReady() const { return !m_place.campaignId.empty(); }
    QString worldName() const;
    QString campaignName() const;
    QString branchName() const;
    bool hasBranches() const { return !m_place.isOnlyBranch; }
    QString worldId() const;
    QString branchId() const;
    QString path() const { return m_path; }
    bool isSaving() const { return m_client.pending() > 0; }
    UndoSteps* steps() { return &m_steps; }
    Selection* selection() { return &m_selection; }
    QString selectedName() const;
    QString selectedLabel() const;
    /// The entities the user marked, in the order of marking.
    const QList<Selection::Entity>& favourites() const { return m_favourites; }
    /// The icon of a type of entities; a note's for a name that is none.
    Q_INVOKABLE QString iconOf(const QString& typeName) const;
    Q_INVOKABLE bool isFavourite(const QString& entityId) const;
    Q_INVOKABLE void toggleFavourite(const QString& type, const QString& entityId);
    /// What was selected lately, newest first.
    const QList<Selection::Entity>& recent() const { return m_recent; }
    /// What entities of this type hang on and have to name when they are made, beside world and campaign; null for
    /// none.
    static const catalogue::Field* ownerField(const catalogue::Type& type);
    /// Whether all that is needed to make one is a name and an owner.
    static bool isCreatable(const catalogue::Type& type);
    /// The entity that a new one of `type` would hang under where the selection stands, "" when there is none here.
    Id ownerHere(const catalogue::Field& field) const;

    const Place& place() const { return m_place; }
    client::GraphQLClient& client() { return m_client; }
    client::EntityStore& store() { return m_store; }
    Commands& commands() { return m_commands; }

    /// Makes an entity and selects it; `owner` is the entity it hangs on, "" for the one the selection stands at;
    /// `about` what a note tells of, empty for nothing in particular.
    void create(const QString& type, const QString& name, const QString& owner = {},
                const Selection::Entity& about = {});
    Q_INVOKABLE void rename(const QString& entityId, const QString& name);
    Q_INVOKABLE void removeSelected();
    Q_INVOKABLE void archiveSelected();
    /// Makes a copy of the current entity and selects it.
    Q_INVOKABLE void duplicateSelected();
    /// The user wants to see on the map what is selected; a map that is not there yet learns it from awaitsMap().
    void askForMap();
    bool awaitsMap() const { return m_awaitsMap; }
    /// The world's own entry in the inspector.
    Q_INVOKABLE void selectWorld();

    /// What the window looked like the last time, per campaign.
    Q_INVOKABLE QVariant recall(const QString& key, const QVariant& otherwise) const;
    /// On the disk within moments; an invalid value forgets it.
    Q_INVOKABLE void remember(const QString& key, const QVariant& value);

signals:
    void placeChanged();
    void savingChanged();
    void selectedNameChanged();
    void favouritesChanged();
    /// The user made this; it is selected now.
    void made(const QString& entityId);
    /// Something the user asked for cannot be had, in a sentence.
    void noticed(const QString& sentence);
    /// The user wants to see on the map what is selected.
    void mapRevealWanted();
    /// The place could not be found.
    void startFailed(const QString& sentence);

private:
    void settle(const Place& place, const QString& problem);
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    void loadSelected();
    void selectMade(const QString& type, const Id& id);
    void readDates();
    void readView();
    void noteRecent();
    QList<Selection::Entity> recallEntities(const QString& key) const;
    void rememberEntities(const QString& key, const QList<Selection::Entity>& entities);

    QString m_path;
    client::EntityStore m_store;
    client::GraphQLClient m_client;
    Commands m_commands;
    UndoSteps m_steps;
    Selection m_selection;
    std::unique_ptr<Opening> m_opening;
    Place m_place;
    QList<Selection::Entity> m_favourites;
    QList<Selection::Entity> m_recent;
    bool m_awaitsMap = false; // until something else is selected
};

} // namespace campaign
