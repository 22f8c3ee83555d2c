// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleBlocks.h"

#include "server/core/Json.h"
#include "ui/client/Conversion.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleText.h"
#include "ui/rules/RuleWords.h"

#include <algorithm>

namespace campaign {

using client::fromQString;
using client::toQString;
using ruletree::Path;
using Form = rules::Operator::Form;

namespace {

constexpr std::size_t deepest = 60; // deeper parts are one block
constexpr std::size_t mostSteps = 100;
const QString itemName = QStringLiteral("item"); // of a list, as it is written

Path childPath(Path path, std::size_t index)
{
    path.push_back(index);
    return path;
}

Path parentPath(Path path)
{
    path.pop_back();
    return path;
}

/// Things have no short form: a list of them is counted, one alone is named.
QString shownResult(const Value& result)
{
    if (result.isNull())
        return RuleBlocks::tr("Nothing");
    if (result.isObject())
        return client::textOf(result, "name");
    const bool isOfThings = result.isArray() && !result.asArray().empty() && result.asArray().front().isObject();
    return isOfThings ? RuleBlocks::tr("%L1 in it").arg(result.asArray().size()) : wording::ofValue(result);
}

bool isEach(Form form)
{
    return form == Form::Each || form == Form::Reduce;
}

} // namespace

RuleBlocks::RuleBlocks(QObject* parent)
    : QAbstractListModel(parent)
{
}

void RuleBlocks::setType(const catalogue::Catalogue* types, const catalogue::Type* type)
{
    m_types = types;
    m_type = type;
    rebuild();
}

void RuleBlocks::begin(const Value& rule)
{
    m_undo.clear();
    m_redo.clear();
    m_rule = rule;
    rebuild();
}

void RuleBlocks::setRule(const Value& rule)
{
    if (toJson(rule) != toJson(m_rule))
        change(rule);
}

void RuleBlocks::change(Value rule)
{
    m_undo.push_back(std::exchange(m_rule, std::move(rule)));
    if (m_undo.size() > mostSteps)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    rebuild();
}

void RuleBlocks::undo()
{
    if (m_undo.empty())
        return;
    m_redo.push_back(std::exchange(m_rule, std::move(m_undo.back())));
    m_undo.pop_back();
    rebuild();
    emit edited();
}

void RuleBlocks::redo()
{
    if (m_redo.empty())
        return;
    m_undo.push_back(std::exchange(m_rule, std::move(m_redo.back())));
    m_redo.pop_back();
    rebuild();
    emit edited();
}

// Rules are small (10,000 nodes at most, a few dozen as a rule): the rows are made anew.
void RuleBlocks::rebuild()
{
    beginResetModel();
    m_rows.clear();
    m_results.clear();
    if (!m_rule.isNull())
        append(m_rule, {}, {}, {m_type, false});
    endResetModel();
    emit rowsChanged();
}

bool RuleBlocks::isKnown(const Value& node) const
{
    return ruletree::isOperation(node) && m_operators.find(ruletree::operatorOf(node));
}

bool RuleBlocks::isGroup(const Value& node) const
{
    if (node.isArray())
        return !ruletree::isLeaf(node);
    const auto declared = isKnown(node) ? m_operators.find(ruletree::operatorOf(node)) : nullptr;
    if (!declared)
        return false;
    const bool isGrowing = declared->form == Form::If || declared->form == Form::And || declared->form == Form::Or;
    return isGrowing || isEach(declared->form) || declared->name == "!" || declared->name == "!!" ||
           declared->name == "merge";
}

void RuleBlocks::append(const Value& node, const Path& path, const QString& slot, const Scope& scope)
{
    const char* kind = "line";
    if (path.size() >= deepest)
        kind = "opaque";
    else if (ruletree::isLeaf(node))
        kind = "value";
    else if (isGroup(node))
        kind = "group";
    else if (!isKnown(node))
        kind = "opaque";
    m_rows.push_back({path, slot, kind, scope});
    if (m_rows.back().kind == "group" || m_rows.back().kind == "line")
        appendArguments(node, path, scope, m_rows.back().kind == "line");
}

void RuleBlocks::appendArguments(const Value& node, const Path& path, const Scope& scope, bool onlyLong)
{
    const std::vector<const Value*> children = ruletree::childrenOf(node);
    const std::string& name = ruletree::operatorOf(node);
    const auto declared = m_operators.find(name);
    for (std::size_t i = 0; i < children.size(); ++i) {
        const bool isForItem = declared && isEach(declared->form) && i == 1;
        const Scope inner = isForItem ? Scope{itemType(*children[0], scope), true} : scope;
        if (!onlyLong || !ruletree::isLeaf(*children[i]))
            append(*children[i], childPath(path, i), rulewords::ofArgument(name, i, children.size()), inner);
    }
}

const Value* RuleBlocks::node(int row) const
{
    return row >= 0 && row < rowCount() ? ruletree::nodeAt(m_rule, m_rows[static_cast<std::size_t>(row)].path)
                                        : nullptr;
}

QString RuleBlocks::wordsOf(int row, const std::string& path) const
{
    const bool isRow = row >= 0 && row < rowCount();
    return rulewords::ofPath(path, {isRow ? m_rows[static_cast<std::size_t>(row)].scope.type : m_type, m_types});
}

int RuleBlocks::rowOf(const Path& path) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.path == path; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const RuleBlocks::Row* RuleBlocks::parentRow(int row) const
{
    const Path& path = m_rows[static_cast<std::size_t>(row)].path;
    const int parent = path.empty() ? -1 : rowOf(parentPath(path));
    return parent < 0 ? nullptr : &m_rows[static_cast<std::size_t>(parent)];
}

bool RuleBlocks::takesMore(const Value& node) const
{
    if (node.isArray())
        return true;
    const auto declared = isKnown(node) ? m_operators.find(ruletree::operatorOf(node)) : nullptr;
    return declared && declared->form != Form::If &&
           (declared->maximum == rules::Operator::unlimited ||
            static_cast<int>(ruletree::childrenOf(node).size()) < declared->maximum);
}

std::vector<std::string> RuleBlocks::pointers() const
{
    std::vector<std::string> pointers;
    for (const Row& row : m_rows)
        pointers.push_back(ruletree::pointerTo(m_rule, row.path));
    return pointers;
}

void RuleBlocks::setResults(std::vector<std::optional<Value>> results)
{
    m_results = std::move(results);
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {ResultRole, TruthRole});
}

int RuleBlocks::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> RuleBlocks::roleNames() const
{
    return {{DepthRole, "depth"},   {KindRole, "kind"},   {OperatorRole, "operation"}, {TitleRole, "title"},
            {SlotRole, "place"},    {PartsRole, "parts"}, {BetweenRole, "isBetween"},  {CanAddRole, "canAdd"},
            {ResultRole, "result"}, {TruthRole, "truth"}};
}

QVariant RuleBlocks::data(const QModelIndex& index, int role) const
{
    const Value* node = this->node(index.row());
    if (!node)
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto result = static_cast<std::size_t>(index.row()) < m_results.size()
                            ? m_results[static_cast<std::size_t>(index.row())]
                            : std::nullopt;
    switch (role) {
    case DepthRole:
        return static_cast<int>(row.path.size());
    case KindRole:
        return row.kind;
    case OperatorRole:
        return toQString(ruletree::operatorOf(*node));
    case TitleRole:
        return node->isArray() ? tr("A list of") : rulewords::ofOperator(ruletree::operatorOf(*node));
    case SlotRole:
        return row.slot;
    case PartsRole:
        return row.kind == "line" || row.kind == "value" ? partsOf(*node, row.scope) : QVariantList();
    case BetweenRole:
        return row.kind == "line" && ruletree::childrenOf(*node).size() > 1 &&
               rulewords::standsBetween(ruletree::operatorOf(*node));
    case CanAddRole:
        return row.kind == "group" && takesMore(*node);
    case ResultRole:
        return result ? shownResult(*result) : QString();
    case TruthRole:
        return result && result->isBoolean() ? (result->asBoolean() ? "true" : "false") : "";
    default:
        return {};
    }
}

QVariantList RuleBlocks::partsOf(const Value& node, const Scope& scope) const
{
    if (ruletree::isLeaf(node))
        return {partOf(node, scope)};
    QVariantList parts;
    for (const Value* child : ruletree::childrenOf(node))
        parts.append(partOf(*child, scope));
    return parts;
}

QVariantMap RuleBlocks::partOf(const Value& node, const Scope& scope) const
{
    if (!ruletree::isLeaf(node))
        return {{"shown", tr("the result below")}, {"text", textOf(node, scope)}, {"isBelow", true}};
    const std::optional<std::string> variable = ruletree::variableOf(node);
    const QString value = node.isNull() ? tr("nothing") : wording::ofValue(node);
    const QString shown = variable          ? rulewords::ofPath(*variable, {scope.type, m_types})
                          : value.isEmpty() ? tr("empty")
                                            : value;
    return {{"shown", shown}, {"text", textOf(node, scope)}, {"isBelow", false}};
}

QString RuleBlocks::textOf(const Value& node, const Scope& scope) const
{
    const std::optional<std::string> variable = ruletree::variableOf(node);
    if (variable && variable->empty())
        return itemName;
    if (variable && !scope.type)
        return toQString(*variable);
    const std::optional<QString> text = scope.type ? ruletext::write(node, {*scope.type, m_types}) : std::nullopt;
    return text ? *text : toQString(toJson(node));
}

Result<Value> RuleBlocks::read(const QString& text, const Scope& scope) const
{
    const QString clean = text.trimmed();
    if (clean.startsWith('[') || clean.startsWith('{'))
        return parseJson(fromQString(clean));
    if (clean.isEmpty())
        return Value("");
    if (scope.isOfItem && clean == itemName)
        return Value(Value::Object{{"var", ""}});
    if (!scope.type && !scope.isOfItem)
        return Error{ErrorCode::Invalid, fromQString(tr("There is nothing to read from.")), {}, {}, {}};
    static const catalogue::Type unknown;
    Result<Value> value = ruletext::parse(clean, {scope.type ? *scope.type : unknown, m_types});
    // The items' own names, whatever they are.
    const bool isName = value && !scope.type && ruletree::variableOf(*value);
    return isName ? Result<Value>(Value::Object{{"var", fromQString(clean)}}) : value;
}

const catalogue::Type* RuleBlocks::itemType(const Value& list, const Scope& scope) const
{
    const std::optional<std::string> path = ruletree::variableOf(list);
    if (!path || !scope.type || !m_types)
        return nullptr;
    for (const catalogue::Catalogue::Inverse& one : m_types->referencesTo(*scope.type)) {
        if (one.field->inverse == *path)
            return one.type;
    }
    return nullptr;
}

} // namespace campaign
