// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/HostThread.h"

#include "app/desktop/WorldFile.h"
#include "server/history/Store.h"
#include "ui/client/Conversion.h"

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
    m_thread.post([this, path = fromQString(path), done] {
        Result<std::shared_ptr<host::Host>> opened = openHost(path);
        if (opened)
            answerLater([this, host = *opened, done] { started(host, done); });
        else
            answerLater([done, problem = problemOf(opened.error())] { done(problem); });
    });
}

void HostThread::started(std::shared_ptr<host::Host> host, const Done& done)
{
    m_host = std::move(host);
    m_transport.setHost(m_host);
    done(std::nullopt);
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
            answerLater([planned, problem = problemOf(world.error())] { planned({}, problem); });
    });
}

void HostThread::importWorld(const QString& source, Done done)
{
    m_isCancelled = false;
    m_thread.post([this, host = m_host, path = fromQString(source), done] {
        const Result<> imported = importWorldFile(host->store(), path, [this](int percent, std::string_view step) {
            report(percent, step);
            return !m_isCancelled;
        });
        std::optional<FileProblem> problem;
        if (!imported)
            problem = problemOf(imported.error());
        answerLater([done, problem] { done(problem); });
    });
}

void HostThread::cancel()
{
    m_isCancelled = true;
}

} // namespace campaign::desktop
