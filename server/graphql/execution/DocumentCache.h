// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/graphql/execution/Executor.h"

#include <list>
#include <unordered_map>

namespace campaign::graphql {

/// Prepared documents by their text; the one not asked for longest leaves first. Thread-safe.
struct Executor::DocumentCache
{
    explicit DocumentCache(std::size_t maximalCount)
        : capacity(maximalCount)
    {
    }

    std::shared_ptr<const PreparedDocument> find(const std::string& query)
    {
        const std::lock_guard lock(mutex);
        const auto found = byText.find(query);
        if (found == byText.end())
            return nullptr;
        documents.splice(documents.begin(), documents, found->second);
        return documents.front();
    }

    void store(std::shared_ptr<const PreparedDocument> prepared)
    {
        const std::lock_guard lock(mutex);
        const std::string_view text = *prepared->document.source;
        if (capacity == 0 || byText.find(text) != byText.end())
            return;
        if (documents.size() >= capacity) {
            byText.erase(*documents.back()->document.source);
            documents.pop_back();
        }
        documents.push_front(std::move(prepared));
        byText.emplace(text, documents.begin());
    }

    using Documents = std::list<std::shared_ptr<const PreparedDocument>>;

    std::size_t capacity;
    std::mutex mutex; // guards what follows
    Documents documents;
    std::unordered_map<std::string_view, Documents::iterator> byText; // views into the documents' sources
};

} // namespace campaign::graphql
