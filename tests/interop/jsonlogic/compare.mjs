// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compares a JSONLogic line runner with json-logic-js on random rules.
//   node compare.mjs RUNNER [ARGUMENT…] [--count N] [--seed N]
// Exit code 0: all agree; 1: they differ (the first difference is printed, made small); 77: json-logic-js is not there.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { RuleGenerator } from "./generator.mjs";
import { smaller } from "./shrink.mjs";
import { usualSeed } from "../seed.mjs";

function loadOracle() {
  const require = createRequire(import.meta.url);
  try {
    return require("json-logic-js");
  } catch {
    console.log("skipped: json-logic-js is not installed (npm ci in tests/interop)");
    process.exit(77);
  }
}

function parseArguments(words) {
  const options = { count: 10000, seed: usualSeed(), runner: [] };
  for (let i = 0; i < words.length; ++i) {
    if (words[i] === "--count" || words[i] === "--seed") options[words[i].slice(2)] = Number(words[++i]);
    else options.runner.push(words[i]);
  }
  return options;
}

const oracle = loadOracle();
const options = parseArguments(process.argv.slice(2));
console.log = () => {}; // the operator `log` prints
const say = (text) => process.stdout.write(text + "\n");

/// What the oracle says, as the line that the runner should have written, parsed.
function expected(testCase) {
  const { rule, data } = JSON.parse(JSON.stringify(testCase));
  try {
    const result = JSON.parse(JSON.stringify({ result: oracle.apply(rule, data) }));
    return { result: result.result ?? null };
  } catch (error) {
    return { error: String(error.message) };
  }
}

function answers(cases) {
  const input = cases.map((testCase) => JSON.stringify(testCase) + "\n").join("");
  const [program, ...rest] = options.runner;
  const run = spawnSync(program, rest, { input, maxBuffer: 1 << 30, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the runner ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const lines = run.stdout.split("\n").slice(0, -1);
  if (lines.length !== cases.length) throw new Error(`${cases.length} lines asked, ${lines.length} answered`);
  return lines.map((line) => JSON.parse(line));
}

function sameValue(a, b) {
  if (a === b || (typeof a === "number" && typeof b === "number" && Object.is(a + 0, b + 0))) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]));
}

function agree(wanted, given) {
  // Which of two failures of one rule is reported is not compared.
  if ("error" in wanted) return "error" in given;
  return "result" in given && sameValue(wanted.result, given.result);
}

const differs = (testCase) => !agree(expected(testCase), answers([testCase])[0]);

function reportDifference(testCase) {
  const small = smaller(testCase, differs);
  say("DIFFERENT (made small):");
  say(`  case:   ${JSON.stringify(small)}`);
  say(`  wanted: ${JSON.stringify(expected(small))}`);
  say(`  given:  ${JSON.stringify(answers([small])[0])}`);
}

const generator = new RuleGenerator(options.seed);
const cases = Array.from({ length: options.count }, () => generator.testCase());
const wanted = cases.map(expected);
const given = answers(cases);
const differences = cases.filter((_, i) => !agree(wanted[i], given[i]));
const errors = wanted.filter((answer) => "error" in answer).length;
say(`seed ${options.seed}: ${cases.length} rules, ${cases.length - differences.length} agree, ${errors} of them errors there`);
say(`operators: ${[...generator.used].map(([name, count]) => `${name} ${count}`).join(", ")}`);
const unreached = generator.operators().filter((name) => !(generator.used.get(name) >= 20));
if (cases.length >= 10000 && unreached.length > 0) {
  say(`too rare: ${unreached.join(", ")}`);
  process.exit(1);
}
if (differences.length > 0) {
  reportDifference(differences[0]);
  process.exit(1);
}
