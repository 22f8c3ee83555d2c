// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Json.h"
#include "ui/actions/WordMatch.h"
#include "ui/client/Conversion.h"
#include "ui/rules/RuleBlocks.h"
#include "ui/rules/RuleWords.h"

#include <algorithm>
#include <array>

namespace campaign {

using catalogue::Field;
using catalogue::FieldType;
using client::fromQString;
using client::toQString;
using ruletree::Path;
using Form = rules::Operator::Form;

namespace {

constexpr qsizetype mostOffers = 40;

bool contains(const QString& text, const QString& wanted)
{
    return text.contains(wanted, Qt::CaseInsensitive);
}

Path above(Path path)
{
    path.pop_back();
    return path;
}

Value renamed(const Value& operation, const std::string& name)
{
    return Value::Object{{name, operation.asObject().begin()->second}};
}

/// What calculates or asks for more and less has no use for a word, but beside a field that holds text.
bool comparesEqual(const Value& block)
{
    static constexpr std::array<std::string_view, 5> operators{"==", "!=", "===", "!==", "in"};
    return ruletree::isOperation(block) &&
           std::find(operators.begin(), operators.end(), ruletree::operatorOf(block)) != operators.end();
}

/// How well an operator answers what was typed, 0 for not at all: by what it is called before what else it may be
/// called, that before its name in rules, and what only speaks of it last.
int operatorMatch(const QString& wanted, const rules::Operator& one)
{
    const QString name = toQString(one.name);
    if (name.compare(wanted, Qt::CaseInsensitive) == 0)
        return 100;
    const QString title = rulewords::titleOf(one.name);
    const int called = wordMatch(wanted, title);
    const QString synonyms = rulewords::synonymsOf(one.name);
    const int met = wordMatch(wanted, title + ' ' + synonyms);
    // That one may be called in many ways makes it no worse.
    const int alike = met > 0 ? (met + static_cast<int>(synonyms.count(' '))) * 3 / 4 : 0;
    const int named = contains(name, wanted) ? 40 : 0;
    const int told = contains(toQString(one.meaning), wanted) ? 20 : 0;
    return std::max({called, alike, named, told});
}

bool isReadable(const Field& field)
{
    return field.type != FieldType::Json && field.type != FieldType::Geometry && field.type != FieldType::Reference &&
           field.type != FieldType::AnyId && field.type != FieldType::Audience && field.type != FieldType::Rule;
}

} // namespace

QString RuleBlocks::setPart(int row, int part, const QString& text)
{
    const Value* whole = node(row);
    if (!whole)
        return {};
    Path path = m_rows[static_cast<std::size_t>(row)].path;
    if (!ruletree::isLeaf(*whole))
        path.push_back(static_cast<std::size_t>(part));
    const Value* old = ruletree::nodeAt(m_rule, path);
    const Scope& scope = m_rows[static_cast<std::size_t>(row)].scope;
    Result<Value> value = read(text, scope);
    if (!value)
        return toQString(value.error().message);
    if (isText(*value, *whole, part, scope))
        value = Value(fromQString(text.trimmed()));
    if (!old || *old == *value)
        return {};
    const bool isFirst = part == 0 && ruletree::isOperation(*whole) && !ruletree::isLeaf(*whole);
    change(isFirst ? ruletree::replaced(m_rule, above(path), comparingFirst(*whole, *value, scope))
                   : ruletree::replaced(m_rule, path, *value));
    emit edited();
    return {};
}

bool RuleBlocks::wantsText(const Value& block, int part) const
{
    const auto declared = isKnown(block) ? m_operators.find(ruletree::operatorOf(block)) : nullptr;
    return declared && part >= 0 && static_cast<std::size_t>(part) < declared->parameters.size() &&
           declared->parameters[static_cast<std::size_t>(part)].kind == rules::Parameter::Kind::Text;
}

bool RuleBlocks::isText(const Value& value, const Value& block, int part, const Scope& scope) const
{
    constexpr std::string_view variables = "variables.";
    const std::optional<std::string> name = ruletree::variableOf(value);
    if (!name || !name->starts_with(variables) || !scope.type || ruletree::isLeaf(block))
        return false;
    if (wantsText(block, part))
        return true;
    if (part == 0)
        return false;
    const bool isOwn = scope.type == m_type && !scope.isOfItem;
    if (isOwn && m_variableKeys.contains(toQString(name->substr(variables.size()))))
        return false;
    const std::vector<const Value*> parts = ruletree::childrenOf(block);
    const std::optional<std::string> first = parts.empty() ? std::nullopt : ruletree::variableOf(*parts.front());
    const auto isTextField = [&](const Field& field) {
        return first == field.name && (field.type == FieldType::Text || field.type == FieldType::Enum);
    };
    return (isOwn && comparesEqual(block)) ||
           std::any_of(scope.type->fields.begin(), scope.type->fields.end(), isTextField);
}

RuleBlocks::Scope RuleBlocks::scopeOf(int row) const
{
    const bool isRow = row >= 0 && static_cast<std::size_t>(row) < m_rows.size();
    return isRow ? m_rows[static_cast<std::size_t>(row)].scope : Scope{m_type, false};
}

void RuleBlocks::setOperator(int row, const QString& name)
{
    const Value* operation = node(row);
    if (!operation || !ruletree::isOperation(*operation) || ruletree::operatorOf(*operation) == fromQString(name))
        return;
    change(
        ruletree::replaced(m_rule, m_rows[static_cast<std::size_t>(row)].path, renamed(*operation, fromQString(name))));
    emit edited();
}

QVariantList RuleBlocks::alternatives(int row) const
{
    QVariantList list;
    const Value* operation = node(row);
    if (!operation || !ruletree::isOperation(*operation))
        return list;
    for (const QString& name : rulewords::alternatives(ruletree::operatorOf(*operation)))
        list.append(QVariantMap{{"name", name}, {"title", rulewords::ofOperator(fromQString(name))}});
    return list;
}

void RuleBlocks::addOffers(QVariantList& list, const QString& wanted, const std::string& prefix, const QString& detail,
                           const catalogue::Type& type) const
{
    for (const Field& field : type.fields) {
        const QString label = toQString(field.label);
        const std::string text = prefix + field.name;
        const bool isFound = contains(label, wanted) || contains(toQString(text), wanted);
        if (isReadable(field) && isFound && list.size() < mostOffers)
            list.append(QVariantMap{{"text", toQString(text)}, {"label", label}, {"detail", detail}});
    }
}

QVariantList RuleBlocks::offers(const QString& text, int row) const
{
    QVariantList list;
    const QString wanted = text.trimmed();
    const Scope scope = scopeOf(row);
    if (!scope.type || !m_types)
        return list;
    for (const QString& key : scope.isOfItem ? QStringList() : m_variableKeys) {
        if (contains(key, wanted) || contains(rulewords::ofPath(fromQString(key)), wanted))
            list.append(
                QVariantMap{{"text", key}, {"label", rulewords::ofPath(fromQString(key))}, {"detail", tr("variable")}});
    }
    addOffers(list, wanted, {}, toQString(scope.type->label), *scope.type);
    for (const Field& field : scope.type->fields) {
        const catalogue::Type* target = field.type == FieldType::Reference ? m_types->find(field.target) : nullptr;
        const std::string way = field.name.substr(0, field.name.size() - 2); // kingdomId leads to kingdom
        if (target && field.name.ends_with("Id"))
            addOffers(list, wanted, way + '.', toQString(field.label), *target);
    }
    for (const catalogue::Catalogue::Inverse& one : m_types->referencesTo(*scope.type)) {
        const QString name = toQString(one.field->inverse);
        if (!name.isEmpty() && contains(name, wanted) && list.size() < mostOffers)
            list.append(QVariantMap{{"text", name + ".length"},
                                    {"label", tr("Number of %1").arg(rulewords::ofPath(one.field->inverse).toLower())},
                                    {"detail", tr("list")}});
    }
    return list;
}

QString RuleBlocks::meant(const QString& text, int row) const
{
    const QString typed = text.trimmed();
    const Result<Value> value = parseJson(fromQString(typed)); // a number, a "text", true
    const bool isAnswer = QString::compare(typed, tr("yes"), Qt::CaseInsensitive) == 0 ||
                          QString::compare(typed, tr("no"), Qt::CaseInsensitive) == 0;
    const QVariantList offered = typed.isEmpty() || value || isAnswer ? QVariantList() : offers(typed, row);
    if (offered.size() != 1)
        return text;
    // A word in the middle of a name may be the whole name of something else, as a field of what is counted.
    const QVariantMap only = offered.front().toMap();
    const auto begins = [&](const char* what) { return only[what].toString().startsWith(typed, Qt::CaseInsensitive); };
    return begins("text") || begins("label") ? only["text"].toString() : text;
}

QVariantList RuleBlocks::palette(const QString& text) const
{
    const QString wanted = text.trimmed();
    std::vector<std::pair<int, QVariantMap>> found;
    for (const auto& one : m_operators.operators()) {
        const int score = wanted.isEmpty() ? 1 : operatorMatch(wanted, *one);
        if (score > 0)
            found.push_back({score, QVariantMap{{"name", toQString(one->name)},
                                                {"title", rulewords::titleOf(one->name)},
                                                {"meaning", toQString(one->meaning)}}});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    QVariantList list;
    for (auto& [score, one] : found)
        list.append(std::move(one));
    return list;
}

int RuleBlocks::add(int row, const QString& name)
{
    if (m_rule.isNull()) {
        change(blank(fromQString(name), {m_type, false}));
        emit edited();
        return 0;
    }
    row = std::max(row, 0);
    const Value* place = node(row);
    if (!place)
        return -1;
    const Value block = blank(fromQString(name), m_rows[static_cast<std::size_t>(row)].scope);
    Path path = m_rows[static_cast<std::size_t>(row)].path;
    if (isGroup(*place) && takesMore(*place)) {
        const std::size_t count = ruletree::childrenOf(*place).size();
        change(ruletree::inserted(m_rule, path, count, block));
        path.push_back(count);
    } else if (path.empty()) {
        change(Value::Object{{"and", Value::Array{m_rule, block}}});
        path = {1};
    } else {
        const Row* parent = parentRow(row);
        if (!parent || !takesMore(*ruletree::nodeAt(m_rule, parent->path)))
            return -1;
        ++path.back();
        change(ruletree::inserted(m_rule, above(path), path.back(), block));
    }
    emit edited();
    return rowOf(path);
}

void RuleBlocks::remove(int row)
{
    if (!node(row))
        return;
    Path path = m_rows[static_cast<std::size_t>(row)].path;
    // A group that loses its last part goes with it.
    while (!path.empty()) {
        const Value* parent = ruletree::nodeAt(m_rule, above(path));
        const bool isGrowing = takesMore(*parent) && isGroup(*parent);
        if (!isGrowing) {
            const bool isLone = ruletree::childrenOf(*parent).size() == 1;
            if (!isLone) {
                change(ruletree::replaced(m_rule, path, Value()));
                emit edited();
                return;
            }
        } else if (ruletree::childrenOf(*parent).size() > 1) {
            break;
        }
        path.pop_back();
    }
    change(ruletree::removed(m_rule, path));
    emit edited();
}

void RuleBlocks::duplicate(int row)
{
    const Value* block = node(row);
    const Row* parent = block && !m_rows[static_cast<std::size_t>(row)].path.empty() ? parentRow(row) : nullptr;
    if (!parent || !takesMore(*ruletree::nodeAt(m_rule, parent->path)))
        return;
    const Path& path = m_rows[static_cast<std::size_t>(row)].path;
    change(ruletree::inserted(m_rule, above(path), path.back() + 1, Value(*block)));
    emit edited();
}

void RuleBlocks::wrap(int row, const QString& name)
{
    const Value* block = node(row);
    if (!block)
        return;
    change(ruletree::replaced(m_rule, m_rows[static_cast<std::size_t>(row)].path,
                              Value::Object{{fromQString(name), Value::Array{*block}}}));
    emit edited();
}

void RuleBlocks::unwrap(int row)
{
    const Value* group = node(row);
    if (!group || !isGroup(*group) || ruletree::childrenOf(*group).size() != 1)
        return;
    const Value only = *ruletree::childrenOf(*group).front();
    change(ruletree::replaced(m_rule, m_rows[static_cast<std::size_t>(row)].path, only));
    emit edited();
}

bool RuleBlocks::move(int row, int target, const QString& where)
{
    const Value* place = node(target);
    if (!node(row) || !place || row == target)
        return false;
    const Path from = m_rows[static_cast<std::size_t>(row)].path;
    Path parent = m_rows[static_cast<std::size_t>(target)].path;
    std::size_t index = ruletree::childrenOf(*place).size();
    if (where != "into") {
        if (parent.empty())
            return false;
        index = parent.back() + (where == "behind" ? 1 : 0);
        parent.pop_back();
    }
    const Value* home = from.empty() ? nullptr : ruletree::nodeAt(m_rule, above(from));
    const Value* group = ruletree::nodeAt(m_rule, parent);
    const bool isSame = !from.empty() && above(from) == parent;
    if (!home || !isGroup(*home) || !takesMore(*home) || !isGroup(*group) || (!isSame && !takesMore(*group)))
        return false;
    const bool leavesNothing = ruletree::childrenOf(*home).size() == 1 && !isSame;
    std::optional<Value> moved = ruletree::moved(m_rule, from, parent, index);
    if (!moved || leavesNothing)
        return false;
    change(std::move(*moved));
    emit edited();
    return true;
}

} // namespace campaign
