// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exports the sample's places as GeoJSON and reads them with check-geojson, which holds files against RFC 7946, and with
// nothing but JSON.parse: the same places, coordinates, directions of rings and box as the campaign has. Then made-up
// places, good and bad, go in and come out again: the good ones unchanged, the bad ones left out by both readers.
//
//   node geojson.mjs CAMPAIGN-SERVER SAMPLE.json
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

let check;
try {
  ({check} = await import("@placemarkio/check-geojson"));
} catch {
  console.log("skipped: npm ci has not been run in tests/interop");
  process.exit(77);
}

const [server, sample] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "campaign-geojson-"));
const file = name => join(folder, name);
const run = (...words) => execFileSync(server, words, {encoding: "utf8", maxBuffer: 1 << 28});
const faults = [];
const expect = (good, fault) => good || faults.push(fault);
const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

function positions(coordinates) {
  return typeof coordinates[0] === "number" ? [coordinates] : coordinates.flatMap(positions);
}

// Twice the signed area: positive when counter-clockwise.
const turn = ring => ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);

function checkRings(name, rings) {
  rings.forEach((ring, i) => expect(i === 0 ? turn(ring) > 0 : turn(ring) < 0, `${name}: ring ${i} turns the wrong way`));
}

function checkFile(text) {
  check(text); // throws
  const read = JSON.parse(text);
  const xs = [], ys = [];
  for (const {geometry, properties} of read.features) {
    if (!geometry) continue;
    for (const [x, y] of positions(geometry.coordinates)) xs.push(x), ys.push(y);
    if (geometry.type === "Polygon") checkRings(properties.name, geometry.coordinates);
    if (geometry.type === "MultiPolygon") geometry.coordinates.forEach(rings => checkRings(properties.name, rings));
  }
  expect(same(read.bbox, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]), "bbox is not the bounds");
  return read;
}

try {
  run("import", "--format", "json", sample, file("a.campaign"));
  const places = JSON.parse(readFileSync(sample, "utf8")).branches[0].entities.Location;
  const read = checkFile(run("export", "--format", "geojson", file("a.campaign")));
  expect(read.coordinateSystem === "planar", "the coordinates are not stated");
  expect(read.features.length === places.length, `${read.features.length} features of ${places.length} places`);
  for (const place of places) {
    const found = read.features.find(one => one.id === place.id);
    expect(found && found.properties.name === place.name && found.properties.kind === place.kind, `${place.id} differs`);
    const points = geometry => positions(geometry.coordinates).map(String).sort();
    expect(same(points(found.geometry), points(place.geometry)), `${place.name}: other coordinates`);
  }

  let seed = 7;
  const dice = n => (seed = (seed * 48271) % 2147483647) % n;
  const at = () => [dice(10000) / 8 - 600, dice(10000) / 8 - 600];
  const box = ([x, y], size) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]];
  const kinds = [
    () => ({type: "Point", coordinates: at()}),
    () => ({type: "MultiPoint", coordinates: [at(), at()]}),
    () => ({type: "LineString", coordinates: [at(), at(), at()]}),
    () => ({type: "MultiLineString", coordinates: [[at(), at()], [at(), at()]]}),
    () => ({type: "Polygon", coordinates: [box(at(), 9)]}),
    () => { const [x, y] = at(); return {type: "Polygon", coordinates: [box([x, y], 9), box([x + 2, y + 2], 3).reverse()]}; },
    () => { const [x, y] = at(); return {type: "MultiPolygon", coordinates: [[box([x, y], 4)], [box([x + 9, y], 4)]]}; },
    () => null,
    () => ({type: "Polygon", coordinates: [box(at(), 9).slice(0, 4)]}), // not closed
    () => ({type: "Point", coordinates: ["a", 1]}),
    () => ({type: "Ring", coordinates: [at()]}),
    () => ({type: "LineString", coordinates: [at()]}),
  ];
  const features = Array.from({length: 400}, (_, i) => ({
    type: "Feature", id: `made-${i}`, geometry: kinds[i % kinds.length](), properties: {name: `Place ${i}`, number: i, flag: i % 2 === 0},
  }));
  const isGood = feature => {
    try {
      check(JSON.stringify({type: "FeatureCollection", features: [feature]}));
      return true;
    } catch {
      return false;
    }
  };
  const good = features.filter(isGood);
  expect(good.length > 200 && good.length < 300, `check-geojson takes ${good.length} of 400`);
  writeFileSync(file("made.geojson"), JSON.stringify({type: "FeatureCollection", coordinateSystem: "planar", features}));
  const report = JSON.parse(run("import", "--json", file("made.geojson"), file("b.campaign")));
  expect(report.counts.find(one => one.group === "places").created === good.length, "other features came in than check-geojson takes");
  expect(report.leftOut.reduce((sum, one) => sum + one.count, 0) === 400 - good.length, "not every bad feature is named");
  const back = checkFile(run("export", "--format", "geojson", file("b.campaign")));
  for (const feature of good) {
    const found = back.features.find(one => one.properties.sourceId === `geojson:${feature.id}`);
    expect(found && same(found.geometry?.type, feature.geometry?.type), `${feature.id} is not there`);
    const points = geometry => geometry ? positions(geometry.coordinates).map(String).sort() : [];
    expect(found && same(points(found.geometry), points(feature.geometry)), `${feature.id}: other coordinates`);
    expect(found && found.properties["variables.number"] === feature.properties.number, `${feature.id}: other variables`);
  }
  console.log(`${read.features.length} places of the sample, ${good.length} made-up ones in and out`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
for (const fault of faults.slice(0, 20)) console.log("FAULT", fault);
process.exit(faults.length ? 1 : 0);
