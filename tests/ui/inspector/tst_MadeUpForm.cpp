// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MadeUpType.h"
#include "ui/inspector/FieldForm.h"

#include <QtTest>

using namespace campaign;

namespace {

/// Answers nothing: the form is made of the catalogue and of what the store holds.
class SilentTransport : public client::Transport
{
public:
    void execute(const std::string&, const Value::Object&, Callback) override {}
    void fetchFile(const std::string&, std::function<void(const QByteArray&)>) override {}
};

} // namespace

/// A type declared in the catalogue has a form without a line of the window's: controls, limits, choices and the
/// server's own rules about what may be edited.
class tst_MadeUpForm : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void everyFieldHasItsControl_data();
    void everyFieldHasItsControl();
    void limitsAndChoicesAreTheDeclared();
    void valuesAreShownInWords();
    void everyStandardTypeHasAForm();

private:
    QVariant at(const char* field, int role) const;
    void show(const std::string& type);

    SilentTransport m_transport;
    const catalogue::Catalogue m_types = test::catalogueWithShips();
    std::unique_ptr<Session> m_session;
    std::unique_ptr<FieldForm> m_form;
};

void tst_MadeUpForm::init()
{
    m_form.reset();
    m_session = std::make_unique<Session>(m_transport, m_types, "ships.campaign");
    m_form = std::make_unique<FieldForm>();
    m_session->store().absorb(Value::Object{{"__typename", "Ship"},
                                            {"id", "s"},
                                            {"changeSeq", 1},
                                            {"version", 1},
                                            {"name", "Grey Gull"},
                                            {"rig", "brig"},
                                            {"crew", 12},
                                            {"launchedAt", "0240-05-01T00:00:00Z"}});
    m_form->show(m_session.get(), "s");
}

QVariant tst_MadeUpForm::at(const char* field, int role) const
{
    for (int row = 0; row < m_form->rowCount(); ++row) {
        if (m_form->index(row).data(FieldForm::NameRole).toString() == field)
            return m_form->index(row).data(role);
    }
    return "no such row";
}

void tst_MadeUpForm::everyFieldHasItsControl_data()
{
    QTest::addColumn<QString>("control");
    for (const auto& [field, control] : {std::pair{"rig", "choice"},
                                         {"crew", "number"},
                                         {"speed", "number"},
                                         {"cargo", "longText"},
                                         {"launchedAt", "text"},
                                         {"isActive", "switch"},
                                         {"portId", "reference"},
                                         {"description", "longText"},
                                         {"tags", "tags"},
                                         {"color", "colour"}})
        QTest::newRow(field) << QString(control);
}

void tst_MadeUpForm::everyFieldHasItsControl()
{
    QFETCH(QString, control);
    QCOMPARE(at(QTest::currentDataTag(), FieldForm::ControlRole).toString(), control);
}

void tst_MadeUpForm::limitsAndChoicesAreTheDeclared()
{
    QCOMPARE(at("crew", FieldForm::LabelRole).toString(), QString("Crew"));
    QCOMPARE(at("crew", FieldForm::HintRole).toString(), QString("Heads aboard."));
    QCOMPARE(at("crew", FieldForm::FromRole).toDouble(), 0.0);
    QCOMPARE(at("crew", FieldForm::ToRole).toDouble(), 500.0);
    QCOMPARE(at("crew", FieldForm::DecimalsRole).toInt(), 0);
    QCOMPARE(at("speed", FieldForm::DecimalsRole).toInt(), 3);
    QCOMPARE(at("portId", FieldForm::TargetTypeRole).toString(), QString("Location"));
    const QVariantList choices = at("rig", FieldForm::ChoicesRole).toList();
    QCOMPARE(choices.size(), 2);
    QCOMPARE(choices[1].toMap().value("value").toString(), QString("brig"));
}

void tst_MadeUpForm::valuesAreShownInWords()
{
    QCOMPARE(at("crew", FieldForm::ValueRole).toInt(), 12);
    QVERIFY(at("rig", FieldForm::ShownRole).toString().contains("rig"));
    events::ChangeEvent event;
    event.seq = 2;
    event.entities.push_back(
        {"Ship", "s", events::Operation::Update, gameMasterOnly, 2, Value::Object{{"launchedAt", 0}, {"crew", 13}}});
    m_session->store().apply(event);
    QCOMPARE(at("crew", FieldForm::ValueRole).toInt(), 13);
    QCOMPARE(at("launchedAt", FieldForm::ValueRole).toString(), QString("1970-01-01T00:00:00Z"));
}

/// No field a person sets is missing or read-only by mistake, whatever the type.
void tst_MadeUpForm::everyStandardTypeHasAForm()
{
    using catalogue::FieldType;
    for (const catalogue::Type& type : m_types.types()) {
        const Id id = "of-" + type.name;
        m_session->store().absorb(
            Value::Object{{"__typename", type.name}, {"id", id}, {"changeSeq", 1}, {"version", 1}, {"name", "x"}});
        m_form->show(m_session.get(), id);
        QVERIFY2(m_form->rowCount() >= 4, type.name.c_str());
        for (const catalogue::Field& field : type.fields) {
            const QString control = at(field.name.c_str(), FieldForm::ControlRole).toString();
            if (field.type == FieldType::Enum || field.type == FieldType::TypeName)
                QVERIFY2(control == "no such row" || control == "choice" || field.readOnly,
                         (type.name + "." + field.name).c_str());
            if (field.readOnly)
                QVERIFY(control == "no such row" || control == "fact");
        }
    }
}

QTEST_MAIN(tst_MadeUpForm)
#include "tst_MadeUpForm.moc"
