// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The operators about a campaign against json-logic-js with a naive idea of each (campaign.mjs), on random campaigns.
//   node custom.mjs lines RUNNER [ARGUMENT…] [--count N] [--seed N]     entities as JSON in each line
//   node custom.mjs file CAMPAIGN-SERVER [--count N] [--seed N]         entities of a campaign file
// Exit code 0: all agree; 1: they differ (the first differences are printed); 77: json-logic-js is not there.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addOperators, Campaign, CustomRules } from "./campaign.mjs";
import { RuleGenerator } from "./generator.mjs";
import { usualSeed } from "../seed.mjs";

const require = createRequire(import.meta.url);
let jsonLogic;
try {
  jsonLogic = require("json-logic-js");
} catch {
  console.log("skipped: json-logic-js is not installed (npm ci in tests/interop)");
  process.exit(77);
}

const options = { count: 3000, seed: usualSeed(), words: [] };
for (let i = 2; i < process.argv.length; ++i) {
  const word = process.argv[i];
  if (word === "--count" || word === "--seed") options[word.slice(2)] = Number(process.argv[++i]);
  else options.words.push(word);
}
const [mode, ...runner] = options.words;
const scene = { campaign: null, root: null, about: null, now: null, secondsPerDay: 86_400 };
addOperators(jsonLogic, scene);
const random = new RuleGenerator(options.seed); // for its dice
const rules = new CustomRules(random);

/// One entity under evaluation with its rules, and what the oracle says of them.
function casesOf(campaign, count, secondsPerDay, now) {
  const cases = [];
  for (let i = 0; i < count; ++i) {
    const root = random.pick([...campaign.entities.Settlement, ...campaign.entities.Structure]);
    const about = new WeakMap();
    Object.assign(scene, { campaign, root, about, now, secondsPerDay });
    const data = campaign.document(root, about);
    const rule = rules.rule(random.below(4));
    let wanted;
    try {
      wanted = { result: JSON.parse(JSON.stringify({ it: jsonLogic.apply(rule, data) })).it ?? null };
    } catch (error) {
      wanted = { error: String(error.message) };
    }
    cases.push({ rule, data, root, wanted });
  }
  return cases;
}

function isSame(a, b) {
  if (typeof a === "number" && typeof b === "number") return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  // An entity as a result shows more in the product than the fields made up here.
  if ("id" in a && "name" in a) return a.id === b.id;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}
const agree = (wanted, given) => ("error" in wanted ? "error" in given : "result" in given && isSame(wanted.result, given.result));

function run(words, input) {
  const [program, ...rest] = words;
  const done = spawnSync(program, rest, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${words.join(" ").slice(0, 200)} ended with ${done.status ?? done.signal}: ${done.stderr}${done.stdout.slice(0, 500)}`);
  return done.stdout;
}

function answersToLines(campaign, cases, secondsPerDay) {
  const entities = {};
  for (const [type, all] of Object.entries(campaign.entities)) entities[type] = Object.fromEntries(all.map((one) => [one.id, campaign.document(one, null)]));
  const lines = cases.map(({ rule, data }) => JSON.stringify({ rule, data, entities, now: campaign.now, secondsPerDay }) + "\n");
  return run(runner, lines.join("")).split("\n").slice(0, -1).map((line) => JSON.parse(line));
}

/// A file of the campaign's entities, its clock set forward.
function fileOf(campaign, folder) {
  const [data, file] = [join(folder, "campaign.json"), join(folder, `${options.seed}-${random.below(1e9)}.campaign`)];
  const { World, Map, Location, Campaign: campaigns, ...rest } = campaign.entities;
  const root = { key: "root", fields: {}, entities: { World, Campaign: campaigns, Map, Location, ...rest } };
  const main = { key: `campaign:${campaigns[0].id}`, fields: { name: "main" }, entities: {} };
  const exported = { branches: [root, main], files: [], format: "campaign-manager", version: 1 };
  writeFileSync(data, JSON.stringify(exported));
  run([runner[0], "import", data, file]);
  if (campaign.now !== null) run([runner[0], "advance", file, "c", new Date(campaign.now * 1000).toISOString()]);
  return file;
}

function answersFromFile(file, cases, asOf) {
  const parts = cases.map(({ root }, i) => `r${i}: tryRule(entityType: "${root.isA}", entityId: "${root.id}", expression: $e${i}${asOf}) { value problem }`);
  const variables = Object.fromEntries(cases.map(({ rule }, i) => [`e${i}`, rule]));
  const declared = cases.map((_, i) => `$e${i}: JSON!`).join(", ");
  const reply = JSON.parse(run([runner[0], "query", "--variables", JSON.stringify(variables), file, `query(${declared}) { ${parts.join("\n")} }`]));
  return cases.map((_, i) => (reply.data[`r${i}`].problem === null ? { result: reply.data[`r${i}`].value } : { error: reply.data[`r${i}`].problem }));
}

let total = 0, errors = 0;
const differences = [];
function compare(cases, answers) {
  cases.forEach(({ rule, root, wanted }, i) => {
    ++total;
    errors += "error" in wanted ? 1 : 0;
    if (!agree(wanted, answers[i])) differences.push({ root: `${root.isA} ${root.id}`, rule, wanted, given: answers[i] });
  });
}

if (mode === "lines") {
  for (const perCampaign = 100; total < options.count; ) {
    const campaign = new Campaign(random);
    const secondsPerDay = random.pick([86_400, 72_000, 1000]);
    const cases = casesOf(campaign, perCampaign, secondsPerDay, campaign.now);
    compare(cases, answersToLines(campaign, cases, secondsPerDay));
  }
} else {
  const folder = mkdtempSync(join(tmpdir(), "campaign-rules-"));
  try {
    for (const perCampaign = 40; total < options.count; ) {
      const campaign = new Campaign(random);
      const file = fileOf(campaign, folder);
      let cases = casesOf(campaign, perCampaign, 86_400, campaign.now);
      compare(cases, answersFromFile(file, cases, ""));
      // Looked at from another time, that is now. What lies on entities was always there.
      cases = casesOf(campaign, perCampaign, 86_400, 864_000);
      compare(cases, answersFromFile(file, cases, ', asOf: "1970-01-11T00:00:00Z"'));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const rare = [...rules.used].filter(([, count]) => count < options.count / 100).map(([name]) => name);
console.log(`seed ${options.seed}: ${total} rules, ${total - differences.length} agree, ${errors} of them errors; each operator at least ${Math.min(...rules.used.values())} times`);
if (rare.length > 0 || rules.used.size !== 15) differences.push({ rare });
for (const one of differences.slice(0, 5)) console.log("DIFFERENT: " + JSON.stringify(one));
process.exit(differences.length > 0 ? 1 : 0);
