// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/headless/Command.h"
#include "server/catalogue/Catalogue.h"
#include "server/history/Store.h"
#include "server/host/Host.h"

#include <functional>

namespace campaign::headless {

// Results go to standard output, messages to standard error.

/// Says what went wrong and answers the exit code that fits.
Exit fail(const Error& error);
void say(std::string_view message);

/// A bar on the terminal, nothing elsewhere; false once the user has interrupted.
bool showProgress(int percent, std::string_view step);
/// Ends the bar's line.
void endProgress();
/// From now on an interrupt makes showProgress() answer false.
void watchForInterrupt();

/// A whole file ("-": standard input). NotFound, Limit over `most` bytes, Unavailable.
Result<std::string> readFile(const std::string& path, std::size_t most = std::size_t{256} << 20);
/// Writes beside the target and renames, so that the target is whole or as before. "" and "-": standard output.
Result<void> writeFile(const std::string& path, std::string_view bytes);
bool fileExists(const std::string& path);
/// Deletes a campaign file together with what SQLite keeps beside it.
void removeCampaign(const std::string& path);

/// The host's configuration from a command's options, its campaign file and the environment.
Result<host::HostConfig> readConfig(const Arguments& arguments, const std::string& file);
/// A campaign file without the server around it.
struct CampaignFile
{
    SystemClock clock;
    catalogue::Catalogue types = catalogue::Catalogue::standard();
    std::unique_ptr<history::Store> store;
};

/// Opens a file, and makes it when it is not there.
Result<std::unique_ptr<CampaignFile>> openFile(const std::string& file, bool readOnly);
/// Opens a file that is there already; NotFound in a sentence when it is not.
Result<std::unique_ptr<CampaignFile>> openExisting(const std::string& file, bool readOnly);
/// The same with the server around it.
Result<std::unique_ptr<host::Host>> openHost(const std::string& file, bool readOnly);
/// An error of opening as this program reports it: a file held by another program is Unavailable, no fault of the
/// input.
Error openingError(Error error);

} // namespace campaign::headless
