// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rules/Direct.h"

#include <optional>

namespace campaign::rules {

using directSteps::Reading;

/// Puts steps together from the end: each is made knowing what comes after it. What cannot be put so has no place, and
/// then the whole has none.
class DirectCompiler
{
public:
    explicit DirectCompiler(const Node* nodes)
        : m_nodes(nodes)
    {
    }

    std::unique_ptr<const Direct> compile()
    {
        const Place entry = value(m_nodes[0]);
        if (!entry || m_drafts.size() > static_cast<std::size_t>(Direct::mostSteps))
            return nullptr;
        std::unique_ptr<Direct> direct(new Direct());
        direct->m_steps = std::vector<Direct::Step>(m_drafts.size());
        for (std::size_t i = 0; i < m_drafts.size(); ++i) {
            Direct::Step& step = direct->m_steps[i];
            const Draft& draft = m_drafts[i];
            step.call = draft.call;
            step.next = draft.next ? &direct->m_steps[*draft.next] : nullptr;
            step.otherwise = draft.otherwise ? &direct->m_steps[*draft.otherwise] : nullptr;
            step.place = draft.place;
            step.constant = draft.constant;
        }
        direct->m_entry = &direct->m_steps[*entry];
        return direct;
    }

private:
    using Place = std::optional<std::size_t>;
    using Leaf = Node::Leaf;

    struct Draft
    {
        Direct::Call call = nullptr;
        Place next;
        Place otherwise;
        const Node* place = nullptr;
        Operand constant;
    };

    Place add(const Draft& draft)
    {
        if (!draft.call || m_drafts.size() > static_cast<std::size_t>(Direct::mostSteps))
            return std::nullopt;
        m_drafts.push_back(draft);
        return m_drafts.size() - 1;
    }
    bool returnsNumber(Place at) const { return at && m_drafts[*at].call == directSteps::returnNumber; }
    bool isReturn(Place at, const Operand& truth) const
    {
        const Draft& draft = m_drafts[*at];
        return draft.call == directSteps::returnConstant && draft.constant.kind() == truth.kind() &&
               draft.constant.asBoolean() == truth.asBoolean();
    }
    const Node& child(const Node& node, std::size_t index) const { return m_nodes[node.first + index]; }
    static bool isPlace(const Node& node) { return node.leaf == Leaf::Context && node.stepCount > 0; }
    static bool isNumber(const Node& node) { return node.leaf == Leaf::Constant && node.constant.isNumber(); }
    static bool calculates(const Node& node)
    {
        const bool needsTwo = node.operation != &operations::sum;
        return directSteps::withConstant(*node.operation) && node.count >= (needsTwo ? 2 : 1);
    }
    static bool isAnd(const Node& node) { return node.operation == &operations::conjunction; }
    static bool isOr(const Node& node) { return node.operation == &operations::disjunction; }
    static bool isNot(const Node& node) { return node.operation == &operations::isFalse && node.count > 0; }
    static bool isSure(const Node& node) { return node.operation == &operations::isTrue && node.count > 0; }
    static bool isChoice(const Node& node) { return node.operation == &operations::choose; }
    /// Whether its value is true or false and nothing else.
    static bool decides(const Node& node) { return comparisonOf(*node.operation) || isNot(node) || isSure(node); }

    Place constant(const Operand& value) { return add({directSteps::returnConstant, {}, {}, nullptr, value}); }
    Place decision(const Node& node)
    {
        const Place yes = constant(Operand::boolean(true));
        const Place no = constant(Operand::boolean(false));
        return truth(node, yes, no);
    }

    /// The steps that end with the node's value.
    Place value(const Node& node)
    {
        if (isPlainConstant(node))
            return constant(node.constant);
        if (isPlace(node))
            return add({directSteps::returnPlace(node), {}, {}, &node, {}});
        if (decides(node))
            return decision(node);
        if (isChoice(node))
            return choice(node, constant(Operand::null()), [this](const Node& branch) { return value(branch); });
        if (isAnd(node) || isOr(node))
            return junction(node);
        return calculates(node) ? number(node, add({directSteps::returnNumber, {}, {}, nullptr, {}})) : std::nullopt;
    }

    /// The value that decides: what comes before the last can only be true or false here.
    Place junction(const Node& node)
    {
        if (node.count == 0)
            return std::nullopt;
        Place entry = value(child(node, node.count - 1));
        const Place decided = constant(Operand::boolean(isOr(node)));
        for (std::size_t i = node.count - 1; i-- > 0 && entry;) {
            const Node& part = child(node, i);
            if (!decides(part))
                return std::nullopt;
            entry = isAnd(node) ? truth(part, entry, decided) : truth(part, decided, entry);
        }
        return entry;
    }

    /// Pairs of condition and result, then what stands alone.
    template <typename Make>
    Place choice(const Node& node, Place otherwise, const Make& make)
    {
        std::size_t i = node.count;
        Place entry = otherwise;
        if (i % 2 == 1)
            entry = make(child(node, --i));
        for (; i >= 2 && entry; i -= 2) {
            const Place result = make(child(node, i - 1));
            entry = result ? truth(child(node, i - 2), result, entry) : std::nullopt;
        }
        return entry;
    }

    /// The steps that go on at one place where the node is true, else at the other.
    Place truth(const Node& node, Place yes, Place no)
    {
        if (!yes || !no)
            return std::nullopt;
        if (node.leaf == Leaf::Constant)
            return isTruthy(node.constant) ? yes : no;
        if (isPlace(node))
            return add({directSteps::testPlace(node), yes, no, &node, {}});
        if (isNot(node))
            return truth(child(node, 0), no, yes);
        if (isSure(node))
            return truth(child(node, 0), yes, no);
        if (isChoice(node))
            return choice(node, no, [&](const Node& branch) { return truth(branch, yes, no); });
        if (isAnd(node) || isOr(node)) {
            Place entry = node.count == 0 ? no : isAnd(node) ? yes : no;
            for (std::size_t i = node.count; i-- > 0;)
                entry = isAnd(node) ? truth(child(node, i), entry, no) : truth(child(node, i), yes, entry);
            return entry;
        }
        if (const auto kind = comparisonOf(*node.operation))
            return kind->isFused ? fused(node, kind->comparison, yes, no) : comparison(node, kind->comparison, yes, no);
        return calculates(node) ? number(node, add({directSteps::testNumber, yes, no, nullptr, {}})) : std::nullopt;
    }

    Place fused(const Node& node, Comparison comparison, Place yes, Place no)
    {
        if (node.scope != Program::Scope::Context || node.stepCount == 0)
            return std::nullopt;
        const bool ends = isReturn(yes, Operand::boolean(true)) && isReturn(no, Operand::boolean(false));
        return add({directSteps::comparePlace(comparison, node, node.constant, ends), yes, no, &node, node.constant});
    }

    static Comparison mirrored(Comparison comparison)
    {
        switch (comparison) {
        case Comparison::Less:
            return Comparison::Greater;
        case Comparison::LessOrEqual:
            return Comparison::GreaterOrEqual;
        case Comparison::Greater:
            return Comparison::Less;
        case Comparison::GreaterOrEqual:
            return Comparison::LessOrEqual;
        default:
            return comparison;
        }
    }

    /// Two sides, or three with the second between the others.
    Place comparison(const Node& node, Comparison comparison, Place yes, Place no)
    {
        if (node.count == 3 && isNumber(child(node, 0)) && calculates(child(node, 1)) && isNumber(child(node, 2))) {
            const Place second =
                add({directSteps::compareNumber(comparison), yes, no, nullptr, child(node, 2).constant});
            return number(child(node, 1), add({directSteps::compareNumber(mirrored(comparison)), second, no, nullptr,
                                               child(node, 0).constant}));
        }
        if (node.count != 2)
            return std::nullopt;
        const Node& left = child(node, 0);
        const Node& right = child(node, 1);
        if (calculates(left) && isNumber(right))
            return number(left, add({directSteps::compareNumber(comparison), yes, no, nullptr, right.constant}));
        if (calculates(right) && isNumber(left))
            return number(right,
                          add({directSteps::compareNumber(mirrored(comparison)), yes, no, nullptr, left.constant}));
        if (calculates(left) || calculates(right))
            return keeping([&](const Operand& kept) {
                const Place compared = add({directSteps::compareKept(comparison), yes, no, nullptr, kept});
                const Place second = number(right, compared, Reading::NumbersOnly);
                return number(left, keep(kept, second), Reading::NumbersOnly);
            });
        return sides(left, right, comparison, yes, no);
    }

    static bool isPlainConstant(const Node& node)
    {
        return node.leaf == Leaf::Constant && !node.constant.isArray() && !node.constant.isObject();
    }

    Place sides(const Node& left, const Node& right, Comparison comparison, Place yes, Place no)
    {
        const bool areSides =
            (isPlace(left) || isPlainConstant(left)) && (isPlace(right) || isPlainConstant(right)) && yes && no;
        if (!areSides)
            return std::nullopt;
        const auto side = [](const Node& node) { return isPlace(node) ? &node : nullptr; };
        const Place first =
            add({directSteps::compareBoth(comparison), yes, no, side(left), side(left) ? Operand() : left.constant});
        add({directSteps::returnConstant, {}, {}, side(right), side(right) ? Operand() : right.constant});
        return first;
    }

    Place keep(const Operand& where, Place next)
    {
        return next ? add({directSteps::keep, next, {}, nullptr, where}) : std::nullopt;
    }

    template <typename Make>
    Place keeping(const Make& make)
    {
        if (m_kept == Direct::mostKept)
            return std::nullopt;
        const Place entry = make(Operand::number(static_cast<double>(m_kept++)));
        --m_kept;
        return entry;
    }

    /// The steps that go on with the node's number at hand.
    Place number(const Node& node, Place next, Reading reading = Reading::Converted)
    {
        if (!next)
            return std::nullopt;
        if (isPlace(node))
            return add({directSteps::load(node, reading), next, {}, &node, {}});
        if (isNumber(node))
            return add({directSteps::loadConstant, next, {}, nullptr, node.constant});
        if (!calculates(node))
            return std::nullopt;
        const bool readsText = node.operation == &operations::sum || node.operation == &operations::product;
        const std::size_t count = readsText ? node.count : 2;
        if (count == 1 && calculates(child(node, 0)))
            return std::nullopt; // its -0 would have to become 0
        Place entry = next;
        const Node& first = child(node, 0);
        const bool beginsWithBoth = count > 1 && isPlace(first) && isNumber(child(node, 1));
        for (std::size_t i = count; i-- > (beginsWithBoth ? 2 : 1);)
            entry = calculation(node, child(node, i), entry);
        if (beginsWithBoth && entry)
            return add({directSteps::placeWithConstant(*node.operation, first, returnsNumber(entry)),
                        entry,
                        {},
                        &first,
                        child(node, 1).constant});
        return number(child(node, 0), entry, readsText ? Reading::Leading : Reading::Converted);
    }

    /// What is at hand with one operand more.
    Place calculation(const Node& node, const Node& right, Place next)
    {
        if (!next)
            return std::nullopt;
        if (isPlace(right))
            return add({directSteps::withPlace(*node.operation, right, returnsNumber(next)), next, {}, &right, {}});
        if (isNumber(right))
            return add({directSteps::withConstant(*node.operation), next, {}, nullptr, right.constant});
        return keeping([&](const Operand& kept) {
            const Place combined = add({directSteps::withKept(*node.operation), next, {}, nullptr, kept});
            return keep(kept, number(right, combined));
        });
    }

    const Node* m_nodes;
    std::vector<Draft> m_drafts;
    std::size_t m_kept = 0;
};

std::unique_ptr<const Direct> Direct::of(const Node* nodes)
{
    return DirectCompiler(nodes).compile();
}

} // namespace campaign::rules
