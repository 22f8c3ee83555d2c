// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/Workspace.h"

#include "ui/client/Conversion.h"
#include "ui/client/Moments.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace campaign {

namespace {

const char* const fileEnding = ".campaign";
const char* const sampleName = "The Ashen Crown"; // as its campaign is called
const char* const sampleSource = ":/samples/harrowmark.json";

QString campaignFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + "/Campaigns";
}

/// A path in the campaign folder that nothing stands at, named after the campaign.
QString freshPath(const QString& name)
{
    QString stem = name.trimmed();
    stem.replace(QRegularExpression("[\\\\/:*?\"<>|\\x00-\\x1f]"), "-");
    while (stem.startsWith('.'))
        stem.remove(0, 1);
    stem.truncate(80);
    if (stem.isEmpty())
        stem = "Campaign";
    QString path = campaignFolder() + "/" + stem + fileEnding;
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = campaignFolder() + "/" + stem + " " + QString::number(number) + fileEnding;
    return path;
}

} // namespace

Workspace::Workspace(client::Transport& transport, client::CampaignFiles& files, const catalogue::Catalogue& types,
                     QObject* parent)
    : QObject(parent)
    , m_transport(transport)
    , m_files(files)
    , m_types(types)
    , m_centre(standardViews())
{
    m_actions = std::make_unique<WindowActions>(*this);
    connect(&files, &client::CampaignFiles::progress, this,
            [this](double fraction, const QString& step) { setBusy(step, fraction); });
}

Workspace::~Workspace() = default;

QUrl Workspace::filesFolder() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    for (const QString& folder :
         {m_session ? QFileInfo(m_session->path()).absolutePath() : QString(), campaignFolder(), documents}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            return QUrl::fromLocalFile(folder);
    }
    return QUrl::fromLocalFile(QDir::homePath());
}

QString Workspace::folder() const
{
    return QDir::toNativeSeparators(campaignFolder());
}

void Workspace::setBusy(const QString& what, double fraction)
{
    m_busyWith = what;
    m_busyFraction = fraction;
    emit busyChanged();
}

void Workspace::create(const QString& name)
{
    if (!name.trimmed().isEmpty())
        createFile(freshPath(name), name.trimmed(), {});
}

void Workspace::createAt(const QString& name, const QUrl& file)
{
    QString path = file.toLocalFile();
    if (QFileInfo(path).suffix().isEmpty())
        path += fileEnding;
    createFile(path, name.trimmed().isEmpty() ? QFileInfo(path).completeBaseName() : name.trimmed(), {});
}

void Workspace::createFromWorld(const QUrl& source, const QString& name)
{
    createFile(freshPath(name), name.trimmed(), source.toLocalFile());
}

void Workspace::openSample()
{
    const QString path = campaignFolder() + "/" + sampleName + fileEnding;
    if (QFileInfo::exists(path))
        openPath(path);
    else
        createFile(path, sampleName, sampleSource);
}

void Workspace::createFile(const QString& path, const QString& name, const QString& source)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    closeThen([this, path, name, source] {
        if (source.isEmpty())
            createEmpty(path, name);
        else
            createWith(source, path, name);
    });
}

void Workspace::createEmpty(const QString& path, const QString& name)
{
    setBusy(tr("Making %1").arg(QFileInfo(path).fileName()));
    m_files.create(path, [this, path, name](const std::optional<client::FileProblem>& problem) {
        setBusy({});
        if (problem)
            m_notifications.raise(tr("The campaign could not be made"), problem->sentence, problem->advice);
        else
            begin(path, name);
    });
}

void Workspace::createWith(const QString& source, const QString& path, const QString& name)
{
    setBusy(tr("Importing %1").arg(QFileInfo(source).fileName()), 0);
    m_files.createFrom(source, path, [this, path, name](const std::optional<client::FileProblem>& problem) {
        setBusy({});
        if (!problem)
            begin(path, name);
        else if (problem->sentence.isEmpty())
            m_notifications.tell(tr("Import cancelled; nothing was kept."));
        else
            m_notifications.raise(tr("The world could not be imported"), problem->sentence, problem->advice);
    });
}

void Workspace::restore(const client::CampaignCopy& copy, const QString& path)
{
    closeThen([this, copy, path] {
        setBusy(tr("Restoring %1").arg(QFileInfo(path).fileName()));
        m_files.restore(copy.path, path, [this, copy, path](const std::optional<client::FileProblem>& problem) {
            setBusy({});
            if (problem) {
                m_notifications.raise(tr("The copy could not be restored"), problem->sentence, problem->advice);
                return;
            }
            m_notifications.tell(tr("%1 is as it was %2. What it was before is kept among the copies.")
                                     .arg(QFileInfo(path).completeBaseName(), momentText(copy.time)));
            openPath(path);
        });
    });
}

void Workspace::open(const QUrl& file)
{
    openPath(file.toLocalFile());
}

void Workspace::take(const QUrl& file)
{
    if (file.fileName().endsWith(fileEnding, Qt::CaseInsensitive))
        open(file);
    else if (!client::CampaignFiles::isList(file.fileName()))
        emit m_prompts.worldImportWanted(file);
    else if (m_session)
        emit m_prompts.listImportWanted(file);
    else
        m_notifications.raise(
            tr("No campaign is open"), tr("%1 is a list for a campaign, not a world.").arg(file.fileName()),
            tr("Open or make a campaign first, then choose “Import a list, places or a calendar” in its File menu."));
}

void Workspace::openPath(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (m_session && m_session->path() == absolute)
        return;
    closeThen([this, absolute] {
        setBusy(tr("Opening %1").arg(QFileInfo(absolute).fileName()));
        m_files.open(absolute, [this, absolute](const std::optional<client::FileProblem>& problem) {
            setBusy({});
            m_recent.refresh();
            if (problem)
                m_notifications.raise(tr("The campaign could not be opened"), problem->sentence, problem->advice);
            else
                begin(absolute, QFileInfo(absolute).completeBaseName());
        });
    });
}

void Workspace::begin(const QString& path, const QString& name)
{
    m_notifications.forgetProblems();
    m_session = std::make_unique<Session>(m_transport, m_types, path);
    watch(*m_session);
    m_session->start(name);
}

void Workspace::watch(Session& session)
{
    connect(&session, &Session::startFailed, this, [this](const QString& sentence) {
        m_notifications.raise(tr("The campaign could not be read"), sentence, tr("Restore it from a copy."));
        closeThen([] {});
    });
    connect(
        &session, &Session::placeChanged, this, [this] { tellRecovery(); }, Qt::SingleShotConnection);
    // The window changes over once there is something to show.
    connect(&session, &Session::placeChanged, this, [this] {
        m_recent.touch(m_session->path(), m_session->campaignName(), m_session->worldName());
        m_centre.setSession(m_session.get());
        m_problems.setSession(m_session.get());
        emit sessionChanged();
    });
    connect(&session, &Session::placeChanged, this, &Workspace::tellWhatRan);
    connect(&m_transport, &client::Transport::changed, &session, [this](const events::ChangeEventPtr& change) {
        if (change->kind != "due")
            return;
        m_ran.push_back(change);
        tellWhatRan();
    });
    m_actions->follow(&session);
    connect(&session.commands(), &Commands::done, &m_notifications, &Notifications::offerUndo);
    connect(&session.client(), &client::GraphQLClient::failed, &m_notifications, &Notifications::refuse);
    connect(&session, &Session::noticed, &m_notifications, &Notifications::warn);
    connect(session.steps(), &UndoSteps::refused, this,
            [this](const QString& sentence, qlonglong later, const QString& laterName) {
                m_notifications.refuseBefore(later, laterName, sentence);
            });
    connect(session.steps(), &UndoSteps::stepped, this, [this](const QString& name, bool isUndo) {
        m_notifications.tell(isUndo ? tr("Undone: %1").arg(name) : tr("Done again: %1").arg(name));
    });
}

void Workspace::tellWhatRan()
{
    if (!m_session || !m_session->isReady())
        return;
    const Place& place = m_session->place();
    std::vector<events::ChangeEventPtr> ran = std::exchange(m_ran, {});
    std::erase_if(ran, [&place](const events::ChangeEventPtr& change) {
        const auto isOurs = [&](const Id& branch) { return branch == change->branchId; };
        return !isOurs(place.branchId) && std::none_of(place.followed.begin(), place.followed.end(), isOurs);
    });
    constexpr std::size_t mostTold = 3;
    if (ran.size() > mostTold) {
        m_notifications.tell(tr("%n put off came due since it was open; the history has them.", "", int(ran.size())));
        return;
    }
    for (const events::ChangeEventPtr& change : ran) {
        const QString sentence = client::toQString(change->reason);
        const Value* problem = nullptr;
        for (const events::EntityChange& entity : change->entities)
            problem = entity.type == "ScheduledEffect" ? entity.fields.find("error") : problem;
        if (problem && problem->isString())
            m_notifications.warn(sentence + ". " + client::toQString(problem->asString()));
        else
            m_notifications.offerUndoOf(change->seq, sentence);
    }
}

void Workspace::tellRecovery()
{
    if (!m_files.wasRecovered())
        return;
    static const std::string query = "query Last($campaign: ID, $branch: ID) { state: undoState(campaignId: $campaign, "
                                     "branchId: $branch) { undo { reason realTime } } }";
    const Value::Object variables{{"campaign", m_session->place().campaignId}, {"branch", m_session->place().branch()}};
    m_session->client().execute(query, variables, m_session.get(), [this](const client::Reply& reply) {
        const Value* state = reply.data.find("state");
        const Value* last = state ? state->find("undo") : nullptr;
        const QString reason = last && last->isObject() ? client::textOf(*last, "reason") : QString();
        const QString name = m_session->campaignName();
        if (reason.isEmpty()) {
            m_notifications.warn(tr("%1 was closed unexpectedly. All that was saved is there.").arg(name));
            return;
        }
        const QDateTime when = QDateTime::fromString(client::textOf(*last, "realTime"), Qt::ISODate);
        m_notifications.warn(
            tr("%1 was closed unexpectedly. Everything up to “%2”, %3, is there.").arg(name, reason, momentText(when)));
    });
}

void Workspace::dropSession()
{
    // Views let go of it before it dies.
    m_centre.setSession(nullptr);
    m_problems.setSession(nullptr);
    m_ran.clear();
    std::unique_ptr<Session> closing = std::move(m_session);
    emit sessionChanged();
    closing.release()->deleteLater();
}

void Workspace::closeThen(std::function<void()> next)
{
    if (!m_session) {
        next();
        return;
    }
    dropSession();
    m_files.close([this, next = std::move(next)](const std::optional<client::FileProblem>& problem) {
        if (problem)
            m_notifications.raise(tr("The campaign was not closed properly"), problem->sentence, problem->advice);
        m_recent.refresh();
        next();
    });
}

void Workspace::closeCampaign()
{
    closeThen([] {});
}

void Workspace::toggleFullScreen()
{
    m_isFullScreen = !m_isFullScreen;
    emit fullScreenChanged();
}

void Workspace::undoOffered()
{
    if (!m_session)
        return;
    if (const std::int64_t change = m_notifications.changeOffered())
        m_session->steps()->undoChange(change, m_notifications.nameOffered());
    else
        m_session->steps()->undoTimes(m_notifications.stepsOffered());
}

void Workspace::showOnMap()
{
    if (!m_session)
        return;
    m_centre.open("map");
    m_session->askForMap();
}

void Workspace::cancel()
{
    m_files.cancel();
}

QString Workspace::pictureTarget() const
{
    if (!m_session)
        return {};
    const QString path = RecentCampaigns::thumbnailPath(m_session->path());
    QDir().mkpath(QFileInfo(path).absolutePath());
    return path;
}

void Workspace::pictureWritten()
{
    if (m_session)
        m_recent.thumbnailChanged(m_session->path());
}

} // namespace campaign
