// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node rules_peers.mjs path/to/bench_Rules [rounds]
// Our rules, json-logic-engine (compiled, as its documentation advises, and interpreted) and json-logic-js in turns on
// this machine: the rules and the 10,000 contexts of bench_Rules.cpp. Prints the median time of an evaluation and the
// ratios; all must find the same share of results true. The peers come from tests/interop (npm ci there).
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const interop = new URL('../interop/', import.meta.url);
const require = createRequire(new URL('package.json', interop));
const versionOf = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, interop))).version;
const { LogicEngine } = require('json-logic-engine');
const jsonLogic = require('json-logic-js');

const [program, roundsText = '3'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node rules_peers.mjs path/to/bench_Rules [rounds]');
  process.exit(64);
}
const rounds = Number(roundsText);
const contextCount = 10_000;
const seconds = 0.5;

const v = (path) => ({ var: path });
const simple = { '>': [v('population'), 1000] };
const complex = {
  if: [
    { and: [{ '>': [v('population'), 1000] }, { '<': [v('variables.unrest'), 5] }, { '==': [v('kingdom.name'), 'Vale'] }] },
    { '*': [v('population'), 1.5] },
    { '+': [v('population'), v('variables.gold')] },
  ],
};
const veryComplex = {
  and: [
    {
      '>': [
        {
          reduce: [
            {
              map: [
                { filter: [v('structures'), { and: [{ '>=': [v('level'), 2] }, v('operational')] }] },
                { '+': [{ '*': [v('level'), 10] }, v('upkeep')] },
              ],
            },
            { '+': [v('current'), v('accumulator')] },
            0,
          ],
        },
        100,
      ],
    },
    { some: [v('structures'), { '==': [v('type'), 'temple'] }] },
    { or: [{ none: [v('structures'), { '>': [v('upkeep'), 90] }] }, { '<': [v('variables.unrest'), 8] }] },
    { if: [{ '>': [{ '-': [v('population'), v('variables.gold')] }, 0] }, { '!': { missing: ['kingdom.name'] } }, true] },
    { '<=': [0, { '%': [v('population'), 7] }, 6] },
  ],
};
const fields = ['population', 'level', 'variables.gold', 'variables.unrest', 'kingdom.treasury'];
const comparisons = ['>', '<', '>=', '<=', '==', '!='];
const clause = (n) => ({ [comparisons[n % 6]]: [v(fields[n % 5]), (n * 17) % 900] });
const many = Array.from({ length: 200 }, (_, i) =>
  i % 3 === 0 ? clause(i)
    : i % 3 === 1 ? { and: [clause(i), clause(i + 1)] }
    : { if: [{ or: [clause(i), clause(i + 2)] }, { '+': [v(fields[i % 5]), i] }, 0] });

const types = ['wall', 'temple', 'plaza', 'citadel', 'market'];
const structure = (seed) => ({ type: types[seed % 5], level: seed % 5, upkeep: (seed * 7) % 97, operational: seed % 3 !== 0 });
const context = (number, structures) => ({
  name: `Town ${number}`,
  level: number % 6,
  population: 500 + ((number * 37) % 5000),
  kingdom: { name: number % 2 ? 'Vale' : 'Moor', treasury: number },
  variables: { gold: (number * 13) % 700, unrest: number % 10 },
  structures: Array.from({ length: structures }, (_, i) => structure(number + i * 3)),
});
// Read from text, as ours are.
const read = (value) => JSON.parse(JSON.stringify(value));
const contexts = (structures) => Array.from({ length: contextCount }, (_, i) => read(context(i, structures)));
const few = contexts(3), fifty = contexts(50);

// What the product has as entities, the peers get as JSON: the same paths, the same values (bench_Rules.cpp, Entities).
const renamed = { population: 'variables.population', upkeep: 'variables.upkeep' };
const onEntities = (rule) => {
  if (Array.isArray(rule)) return rule.map(onEntities);
  if (rule === null || typeof rule !== 'object') return rule;
  if (rule.var === 'operational') return { '!=': [v('variables.upkeep'), 0] };
  if (rule.var in renamed) return v(renamed[rule.var]);
  return Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, onEntities(value)]));
};
const house = (seed) => ({ name: 'House', type: seed % 5 === 1 ? 'temple' : 'wall', level: (seed % 5) + 1, variables: { upkeep: (seed * 7) % 97 } });
const settlement = (i, structures) => ({
  name: `Town ${i}`, level: (i % 6) + 1, kingdom: { name: i % 2 ? 'Vale' : 'Moor' },
  variables: { population: 500 + ((i * 37) % 5000), gold: (i * 13) % 700, unrest: i % 10 },
  structures: Array.from({ length: structures }, (_, k) => house(i + k * 3)),
});
const settlements = (count, structures) => Array.from({ length: count }, (_, i) => read(settlement(i, structures)));
const workloads = { simple: [[simple], few], complex: [[complex], few], many: [many, few], veryComplex: [[veryComplex], fifty],
  entitySimple: [[onEntities(simple)], settlements(contextCount, 0)], entityComplex: [[onEntities(complex)], settlements(contextCount, 0)],
  entityVeryComplex: [[onEntities(veryComplex)], settlements(500, 50)] };

// Each rule becomes a function of the data.
const engine = new LogicEngine();
const peers = {
  'json-logic-engine': (rule) => engine.build(rule),
  'json-logic-engine, interpreted': (rule) => (data) => engine.run(rule, data),
  'json-logic-js': (rule) => (data) => jsonLogic.apply(rule, data),
};
const isTrue = (value) => jsonLogic.truthy(value);

/// Nanoseconds of processor time for one evaluation, ours likewise: others may use the machine.
function measure(functions, data) {
  let truths = 0;
  for (let i = 0; i < data.length; ++i) truths += isTrue(functions[i % functions.length](data[i])) ? 1 : 0;
  const processor = () => { const used = process.cpuUsage(); return (used.user + used.system) * 1e3; };
  const begun = processor();
  let count = 0, at = 0, rule = 0;
  while (processor() < begun + seconds * 1e9) {
    // In turns without dividing, as bench_Rules does.
    for (let i = 0; i < 1000; ++i, ++count) {
      truths += isTrue(functions[rule](data[at])) ? 1 : 0;
      at = at + 1 < data.length ? at + 1 : 0;
      rule = rule + 1 < functions.length ? rule + 1 : 0;
    }
  }
  return { time: (processor() - begun) / count, truths };
}
const shareTrue = ([rules, data]) => {
  let truths = 0;
  for (let i = 0; i < data.length; ++i) truths += isTrue(jsonLogic.apply(rules[i % rules.length], data[i])) ? 1 : 0;
  return truths / data.length;
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const times = {};
const note = (who, what, time) => ((times[who] ??= {})[what] ??= []).push(time);
let isSame = true;
for (let round = 0; round < rounds; ++round) {
  const text = execFileSync(program, ['--benchmark_format=json', '--benchmark_filter=-hostile', `--benchmark_min_time=${seconds}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  for (const one of JSON.parse(text).benchmarks) {
    const what = one.name.split('/')[0]; // what follows is how often it ran
    note('ours', what, one.cpu_time);
    if (round > 0) continue;
    // Ours runs as often as it likes, so the share is not of whole rounds.
    const share = workloads[what] ? shareTrue(workloads[what]) : one.true;
    if (Math.abs(share - one.true) > 0.01) {
      isSame = false;
      console.error(`${one.name}: ours finds ${one.true} true, json-logic-js ${share}`);
    }
    if (one.allocations > 0.01) console.error(`${one.name}: ${one.allocations} allocations an evaluation`);
  }
  for (const [name, make] of Object.entries(peers)) {
    for (const [what, [rules, data]] of Object.entries(workloads)) note(name, what, measure(rules.map(make), data).time);
  }
}

const of = (who, what) => median(times[who][what]);
console.log(`${cpus()[0].model}, ${cpus().length} processors, node ${process.version}, json-logic-engine ${versionOf('json-logic-engine')}, json-logic-js ${versionOf('json-logic-js')}; median of ${rounds} rounds, ns`);
console.log(`${''.padEnd(32)}${Object.keys(workloads).map((what) => what.padStart(19)).join('')}`);
for (const who of ['ours', ...Object.keys(peers)])
  console.log(`${who.padEnd(32)}${Object.keys(workloads).map((what) => of(who, what).toFixed(1).padStart(19)).join('')}`);
for (const who of Object.keys(peers))
  console.log(`${`times ${who}`.padEnd(32)}${Object.keys(workloads).map((what) => (of(who, what) / of('ours', what)).toFixed(2).padStart(19)).join('')}`);
console.log('goals: 1.5 times json-logic-engine, 3 on the very complex; 40 times json-logic-js');
for (const what of Object.keys(times.ours).filter((name) => !workloads[name]))
  console.log(`ours, ${what}: ${of('ours', what).toFixed(1)} ns`);
process.exit(isSame ? 0 : 1);
