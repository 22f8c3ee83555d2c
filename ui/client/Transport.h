// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/Value.h"
#include "server/events/EventBus.h"
#include "server/events/ValuesFeed.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <string>
#include <vector>

namespace campaign::client {

/// One entry of a reply's `errors`, or a failure on the way (code UNAVAILABLE).
struct ReplyError
{
    std::string message;
    std::string code; ///< extensions.code, "" when there is none
    std::string path; ///< extensions.path: into the input, "" when there is none
    Value facts = {}; ///< extensions as they came, null when there are none
};

/// What came back: GraphQL's data (null when nothing was executed) and errors.
struct Reply
{
    Value data;
    std::vector<ReplyError> errors;
    /// What the operation's mutations wrote; the store applies them like any event.
    std::vector<events::ChangeEventPtr> changes;

    bool isGood() const { return errors.empty(); }
    /// The first error's sentence, "" when there is none.
    std::string sentence() const { return errors.empty() ? std::string() : errors.front().message; }
};

/// Carries GraphQL to whoever answers it. Lives on the GUI thread and never blocks it.
class Transport : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const Reply&)>;

    /// The callback runs later on the GUI thread, never before this returns; it is dropped when the campaign closes.
    virtual void execute(const std::string& query, const Value::Object& variables, Callback callback) = 0;
    /// The bytes of a stored file ("sha256-…"), empty when there is none; on the GUI thread.
    virtual void fetchFile(const std::string& fileId, std::function<void(const QByteArray& bytes)> callback) = 0;

    /// The branch of whose computed values valuesChanged() tells from now on, "" for none. A transport that cannot tell
    /// stays silent.
    virtual void watchValues(const std::string& branch) { Q_UNUSED(branch) }

signals:
    /// A committed change, in order of sequence.
    void changed(const campaign::events::ChangeEventPtr& event);
    /// Computed values became others; the first time, once they are all followed, everything.
    void valuesChanged(const campaign::events::ValuesEventPtr& event);
    /// Changes were skipped; everything shown must be read again.
    void resyncNeeded();
};

} // namespace campaign::client
