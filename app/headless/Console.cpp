// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless/Console.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <unistd.h>

namespace campaign::headless {

namespace {

std::atomic<bool> interrupted = false;

Error fileError(ErrorCode code, const std::string& path, const std::string& sentence)
{
    return {code, "\"" + path + "\" " + sentence, {}, {}, {}};
}

Exit exitFor(ErrorCode code)
{
    return code == ErrorCode::Unavailable || code == ErrorCode::Internal ? Exit::Failed : Exit::BadInput;
}

std::string readStream(std::istream& in)
{
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

Exit fail(const Error& error)
{
    endProgress();
    std::cerr << "campaign-server: " << error.toString() << '\n';
    return exitFor(error.code);
}

void say(std::string_view message)
{
    std::cerr << message << '\n';
}

bool showProgress(int percent, std::string_view step)
{
    static const bool isTerminal = isatty(STDERR_FILENO) == 1;
    if (isTerminal)
        std::fprintf(stderr, "\r\033[K%3d %%  %.*s", percent, static_cast<int>(step.size()), step.data());
    return !interrupted;
}

void endProgress()
{
    if (isatty(STDERR_FILENO) == 1)
        std::fprintf(stderr, "\r\033[K");
}

void watchForInterrupt()
{
    struct sigaction action
    {
    };
    action.sa_handler = [](int) { interrupted = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND); // the second one ends the program
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

Result<std::string> readFile(const std::string& path, std::size_t most)
{
    if (path == "-")
        return readStream(std::cin);
    std::error_code ec;
    if (!std::filesystem::is_regular_file(path, ec))
        return fileError(ErrorCode::NotFound, path,
                         std::filesystem::exists(path, ec) ? "is not a file." : "is not there.");
    if (std::filesystem::file_size(path, ec) > most)
        return fileError(ErrorCode::Limit, path, "is larger than " + std::to_string(most >> 20) + " MiB.");
    std::ifstream in(path, std::ios::binary);
    std::string bytes = readStream(in);
    if (!in.is_open() || in.bad())
        return fileError(ErrorCode::Unavailable, path, "cannot be read.");
    return bytes;
}

Result<void> writeFile(const std::string& path, std::string_view bytes)
{
    if (path.empty() || path == "-") {
        std::cout << bytes << std::flush;
        return std::cout ? Result<void>() : fileError(ErrorCode::Unavailable, "standard output", "cannot be written.");
    }
    const std::string beside = path + ".part";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    std::error_code ec;
    if (out)
        std::filesystem::rename(beside, path, ec);
    if (out && !ec)
        return {};
    std::filesystem::remove(beside, ec);
    return fileError(ErrorCode::Unavailable, path, "cannot be written.");
}

bool fileExists(const std::string& path)
{
    std::error_code ec;
    return std::filesystem::exists(path, ec);
}

void removeCampaign(const std::string& path)
{
    std::error_code ec;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path + suffix, ec);
}

Result<host::HostConfig> readConfig(const Arguments& arguments, const std::string& file)
{
    host::SettingSources sources = host::SettingSources::process();
    sources.option = [&](const std::string& name) {
        return name == "file" && !file.empty() ? std::optional<std::string>(file) : arguments.option(name);
    };
    return host::HostConfig::read(sources);
}

Result<std::unique_ptr<CampaignFile>> openFile(const std::string& file, bool readOnly)
{
    auto opened = std::make_unique<CampaignFile>();
    history::StoreOptions options;
    options.readOnly = readOnly;
    Result<std::unique_ptr<history::Store>> store = history::openStore(file, opened->types, opened->clock, options);
    if (!store)
        return openingError(store.error());
    opened->store = std::move(store).value();
    return opened;
}

Result<std::unique_ptr<CampaignFile>> openExisting(const std::string& file, bool readOnly)
{
    if (!fileExists(file))
        return fileError(ErrorCode::NotFound, file, "is not there.");
    return openFile(file, readOnly);
}

Result<std::unique_ptr<host::Host>> openHost(const std::string& file, bool readOnly)
{
    if (!fileExists(file))
        return fileError(ErrorCode::NotFound, file, "is not there.");
    const Result<Arguments> none = Arguments::parse({}, {});
    Result<host::HostConfig> config = readConfig(*none, file);
    if (!config)
        return config.error();
    config->keepsBackups = false; // one operation and gone
    Result<std::unique_ptr<host::Host>> host = host::Host::open(std::move(config).value(), readOnly);
    return host ? std::move(host) : openingError(host.error());
}

Error openingError(Error error)
{
    if (error.code == ErrorCode::Conflict)
        error.code = ErrorCode::Unavailable;
    return error;
}

} // namespace campaign::headless
