// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RuleText.h"

#include "ui/client/Conversion.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace campaign::ruletext {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(campaign::RuleText)
};

constexpr int deepest = 40;

struct Token
{
    enum Kind { Name, Number, Text, Sign, End, Wrong };
    Kind kind = End;
    QString text;
    int at = 0;
};

bool isNameStart(QChar c)
{
    return c.isLetter() || c == '_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == '_' || c == '.' || c == '$';
}

/// Cuts a formula into tokens.
class Scanner
{
public:
    explicit Scanner(const QString& text)
        : m_text(text)
    {
    }

    Token next()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        const int start = m_at;
        if (start >= m_text.size())
            return {Token::End, {}, start};
        const QChar c = m_text[start];
        if (isNameStart(c))
            return {Token::Name, take(isNamePart), start};
        if (c.isDigit())
            return {Token::Number, take([](QChar one) { return one.isDigit() || one == '.'; }), start};
        if (c == '"' || c == '\'')
            return text(c);
        static const QString signs[] = {"!=", ">=", "<=", "==", ">", "<", "=", "+", "-", "*", "/", "%", "(", ")", ","};
        for (const QString& sign : signs) {
            if (QStringView(m_text).mid(start).startsWith(sign)) {
                m_at += static_cast<int>(sign.size());
                return {Token::Sign, sign == "==" ? QString("=") : sign, start};
            }
        }
        return {Token::Wrong, QString(c), start};
    }

private:
    template <typename Accepts>
    QString take(Accepts accepts)
    {
        const int start = m_at;
        while (m_at < m_text.size() && accepts(m_text[m_at]))
            ++m_at;
        return m_text.mid(start, m_at - start);
    }

    Token text(QChar quote)
    {
        const int start = m_at++;
        QString content;
        for (; m_at < m_text.size() && m_text[m_at] != quote; ++m_at) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            content += m_text[m_at];
        }
        if (m_at >= m_text.size())
            return {Token::Wrong, QString(quote), start};
        ++m_at;
        return {Token::Text, content, start};
    }

    const QString& m_text;
    int m_at = 0;
};

struct Infix
{
    const char* written;
    const char* operation;
    int strength;
};
constexpr Infix infixes[] = {{"or", "or", 1}, {"and", "and", 2}, {"=", "==", 4},  {"!=", "!=", 4}, {">", ">", 4},
                             {">=", ">=", 4}, {"<", "<", 4},     {"<=", "<=", 4}, {"in", "in", 4}, {"+", "+", 5},
                             {"-", "-", 5},   {"*", "*", 6},     {"/", "/", 6},   {"%", "%", 6}};
constexpr int notStrength = 3;

/// Reads by precedence climbing; depth is bounded.
class Parser
{
public:
    Parser(const QString& text, const Names& names)
        : m_scanner(text)
        , m_names(names)
    {
        m_token = m_scanner.next();
    }

    Result<Value> whole()
    {
        Result<Value> value = expression(0, 0);
        if (value && m_token.kind != Token::End)
            return unexpected();
        return value;
    }

private:
    Error wrong(const QString& sentence, int at) const
    {
        return {ErrorCode::Invalid, client::fromQString(sentence), std::to_string(at), {}, {}};
    }

    Error unexpected() const
    {
        if (m_token.kind == Token::End)
            return wrong(Words::tr("Something is missing at the end."), m_token.at);
        if (m_token.kind == Token::Wrong && (m_token.text == "\"" || m_token.text == "'"))
            return wrong(Words::tr("The quotation mark is never closed."), m_token.at);
        return wrong(Words::tr("“%1” does not belong here.").arg(m_token.text), m_token.at);
    }

    void advance() { m_token = m_scanner.next(); }
    bool isSign(const char* sign) const { return m_token.kind == Token::Sign && m_token.text == sign; }
    bool isWord(const char* word) const { return m_token.kind == Token::Name && m_token.text == word; }

    const Infix* infix() const
    {
        if (m_token.kind != Token::Sign && m_token.kind != Token::Name)
            return nullptr;
        const auto found = std::find_if(std::begin(infixes), std::end(infixes),
                                        [this](const Infix& one) { return m_token.text == one.written; });
        return found == std::end(infixes) ? nullptr : &*found;
    }

    Result<Value> expression(int weakest, int depth)
    {
        if (depth > deepest)
            return wrong(Words::tr("This is nested too deeply."), m_token.at);
        Result<Value> left = operand(depth);
        while (left && infix() && infix()->strength > weakest) {
            const Infix& operation = *infix();
            advance();
            const Result<Value> right = expression(operation.strength, depth + 1);
            if (!right)
                return right;
            left = joined(operation, std::move(*left), *right);
        }
        return left;
    }

    /// "a and b and c" is one operation.
    static Value joined(const Infix& operation, Value left, const Value& right)
    {
        Value* same = operation.strength <= 2 && left.isObject() ? left.asObject().find(operation.operation) : nullptr;
        if (same && same->isArray()) {
            same->asArray().push_back(right);
            return left;
        }
        return Value::Object{{operation.operation, Value::Array{std::move(left), right}}};
    }

    Result<Value> operand(int depth)
    {
        const Token token = m_token;
        switch (token.kind) {
        case Token::Number: {
            advance();
            bool isGood = false;
            const double number = token.text.toDouble(&isGood);
            return isGood ? Result<Value>(client::fromVariant(number))
                          : wrong(Words::tr("“%1” is no number.").arg(token.text), token.at);
        }
        case Token::Text:
            advance();
            return Value(client::fromQString(token.text));
        case Token::Name:
            return name(depth);
        default:
            break;
        }
        if (isSign("(")) {
            advance();
            Result<Value> inner = expression(0, depth + 1);
            return inner ? closed(std::move(inner)) : inner;
        }
        if (isSign("-")) {
            advance();
            const Result<Value> inner = expression(6, depth + 1);
            if (!inner)
                return inner;
            return inner->isNumber() ? client::fromVariant(-inner->asNumber())
                                     : Value(Value::Object{{"-", Value::Array{*inner}}});
        }
        return unexpected();
    }

    Result<Value> closed(Result<Value> value)
    {
        if (!isSign(")"))
            return unexpected();
        advance();
        return value;
    }

    Result<Value> name(int depth)
    {
        const Token token = m_token;
        if (infix())
            return unexpected();
        advance();
        if (token.text == "not") {
            const Result<Value> inner = expression(notStrength, depth + 1);
            return inner ? Result<Value>(Value::Object{{"!", Value::Array{*inner}}}) : inner;
        }
        if (token.text == "yes" || token.text == "true" || token.text == "no" || token.text == "false")
            return Value(token.text == "yes" || token.text == "true");
        if (token.text == "nothing")
            return Value();
        return isSign("(") ? call(token, depth) : Result<Value>(variable(token.text));
    }

    Value variable(const QString& path) const
    {
        const std::string full = client::fromQString(path);
        const std::string head = full.substr(0, full.find('.'));
        // With a dot it is a way over a relation, which the rule itself says whether there is.
        const bool isPath = full.find('.') != std::string::npos || m_names.isOwn(head);
        return Value::Object{{"var", isPath ? full : "variables." + full}};
    }

    Result<Value> call(const Token& function, int depth)
    {
        Value::Array arguments;
        advance();
        while (!isSign(")")) {
            Result<Value> argument = expression(0, depth + 1);
            if (!argument)
                return argument;
            arguments.push_back(std::move(*argument));
            if (!isSign(",") && !isSign(")"))
                return unexpected();
            if (isSign(","))
                advance();
        }
        advance();
        return Value(Value::Object{{client::fromQString(function.text), std::move(arguments)}});
    }

    Scanner m_scanner;
    const Names& m_names;
    Token m_token;
};

/// Writes what Parser reads.
class Printer
{
public:
    explicit Printer(const Names& names)
        : m_names(names)
    {
    }

    std::optional<QString> print(const Value& value, int weakest, int depth) const
    {
        if (depth > deepest || value.isArray())
            return std::nullopt;
        if (value.isNull())
            return QString("nothing");
        if (value.isBoolean())
            return QString(value.asBoolean() ? "yes" : "no");
        if (value.isNumber())
            return value.isInteger() ? QString::number(value.asInteger())
                                     : QString::number(value.asNumber(), 'f', QLocale::FloatingPointShortest);
        if (value.isString())
            return quoted(client::toQString(value.asString()));
        if (value.asObject().size() != 1)
            return std::nullopt;
        const auto& [operation, argument] = *value.asObject().begin();
        const Value::Array arguments = argument.isArray() ? argument.asArray() : Value::Array{argument};
        return this->operation(operation, arguments, weakest, depth);
    }

private:
    static QString quoted(QString text) { return '"' + text.replace('\\', "\\\\").replace('"', "\\\"") + '"'; }

    static bool isName(const QString& text)
    {
        static const char* const words[] = {"or", "and", "not", "in", "yes", "no", "true", "false", "nothing"};
        return !text.isEmpty() && isNameStart(text[0]) && std::all_of(text.begin(), text.end(), isNamePart) &&
               std::none_of(std::begin(words), std::end(words), [&](const char* word) { return text == word; });
    }

    std::optional<QString> variable(const Value::Array& arguments) const
    {
        if (arguments.size() != 1 || !arguments.front().isString())
            return std::nullopt;
        constexpr std::string_view prefix = "variables.";
        std::string path = arguments.front().asString();
        const std::string bare = path.starts_with(prefix) ? path.substr(prefix.size()) : std::string();
        if (!bare.empty() && bare.find('.') == std::string::npos && !m_names.isOwn(bare))
            path = bare;
        else if (path.find('.') == std::string::npos && !m_names.isOwn(path))
            return std::nullopt; // would read as a variable
        const QString text = client::toQString(path);
        return isName(text) ? std::optional(text) : std::nullopt;
    }

    std::optional<QString> operation(const std::string& name, const Value::Array& arguments, int weakest,
                                     int depth) const
    {
        if (name == "var")
            return variable(arguments);
        const auto infix = std::find_if(std::begin(infixes), std::end(infixes),
                                        [&](const Infix& one) { return name == one.operation; });
        if (infix != std::end(infixes) && (arguments.size() == 2 || (arguments.size() > 2 && infix->strength <= 2)))
            return chain(*infix, arguments, weakest, depth);
        if (name == "!" && arguments.size() == 1) {
            const std::optional<QString> inner = print(arguments.front(), notStrength, depth + 1);
            return inner ? std::optional(wrapped("not " + *inner, notStrength, weakest)) : std::nullopt;
        }
        const QString function = client::toQString(name);
        if (!isName(function))
            return std::nullopt;
        QStringList parts;
        for (const Value& one : arguments) {
            const std::optional<QString> part = print(one, 0, depth + 1);
            if (!part)
                return std::nullopt;
            parts.append(*part);
        }
        return function + '(' + parts.join(", ") + ')';
    }

    std::optional<QString> chain(const Infix& infix, const Value::Array& arguments, int weakest, int depth) const
    {
        QStringList parts;
        for (const Value& one : arguments) {
            // The left side may be of the same strength, the others bind tighter.
            const int least = parts.isEmpty() && infix.strength > 2 ? infix.strength - 1 : infix.strength;
            const std::optional<QString> part = print(one, least, depth + 1);
            if (!part)
                return std::nullopt;
            parts.append(*part);
        }
        return wrapped(parts.join(' ' + QString(infix.written) + ' '), infix.strength, weakest);
    }

    static QString wrapped(const QString& text, int strength, int weakest)
    {
        return strength > weakest ? text : '(' + text + ')';
    }

    const Names& m_names;
};

} // namespace

bool Names::isOwn(std::string_view name) const
{
    if (type.field(name) || name == "id")
        return true;
    const auto isIt = [&](const catalogue::Catalogue::Inverse& one) { return one.field->inverse == name; };
    return types && types->find(type.name) && std::ranges::any_of(types->referencesTo(type), isIt);
}

Result<Value> parse(const QString& text, const Names& names)
{
    return Parser(text, names).whole();
}

std::optional<QString> write(const Value& rule, const Names& names)
{
    const std::optional<QString> text = Printer(names).print(rule, 0, 0);
    if (!text)
        return std::nullopt;
    // Only what reads back as the very rule may stand for it.
    const Result<Value> again = parse(*text, names);
    return again && *again == rule ? text : std::nullopt;
}

} // namespace campaign::ruletext
