// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node cache_peers.mjs path/to/bench_Cache [rounds]
// Our memory cache, lru-cache and node-cache in turns on this machine: 10,000 keys, 70 % hits, time to live on. Prints
// the median of the rounds and the ratios. The peers come from tests/interop (npm ci there).
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const interop = new URL('../interop/', import.meta.url);
const require = createRequire(new URL('package.json', interop));
const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, interop))).version;
const { LRUCache } = require('lru-cache');
const NodeCache = require('node-cache');

const [program, roundsText = '5'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node cache_peers.mjs path/to/bench_Cache [rounds]');
  process.exit(64);
}
const rounds = Number(roundsText);
const keyCount = 10_000;
const order = 1 << 16;
const seconds = 0.5;

const texts = Array.from({ length: Math.floor((keyCount * 10) / 7) }, (_, i) => `computed-fields:settlement:settle_${i}:main`);
const value = { level: 3, prosperity: 17 };

function randomOrder(below) {
  let state = 7;
  return Uint32Array.from({ length: order }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  });
}
const ofAll = randomOrder(texts.length);
const ofThere = randomOrder(keyCount);

// Operations a second of processor time, ours likewise: others may use the machine. The checksum keeps the engine from
// leaving work out.
let checksum = 0;
function measure(numbers, step) {
  for (let i = 0; i < order; ++i) step(texts[numbers[i]]);
  const processor = () => { const used = process.cpuUsage(); return (used.user + used.system) / 1e6; };
  const begun = processor();
  let count = 0;
  while (processor() < begun + seconds) {
    for (let i = 0; i < order; ++i) step(texts[numbers[i]]);
    count += order;
  }
  return count / (processor() - begun);
}

const peers = {
  'lru-cache': () => {
    const cache = new LRUCache({ max: keyCount, ttl: 300_000 });
    for (let i = 0; i < keyCount; ++i) cache.set(texts[i], value);
    const get = measure(ofAll, (key) => { checksum += cache.get(key) === undefined ? 0 : 1; });
    const set = measure(ofThere, (key) => cache.set(key, value));
    const setEvicting = measure(ofAll, (key) => cache.set(key, value));
    return { get, set, setEvicting };
  },
  'lru-cache, no ttl': () => {
    const cache = new LRUCache({ max: keyCount });
    for (let i = 0; i < keyCount; ++i) cache.set(texts[i], value);
    const get = measure(ofAll, (key) => { checksum += cache.get(key) === undefined ? 0 : 1; });
    const set = measure(ofThere, (key) => cache.set(key, value));
    const setEvicting = measure(ofAll, (key) => cache.set(key, value));
    return { get, set, setEvicting };
  },
  'node-cache': () => {
    const cache = new NodeCache({ stdTTL: 300, checkperiod: 60, useClones: false });
    for (let i = 0; i < keyCount; ++i) cache.set(texts[i], value);
    const get = measure(ofAll, (key) => { checksum += cache.get(key) === undefined ? 0 : 1; });
    const set = measure(ofThere, (key) => cache.set(key, value));
    cache.close();
    return { get, set };
  },
};

function ours() {
  const text = execFileSync(program, ['--benchmark_format=json', `--benchmark_min_time=${seconds}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  const all = JSON.parse(text).benchmarks;
  const rate = (name) => all.find((one) => one.name === name).items_per_second;
  const clock = (name) => all.find((one) => one.name === name).real_time;
  const time = (count) => clock(`invalidate/${count}`);
  return {
    get: rate('get/threads:1'),
    set: rate('set/threads:1'),
    setEvicting: rate('setEvicting'),
    // Of both threads together: by processor time twice what one second of it gives, and by the clock.
    get2: 2 * rate('get/threads:2'),
    set2: 2 * rate('set/threads:2'),
    get2Clock: 1e9 / clock('get/threads:2'),
    set2Clock: 1e9 / clock('set/threads:2'),
    invalidate: [100, 10_000, 1_000_000].map(time),
  };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const results = { ours: [] };
for (const name of Object.keys(peers)) results[name] = [];
for (let round = 0; round < rounds; ++round) {
  results.ours.push(ours());
  for (const [name, run] of Object.entries(peers)) results[name].push(run());
}
const of = (name, what) => median(results[name].map((one) => one[what] ?? 0));
const million = (rate) => (rate ? `${(rate / 1e6).toFixed(2)} M/s` : '–').padStart(12);

console.log(`${cpus()[0].model}, ${cpus().length} processors, node ${process.version}, lru-cache ${versionOf('lru-cache')}, node-cache ${versionOf('node-cache')}; median of ${rounds} rounds`);
console.log(`${''.padEnd(20)}${'get'.padStart(12)}${'set'.padStart(12)}${'set, evicting'.padStart(15)}`);
for (const name of Object.keys(results))
  console.log(`${name.padEnd(20)}${million(of(name, 'get'))}${million(of(name, 'set'))}   ${million(of(name, 'setEvicting'))}`);
const ratio = (what) => of('ours', what) / of('lru-cache', what);
console.log(`ours / lru-cache: get ${ratio('get').toFixed(2)}, set ${ratio('set').toFixed(2)}, set evicting ${ratio('setEvicting').toFixed(2)} (goal 1.5)`);
const plain = (what) => of('ours', what) / of('lru-cache, no ttl', what);
console.log(`ours / lru-cache without ttl: get ${plain('get').toFixed(2)}, set ${plain('set').toFixed(2)}, set evicting ${plain('setEvicting').toFixed(2)}`);
const scaling = (what) => (of('ours', what) / of('ours', what.slice(0, 3))).toFixed(2);
console.log(`two threads / one: get ${scaling('get2')}, set ${scaling('set2')} by processor time, ${scaling('get2Clock')} and ${scaling('set2Clock')} by the clock (2 is perfect)`);
const invalidations = [0, 1, 2].map((i) => median(results.ours.map((one) => one.invalidate[i])));
console.log(`group invalidation: ${invalidations.map((ns) => `${ns.toFixed(0)} ns`).join(', ')} with 100, 10,000 and 1,000,000 keys (goal < 10,000 ns); hits ${checksum > 0}`);
