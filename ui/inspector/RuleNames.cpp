// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/RuleNames.h"

#include "ui/client/Conversion.h"
#include "ui/client/Documents.h"
#include "ui/client/Wording.h"
#include "ui/rules/RuleTree.h"
#include "ui/rules/RuleWords.h"

#include <algorithm>
#include <numeric>

namespace campaign {

using client::fromQString;
using client::toQString;

namespace {

constexpr int mostSeen = 200; // whose variables are looked at

const Value::Array& edgesOf(const Value& data, const char* alias)
{
    static const Value::Array none;
    const Value* page = data.find(alias);
    const Value* edges = page && page->isObject() ? page->find("edges") : nullptr;
    return edges && edges->isArray() ? edges->asArray() : none;
}

/// Letters to add, leave out or replace, https://en.wikipedia.org/wiki/Levenshtein_distance; two that changed places
/// count as two.
int distanceOf(const QString& left, const QString& right)
{
    std::vector<int> row(static_cast<std::size_t>(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int replaced = diagonal + (left[i] == right[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

/// The name that is nearest to what was typed, "" when none is near.
QString nearest(const QString& typed, const QStringList& names)
{
    QString best;
    int least = std::max(1, static_cast<int>(typed.size()) / 3) + 1;
    for (const QString& name : names) {
        const int distance = distanceOf(typed.toLower(), name.toLower());
        if (distance < least) {
            least = distance;
            best = name;
        }
    }
    return best;
}

/// Every path that the rule reads of the entity itself; the bodies of lists read of their items.
void gatherPaths(const Value& node, std::vector<std::string>& paths)
{
    if (const std::optional<std::string> path = ruletree::variableOf(node)) {
        paths.push_back(*path);
        return;
    }
    if (!node.isArray() && !ruletree::isOperation(node))
        return;
    const std::string& name = ruletree::operatorOf(node);
    const std::vector<const Value*> children = ruletree::childrenOf(node);
    const bool isOfItems = !rulewords::ofArgument(name, 0, children.size()).isEmpty() && name != "if" && name != "?:";
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (!isOfItems || i == 0)
            gatherPaths(*children[i], paths);
    }
}

Value startLike(const Value& value)
{
    if (value.isBoolean())
        return Value(true);
    return value.isString() ? Value("") : Value(0);
}

Value startOfDeclared(const Value& schema)
{
    const QString type = client::textOf(schema, "type").toLower();
    const Value* choices = schema.find("enumValues");
    if (type == "enum" && choices && choices->isArray() && !choices->asArray().empty())
        return choices->asArray().front();
    return type == "number" ? Value(0) : type == "boolean" ? Value(true) : Value("");
}

} // namespace

RuleNames::RuleNames(QObject* parent)
    : QObject(parent)
{
}

void RuleNames::show(Session* session, const catalogue::Type* type)
{
    m_session = session;
    if (m_type != type) {
        m_type = type;
        m_isKnown = false;
        m_variables.clear();
        m_stateVariables.clear();
        m_starts.clear();
        m_computed.clear();
    }
    if (!session || !type || !client::documents::hasComputedFields(*type))
        return;
    const std::string branch = ", branchId: $branch) { edges { node { ";
    const std::string end = " } } } ";
    std::string text = "query RuleNames($branch: ID, $type: String) { schemas: variableSchemasConnection(first: 500, "
                       "filter: {entityType: {eq: $type}}" +
                       branch + "name type enumValues" + end +
                       "rules: fieldConditionsConnection(first: 500, filter: {entityType: {eq: $type}}" + branch +
                       "field" + end + "state: stateVariablesConnection(first: 500" + branch + "key" + end;
    if (type->field("variables"))
        text += "seen: " + type->plural + "Connection(first: " + std::to_string(mostSeen) + branch + "variables" + end;
    session->client().execute(text + '}', {{"type", type->name}, {"branch", session->place().branch()}}, this,
                              [this, asked = ++m_asked](const client::Reply& reply) {
                                  if (asked == m_asked && reply.data.isObject())
                                      take(reply.data);
                              });
}

void RuleNames::take(const Value& data)
{
    m_isKnown = true;
    for (const Value& edge : edgesOf(data, "rules"))
        m_computed.insert(edge.find("node")->stringOr("field", ""));
    for (const Value& edge : edgesOf(data, "state"))
        m_stateVariables.insert(edge.find("node")->stringOr("key", ""));
    for (const Value& edge : edgesOf(data, "seen")) {
        const Value* seen = edge.find("node")->find("variables");
        for (const auto& [key, value] : seen && seen->isObject() ? seen->asObject() : Value::Object())
            takeVariable(key, startLike(value));
    }
    for (const Value& edge : edgesOf(data, "schemas")) // what was declared says more than what was seen
        takeVariable(edge.find("node")->stringOr("name", ""), startOfDeclared(*edge.find("node")));
    emit changed();
}

void RuleNames::takeVariable(const std::string& key, const Value& start)
{
    m_variables.insert(key);
    m_starts.insert_or_assign(key, start);
}

QString RuleNames::fieldCalled(const QString& label) const
{
    const QString clean = label.simplified();
    for (const std::string& name : m_computed) {
        if (wording::ofName(toQString(name)).compare(clean, Qt::CaseInsensitive) == 0)
            return toQString(name);
    }
    const QStringList words = clean.split(' ', Qt::SkipEmptyParts);
    QString name = words.value(0);
    if (words.size() > 1)
        name = name.left(1).toLower() + name.mid(1);
    for (const QString& word : words.mid(1))
        name += word.left(1).toUpper() + word.mid(1);
    return name;
}

QString RuleNames::doubt(const Value& rule) const
{
    std::vector<std::string> paths;
    if (m_isKnown && m_type)
        gatherPaths(rule, paths);
    for (const std::string& path : paths) {
        if (const QString doubt = doubtOf(path); !doubt.isEmpty())
            return doubt;
    }
    return {};
}

/// Of what the entity itself has; the names of other things are not looked up.
QString RuleNames::doubtOf(const std::string& path) const
{
    QStringList keys = toQString(path).split('.');
    if (keys.size() > 1 && (keys.first() == "self" || keys.first() == toQString(m_type->queryName())))
        keys.removeFirst();
    const bool isVariable = keys.size() == 2 && keys.first() == "variables";
    const bool isState = keys.size() == 2 && keys.first() == "var";
    if (!isVariable && !isState)
        return {};
    const std::set<std::string>& known = isState ? m_stateVariables : m_variables;
    if (known.contains(fromQString(keys[1])))
        return {};
    QStringList names;
    for (const std::string& name : known)
        names.append(toQString(name));
    if (isVariable) {
        for (const catalogue::Field& field : m_type->fields)
            names.append(toQString(field.name));
    }
    const QString meant = nearest(keys[1], names);
    return meant.isEmpty() ? tr("No %1 has anything called “%2” yet.").arg(toQString(m_type->label).toLower(), keys[1])
                           : tr("Nothing is called “%1”. Did you mean “%2”?").arg(keys[1], meant);
}

} // namespace campaign
