// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compares explanations of random rules with what json-logic-js is seen to do: which operations it evaluates, and what
// each of them gives it.
//   node explain.mjs RUNNER [ARGUMENT…] [--count N] [--seed N]
// Exit code 0: all agree; 1: they differ (the first is printed); 77: json-logic-js is not there.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { RuleGenerator } from "./generator.mjs";
import { usualSeed } from "../seed.mjs";

const require = createRequire(import.meta.url);
let oracle;
try {
  oracle = require("json-logic-js");
} catch {
  console.log("skipped: json-logic-js is not installed (npm ci in tests/interop)");
  process.exit(77);
}
const options = { count: 3000, seed: usualSeed(), runner: [] };
for (let words = process.argv.slice(2), i = 0; i < words.length; ++i) {
  if (words[i] === "--count" || words[i] === "--seed") options[words[i].slice(2)] = Number(words[++i]);
  else options.runner.push(words[i]);
}
const say = (text) => process.stdout.write(text + "\n");
console.log = () => {}; // the operator `log` prints

const plainApply = oracle.apply;

/// What json-logic-js gave for each object of the rule, in the order it asked; null as a whole when it failed.
function watched({ rule, data }) {
  const seen = new Map();
  oracle.apply = (logic, context) => {
    const value = plainApply(logic, context);
    if (typeof logic === "object" && logic !== null) {
      if (!seen.has(logic)) seen.set(logic, []);
      seen.get(logic).push(JSON.parse(JSON.stringify({ value }))?.value ?? null);
    }
    return value;
  };
  try {
    oracle.apply(rule, data);
    return seen;
  } catch {
    return null;
  } finally {
    oracle.apply = plainApply;
  }
}

const steps = (pointer) => pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
const at = (rule, pointer) => steps(pointer).reduce((value, step) => value[step], rule);
// Half a surrogate pair, which `substr` may leave, has no place in UTF-8.
const written = (value) => JSON.stringify(value, (_, one) => (typeof one === "string" ? one.toWellFormed() : one));
const same = (a, b) => written(a) === written(b);
const decides = new Set(["and", "or", "if", "?:", "some", "all", "none"]);

/// The operators that go through lists around a part, and whether any operator around it may stop before the end.
function surroundings(rule, pointer) {
  const way = steps(pointer);
  let lists = 0;
  let mayStop = false;
  let reduces = false;
  for (let i = 0; i < way.length; i += 1) {
    const place = way.slice(0, i).reduce((value, step) => value[step], rule);
    if (Array.isArray(place) || Object.keys(place).length !== 1) continue;
    mayStop ||= decides.has(way[i]);
    if (["map", "filter", "some", "all", "none", "reduce"].includes(way[i]) && way[i + 1] === "1") {
      lists += 1;
      reduces ||= way[i] === "reduce";
    }
  }
  return { lists, mayStop, reduces };
}

function isSubsequence(part, whole) {
  let next = 0;
  for (const value of whole) if (next < part.length && same(part[next], value)) next += 1;
  return next === part.length;
}

/// The first difference as a sentence, "" for none. `met` counts what was compared.
function difference(testCase, answer, met) {
  const seen = watched(testCase);
  if (!seen) return "";
  const visit = (part) => {
    const logic = at(testCase.rule, part.pointer);
    const given = seen.get(logic);
    if (part.isReached === false) {
      met.unreached += 1;
      return given ? `${part.pointer} was evaluated` : "";
    }
    if (part.operator === undefined) return "";
    if (part.each) {
      const { lists, mayStop, reduces } = surroundings(testCase.rule, part.pointer);
      if (at(testCase.rule, part.each) === undefined) return `${part.pointer}: no list at ${part.each}`;
      if (part.furtherItems || "problem" in part) return "";
      met[reduces ? "reduced" : "each"] += 1;
      const values = part.value.flat(lists - 1);
      const agrees = mayStop ? isSubsequence(given ?? [], values) : same(given ?? [], values);
      if (!agrees) return `${part.pointer}: ${JSON.stringify(values)} instead of ${JSON.stringify(given)}`;
    } else {
      met.plain += 1;
      if (!given) return `${part.pointer} was not evaluated`;
      if (!part.furtherItems && !same(given[0], part.value ?? null)) return `${part.pointer}: ${JSON.stringify(part.value)} instead of ${JSON.stringify(given[0])}`;
    }
    return (part.parts ?? []).map(visit).find((sentence) => sentence !== "") ?? "";
  };
  return visit(answer.explanation);
}

const generator = new RuleGenerator(options.seed);
const cases = Array.from({ length: options.count }, () => JSON.parse(JSON.stringify(generator.testCase())));
const input = cases.map((testCase) => JSON.stringify({ ...testCase, explain: true }) + "\n").join("");
const run = spawnSync(options.runner[0], options.runner.slice(1), { input, maxBuffer: 1 << 30, encoding: "utf8" });
if (run.status !== 0) throw new Error(`the runner ended with ${run.status ?? run.signal}: ${run.stderr}`);
const answers = run.stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line));
if (answers.length !== cases.length) throw new Error(`${cases.length} lines asked, ${answers.length} answered`);
const met = { plain: 0, each: 0, reduced: 0, unreached: 0 };
const differences = cases.map((testCase, i) => difference(testCase, answers[i], met));
const first = differences.findIndex((sentence) => sentence !== "");
say(`seed ${options.seed}: ${cases.length} rules; parts compared: ${met.plain}, in bodies of lists ${met.each}, of reductions ${met.reduced}, not reached ${met.unreached}`);
if (first >= 0) {
  say(`DIFFERENT: ${differences[first]}\n  case: ${JSON.stringify(cases[first])}\n  given: ${JSON.stringify(answers[first])}`);
  process.exit(1);
}
if (options.count >= 1000 && Math.min(...Object.values(met)) < options.count / 20) {
  say("too few parts of one kind were met");
  process.exit(1);
}
