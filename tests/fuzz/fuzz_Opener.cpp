// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history/LogCopy.h"
#include "server/history/Store.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

using namespace campaign;

namespace {

/// Never destroyed: it is asked for when the program ends.
const std::string& folder()
{
    static const std::string& path = *[] {
        std::string made = (std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp");
        made += "/fuzz-opener-" + std::to_string(getpid());
        std::filesystem::create_directories(made);
        std::atexit([] {
            std::error_code ec;
            std::filesystem::remove_all(folder(), ec);
        });
        return new std::string(made);
    }();
    return path;
}

const catalogue::Catalogue& types()
{
    static const catalogue::Catalogue all = catalogue::Catalogue::standard();
    return all;
}

const SystemClock& systemClock()
{
    static const SystemClock clock{};
    return clock;
}

/// A sound campaign file with a few changes in it.
std::string makeSound()
{
    const std::string path = folder() + "/sound.campaign";
    {
        auto store = history::openStore(path, types(), systemClock());
        if (!store)
            std::abort();
        history::ChangeRequest request;
        request.author = Viewer::owner();
        for (int i = 0; i < 5; ++i) {
            (void)(*store)->write(request, [&](history::Writer& writer) -> Result<void> {
                const auto made = writer.create(
                    *types().find("VariableSchema"),
                    {{"name", "n" + std::to_string(i)}, {"entityType", "Settlement"}, {"type", "number"}});
                return made ? Result<void>() : made.error();
            });
        }
    }
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Even first bytes: the rest is the file. Odd ones: a sound file with runs of bytes overwritten (place, length,
/// bytes), cut off at the end when so said.
std::string fileFrom(const std::uint8_t* bytes, std::size_t size)
{
    static const std::string sound = makeSound();
    if (size == 0 || bytes[0] % 2 == 0)
        return {reinterpret_cast<const char*>(bytes), size};
    std::string file = sound;
    for (std::size_t at = 1; at + 4 < size;) {
        const std::size_t place = (bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]) % file.size();
        const std::size_t length = 1 + bytes[at + 3] % 16;
        at += 4;
        for (std::size_t i = 0; i < length && at < size && place + i < file.size(); ++i)
            file[place + i] = static_cast<char>(bytes[at++]);
    }
    if (bytes[0] % 8 == 7 && size > 2)
        file.resize(file.size() * bytes[1] / 256);
    return file;
}

} // namespace

/// A damaged file opens or is refused with a sentence; what opened can be read and verified.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string file = fileFrom(bytes, size);
    const std::string path = folder() + "/damaged.campaign";
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(path + suffix);
    std::ofstream(path, std::ios::binary) << file;
    const auto log = history::readLog(path);
    if (!log && log.error().message.empty())
        std::abort();
    const auto store = history::openStore(path, types(), systemClock());
    if (!store) {
        if (store.error().message.empty())
            std::abort();
        return 0;
    }
    if (const auto snapshot = (*store)->read()) {
        for (const catalogue::Type& type : types().types())
            (void)(*snapshot)->list(type, {}, {(*store)->rootBranch(), {}, {}}, Viewer::owner());
        (void)(*snapshot)->changes(0, 100, Viewer::owner());
    }
    (void)(*store)->undo(Viewer::owner(), (*store)->rootBranch());
    (void)(*store)->verify();
    return 0;
}
