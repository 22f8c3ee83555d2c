// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compares a JSON Patch line runner with the published test suite of RFC 6902 (json-patch-test-suite), case by case,
// and with fast-json-patch on random documents and patches.
//   node compare.mjs RUNNER [--count N] [--seed N]
// Exit code 0: all agree; 1: they differ; 77: the packages are not there.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { usualSeed } from "../seed.mjs";

const require = createRequire(import.meta.url);
function load(name) {
  try {
    return require(name);
  } catch {
    console.log(`skipped: ${name} is not installed (npm ci in tests/interop)`);
    process.exit(77);
  }
}
const oracle = load("fast-json-patch");
const suites = ["tests.json", "spec_tests.json"].flatMap((file) => load("json-patch-test-suite/" + file));

const words = process.argv.slice(2);
const option = (name, usual) => (words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual);
const count = option("--count", 20000);
const seed = option("--seed", usualSeed());

function answers(cases) {
  const input = cases.map(({ doc, patch }) => JSON.stringify({ doc, patch }) + "\n").join("");
  const run = spawnSync(words[0], [], { input, maxBuffer: 1 << 30, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the runner ended with ${run.status ?? run.signal}: ${run.stderr}`);
  const lines = run.stdout.split("\n").slice(0, -1);
  if (lines.length !== cases.length) throw new Error(`${cases.length} lines asked, ${lines.length} answered`);
  return lines.map((line) => JSON.parse(line));
}

function complain(testCase, answer, expected) {
  console.log(JSON.stringify({ ...testCase, answer, expected }, null, 1));
  process.exitCode = 1;
}

// The published cases. A case without "expected" that has no error either only has to apply.
const published = suites.filter((one) => one.patch !== undefined && one.doc !== undefined && !one.disabled);
const said = answers(published);
published.forEach((one, i) => {
  const fails = "error" in said[i];
  if (one.error !== undefined ? !fails : fails) return complain(one, said[i], one.error ?? one.expected);
  if (one.expected !== undefined && !isDeepStrictEqual(said[i].result, one.expected)) complain(one, said[i], one.expected);
});

// Random ones. xorshift32, so that a seed repeats a run.
let state = seed | 1;
const random = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
const pick = (list) => list[random(list.length)];
const keys = ["a", "b", "c/d", "e~f", "0", "1", "", "long name"];
function value(depth) {
  const kind = random(depth > 0 ? 8 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random(2) === 0;
  if (kind === 2) return random(5) - 2;
  if (kind === 3) return random(100) / 8;
  if (kind === 4) return pick(["", "x", "ünï", "text"]);
  if (kind < 7) return Object.fromEntries(Array.from({ length: random(4) }, () => [pick(keys), value(depth - 1)]));
  return Array.from({ length: random(4) }, () => value(depth - 1));
}
const escape = (key) => key.replaceAll("~", "~0").replaceAll("/", "~1");
/// A pointer that mostly leads somewhere.
function pointer(doc) {
  let at = doc;
  let text = "";
  while (random(4) !== 0) {
    if (Array.isArray(at)) {
      const key = random(6) === 0 ? pick(["-", "00", "9", "x", "-1", "1e0"]) : String(random(at.length + 1));
      text += "/" + key;
      at = at[key];
    } else if (typeof at === "object" && at !== null) {
      const own = Object.keys(at);
      const key = own.length > 0 && random(3) !== 0 ? pick(own) : pick(keys);
      text += "/" + escape(key);
      at = at[key];
    } else {
      if (random(5) === 0) text += "/" + escape(pick(keys));
      break;
    }
  }
  return text;
}
function lookUp(doc, path) {
  let at = doc;
  for (const key of path.split("/").slice(1)) {
    if (typeof at !== "object") return undefined; // the letters of a text are no elements
    at = at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return at;
}
function operation(doc) {
  const op = pick(["add", "remove", "replace", "move", "copy", "test"]);
  const path = pointer(doc);
  if (op === "move" || op === "copy") return { op, from: pointer(doc), path };
  if (op === "remove") return { op, path };
  const there = lookUp(doc, path);
  const same = op === "test" && random(2) === 0 && there !== undefined;
  return { op, path, value: same ? JSON.parse(JSON.stringify(there)) : value(2) };
}

/// fast-json-patch leaves open what the specification decides; those cases are judged by its words instead.
function isOpen({ doc, patch }) {
  const tooFar = (path) => path.split("/").slice(1).some((key) => key === "1e0" || key === "00" || key === "-1");
  return patch.some(
    (one) =>
      tooFar(one.path) ||
      tooFar(one.from ?? "") ||
      one.path === "" || // it takes shortcuts at the root (a removed root is null, a moved one is not checked)
      one.from === "" ||
      one.from?.endsWith("/-") || // "-" names no element, so nothing can be taken from it
      (one.op !== "add" && one.op !== "move" && one.op !== "copy" && one.path.endsWith("/-")) ||
      (one.op === "move" && (one.path + "/").startsWith(one.from + "/")) ||
      /\/-\//.test(one.path + (one.from ?? "")) ||
      doc === null
  );
}

const cases = [];
while (cases.length < count) {
  const doc = random(2) === 0 ? value(3) : { a: value(3), list: [value(2), value(2)] };
  const patch = Array.from({ length: 1 + random(3) }, () => operation(doc));
  const one = { doc, patch };
  if (!isOpen(one) && typeof doc === "object") cases.push(one);
}
/// It takes letters of a text for elements, and anything that JavaScript can count for an index.
function checkParent(doc, path) {
  const cut = path.lastIndexOf("/");
  const parent = lookUp(doc, path.slice(0, cut));
  if (typeof parent !== "object" || parent === null) throw new Error("no parent");
  if (Array.isArray(parent) && !/^(0|[1-9][0-9]*|-)$/.test(path.slice(cut + 1))) throw new Error("no index");
}
function expected({ doc, patch }) {
  try {
    const copy = JSON.parse(JSON.stringify(doc));
    // Step by step: the checks of a whole patch look at the document before the first operation.
    let now = copy;
    for (const one of patch) {
      // Its copy and move do not look whether a list has the place; by the specification both end as an add, and a
      // move begins as a remove.
      if (one.op === "copy" || one.op === "move") {
        const carried = JSON.parse(JSON.stringify(lookUp(now, one.from)));
        if (one.op === "move" && one.from === one.path) continue;
        if (one.op === "move") now = oracle.applyOperation(now, { op: "remove", path: one.from }, true).newDocument;
        checkParent(now, one.path);
        now = oracle.applyOperation(now, { op: "add", path: one.path, value: carried }, true).newDocument;
      } else {
        checkParent(now, one.path);
        now = oracle.applyOperation(now, JSON.parse(JSON.stringify(one)), true).newDocument;
      }
    }
    return { result: JSON.parse(JSON.stringify(now)) };
  } catch (error) {
    return { error: error.name };
  }
}
let applied = 0;
answers(cases).forEach((answer, i) => {
  const wanted = expected(cases[i]);
  if ("result" in wanted) ++applied;
  const agrees = "error" in wanted ? "error" in answer : isDeepStrictEqual(answer.result, wanted.result);
  if (!agrees && process.exitCode !== 1) complain({ seed, ...cases[i] }, answer, wanted);
});
if (applied < count / 5) throw new Error(`only ${applied} of ${count} random patches apply`);
console.log(`${published.length} published cases, ${count} random patches (${applied} apply), seed ${seed}`);
