// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Import and export by the command line: every format there and back, dry runs that change nothing, and bad input of
// every kind (empty, cut off, enormous, another kind): exit code 2, a sentence, and the same bytes in the campaign.
//
//   node commands.mjs CAMPAIGN-SERVER SAMPLE.json
import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const [server, sample] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "campaign-exchange-"));
const file = name => join(folder, name);
const faults = [];
const expect = (good, fault) => good || faults.push(fault);
const run = (...words) => spawnSync(server, words, {encoding: "utf8", maxBuffer: 1 << 28});
const done = (...words) => {
  const ran = run(...words);
  expect(ran.status === 0, `${words.join(" ")}: ${ran.status} ${ran.stderr.slice(0, 300)}`);
  return ran.stdout;
};
const write = (name, content) => (writeFileSync(file(name), content), file(name));

try {
  const campaign = file("a.campaign");
  done("import", "--format", "json", sample, campaign);
  const before = done("export", campaign);

  // There and back.
  const history = write("history.json", done("export", "--history", campaign));
  done("import", history, file("copy.campaign"));
  expect(done("export", "--history", file("copy.campaign")) === readFileSync(history, "utf8"), "another history came back");
  expect(done("verify", file("copy.campaign")).includes("No faults"), "the copy has faults");
  for (const type of ["Settlement", "Structure", "Kingdom", "Location", "Note"]) {
    const list = write(`${type}.csv`, done("export", "--format", "csv", "--type", type, campaign));
    const report = JSON.parse(done("import", "--json", "--type", type, list, campaign));
    expect(!report.changed && report.leftOut.length === 0, `${type}: the list came back changed: ${JSON.stringify(report.leftOut)}`);
  }
  const places = write("places.geojson", done("export", "--format", "geojson", campaign));
  expect(!JSON.parse(done("import", "--json", places, campaign)).changed, "the places came back changed");
  expect(done("export", campaign) === before, "bringing back what is there changed something");

  // A dry run says what would come, and nothing comes.
  const towns = write("towns.csv", "Town;Realm;People\r\nNewholm;Norrland;120\r\nNowhere;Atlantis;5\r\n");
  const words = ["--type", "Settlement", "--map", "Town=name;Realm=kingdomId;People=variables.population", towns, campaign];
  const dry = JSON.parse(done("import", "--dry-run", "--json", ...words));
  expect(dry.counts[0].created === 1 && dry.table.faults.length === 1 && dry.table.faults[0].line === 3, "dry run: " + JSON.stringify(dry));
  expect(done("export", campaign) === before, "the dry run wrote something");
  done("import", ...words);
  expect(done("export", campaign).includes("Newholm"), "the town did not come");
  const after = done("export", campaign);

  // Bad input.
  const json = JSON.stringify({type: "FeatureCollection", features: []});
  const picture = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const bad = {
    json: ["", "{", "[]", readFileSync(history, "utf8").slice(0, 4000), before.slice(0, 4000), json, picture, "[".repeat(100000)],
    geojson: ["", "{", "[]", before, '{"type":"FeatureCollection","features":7}', picture, "[".repeat(100000)],
    csv: ["", " \n \n", 'a,b\n"1', "a,b\n1,2,3", picture, "name\n" + "x\n".repeat(200002)],
    calendar: ["", "{", "[]", json, '{"name":"x","months":[{"name":"a","days":0}]}', picture, "[".repeat(100000)],
    azgaar: ["", "{", picture, "a|b|c"],
  };
  for (const [format, contents] of Object.entries(bad)) {
    contents.forEach((content, i) => {
      const name = write(`bad-${format}-${i}`, content);
      for (const target of [campaign, file("new.campaign")]) {
        const ran = run("import", "--format", format, "--type", "Settlement", name, target);
        expect(ran.status === 2, `${format} ${i}: exit ${ran.status} ${ran.signal ?? ""} ${ran.stdout.slice(0, 200)}`);
        expect(/^campaign-server: .{10,}/.test(ran.stderr), `${format} ${i}: no sentence: ${ran.stderr.slice(0, 200)}`);
      }
    });
  }
  expect(!existsSync(file("new.campaign")), "a file was left behind");
  expect(done("export", campaign) === after, "bad input changed the campaign");
  expect(run("import", file("none.csv"), campaign).status === 2, "a missing file");
  expect(run("import", history, campaign).status === 2, "a history over a campaign that is in use");
  expect(run("export", "--format", "csv", campaign).status === 1, "CSV of no type");
  expect(run("export", "--format", "pdf", campaign).status === 1, "an unknown format");
  expect(run("import", "--delimiter", "ab", towns, campaign).status === 2, "a delimiter of two characters");
  expect(run("import", "--type", "Settlement", "--map", "Ghost=name", towns, campaign).status === 2, "a column that is not there");
  console.log("formats there and back, bad input refused");
} finally {
  rmSync(folder, {recursive: true, force: true});
}
for (const fault of faults.slice(0, 20)) console.log("FAULT", fault);
process.exit(faults.length ? 1 : 0);
