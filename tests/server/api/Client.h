// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/Gateway.h"
#include "server/core/Clock.h"
#include "server/history/Store.h"

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace campaign::test {

/// A gateway over a new campaign file, asked as a client asks: text in, JSON out.
class Client
{
public:
    explicit Client(catalogue::Catalogue types = catalogue::Catalogue::standard());
    /// With a clock of the test's, which outlives it.
    explicit Client(const Clock& clock);

    /// Whoever asks from now on; the file's owner at first.
    void become(Viewer viewer) { m_viewer = std::move(viewer); }
    /// Runs an operation and returns the whole body.
    Value ask(const std::string& query, const Value& variables = {});
    /// Runs it, expects no errors, and returns `data`.
    Value data(const std::string& query, const Value& variables = {});
    /// Runs it, expects one error, and returns it.
    Value error(const std::string& query, const Value& variables = {});
    /// The code of the one error expected.
    std::string errorCode(const std::string& query, const Value& variables = {});

    /// Runs a mutation with one root field and returns its `id`.
    Id make(const std::string& mutation, const Value& input);

    api::Gateway& gateway() { return *m_gateway; }
    history::Store& store() { return *m_store; }
    const api::Response& last() const { return m_last; }

private:
    Client(catalogue::Catalogue types, const Clock& clock);

    QTemporaryDir m_folder;
    catalogue::Catalogue m_types;
    std::unique_ptr<history::Store> m_store;
    std::unique_ptr<api::Gateway> m_gateway;
    api::Response m_last;
    Viewer m_viewer = Viewer::owner();
};

/// The value under a dotted path, digits index arrays; null when the way breaks off.
const Value& at(const Value& value, std::string_view path);
/// The same as JSON text, for comparison.
std::string text(const Value& value, std::string_view path = {});

/// A world with campaign, map, kingdom and settlements, in their own client.
struct SmallWorld
{
    explicit SmallWorld(Client& client);

    Id world, campaign, map, branch, kingdom;
    Id location;   ///< a point at (10, 20)
    Id settlement; ///< Harrowford, standing on it
    Id structure;  ///< its wall
};

} // namespace campaign::test
