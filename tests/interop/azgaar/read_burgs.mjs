// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A second reader of .map files of Azgaar's Fantasy Map Generator, for comparison with ours: it shares nothing with it.
// It does not count records; it knows each part by what it looks like. Prints one JSON object a line, members sorted:
// the settings, then burgs by id, then states by id with the sums over their cells that the file itself lists.
//
//   node read_burgs.mjs FILE
import {readFileSync} from "node:fs";

const file = process.argv[2];
if (!file) {
  console.error("usage: node read_burgs.mjs FILE");
  process.exit(2);
}

const lines = readFileSync(file, "utf8").replace(/^\uFEFF/, "").split("\n").map(line => line.replace(/\r+$/, ""));

function arrays() {
  const found = [];
  for (const line of lines) {
    if (!line.startsWith("[")) continue;
    try {
      found.push(JSON.parse(line));
    } catch {
      // a piece of the drawing
    }
  }
  return found;
}

function listWhere(test, what) {
  const list = arrays().find(each => each.some(entry => entry && typeof entry === "object" && test(entry)));
  if (!list) throw new Error(`no list of ${what} in ${file}`);
  return list.filter(entry => entry && typeof entry === "object" && "i" in entry && !entry.removed);
}

const settings = lines.find(line => line.includes('"military":[') && line.split("|").length > 20)?.split("|");
if (!settings) throw new Error(`no settings in ${file}`);
const [populationRate, urbanization] = [Number(settings[12]), Number(settings[13])];

const burgs = listWhere(entry => "population" in entry && "cell" in entry && "culture" in entry, "burgs");
const states = listWhere(entry => "diplomacy" in entry && "burgs" in entry, "states");

// Of the lists of plain numbers, the one that gives every burg's cell the burg's state says which cells are whose; the
// one whose values at the burgs' cells are the burgs' own numbers is told apart by itself.
const numberLists = lines.filter(line => /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2,}$/.test(line)).map(line => line.split(",").map(Number));
const stateOfCell = numberLists.find(list => burgs.every(burg => list[burg.cell] === burg.state));
const biomeOfCell = numberLists.find(
  list => list.length === stateOfCell?.length && burgs.every(burg => list[burg.cell] > 0) && Math.max(...list) <= 30 && Math.min(...list) === 0
);

const cellsOf = new Map();
stateOfCell?.forEach((state, cell) => {
  if (biomeOfCell?.[cell]) cellsOf.set(state, (cellsOf.get(state) ?? 0) + 1); // biome 0 is water
});

const sorted = object => JSON.stringify(Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))));
const print = object => console.log(sorted(object));

print({kind: "settings", name: settings[20], distanceUnit: settings[0], distanceScale: Number(settings[1]), populationRate, urbanization});
for (const burg of burgs.sort((a, b) => a.i - b.i))
  print({
    kind: "burg",
    id: burg.i,
    name: burg.name,
    state: burg.state,
    x: burg.x,
    y: burg.y,
    people: Math.round(burg.population * populationRate * urbanization),
    capital: Boolean(burg.capital),
    port: Boolean(burg.port),
  });
for (const state of states.sort((a, b) => a.i - b.i))
  print({
    kind: "state",
    id: state.i,
    name: state.name,
    capital: state.capital ?? 0,
    burgs: burgs.filter(burg => burg.state === state.i).length,
    cells: cellsOf.get(state.i) ?? 0,
    listedCells: state.cells ?? 0,
    listedArea: state.area ?? 0,
  });
