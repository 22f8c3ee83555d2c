// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Clock.h"
#include "server/history/Store.h"
#include "server/transfer/json/JsonExport.h"
#include "server/transfer/json/JsonImport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace campaign;

/// A game master imports a world, works on it, takes every step back to the import and forth again: the exported
/// content is the same bytes at each step, whichever way one comes.
class tst_UndoToImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void exportsAreEqualOnTheWayBackAndForth();

private:
    std::string content();
    bool import();
    bool step(int number);
    Id someId(const catalogue::Type& type);

    catalogue::Catalogue m_types = catalogue::Catalogue::standard();
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<history::Store> m_store;
    Id m_main;
    std::mt19937 m_random{20261123};
};

void tst_UndoToImport::initTestCase()
{
    auto opened = history::openStore(m_folder.filePath("world.campaign").toStdString(), m_types, m_clock);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    m_store = std::move(opened).value();
    QVERIFY(import());
}

bool tst_UndoToImport::import()
{
    QFile file(QStringLiteral(CAMPAIGN_SAMPLE));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    auto read = transfer::readJson(file.readAll().toStdString(), m_types);
    if (!read || !transfer::importJson(*m_store, *read, Viewer::owner()))
        return false;
    auto snapshot = m_store->read();
    auto branches = (*snapshot)->list(*m_types.find("Branch"), {}, {}, Viewer::owner());
    for (const history::EntityPtr& branch : branches->entities) {
        if (!branch->field("campaignId").isNull())
            m_main = branch->id;
    }
    return !m_main.empty();
}

std::string tst_UndoToImport::content()
{
    auto text = transfer::exportJson(*m_store, Viewer::owner());
    return text ? text->text : text.error().message;
}

Id tst_UndoToImport::someId(const catalogue::Type& type)
{
    auto snapshot = m_store->read();
    auto page = (*snapshot)->list(type, {}, {m_main, {}, {}}, Viewer::owner());
    return page->entities[m_random() % page->entities.size()]->id;
}

/// One change of a kind that the window offers: of the world itself on its root, of all else on the campaign's main
/// branch.
bool tst_UndoToImport::step(int number)
{
    const catalogue::Type& settlement = *m_types.find("Settlement");
    const catalogue::Type& structure = *m_types.find("Structure");
    const Id town = someId(settlement);
    history::ChangeRequest request{.author = Viewer::owner(),
                                   .branch = number % 5 == 3 ? m_store->rootBranch() : m_main};
    request.reason = "Step " + std::to_string(number);
    auto receipt = m_store->write(request, [&](history::Writer& writer) -> Result<void> {
        switch (number % 5) {
        case 0:
            return writer.update(settlement, town, {{"variables", Value::Object{{"population", 100 + number}}}});
        case 1:
            return writer.update(settlement, town,
                                 {{"name", "Town " + std::to_string(number)}, {"level", 1 + number % 10}});
        case 2:
            return writer.create(structure, {{"name", "Mill"}, {"settlementId", town}})
                           .transform([](const Id&) { return true; })
                           .has_value()
                       ? Result<void>()
                       : Error{ErrorCode::Internal, "create", {}, {}, {}};
        case 3:
            return writer.update(*m_types.find("World"), someId(*m_types.find("World")),
                                 {{"description", std::to_string(number)}});
        default:
            return writer.remove(structure, someId(structure));
        }
    });
    return receipt && receipt->changed;
}

void tst_UndoToImport::exportsAreEqualOnTheWayBackAndForth()
{
    constexpr int steps = 20;
    std::vector<std::string> contents{content()};
    for (int number = 0; number < steps; ++number) {
        QVERIFY2(step(number), qPrintable(QStringLiteral("step %1").arg(number)));
        contents.push_back(content());
        QVERIFY(contents.back() != contents[contents.size() - 2]);
    }
    for (std::size_t left = steps; left-- > 0;) {
        auto undone = m_store->undo(Viewer::owner(), m_main);
        QVERIFY2(undone, undone ? "" : undone.error().message.c_str());
        QVERIFY2(content() == contents[left], qPrintable(QStringLiteral("back at %1").arg(left)));
    }
    for (std::size_t done = 1; done <= steps; ++done) {
        QVERIFY(m_store->redo(Viewer::owner(), m_main));
        QVERIFY2(content() == contents[done], qPrintable(QStringLiteral("forth at %1").arg(done)));
    }
    QVERIFY(m_store->verify().value().empty());
}

QTEST_APPLESS_MAIN(tst_UndoToImport)
#include "tst_UndoToImport.moc"
