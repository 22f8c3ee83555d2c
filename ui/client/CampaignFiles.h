// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace campaign::client {

/// What went wrong with a file, in a sentence, and what to do about it ("" when there is nothing to say).
struct FileProblem
{
    QString sentence;
    QString advice;
};

/// What an import would do, found without writing anything.
struct ImportPlan
{
    struct Count
    {
        QString label; ///< "Settlements"
        qint64 count = 0;
    };
    struct Omission
    {
        QString what; ///< "12 routes"
        QString why;
    };

    QString source;       ///< path of the file to import
    QString worldName;    ///< as the file names it
    QString campaignName; ///< likewise, "" when it says nothing of a campaign
    QString format;       ///< "Azgaar's Fantasy Map Generator 1.71"
    QList<Count> counts;
    QList<Omission> leftOut;
    QList<QString> warnings;
};

/// One of the copies kept of a campaign file.
struct CampaignCopy
{
    QString path;
    QDateTime time;
    QString reason; ///< "open", "hourly", "close", "migration", "restore", "asked"
    qint64 bytes = 0;
};

/// Campaign files: made, opened, closed, filled from other programs' worlds. Lives on the GUI thread; the work is done
/// elsewhere and answered there. One file is open at a time.
class CampaignFiles : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const std::optional<FileProblem>& problem)>;
    using Listed = std::function<void(const QList<CampaignCopy>& copies)>;
    using Planned = std::function<void(const ImportPlan& plan, const std::optional<FileProblem>& problem)>;

    /// Whether a file's name says that it is a list, which only an open campaign can take in.
    static bool isList(const QString& name)
    {
        const QString ending = name.section('.', -1).toLower();
        return ending == "csv" || ending == "tsv" || ending == "txt";
    }

    /// Makes a new file, empty but for its stream, and opens it. An existing file is refused.
    virtual void create(const QString& path, Done done) = 0;
    virtual void open(const QString& path, Done done) = 0;
    virtual void close(Done done) = 0;
    /// Whether the open file had been left open by a crash; all that was saved is in it.
    virtual bool wasRecovered() const = 0;

    /// The copies kept of a campaign file, which need not be there any more; newest first.
    virtual void listCopies(const QString& path, Listed listed) = 0;
    /// Puts a copy in the place of the file, which becomes one more copy unless it is damaged. Not of an open file.
    virtual void restore(const QString& copy, const QString& path, Done done) = 0;

    /// Reads a world file of another program, or an export of ours, and says what would come of it.
    virtual void planImport(const QString& source, Planned planned) = 0;
    /// Makes a new campaign file of it and opens that; `progress` reports on the way. Nothing stays behind when it
    /// fails.
    virtual void createFrom(const QString& source, const QString& path, Done done) = 0;
    /// Stops a plan or an import that is under way; its answer is then a problem with an empty sentence.
    virtual void cancel() = 0;

signals:
    /// Of the import under way: 0 to 1, and what is being done.
    void progress(double fraction, const QString& step);
};

} // namespace campaign::client
