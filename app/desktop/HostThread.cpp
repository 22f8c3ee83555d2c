// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/HostThread.h"

#include "app/desktop/WorldFile.h"
#include "server/core/Clock.h"
#include "server/history/Store.h"
#include "server/host/Backups.h"
#include "ui/client/Conversion.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>

namespace campaign::desktop {

using client::FileProblem;
using client::fromQString;
using client::toQString;

namespace {

QString adviceFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return HostThread::tr("Look where the file has gone, or remove it from the list.");
    case ErrorCode::Conflict:
    case ErrorCode::Unavailable:
        return HostThread::tr("Close it where it is open, then try again.");
    case ErrorCode::Invalid:
        return HostThread::tr("Choose another file, or go back to a copy of this one.");
    case ErrorCode::Limit:
        return HostThread::tr("Make it smaller in the program it comes from.");
    case ErrorCode::Forbidden:
        return HostThread::tr("Check that you may read and write there.");
    default:
        return {};
    }
}

FileProblem problemOf(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        return {};
    return {toQString(error.message), adviceFor(error.code)};
}

FileProblem importProblemOf(const Error& error, const std::string& path)
{
    FileProblem problem = problemOf(error);
    if (error.code == ErrorCode::Invalid)
        problem.advice =
            looksLikeList(path)
                ? HostThread::tr(
                      "Open or make a campaign first, then choose File, Import a list, places or a calendar.")
                : HostThread::tr("Choose another file: a world (.map), places (.geojson) or an export.");
    return problem;
}

Result<std::shared_ptr<host::Host>> openHost(const std::string& path)
{
    Result<host::HostConfig> config = host::HostConfig::read(host::SettingSources::process());
    if (!config)
        return config.error();
    config->file = path;
    Result<std::unique_ptr<host::Host>> opened = host::Host::open(std::move(config).value());
    if (!opened)
        return opened.error();
    return std::shared_ptr<host::Host>(std::move(opened).value());
}

/// A new campaign file with what the world file holds. A history is the whole file, so it is written before opening.
Result<std::shared_ptr<host::Host>> makeFrom(const WorldFile& world, const std::string& path,
                                             const transfer::ImportProgress& progress)
{
    if (world.history) {
        if (const Result<> written = writeHistoryFile(*world.history, path); !written)
            return written.error();
        return openHost(path);
    }
    Result<std::shared_ptr<host::Host>> opened = openHost(path);
    if (!opened)
        return opened;
    const Result<> imported = importWorldFile((*opened)->store(), world, progress);
    if (imported)
        return opened;
    (*opened)->stop();
    opened->reset();
    QFile::remove(toQString(path));
    return imported.error();
}

} // namespace

HostThread::HostThread(InProcessTransport& transport)
    : m_transport(transport)
{
}

HostThread::~HostThread()
{
    m_isCancelled = true;
    m_transport.setHost(nullptr);
    m_thread.stop();
    if (m_host)
        m_host->stop();
}

void HostThread::answerLater(std::function<void()> answer)
{
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

void HostThread::create(const QString& path, Done done)
{
    start(path, true, std::move(done));
}

void HostThread::open(const QString& path, Done done)
{
    start(path, false, std::move(done));
}

void HostThread::start(const QString& path, bool mustBeNew, Done done)
{
    const bool exists = QFileInfo::exists(path);
    if (exists == mustBeNew) {
        const QString sentence =
            exists ? tr("%1 is there already.").arg(path) : tr("%1 is not there any more.").arg(path);
        const QString advice = exists ? tr("Choose another name.") : adviceFor(ErrorCode::NotFound);
        answerLater([done, sentence, advice] { done(FileProblem{sentence, advice}); });
        return;
    }
    m_thread.post([this, path = fromQString(path), done] { started(openHost(path), done); });
}

void HostThread::started(const Result<std::shared_ptr<host::Host>>& opened, const Done& done)
{
    if (!opened) {
        answerLater([done, problem = problemOf(opened.error())] { done(problem); });
        return;
    }
    answerLater([this, host = *opened, done] {
        m_host = host;
        m_transport.setHost(host);
        host->runDue(); // now that somebody hears of it
        done(std::nullopt);
    });
}

void HostThread::close(Done done)
{
    m_transport.setHost(nullptr);
    m_thread.post([this, host = std::exchange(m_host, nullptr), done]() mutable {
        if (host)
            host->stop();
        host.reset();
        answerLater([done] { done(std::nullopt); });
    });
}

void HostThread::report(int percent, std::string_view step)
{
    constexpr double whole = 100;
    answerLater([this, percent, text = toQString(step)] { emit progress(percent / whole, text); });
}

void HostThread::planImport(const QString& source, Planned planned)
{
    m_isCancelled = false;
    m_thread.post([this, path = fromQString(source), planned] {
        const Result<WorldFile> world = readWorldFile(path, [this](int percent, std::string_view step) {
            report(percent, step);
            return !m_isCancelled;
        });
        if (world)
            answerLater([planned, plan = describe(*world, path)] { planned(plan, std::nullopt); });
        else
            answerLater([planned, problem = importProblemOf(world.error(), path)] { planned({}, problem); });
    });
}

void HostThread::createFrom(const QString& source, const QString& path, Done done)
{
    m_isCancelled = false;
    if (QFileInfo::exists(path)) {
        start(path, true, std::move(done)); // which refuses
        return;
    }
    m_thread.post([this, source = fromQString(source), path = fromQString(path), done] {
        const transfer::ImportProgress progress = [this](int percent, std::string_view step) {
            report(percent, step);
            return !m_isCancelled;
        };
        const Result<WorldFile> world = readWorldFile(source, progress);
        started(world ? makeFrom(*world, path, progress) : world.error(), done);
    });
}

void HostThread::listCopies(const QString& path, Listed listed)
{
    m_thread.post([this, path = fromQString(path), listed] {
        QList<client::CampaignCopy> copies;
        for (const host::BackupCopy& copy : host::Backups(path).list())
            copies.append({toQString(copy.path), QDateTime::fromMSecsSinceEpoch(copy.time / 1000),
                           toQString(copy.reason), copy.bytes});
        answerLater([listed, copies] { listed(copies); });
    });
}

void HostThread::restore(const QString& copy, const QString& path, Done done)
{
    m_thread.post([this, copy = fromQString(copy), path = fromQString(path), done] {
        const Result<> restored = host::Backups(path).restore(copy, SystemClock());
        std::optional<FileProblem> problem;
        if (!restored)
            problem = problemOf(restored.error());
        answerLater([done, problem] { done(problem); });
    });
}

void HostThread::cancel()
{
    m_isCancelled = true;
}

} // namespace campaign::desktop
