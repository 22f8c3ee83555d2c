// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every command of campaign-server with what it should take and with what it should refuse: exit codes, where words
// go, and that nothing is left behind.
//
//   node commands.mjs CAMPAIGN-SERVER
import {spawn, spawnSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const folder = mkdtempSync(join(tmpdir(), "campaign-commands-"));
const faults = [];
let checks = 0;

function run(words, {input = "", environment = {}} = {}) {
  const env = {...process.env, ...environment};
  return spawnSync(process.argv[2], words, {cwd: folder, encoding: "utf8", input, env, timeout: 30_000, maxBuffer: 1 << 28});
}
function expect(what, mine, right) {
  ++checks;
  if (JSON.stringify(mine) !== JSON.stringify(right)) faults.push(`${what}: ${JSON.stringify(mine)}, not ${JSON.stringify(right)}`);
}
function refused(words, code, options) {
  const contents = () => readdirSync(folder).join();
  const before = contents();
  const result = run(words, options);
  expect(`${words.join(" ")} (${result.stderr.trim()})`, [result.status, result.stdout, result.stderr.length > 10], [code, "", true]);
  expect(`${words.join(" ")} leaves nothing`, contents(), before);
}

/** An encounter with an effect of now and one of the next day, and a clock that is set forward over it. */
function checkStory() {
  const ask = document => {
    const reply = JSON.parse(run(["query", "a.campaign", document]).stdout);
    if (reply.errors) throw new Error(`${document}: ${reply.errors[0].message}`);
    return reply.data;
  };
  const tell = words => JSON.parse(run(words).stdout);
  const campaign = ask('mutation { createCampaign(input: {worldId: "w", name: "Crown"}) { id } }').createCampaign.id;
  const start = tell(["advance", "a.campaign", campaign, "0100-01-01T00:00:00Z"]).advanceWorldTime;
  expect("advance", start.worldTime, "0100-01-01T00:00:00Z");
  const riot = ask(`mutation { createEncounter(input: {campaignId: "${campaign}", name: "Riot"}) { id } }`).createEncounter.id;
  const addEffect = (name, more) =>
    ask(`mutation { createEffect(input: {entityType: "Encounter", entityId: "${riot}", name: "${name}", target: self,
      payload: [{op: "replace", path: "/description", value: "${name}"}]${more}}) { id } }`);
  addEffect("smoke", "");
  addEffect("embers", ", runsAfter: 86400");
  const description = () => ask(`{ encounter(id: "${riot}") { description } }`).encounter.description;

  const foretold = tell(["resolve", "--preview", "a.campaign", riot]).previewResolution;
  expect("a preview changes nothing", description(), null);
  const resolved = tell(["resolve", "--outcome", "They talked.", "a.campaign", riot]).resolve;
  expect("resolve does what its preview says", resolved.onResolve.results.map(one => [one.name, one.success]), foretold.onResolve.results.map(one => [one.name, one.success]));
  expect("resolve", description(), "smoke");
  refused(["resolve", "a.campaign", riot], 2);
  refused(["resolve", "a.campaign", "nobody"], 2);
  refused(["resolve", "a.campaign"], 1);

  const waiting = () => tell(["scheduled", "a.campaign"]).scheduledEffectsConnection.edges.map(edge => [edge.node.name, edge.node.status]);
  expect("scheduled", waiting().map(([name]) => name), ["embers"]);
  refused(["scheduled", "--cancel", "nobody", "a.campaign"], 2);
  const passed = words => tell(words)[words.includes("--preview") ? "previewAdvanceWorldTime" : "advanceWorldTime"].due.map(one => [one.name, one.outcome]);
  const next = ["a.campaign", campaign, "0100-01-03T00:00:00Z"];
  expect("advance --preview", passed(["advance", "--preview", ...next]), [["embers", "DONE"]]);
  expect("it changes nothing", description(), "smoke");
  expect("advance runs what comes due", passed(["advance", ...next]), [["embers", "DONE"]]);
  expect("what came due", description(), "embers");
  refused(["advance", "a.campaign", campaign, "0001-01-01T00:00:00Z"], 2);
  refused(["advance", "a.campaign", campaign, "yesterday"], 2);
  refused(["advance", "a.campaign", "nobody", "0200-01-01T00:00:00Z"], 2);
}

const exported = '{"branches":[{"entities":{"World":[{"id":"w","name":"Eld"}]},"fields":{},"key":"root"}],"files":[],"format":"campaign-manager","version":1}';
try {
  for (const command of ["serve", "import", "export", "verify", "backup", "restore", "query", "evaluate", "operators", "config", "resolve", "advance", "scheduled"]) {
    const help = run([command, "--help"]);
    expect(`${command} --help`, [help.status, help.stdout.includes("Usage: campaign-server " + command), help.stdout.includes("Example")], [0, true, true]);
    refused([command, "--no-such-option"], 1);
  }
  expect("--help", run(["--help"]).status, 0);
  refused([], 1);
  refused(["dance"], 1);
  refused(["import"], 1);
  refused(["import", "a", "b", "c"], 1);
  refused(["serve", "--port"], 1);
  refused(["serve", "--port", "1", "--port", "2"], 1);
  refused(["serve", "--port", "70000", "x.campaign"], 1);
  refused(["serve", "--role", "dragon", "x.campaign"], 1);
  refused(["serve", "--database", "postgres://x"], 1);
  refused(["serve"], 2);

  writeFileSync(join(folder, "good.json"), exported);
  writeFileSync(join(folder, "empty"), "");
  writeFileSync(join(folder, "noise"), Buffer.from(Array.from({length: 5000}, (_, i) => (i * 7919) % 251)));
  writeFileSync(join(folder, "other.json"), '{"a":1}');
  writeFileSync(join(folder, "wrong.json"), exported.replace("Eld", ""));
  writeFileSync(join(folder, "cut.json"), exported.slice(0, 60));
  mkdirSync(join(folder, "directory"));
  for (const input of ["missing", "directory", "empty", "noise", "other.json", "wrong.json", "cut.json"]) {
    refused(["import", input, "new.campaign"], 2);
    refused(["import", "--format", "json", input, "new.campaign"], 2);
    refused(["import", "--format", "azgaar", input, "new.campaign"], 2);
  }
  refused(["import", "--format", "pdf", "good.json", "new.campaign"], 1);
  expect("dry run", run(["import", "--dry-run", "good.json", "new.campaign"]).status, 0);
  expect("a dry run makes no file", existsSync(join(folder, "new.campaign")), false);
  const report = run(["import", "--json", "good.json", "a.campaign"]);
  expect("import", [report.status, JSON.parse(report.stdout).changed], [0, true]);
  refused(["import", "good.json", "a.campaign"], 2);

  const export1 = run(["export", "a.campaign"]);
  expect("export", [export1.status, JSON.parse(export1.stdout).format], [0, "campaign-manager"]);
  expect("export to a file", run(["export", "a.campaign", "a.json"]).status, 0);
  expect("the same bytes", readFileSync(join(folder, "a.json"), "utf8"), export1.stdout);
  refused(["export", "missing.campaign"], 2);
  refused(["export", "--format", "pdf", "a.campaign"], 1);
  const noise = run(["export", "noise"]);
  expect(`export of noise (${noise.stderr.trim()})`, [noise.status > 1, noise.stdout], [true, ""]);

  expect("verify", [run(["verify", "a.campaign"]).status, run(["verify", "a.campaign"]).stdout], [0, "No faults found.\n"]);
  expect("verify --rebuild", run(["verify", "--rebuild", "a.campaign"]).status, 0);
  refused(["verify", "missing.campaign"], 2);

  expect("backup", run(["backup", "a.campaign", "copy.campaign"]).status, 0);
  refused(["backup", "a.campaign", "copy.campaign"], 2);
  refused(["backup", "missing.campaign", "copy2.campaign"], 2);
  expect("backup --force", run(["backup", "--force", "a.campaign", "copy.campaign"]).status, 0);
  expect("restore", run(["restore", "copy.campaign", "restored.campaign"]).status, 0);
  expect("what was restored", run(["export", "restored.campaign"]).stdout, export1.stdout);
  refused(["restore", "copy.campaign", "restored.campaign"], 2);
  refused(["restore", "missing.campaign", "x.campaign"], 2);
  expect("restore of noise", run(["restore", "--force", "noise", "restored.campaign"]).status > 1, true);
  expect("what stood there stands", run(["export", "restored.campaign"]).stdout, export1.stdout);

  const query = run(["query", "a.campaign", "{ worlds { name } }"]);
  expect("query", [query.status, JSON.parse(query.stdout)], [0, {data: {worlds: [{name: "Eld"}]}}]);
  expect("query from standard input", run(["query", "a.campaign", "-"], {input: "{ __typename }"}).status, 0);
  expect("query with errors", run(["query", "a.campaign", "{ nothing }"]).status, 2);
  refused(["query", "--variables", "{", "a.campaign", "{ __typename }"], 2);
  refused(["query", "--variables", "[]", "a.campaign", "{ __typename }"], 2);
  refused(["query", "missing.campaign", "{ __typename }"], 2);
  const rename = run(["query", "a.campaign", 'mutation { updateWorld(id: "w", input: {name: "Old"}) { name } }']);
  expect(`a mutation ${rename.stdout}`, [rename.status, JSON.parse(rename.stdout).data], [0, {updateWorld: {name: "Old"}}]);

  checkStory();

  const evaluated = run(["evaluate"], {input: '{"rule":{"+":[1,2]}}\nnonsense\n'});
  const lines = evaluated.stdout.trim().split("\n").map(line => JSON.parse(line));
  expect("evaluate", [evaluated.status, lines[0], "error" in lines[1]], [0, {result: 3}, true]);

  const config = JSON.parse(run(["config", "--json", "--port", "1"], {environment: {CAMPAIGN_PORT: "2", CAMPAIGN_MAX_BODY: "4096"}}).stdout);
  expect("config", [config.port.value, config.port.source, config["max-body"].source, config.listen.source], ["1", "--port", "CAMPAIGN_MAX_BODY", "default"]);
  refused(["config"], 2, {environment: {CAMPAIGN_PORT: "many"}});
  refused(["serve", "--listen", "0.0.0.0", "a.campaign"], 2);
  refused(["serve", "--listen", "not an address", "a.campaign"], 2);

  const holder = spawn(process.argv[2], ["serve", "--port", "0", "a.campaign"], {cwd: folder, stdio: ["ignore", "pipe", "ignore"]});
  await new Promise(resolve => holder.stdout.once("data", resolve));
  const beside = run(["export", "a.campaign"]);
  expect("an export beside a server", [beside.status, JSON.parse(beside.stdout).format], [0, "campaign-manager"]);
  for (const words of [["import", "good.json", "a.campaign"], ["verify", "--rebuild", "a.campaign"], ["serve", "--port", "0", "a.campaign"], ["restore", "--force", "copy.campaign", "a.campaign"]])
    expect(`${words[0]} beside a server`, run(words).status, 3);
  holder.kill("SIGTERM");
  await new Promise(resolve => holder.on("exit", resolve));
  expect("verify after it", run(["verify", "a.campaign"]).stdout, "No faults found.\n");
} catch (error) {
  faults.push(error.stack);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
console.log(`${checks} checks, ${faults.length} faults`);
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
