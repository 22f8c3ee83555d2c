// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random rules and data: every operator, well-typed and not, nested, with the texts and numbers where conversions differ.

const texts = ["", " ", "0", "1", "5", "-1", "10", "9", "1abc", "abc", " 7 ", "0x10", "1e3", "-.5", ".", "Infinity", "NaN",
  "true", "null", "a,b", "1,2", "é", "日本", "a😀b", "😀", "\uE000", "\t3\n", "\u00a05", "[object Object]", "undefined", "a.b", "list", "b",
  "+5", "5.", "0b11", "0o17", "1e400", "-0", "abcabc", "00", "1e-400", "12px", "e5", "Harrowford"];
const numbers = [0, 1, -1, 2, 3, 5, 10, 0.1, 0.2, -2.5, 1e21, 1e-7, 123456789012, 1.5, 7, 100, -3, 1e308, 5e-324, 2 ** 53, 0.5];
const keys = ["a", "b", "c", "list", "name", "items", "n", "x", "deep", "0", "1", "length", "current", "accumulator"];
const paths = ["a", "b", "c", "list", "name", "items", "n", "x", "deep", "a.b", "deep.a", "deep.list.0", "list.0", "list.1.a", "list.length",
  "name.0", "name.length", "items.0.n", "current", "accumulator", "current.n", "current.a", "accumulator.length", "", "0", "1", "a..b", ".", "none",
  "list.-1", "list.01", "items.1.name", "accumulator.0", "deep.deep.a"];

// Values that one conversion or another makes equal, or puts in an order one would not expect.
const neighbours = [
  [0, "", "0", false, null, [], [[]], " ", "-0"], [1, "1", true, [1], ["1"], "1.0", "0x1", " 1"], [5, "5", [5], "5 ", 5.5, "05"],
  [10, "10", "9", 9, [10], "1e1"], ["a", ["a"], "b", "A", "aa", ""], ["1,2", [1, 2], ["1", "2"], "1,"],
  ["[object Object]", {}, { a: 1, b: 2 }], ["😀", "\uE000", "\uFFFD", "日本", "é", "z"], ["NaN", "Infinity", 1e308, "1e400", "x"],
  [-1, "-1", 0, -0.5, "-.5", [-1]], ["abc", "abcabc", "ab", "bc", ""], [2 ** 53, 2 ** 53 + 2, "9007199254740993", 1e21, "1e21"],
];
const present = ["a", "b", "c", "list", "name", "items", "n", "deep.a", "deep.list", "list.0", "list.1", "list.length", "name.0", "name.length",
  "items.0.n", "items.1.name", "deep.deep.a", "flag", "none"];
const orders = ["==", "===", "!=", "!==", "<", "<=", ">", ">="];
const arithmetic = ["+", "*", "-", "/", "%", "min", "max"];

const fixed = { "!": 1, "!!": 1, "==": 2, "!=": 2, "===": 2, "!==": 2, "<": 3, "<=": 3, ">": 2, ">=": 2, "%": 2, "/": 2, "-": 2, in: 2, substr: 3, log: 1 };
const variadic = ["+", "*", "min", "max", "cat", "merge", "and", "or", "if", "?:"];
const overLists = ["map", "filter", "all", "some", "none"];

/// Mulberry32: small, seeded, the same everywhere.
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class RuleGenerator {
  constructor(seed) {
    this.random = seeded(seed);
    this.used = new Map();
  }

  operators() {
    return [...Object.keys(fixed), ...variadic, ...overLists, "reduce", "var", "missing", "missing_some"];
  }

  testCase() {
    const testCase = { rule: this.chance(0.6) ? this.pointed(this.below(3)) : this.rule(1 + this.below(4)) };
    if (!this.chance(0.03)) testCase.data = this.data(3);
    return testCase;
  }

  below(limit) {
    return Math.floor(this.random() * limit);
  }
  chance(probability) {
    return this.random() < probability;
  }
  pick(choices) {
    return choices[this.below(choices.length)];
  }
  many(least, most, make) {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  data(depth) {
    if (this.chance(0.04)) return this.value(2);
    const data = { a: this.scalar(), b: this.number(), c: this.pick(texts), n: this.number(), name: this.pick(texts), flag: this.chance(0.5) };
    const most = this.chance(0.1) ? 70 : 5; // list operators take their items in batches
    data.list = this.many(0, most, this.chance(0.5) ? () => this.number() : () => this.value(1));
    data.items = this.many(0, most, () => ({ n: this.number(), name: this.pick(texts), a: this.scalar() }));
    data.deep = { a: this.value(1), list: this.many(0, 4, () => this.pick(texts)), deep: this.object(1, keys) };
    return this.chance(0.3) ? { ...data, ...this.object(depth, keys) } : data;
  }

  value(depth) {
    const dice = this.random();
    if (depth > 0 && dice < 0.15) return this.many(0, 3, () => this.value(depth - 1));
    if (depth > 0 && dice < 0.27) return this.object(depth - 1, keys);
    return this.scalar();
  }
  object(depth, names) {
    const object = {};
    for (let count = this.below(5); count > 0; --count) object[this.pick(names)] = this.value(depth - 1);
    if (this.chance(0.01)) object[this.pick(["toString", "indexOf", "valueOf", "var", "+"])] = this.scalar();
    return object;
  }
  scalar() {
    const dice = this.random();
    if (dice < 0.4) return this.number();
    if (dice < 0.78) return this.pick(texts);
    if (dice < 0.9) return this.chance(0.5);
    return null;
  }
  number() {
    return this.chance(0.5) ? this.below(12) - 2 : this.pick(numbers);
  }

  /// A rule whose arguments suit its operator, more or less, so that what it computes matters.
  pointed(depth) {
    const dice = this.random();
    if (dice < 0.3) {
      const [left, right, more] = this.alike();
      const name = this.pick(orders);
      return this.note(name, name.length <= 2 && name[0] === "<" && this.chance(0.4) ? [left, right, more] : [left, right]);
    }
    if (dice < 0.5) return this.arithmetic(depth);
    if (dice < 0.6) return this.textual(depth);
    if (dice < 0.66) return this.note(this.pick(["!", "!!", "and", "or", "if", "?:"]), [this.condition(depth), this.constantOrPath(), this.constantOrPath(), this.leaf()]);
    if (dice < 0.72) return this.note("in", this.chance(0.5) ? [this.pick(texts), this.pick(texts)] : [this.constantOrPath(), this.pick([{ var: "list" }, { var: "deep.list" }, this.many(0, 4, () => this.scalar())])]);
    if (dice < 0.78) return this.missing(0);
    if (dice < 0.82) return this.variable(0);
    return this.overGoodList(depth);
  }
  condition(depth) {
    return depth > 0 ? this.pointed(depth - 1) : this.chance(0.3) ? this.value(1) : this.constantOrPath();
  }
  constantOrPath() {
    return this.chance(0.6) ? this.note("var", this.pick(present)) : this.scalar();
  }
  /// Three values of one neighbourhood, or two ways to read one.
  alike() {
    if (this.chance(0.12)) {
      const path = this.pick(present);
      return [this.note("var", path), this.note("var", this.chance(0.5) ? path : this.pick(present)), this.constantOrPath()];
    }
    if (this.chance(0.2)) return [this.note("var", this.pick(present)), this.constantOrPath(), this.number()].sort(() => this.random() - 0.5);
    const near = this.pick(neighbours);
    return [this.pick(near), this.pick(near), this.pick(near)];
  }
  numeric(depth) {
    const dice = this.random();
    if (dice < 0.25) return this.note("var", this.pick(["b", "n", "list.0", "items.0.n", "list.length", "a"]));
    if (dice < 0.4) return depth > 0 ? this.arithmetic(depth - 1) : this.pick(texts);
    if (dice < 0.5) return this.pick(this.pick(neighbours));
    return this.number();
  }
  arithmetic(depth) {
    const name = this.pick(arithmetic);
    return this.note(name, this.many(this.chance(0.2) ? 0 : 2, "-/%".includes(name) ? 2 : 3, () => this.numeric(depth)));
  }
  textual(depth) {
    if (this.chance(0.5)) return this.note("cat", this.many(1, 4, () => (this.chance(0.5) ? this.constantOrPath() : this.chance(0.5) ? this.value(2) : this.numeric(depth))));
    const cuts = [0, 1, 2, 3, -1, -2, -9, 9, "1", "-1", null, 1.7, -1.2, true, [1], [-1], "x", 1e21];
    const source = this.chance(0.7) ? this.pick(texts) : this.constantOrPath();
    return this.note("substr", [source, this.pick(cuts), ...(this.chance(0.6) ? [this.pick(cuts)] : [])]);
  }
  overGoodList(depth) {
    const list = this.pick([{ var: "list" }, { var: "items" }, { var: "deep.list" }, { merge: [{ var: "list" }, this.scalar()] }, this.many(1, 4, () => this.number())]);
    const item = { var: this.pick(["", "", "n", "name", "a"]) };
    if (this.chance(0.3)) {
      const body = [{ var: this.pick(["current", "current", "current.n"]) }, { var: "accumulator" }];
      if (this.chance(0.5)) body.reverse();
      return this.note("reduce", [list, { [this.pick(["+", "-", "*", "cat", "max", "merge", "and", "if", "==="])]: body }, this.chance(0.7) ? this.number() : this.value(1)]);
    }
    const other = depth > 0 && this.chance(0.3) ? this.pointed(depth - 1) : this.chance(0.5) ? this.number() : this.pick(texts);
    const body = { [this.pick([...orders, ...arithmetic, "cat", "in", "!", "!!", "substr", "and", "or"])]: this.chance(0.8) ? [item, other] : [other, item] };
    return this.note(this.pick(overLists), [list, body]);
  }

  rule(depth) {
    if (depth <= 0) return this.leaf();
    if (this.chance(0.25)) return this.pointed(depth - 1);
    const dice = this.random();
    if (dice < 0.06) return this.leaf();
    if (dice < 0.09) return this.many(0, 3, () => this.rule(depth - 1));
    if (dice < 0.1) return { a: this.rule(depth - 1), b: this.scalar() };
    if (dice < 0.105) return { [this.pick(["nope", "a.b", "var.x", "", "toString", ".a"])]: this.arguments(depth, 0, 2) };
    return this.operation(depth);
  }
  leaf() {
    const dice = this.random();
    if (dice < 0.45) return this.variable(0);
    if (dice < 0.55) return this.many(0, 3, () => this.scalar());
    if (dice < 0.57) return {};
    return this.scalar();
  }
  arguments(depth, least, most) {
    return this.many(least, most, () => this.rule(depth - 1));
  }

  operation(depth) {
    const dice = this.random();
    if (dice < 0.1) return this.variable(depth);
    if (dice < 0.27) return this.overList(depth);
    if (dice < 0.33) return this.missing(depth);
    const name = dice < 0.6 ? this.pick(variadic) : this.pick(Object.keys(fixed));
    const count = fixed[name] ?? 3;
    if (this.chance(0.04)) return this.note(name, this.rule(depth - 1));
    const isWrong = this.chance(0.1);
    const least = fixed[name] === 3 ? 2 : Math.min(count, 2);
    return this.note(name, isWrong ? this.arguments(depth, 0, count + 1) : this.arguments(depth, least, count));
  }
  note(name, argument) {
    this.used.set(name, (this.used.get(name) ?? 0) + 1);
    return { [name]: argument };
  }

  variable(depth) {
    const path = this.chance(0.06) ? this.rule(depth - 1) : this.chance(0.05) ? this.scalar() : this.pick(paths);
    if (this.chance(0.15)) return this.note("var", [path, this.rule(depth - 1)]);
    if (this.chance(0.03)) return this.note("var", this.arguments(depth, 0, 3));
    return this.note("var", this.chance(0.5) ? path : [path]);
  }

  list(depth) {
    const dice = this.random();
    if (dice < 0.4) return { var: this.pick(["list", "items", "deep.list", "current", ""]) };
    if (dice < 0.65) return this.many(0, 4, () => this.rule(depth - 2));
    if (dice < 0.8) return { merge: this.arguments(depth, 1, 2) };
    return this.rule(depth - 1);
  }
  overList(depth) {
    if (this.chance(0.04)) return this.note(this.pick([...overLists, "reduce"]), this.arguments(depth, 0, 4));
    if (this.chance(0.3)) {
      const body = this.chance(0.5) ? { [this.pick(["+", "cat", "max", "merge", "===", "and"])]: [{ var: "current" }, { var: "accumulator" }] } : this.rule(depth - 1);
      return this.note("reduce", this.chance(0.85) ? [this.list(depth), body, this.rule(depth - 2)] : [this.list(depth), body]);
    }
    const body = this.chance(0.4) ? { [this.pick([">", "<", "+", "*", "==", "cat", "%", "!", "in"])]: [{ var: this.pick(["", "n", "name", "a"]) }, this.leaf()] } : this.rule(depth - 1);
    return this.note(this.pick(overLists), [this.list(depth), body]);
  }

  names(depth) {
    return this.many(0, 4, () => (this.chance(0.9) ? this.pick(paths) : this.rule(depth - 2)));
  }
  missing(depth) {
    if (this.chance(0.5)) return this.note("missing", this.chance(0.7) ? this.names(depth) : this.chance(0.6) ? [this.names(depth)] : this.rule(depth - 1));
    const count = this.chance(0.8) ? this.below(4) : this.rule(depth - 1);
    return this.note("missing_some", this.chance(0.9) ? [count, this.chance(0.85) ? this.names(depth) : this.rule(depth - 1)] : this.arguments(depth, 0, 3));
  }
}
