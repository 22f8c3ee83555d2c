// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/ProgramGenerator.h"

#include <algorithm>

namespace campaign::contract {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::Type;
using Kind = Operation::Kind;

namespace {

/// Made, changed and read by programs; branches are made by forking.
bool isOrdinary(const Type& type)
{
    return type.name != "Branch" && type.scope != catalogue::Scope::Store && type.writable;
}

Value point(double x, double y)
{
    return Value::Object{{"type", "Point"}, {"coordinates", Value::Array{x, y}}};
}

} // namespace

ProgramGenerator::ProgramGenerator(const catalogue::Catalogue& types, std::uint64_t seed)
    : m_types(types)
    , m_seed(seed)
    , m_dice(seed)
{
}

Program ProgramGenerator::program(int steps)
{
    Program program{m_seed, {}};
    for (const Type& type : m_types.types()) {
        if (isOrdinary(type))
            program.steps.push_back(firstOf(type));
    }
    if (m_dice.inHundred(70)) { // else everything holds at −∞ for a while
        Step clock;
        clock.label = m_next++;
        clock.author = "keeper";
        clock.operations.push_back(lineage(Kind::Advance));
        program.steps.push_back(clock);
    }
    while (static_cast<int>(program.steps.size()) < steps)
        program.steps.push_back(step());
    return program;
}

Step ProgramGenerator::firstOf(const Type& type)
{
    Step first;
    first.label = m_next++;
    first.author = "ann";
    first.operations.push_back(creation(type));
    m_writes[first.label] = 0;
    return first;
}

Step ProgramGenerator::step()
{
    Step step;
    step.label = m_next++;
    step.author = m_dice.inHundred(50) ? "ann" : "bob";
    step.branch = m_dice.of(m_branches);
    m_branch = step.branch;
    const int choice = m_dice.below(100);
    if (choice < 8)
        fillUndo(step);
    else if (choice < 16)
        step.kind = choice < 11 ? Step::Kind::Undo : Step::Kind::Redo;
    else
        fillWrite(step);
    return step;
}

void ProgramGenerator::fillUndo(Step& step)
{
    auto chosen = m_writes.begin();
    std::advance(chosen, m_dice.below(static_cast<int>(m_writes.size())));
    step.kind = Step::Kind::Undo;
    step.change = chosen->first;
    step.branch = chosen->second;
    step.onlyTheRest = m_dice.inHundred(40);
}

void ProgramGenerator::fillWrite(Step& step)
{
    const int choice = m_dice.below(100);
    if (choice < 8 && m_branches.size() < 7) {
        step.author = "keeper"; // nobody undoes a branch by chance
        step.operations.push_back(lineage(m_dice.inHundred(30) ? Kind::Follow : Kind::Fork));
        step.branch = step.operations.front().branch;
        m_branches.push_back(step.label);
        return;
    }
    m_writes[step.label] = step.branch;
    if (choice < 16) {
        step.operations.push_back(lineage(Kind::Advance));
        step.branch = step.operations.front().branch;
        m_writes[step.label] = step.branch;
        return;
    }
    if (m_dice.inHundred(35))
        step.worldTime = time();
    const int count = m_dice.inHundred(30) ? 2 + m_dice.below(3) : 1;
    for (int i = 0; i < count; ++i)
        step.operations.push_back(operation());
}

Operation ProgramGenerator::lineage(Kind kind)
{
    Operation made;
    made.kind = kind;
    made.branch = m_dice.of(m_branches);
    if (kind == Kind::Advance || (kind == Kind::Fork && m_dice.inHundred(50)))
        made.time = time();
    if (kind == Kind::Follow)
        made.id = referenceTo("Campaign", true).asString();
    return made;
}

Operation ProgramGenerator::operation()
{
    return m_dice.inHundred(30) ? creation(anyType()) : operationOn(anyKnown());
}

/// Mostly one that the present branch can have.
const ProgramGenerator::Known& ProgramGenerator::anyKnown()
{
    for (int turn = 0; turn < 4; ++turn) {
        const Known& known = m_dice.of(m_known);
        if (known.branch == 0 || known.branch == m_branch)
            return known;
    }
    return m_dice.of(m_known);
}

Operation ProgramGenerator::operationOn(const Known& known)
{
    Operation made;
    made.type = known.type->name;
    made.id = known.id;
    const int choice = m_dice.below(100);
    made.kind = choice < 70   ? Kind::Update
                : choice < 76 ? Kind::Remove
                : choice < 84 ? Kind::Restore
                : choice < 93 ? Kind::Archive
                              : Kind::Unarchive;
    if (made.kind == Kind::Update)
        made.fields = fields(*known.type, false);
    if ((made.kind == Kind::Update || made.kind == Kind::Remove) && m_dice.inHundred(10))
        made.expectedVersion = 1 + m_dice.below(4);
    return made;
}

Operation ProgramGenerator::creation(const Type& type)
{
    Operation made;
    made.type = type.name;
    made.id =
        m_dice.inHundred(3) && !m_known.empty() ? m_dice.of(m_known).id : type.table() + std::to_string(m_nextEntity++);
    made.fields = fields(type, true);
    m_known.push_back({&type, made.id, m_branch});
    return made;
}

Value::Object ProgramGenerator::fields(const Type& type, bool all)
{
    Value::Object members;
    for (const Field& field : type.fields) {
        const bool isCommon = type.fieldIndex(field.name) < catalogue::common::Count;
        const int chances = all && field.required ? 98 : isCommon ? 12 : 40;
        if (!field.readOnly && m_dice.inHundred(chances))
            members.append(field.name, value(field));
    }
    for (const Field& field : type.fields) {
        if (field.type == FieldType::AnyId && members.find(field.name) && m_dice.inHundred(85))
            pointSomewhere(type, field, members);
    }
    return members;
}

/// An id together with the type it has, so that most of them point to something.
void ProgramGenerator::pointSomewhere(const Type& type, const Field& field, Value::Object& members)
{
    const std::vector<std::string>& allowed = type.field(field.target)->values;
    std::vector<std::pair<std::string, Id>> choices;
    for (const Known& known : m_known) {
        for (const std::string& name : allowed) {
            if (m_types.findByAnyName(name) == known.type && (known.branch == 0 || known.branch == m_branch))
                choices.emplace_back(name, known.id);
        }
    }
    if (choices.empty())
        return;
    const auto& [name, id] = m_dice.of(choices);
    members.set(field.target, name);
    members.set(field.name, id);
}

Value ProgramGenerator::value(const Field& field)
{
    if (m_dice.inHundred(field.required ? 1 : 12))
        return nullptr;
    switch (field.type) {
    case FieldType::Text:
        return field.name == "name" ? name() : m_dice.of<std::string>({"oak", "Elm", "ash 9", "ash 10", "École"});
    case FieldType::LongText:
        return m_dice.of<std::string>({"A long story.", "Nothing is known.", "Here lie dragons\nand others."});
    case FieldType::Integer:
        return m_dice.inHundred(3) ? Value(-1) : Value(1 + m_dice.below(5));
    case FieldType::Number:
        return m_dice.inHundred(30) ? Value(m_dice.below(9)) : Value(m_dice.below(40) / 8.0);
    case FieldType::Boolean:
        return m_dice.inHundred(50);
    case FieldType::Enum:
        return m_dice.of(field.values);
    case FieldType::Reference:
        return referenceTo(field.target, field.required);
    case FieldType::TypeName:
        return m_dice.of(field.values);
    case FieldType::AnyId:
        return m_dice.of(m_known).id;
    case FieldType::WorldTime:
    case FieldType::RealTime:
        return Value(time());
    case FieldType::Geometry:
        return point(m_dice.below(1000), m_dice.below(800) + 0.5);
    case FieldType::Tags:
        return m_dice.inHundred(50) ? Value::Array{"sea", "trade"} : Value::Array{"trade", "war"};
    case FieldType::Variables:
        return variables();
    case FieldType::Rule:
        return Value::Object{{"+", Value::Array{m_dice.below(5), 1}}};
    case FieldType::Json:
        return m_dice.inHundred(50) ? Value(m_dice.below(5)) : Value(Value::Object{{"a", m_dice.below(3)}, {"b", "x"}});
    case FieldType::Audience:
        return m_dice.below(2);
    }
    return nullptr;
}

Value ProgramGenerator::referenceTo(const std::string& type, bool required)
{
    std::vector<Id> ids;
    for (const Known& known : m_known) {
        if (known.type->name == type && (known.branch == 0 || known.branch == m_branch))
            ids.push_back(known.id);
    }
    if (ids.empty())
        return required ? Value("nobody") : Value();
    return m_dice.inHundred(3) ? Value("nobody") : Value(m_dice.of(ids));
}

Value::Object ProgramGenerator::variables()
{
    Value::Object members;
    for (const char* key : {"ale", "bread", "cheese"}) {
        if (m_dice.inHundred(50))
            members.append(key, m_dice.inHundred(25) ? Value() : Value(m_dice.below(4)));
    }
    return members;
}

std::string ProgramGenerator::name()
{
    const std::vector<std::string> names{"Ashford", "Élan",       "Ward 9", "Ward 10",
                                         "öst",     "Harrowford", "Zeal",   "ashford"};
    return m_dice.of(names);
}

const Type& ProgramGenerator::anyType()
{
    for (;;) {
        const Type& type = m_dice.of(m_types.types());
        if (isOrdinary(type))
            return type;
    }
}

history::Condition ProgramGenerator::condition(const Type& type)
{
    using Operator = history::Condition::Operator;
    std::vector<const Field*> filterable;
    for (const Field& field : type.fields) {
        if (field.filterable && field.name != "archivedAt")
            filterable.push_back(&field);
    }
    const Field& field = *m_dice.of(filterable);
    history::Condition made{field.name, Operator::Equal, value(field)};
    if (field.type == FieldType::Tags) {
        made.comparison = Operator::HasTag;
        made.operand = m_dice.inHundred(50) ? "sea" : "war";
        return made;
    }
    const bool isOrdered = field.sortable && field.type != FieldType::Boolean;
    made.comparison = static_cast<Operator>(m_dice.below(isOrdered ? 9 : 2));
    if (!isOrdered && m_dice.inHundred(40))
        made.comparison = m_dice.inHundred(50) ? Operator::IsNull : Operator::IsNotNull;
    if (field.type == FieldType::Text && m_dice.inHundred(30))
        made.comparison = Operator::Contains;
    if (made.operand.isNull()) // comparing with null is spelled IsNull
        made.comparison = m_dice.inHundred(50) ? Operator::IsNull : Operator::IsNotNull;
    if (made.comparison == Operator::In)
        made.operand = Value::Array{made.operand, value(field)};
    if (made.comparison == Operator::Contains)
        made.operand = m_dice.of<std::string>({"ash", "É", "ar", "9"});
    return made;
}

Probe ProgramGenerator::probe(const Program& program, std::size_t after)
{
    Probe probe;
    std::vector<int> branches{0};
    for (std::size_t i = 0; i <= after; ++i) {
        const Step& step = program.steps[i];
        if (!step.operations.empty() && step.author == "keeper" && step.operations.front().kind != Kind::Advance)
            branches.push_back(step.label);
    }
    probe.branch = m_dice.of(branches);
    if (m_dice.inHundred(40))
        probe.asOf = m_dice.inHundred(10) ? catalogue::always : time();
    if (m_dice.inHundred(30))
        probe.atChange = program.steps[static_cast<std::size_t>(m_dice.below(static_cast<int>(after) + 1))].label;
    const Type& type = anyType();
    probe.type = type.name;
    probe.query.first = 1 + m_dice.below(5);
    probe.query.includeArchived = m_dice.inHundred(30);
    for (int i = m_dice.inHundred(50) ? 0 : 1 + m_dice.below(2); i > 0; --i)
        probe.query.where.push_back(condition(type));
    std::vector<std::string> sortable, references;
    for (const Field& field : type.fields) {
        if (field.sortable)
            sortable.push_back(field.name);
        if (field.type == FieldType::Reference)
            references.push_back(field.name);
    }
    if (m_dice.inHundred(50))
        probe.query.orderBy.push_back({m_dice.of(sortable), m_dice.inHundred(50)});
    if (!references.empty())
        probe.reference = m_dice.of(references);
    return probe;
}

} // namespace campaign::contract
