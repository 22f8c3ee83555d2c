// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/MentionText.h"
#include "ui/session/Session.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <optional>
#include <set>

namespace campaign {

/// One note: its text as it is shown and as it is edited, and what an @ on the way to be typed may stand for. What is
/// typed and not saved is put away every second, so that a power cut takes no more. GUI thread.
class NoteEditor : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(campaign::Session* session READ session WRITE setSession NOTIFY noteChanged)
    Q_PROPERTY(QString noteId READ noteId WRITE setNoteId NOTIFY noteChanged)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY shownChanged)
    Q_PROPERTY(QString title READ title NOTIFY shownChanged)
    /// Markdown with links campaign:Type/id (gone:Type/id to what was deleted); "" for an empty note.
    Q_PROPERTY(QString shown READ shown NOTIFY shownChanged)
    Q_PROPERTY(QString tags READ tags NOTIFY shownChanged)
    Q_PROPERTY(bool isShared READ isShared NOTIFY shownChanged)
    /// What the note is about: {type, id, name, isGone: it was deleted}, empty for nothing.
    Q_PROPERTY(QVariantMap about READ about NOTIFY shownChanged)
    /// What is typed differs from what is saved.
    Q_PROPERTY(bool isUnsaved READ isUnsaved NOTIFY unsavedChanged)
    /// There is text that was typed once and never saved; begin() goes on with it.
    Q_PROPERTY(bool isUnfinished READ isUnfinished NOTIFY unsavedChanged)
    /// For the @ that is being typed: a list of {type, id, name, icon, detail}.
    Q_PROPERTY(QVariantList completions READ completions NOTIFY completionsChanged)

public:
    explicit NoteEditor(QObject* parent = nullptr);

    Session* session() const { return m_session; }
    void setSession(Session* session);
    QString noteId() const { return m_noteId; }
    void setNoteId(const QString& id);
    bool isEmpty() const { return !record(); }
    QString title() const;
    QString shown() const { return m_shown; }
    QString tags() const;
    bool isShared() const;
    QVariantMap about() const;
    QVariantList completions() const { return m_completions; }
    bool isUnsaved() const { return m_typed != m_before; }
    bool isUnfinished() const { return m_unfinished.has_value(); }

    /// The text for editing, what was never saved before what was; mentions read @[Name].
    Q_INVOKABLE QString begin();
    /// What stands there after a key was pressed.
    Q_INVOKABLE void typed(const QString& edited);
    /// Puts away what is typed and not saved. For a page that is left without an end.
    Q_INVOKABLE void keep();
    /// Gives up what is typed and not saved.
    Q_INVOKABLE void discard();
    /// Keeps what was edited, as one change; nothing when nothing differs. Until it is known to be saved it stays put
    /// away.
    Q_INVOKABLE void save(const QString& edited);
    Q_INVOKABLE void rename(const QString& title);
    Q_INVOKABLE void setTags(const QString& text);
    Q_INVOKABLE void setShared(bool shared);
    /// What it is about; both empty for nothing in particular.
    Q_INVOKABLE void setAbout(const QString& type, const QString& id);
    /// Looks for what the @ before the cursor may stand for; none when there is no @ there.
    Q_INVOKABLE void complete(const QString& edited, int cursor);
    Q_INVOKABLE void stopCompleting();
    /// The text with the completion put in, and where the cursor goes: {text, cursor}.
    Q_INVOKABLE QVariantMap accept(const QString& edited, int cursor, int completion);
    /// Selects what a link of the shown text points to; of what is gone the session says so.
    Q_INVOKABLE void follow(const QString& link);

signals:
    void noteChanged();
    void shownChanged();
    void completionsChanged();
    void unsavedChanged();

private:
    const client::Record* record() const;
    std::string stored() const;
    MentionText::NameOf names() const;
    void load();
    void show();
    void askNames();
    bool isGone(const Id& id) const;
    void followChanges(const std::vector<client::EntityDelta>& deltas);
    void askCompletions();
    void readUnfinished();
    void putAway(const std::string& text);
    void forget();

    Session* m_session = nullptr;
    QString m_noteId;
    QString m_shown;
    MentionText m_mentions;
    std::set<Id> m_asked;
    std::set<Id> m_gone; // of those asked for
    QString m_prefix;    // what follows the @
    QVariantList m_completions;
    QTimer m_complete;
    QString m_before; // as it stood when editing began
    QString m_typed;
    std::optional<std::string> m_unfinished; // as it is stored
    QTimer m_keep;
};

} // namespace campaign
