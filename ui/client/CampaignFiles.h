// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    QString source;    ///< path of the file to import
    QString worldName; ///< as the file names it
    QString format;    ///< "Azgaar's Fantasy Map Generator 1.71"
    QList<Count> counts;
    QList<Omission> leftOut;
    QList<QString> warnings;
};

/// Campaign files: made, opened, closed, filled from other programs' worlds. Lives on the GUI thread; the work is done
/// elsewhere and answered there. One file is open at a time.
class CampaignFiles : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const std::optional<FileProblem>& problem)>;
    using Planned = std::function<void(const ImportPlan& plan, const std::optional<FileProblem>& problem)>;

    /// Makes a new file, empty but for its stream, and opens it. An existing file is refused.
    virtual void create(const QString& path, Done done) = 0;
    virtual void open(const QString& path, Done done) = 0;
    virtual void close(Done done) = 0;

    /// Reads a world file of another program and says what would come of it.
    virtual void planImport(const QString& source, Planned planned) = 0;
    /// Imports into the open campaign file as one change; `progress` reports on the way.
    virtual void importWorld(const QString& source, Done done) = 0;
    /// Stops a plan or an import that is under way; its answer is then a problem with an empty sentence.
    virtual void cancel() = 0;

signals:
    /// Of the import under way: 0 to 1, and what is being done.
    void progress(double fraction, const QString& step);
};

} // namespace campaign::client
