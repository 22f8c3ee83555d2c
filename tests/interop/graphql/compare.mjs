// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// compare.mjs RUNNER [--product] [--seed N] [--count N]
// Compares our parser, validation, introspection and execution (through the line tool RUNNER) with graphql-js, on the
// specimen schema; with --product introspection and validation on the schema that the product serves. Exit 77 when
// graphql-js is not installed.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Random } from './random.mjs';

const runnerPath = process.argv[2];
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const seed = option('seed', 20261122);
const count = option('count', 1500);
const isProduct = process.argv.includes('--product');

let js;
try {
  js = await import('graphql');
} catch {
  console.log('skipped: graphql-js is not installed (npm ci in tests/interop)');
  process.exit(77);
}
const { DocumentWriter } = await import('./valid.mjs');
const { spoilers } = await import('./spoil.mjs');
const { soup, damaged } = await import('./soup.mjs');

/** The line tool: one question, one answer. */
class Runner {
  constructor(path) {
    this.process = spawn(path, isProduct ? ['--product'] : [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    createInterface({ input: this.process.stdout }).on('line', (line) => this.waiting.shift()?.(line));
    this.process.on('exit', (code, signal) => {
      if (!this.ended) {
        console.log(`FAILED: the runner ended early (${code ?? signal}); the last question was ${this.last}`);
        process.exit(1);
      }
    });
  }
  ask(question) {
    this.last = JSON.stringify(question);
    this.process.stdin.write(this.last + '\n');
    return new Promise((resolve) => this.waiting.push(resolve));
  }
  end() {
    this.ended = true;
    this.process.stdin.end();
  }
}

const failures = [];
const fail = (what, text, ours, theirs) => failures.push({ what, text, ours, theirs });
const runner = new Runner(runnerPath);

/** Our schema as a graphql-js client sees it; checks that it is well-formed and prints stably. */
async function clientSchema() {
  const full = js.getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true });
  for (const query of [js.getIntrospectionQuery(), full]) {
    const answer = JSON.parse(await runner.ask({ mode: 'execute', query }));
    if (answer.errors) fail('introspection', query, answer.errors, null);
    const schema = js.buildClientSchema(answer.data);
    const problems = js.validateSchema(schema);
    if (problems.length) fail('validateSchema', '', problems.map(String), []);
    const printed = js.printSchema(schema);
    const again = js.printSchema(js.buildSchema(printed));
    if (again !== printed) fail('printSchema is not stable', '', again, printed);
    if (query === full) return [schema, answer.data.__schema];
  }
}

/** graphql-js puts types of its own in place of the standard ones: give them our descriptions, and our scalars' rules. */
function adapt(schema, introspection) {
  const describe = (target, source) => {
    if (target && source) target.description = source.description ?? undefined;
  };
  for (const ours of introspection.types) {
    const theirs = schema.getType(ours.name);
    if (!ours.name.startsWith('__') && !js.isSpecifiedScalarType(theirs)) continue;
    describe(theirs, ours);
    for (const value of ours.enumValues ?? []) describe(theirs.getValue(value.name), value);
    for (const field of ours.fields ?? []) {
      const their = theirs.getFields()[field.name];
      describe(their, field);
      for (const arg of field.args) describe(their.args.find((a) => a.name === arg.name), arg);
    }
  }
  const only = (name, accepts) => {
    schema.getType(name).parseLiteral = (node) => {
      if (!accepts(node)) throw new Error(`${name} does not take ${js.print(node)}`);
      return js.valueFromASTUntyped(node);
    };
  };
  const isDateTime = (node) => node.kind === js.Kind.INT || (node.kind === js.Kind.STRING && /^-?\d{4,}-\d\d-\d\dT/.test(node.value));
  only('DateTime', isProduct ? isDateTime : (node) => node.kind === js.Kind.STRING);
  if (!isProduct) only('GeoJSON', (node) => node.kind === js.Kind.OBJECT);
}

function parses(text) {
  try {
    js.parse(text);
    return null;
  } catch (error) {
    return error;
  }
}

/** graphql-js throws out of its subscription rule when a root field depends on a variable: that is a refusal too. */
function validate(schema, document, rules) {
  try {
    return js.validate(schema, document, rules);
  } catch (error) {
    return [error];
  }
}

async function compareParsing(schema) {
  const random = new Random(seed + 1);
  let refused = 0;
  for (let i = 0; i < count * 3; ++i) {
    const good = () => new DocumentWriter(schema, random).document();
    const text = random.chance(65) ? soup(random) : damaged(good(), random);
    const theirs = parses(text);
    const ours = JSON.parse(await runner.ask({ mode: 'parse', query: text }));
    if (theirs) ++refused;
    if (ours.valid !== (theirs === null)) fail('parse', text, ours, theirs?.message ?? 'accepted');
    else if (theirs) {
      const [mine, place] = [ours.errors[0].locations[0], theirs.locations[0]];
      const astral = /[\u{10000}-\u{10FFFF}]/u.test(text); // they count UTF-16 units, we count characters
      if (!astral && (mine.line !== place.line || mine.column !== place.column)) fail('place of a syntax error', text, ours.errors[0], `${theirs.message} at ${place.line}:${place.column}`);
      if (!ours.errors[0].message.startsWith('Syntax Error: ')) fail('message', text, ours, '');
    }
  }
  console.log(`parse: ${count * 3} texts, ${refused} refused by both`);
}

async function compareValidation(schema) {
  const random = new Random(seed + 2);
  const byRule = Object.fromEntries(js.specifiedRules.map((rule) => [rule.name, 0]));
  let invalid = 0;
  for (let i = 0; i < count; ++i) {
    const tree = JSON.parse(JSON.stringify(js.parse(new DocumentWriter(schema, random).document(), { noLocation: true })));
    const times = random.chance(25) ? 0 : 1 + random.below(2);
    for (let j = 0; j < times; ++j) spoilers[random.pick(Object.keys(spoilers))](tree, random);
    const text = js.print(tree);
    const document = js.parse(text);
    const errors = validate(schema, document);
    const ours = JSON.parse(await runner.ask({ query: text }));
    if (errors.length) ++invalid;
    if (ours.valid !== (errors.length === 0)) fail('validate', text, ours, errors.map((e) => e.message));
    for (const rule of js.specifiedRules) if (errors.length && validate(schema, document, [rule]).length) ++byRule[rule.name];
  }
  console.log(`validate: ${count} documents, ${invalid} invalid (${Math.round((100 * invalid) / count)} %)`);
  console.log(Object.entries(byRule).map(([rule, hits]) => `  ${rule} ${hits}`).join('\n'));
  if (invalid < 0.4 * count) fail('too few invalid documents', '', invalid, count);
  for (const [rule, hits] of Object.entries(byRule)) if (hits === 0) fail('a rule was never hit', rule, 0, 0);
}

function fromFirstDifference(ours, theirs) {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) ++at;
  const from = Math.max(0, at - 60);
  return [ours.slice(from, at + 200), theirs.slice(from, at + 200)];
}

async function compareExecution(schema) {
  const random = new Random(seed + 3);
  let executed = 0;
  for (let i = 0; i < count / 2; ++i) {
    const values = {};
    const text = new DocumentWriter(schema, random, { introspection: true, values, depth: 6 }).document();
    if (validate(schema, js.parse(text)).length) continue; // two calls of one key; the comparison above covers those
    const theirs = js.graphqlSync({ schema, source: text, variableValues: values });
    const ours = await runner.ask({ mode: 'execute', query: text, variables: values });
    if (!theirs.data) {
      if ('data' in JSON.parse(ours)) fail('execute: variables', text, ours, theirs);
      continue;
    }
    const expected = JSON.stringify({ data: theirs.data });
    if (theirs.errors || ours !== expected) fail('execute', `${text}\n${JSON.stringify(values)}`, ...fromFirstDifference(ours, expected));
    ++executed;
  }
  console.log(`execute: ${executed} introspection queries answered with the same bytes`);
  if (executed < 100) fail('too few queries executed', '', executed, 100);
}

const [schema, introspection] = await clientSchema();
adapt(schema, introspection);
if (!isProduct) await compareParsing(schema);
await compareValidation(schema);
if (!isProduct) await compareExecution(schema);
runner.end();
for (const { what, text, ours, theirs } of failures.slice(0, 12)) {
  console.log(`\nFAILED ${what} (seed ${seed})\n${text.slice(0, 2000)}\nours:   ${JSON.stringify(ours).slice(0, 700)}\ntheirs: ${JSON.stringify(theirs).slice(0, 700)}`);
}
console.log(failures.length ? `\n${failures.length} differences` : 'no differences');
process.exit(failures.length ? 1 : 0);
