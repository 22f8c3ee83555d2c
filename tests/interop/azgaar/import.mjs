// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Imports a real world by the command line and compares every settlement, and the areas of the kingdoms, with what
// read_burgs.mjs takes from the same file; then exports, imports the export and exports again: the same bytes; then imports the world once more: nothing.
//
//   node import.mjs CAMPAIGN-SERVER            (the world: $CAMPAIGN_TEST_DATA/azgaar/comia-1.71.map)
import {execFileSync, spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {cpus, loadavg, tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const server = process.argv[2];
const world = join(process.env.CAMPAIGN_TEST_DATA ?? "", "azgaar", "comia-1.71.map");
if (!process.env.CAMPAIGN_TEST_DATA || !existsSync(world)) {
  console.log("skipped: CAMPAIGN_TEST_DATA names no folder with azgaar/comia-1.71.map");
  process.exit(77);
}

const folder = mkdtempSync(join(tmpdir(), "campaign-import-"));
const file = name => join(folder, name);
const faults = [];
const expect = (good, fault) => good || faults.push(fault);
const output = {encoding: "utf8", maxBuffer: 1 << 28};
const run = (...words) => execFileSync(server, words, output);
const code = (...words) => spawnSync(server, words, output).status;

function query(document) {
  const reply = JSON.parse(run("query", file("a.campaign"), document));
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data;
}

const numberOf = entity => Number(entity.sourceId.split(":").at(-1));

function readWorld() {
  const reader = join(dirname(fileURLToPath(import.meta.url)), "read_burgs.mjs");
  return execFileSync(process.execPath, [reader, world], output).trim().split("\n").map(line => JSON.parse(line));
}

/** Area of a GeoJSON polygon or multipolygon: rings by the shoelace formula, holes taken off. */
function areaOf(geometry) {
  const ring = points => Math.abs(points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0)) / 2;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.reduce((sum, [outer, ...holes]) => sum + ring(outer) - holes.reduce((all, hole) => all + ring(hole), 0), 0);
}

/** The generator adds up its cells' areas (each cut to a whole number); the imported territories must have as much. */
function compareKingdoms(theirs) {
  const states = theirs.filter(each => each.kind === "state" && each.id > 0 && each.listedArea > 0);
  const ours = new Map(query("{ kingdoms { sourceId location { geometry } } }").kingdoms.map(each => [numberOf(each), each]));
  let worst = 0;
  for (const state of states) {
    const geometry = ours.get(state.id)?.location?.geometry;
    if (!geometry) {
      faults.push(`kingdom ${state.id} has no territory`);
      continue;
    }
    const off = Math.abs(areaOf(geometry) / state.listedArea - 1);
    worst = Math.max(worst, off);
    expect(off < 0.01, `kingdom ${state.id}: area off by ${(100 * off).toFixed(2)} %`);
  }
  console.log(`kingdoms compared: ${states.length}, areas off by at most ${(100 * worst).toFixed(2)} %`);
  expect(states.length > 0, "no kingdom has an area to compare");
}

function compareSettlements(theirs) {
  const burgs = theirs.filter(each => each.kind === "burg");
  const ours = query("{ settlements { name sourceId variables kingdom { sourceId } location { geometry } } }").settlements;
  const byId = new Map(ours.map(each => [numberOf(each), each]));
  expect(ours.length === burgs.length, `${ours.length} settlements for ${burgs.length} burgs`);
  for (const burg of burgs) {
    const settlement = byId.get(burg.id);
    if (!settlement) {
      faults.push(`burg ${burg.id} is missing`);
      continue;
    }
    const [x, y] = settlement.location.geometry.coordinates;
    const same = (what, mine, right) => expect(mine === right, `burg ${burg.id}: ${what} ${mine}, not ${right}`);
    same("name", settlement.name, burg.name);
    same("kingdom", numberOf(settlement.kingdom), burg.state);
    same("population", settlement.variables.population, burg.people);
    same("capital", settlement.variables.capital, burg.capital);
    same("port", settlement.variables.port, burg.port);
    expect(Math.abs(x - burg.x) <= 0.01 && Math.abs(y - burg.y) <= 0.01, `burg ${burg.id}: at ${x}, ${y}`);
  }
  return burgs.length;
}

try {
  const started = performance.now();
  run("import", world, file("a.campaign"));
  const seconds = (performance.now() - started) / 1000;
  console.log(`import: ${seconds.toFixed(2)} s`);
  // Five seconds on a machine that does nothing else; where others wait for the processors, so do we.
  const crowding = Math.max(1, loadavg()[0] / cpus().length);
  expect(seconds < 5 * crowding, `the import took ${seconds.toFixed(2)} s`);

  const theirs = readWorld();
  console.log(`settlements compared: ${compareSettlements(theirs)}`);
  compareKingdoms(theirs);

  run("export", file("a.campaign"), file("a.json"));
  run("import", file("a.json"), file("b.campaign"));
  run("export", file("b.campaign"), file("b.json"));
  const [first, second] = [readFileSync(file("a.json")), readFileSync(file("b.json"))];
  expect(first.equals(second), "export, import, export: the bytes differ");
  console.log(`export: ${first.length} bytes, equal: ${first.equals(second)}`);

  const again = JSON.parse(run("import", "--json", world, file("a.campaign")));
  expect(!again.changed, "importing again changed something");
  expect(code("import", file("a.json"), file("a.campaign")) === 2, "an export went into a file with content");
  expect(code("verify", file("a.campaign")) === 0, "verify found faults");
} catch (error) {
  faults.push(error.message);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
for (const fault of faults.slice(0, 20)) console.error(fault);
process.exit(faults.length ? 1 : 0);
