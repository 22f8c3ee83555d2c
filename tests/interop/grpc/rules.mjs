// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rules worker beside the server that writes the file, asked as stock gRPC clients do (interop.md §8), with
// @grpc/grpc-js and with node's own HTTP/2 where a client would not do such a thing.
//
//   node rules.mjs CAMPAIGN-SERVER
import {connect} from "node:http2";
import {connect as connectSocket} from "node:net";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {apiPattern, ask, conclude, expect, make, rulesPattern, serve, until} from "./servers.mjs";

let grpc, loader;
try {
  grpc = await import("@grpc/grpc-js");
  loader = await import("@grpc/proto-loader");
} catch {
  console.log("skipped: npm ci in tests/interop fetches @grpc/grpc-js");
  process.exit(77);
}
const here = dirname(fileURLToPath(import.meta.url));
const options = {keepCase: true, longs: Number, enums: String, defaults: true};
const load = path => grpc.loadPackageDefinition(loader.loadSync(join(here, path), options));
const rulesengine = load("../../../server/worker/proto/rulesengine.proto").rulesengine;
const health = load("health.proto").grpc.health.v1;
const codes = Object.fromEntries(Object.entries(grpc.status).map(([name, number]) => [number, name]));

/// A call as a promise: the reply, or {code, details}.
const call = (client, method, request, {deadline = 10_000, ...more} = {}) =>
  new Promise(resolve => {
    const running = client[method](request, new grpc.Metadata(), {deadline: Date.now() + deadline, ...more}, (error, reply) =>
      resolve(error ? {code: codes[error.code], details: error.details} : reply));
    if (more.started) more.started(running);
  });

/// A world with a town, two rules of the town and one on an event.
async function story(base) {
  const made = (await ask(base, 'mutation { createWorldWithCampaign(input: {name: "Arda"}) { world { id } campaign { id } branch { id } } }')).createWorldWithCampaign;
  const campaign = made.campaign.id;
  const kingdom = await make(base, "Kingdom", {campaignId: campaign, name: "Gondor"});
  const settlement = await make(base, "Settlement", {kingdomId: kingdom, name: "Harrowford", variables: {population: 1200, mood: "brave ☺"}});
  const other = await make(base, "Settlement", {kingdomId: kingdom, name: "Hamlet", variables: {population: 90}});
  const rule = (name, expression, more) => make(base, "FieldCondition", {name, entityType: "Settlement", field: name, expression, ...more});
  const hub = await rule("hub", {and: [{">": [{var: "variables.population"}, 1000]}, {"==": [{var: "kingdom.name"}, "Gondor"]}]}, {entityId: settlement});
  const mood = await rule("mood", {var: "variables.mood"}, {entityId: settlement});
  const ofAll = await rule("size", {var: "variables.population"}, {});
  const event = await make(base, "Event", {campaignId: campaign, name: "Fair"});
  const onEvent = await make(base, "Condition", {name: "calm", entityType: "Event", entityId: event, expression: {"==": [{var: "name"}, "Fair"]}});
  const failing = await make(base, "Condition", {name: "wrong", entityType: "Event", entityId: event, expression: {"*": []}});
  return {campaign, branch: made.branch.id, settlement, other, event, hub, mood, ofAll, onEvent, failing};
}

async function checkConditions(client, base, it) {
  const one = (condition_id, more = {}, options = {}) => call(client, "EvaluateCondition", {condition_id, campaign_id: it.campaign, ...more}, options);
  const short = reply => [reply.success, reply.value_json, reply.error, reply.holds];
  expect("a rule of one town", short(await one(it.hub)), [true, "true", "", true]);
  expect("by its node id", short(await one(`CONDITION:${it.hub}`)), [true, "true", "", true]);
  expect("text in UTF-8", short(await one(it.mood)), [true, '"brave ☺"', "", true]);
  expect("a condition of an event", short(await one(it.onEvent)), [true, "true", "", true]);
  for (const branch_id of ["", "main", it.branch]) expect(`branch "${branch_id}"`, short(await one(it.hub, {branch_id})), [true, "true", "", true]);
  expect("without a campaign", short(await one(it.hub, {campaign_id: ""})), [true, "true", "", true]);

  expect("a context over the town", short(await one(it.hub, {context_json: '{"variables":{"population":5}}'})), [true, "false", "", false]);
  expect("a context over its kingdom", short(await one(it.hub, {context_json: '{"kingdom":{"name":"Rohan"}}'})), [true, "false", "", false]);
  expect("what the context leaves out is the town's", short(await one(it.mood, {context_json: '{"variables":{"population":5}}'})), [true, '"brave ☺"', "", true]);
  expect("a rule of all towns, on nothing", short(await one(it.ofAll)), [true, "null", "", false]);
  expect("on a context alone", short(await one(it.ofAll, {context_json: '{"variables":{"population":7}}'})), [true, "7", "", true]);
  expect("on a town", short(await one(it.ofAll, {entity_id: it.other})), [true, "90", "", true]);

  const traced = await one(it.hub, {include_trace: true});
  expect("trace: steps count from 1", traced.trace.map(step => step.step), traced.trace.map((_, i) => i + 1));
  const read = traced.trace.find(step => step.input_json === '{"var":"variables.population"}');
  expect("trace: what was read", [read?.output_json, read?.passed], ["1200", true]);
  const last = traced.trace.at(-1);
  expect("trace: the result comes last", [last?.output_json, last?.passed, JSON.parse(last?.input_json ?? "null") !== null], ["true", true, true]);
  expect("no trace unless asked", (await one(it.hub)).trace, []);

  expect("an unknown condition", short(await one("nothing")).slice(0, 2), [false, ""]);
  expect("… says so", [(await one("nothing")).error_code, (await one("nothing")).error.length > 10], ["NotFound", true]);
  const failed = await one(it.failing, {include_trace: true});
  expect("a failing condition", [failed.success, failed.value_json, failed.error.length > 5, failed.trace.at(-1).passed], [false, "", true, false]);
  for (const context_json of ["{", "[]", "1", "null", '"x"', "{}x", `{"a":${"[".repeat(5000)}`]) {
    const reply = await one(it.hub, {context_json});
    expect(`context ${context_json.slice(0, 20)}`, reply.code ?? reply.success, "INVALID_ARGUMENT");
  }
  for (const [what, request] of [["campaign", {campaign_id: "none"}], ["branch", {branch_id: "none"}]])
    expect(`an unknown ${what}`, (await one(it.hub, request)).code, "NOT_FOUND");
  expect("an unknown town", (await one(it.ofAll, {entity_id: "none"})).error_code, "NotFound");
  expect("an empty request", (await call(client, "EvaluateCondition", {})).code, "INVALID_ARGUMENT");

  await ask(base, "mutation($id: ID!) { setSettlementVariable(id: $id, key: \"population\", value: 10) { id } }", {id: it.settlement}).catch(() =>
    ask(base, "mutation($id: ID!) { updateSettlement(id: $id, input: {variables: {population: 10}}) { id } }", {id: it.settlement}));
  expect("what another process wrote is known at once", short(await one(it.hub)), [true, "false", "", false]);
}

async function checkMany(client, it) {
  const many = (condition_ids, more = {}) => call(client, "EvaluateConditions", {condition_ids, campaign_id: it.campaign, ...more});
  const ids = [it.mood, it.hub, "nothing", it.failing, it.mood];
  const reply = await many(ids);
  expect("one result for each id", Object.keys(reply.results).sort(), [...new Set(ids)].sort());
  expect("each its own", ids.map(id => reply.results[id].success), [true, true, false, false, true]);
  expect("the order is the one asked", reply.evaluation_order, [it.mood, it.hub, "nothing", it.failing]);
  expect("time and state", [reply.total_evaluation_time_ms >= 0, reply.at_change > 0], [true, true]);
  expect("nothing asked", (await many([])).results, {});
  expect("an empty request", (await call(client, "EvaluateConditions", {})).results, {});
  const ordered = await many(ids, {use_dependency_order: true});
  expect("in order of dependency", [...ordered.evaluation_order].sort(), [...new Set(ids)].sort());
  expect("with traces", Object.values((await many([it.hub, it.mood], {include_trace: true})).results).every(one => one.trace.length >= 1), true);
  expect("a bad context", (await many([it.hub], {context_json: "["})).code, "INVALID_ARGUMENT");
  expect("too many", (await many(Array.from({length: 10_001}, (_, i) => `c${i}`))).code, "RESOURCE_EXHAUSTED");
  const wide = await many(Array.from({length: 10_000}, (_, i) => `c${i}`));
  expect("many unknown ones", [Object.keys(wide.results).length, wide.results.c77?.success], [10_000, false]);
}

async function checkOrderAndCache(client, base, it) {
  const place = {campaign_id: it.campaign};
  const variable = (key, more) => make(base, "StateVariable", {scope: "SETTLEMENT", scopeId: it.other, key, ...more});
  const derived = formula => ({type: "DERIVED", formula});
  const riches = await variable("riches", derived({"+": [{var: "var.wealth"}, 1]}));
  const wealth = await variable("wealth", derived({"*": [{var: "var.gold"}, 2]}));
  await variable("gold", {type: "INTEGER", value: 5});
  const rich = await make(base, "FieldCondition", {name: "rich", entityType: "Settlement", entityId: it.other, field: "rich", expression: {">": [{var: "var.riches"}, 10]}});
  const all = (await call(client, "GetEvaluationOrder", place)).node_ids;
  const places = [`VARIABLE:${wealth}`, `VARIABLE:${riches}`, `CONDITION:${rich}`].map(node => all.indexOf(node));
  expect(`what is read comes before what reads it (${places})`, places[0] >= 0 && places[0] < places[1] && places[1] < places[2], true);
  expect("derived from what is derived", (await call(client, "EvaluateCondition", {...place, condition_id: rich})).value_json, "true");
  const order = await call(client, "GetEvaluationOrder", place);
  const nodes = [it.hub, it.mood, it.ofAll, it.onEvent, it.failing].map(id => `CONDITION:${id}`);
  expect("the order has all rules", [nodes.every(node => order.node_ids.includes(node)), order.total_nodes], [true, order.node_ids.length]);
  const some = await call(client, "GetEvaluationOrder", {...place, condition_ids: [it.hub, it.mood]});
  expect("… or those named", [...some.node_ids].sort(), [`CONDITION:${it.hub}`, `CONDITION:${it.mood}`].sort());
  const valid = await call(client, "ValidateDependencies", place);
  expect("no cycles", [valid.has_cycle, valid.cycles, valid.message.length > 0], [false, [], true]);

  await call(client, "InvalidateCache", place);
  const before = await call(client, "GetCacheStats", place);
  for (let i = 0; i < 3; ++i) await call(client, "EvaluateConditions", {...place, condition_ids: [it.hub, it.mood]});
  const after = await call(client, "GetCacheStats", place);
  expect("hits and misses", [before.keys, after.keys, after.hits - before.hits, after.misses - before.misses], [0, 2, 4, 2]);
  expect("rate, sizes, samples", [after.hit_rate > 0 && after.hit_rate < 1, after.ksize > 0, after.vsize > 0, after.sample_keys.some(key => key.includes(it.hub))], [true, true, true, true]);
  expect("forgetting one", (await call(client, "InvalidateCache", {...place, node_ids: [`CONDITION:${it.hub}`, "nothing"]})).invalidated_count, 1);
  expect("forgetting the rest", (await call(client, "InvalidateCache", place)).invalidated_count, 1);
  expect("forgotten", (await call(client, "GetCacheStats", place)).keys, 0);
  for (const method of ["GetEvaluationOrder", "ValidateDependencies", "InvalidateCache", "GetCacheStats"]) {
    expect(`${method} without a word`, (await call(client, method, {})).code, undefined);
    expect(`${method} of no campaign`, (await call(client, method, {campaign_id: "none"})).code, "NOT_FOUND");
  }
}

async function checkHealth(address) {
  const client = new health.Health(address, grpc.credentials.createInsecure());
  for (const service of ["", "rulesengine.RulesEngine"]) expect(`health of "${service}"`, (await call(client, "Check", {service})).status, "SERVING");
  expect("health of an unknown service", (await call(client, "Check", {service: "nothing"})).code, "NOT_FOUND");
  const first = service =>
    new Promise(resolve => {
      const watch = client.Watch({service});
      watch.on("data", message => { resolve(message.status); watch.cancel(); });
      watch.on("error", () => {});
    });
  expect("watch", await first("rulesengine.RulesEngine"), "SERVING");
  expect("watch of an unknown service", await first("nothing"), "SERVICE_UNKNOWN");
  return client;
}

async function checkTransport(client, address, it) {
  const request = {condition_id: it.mood, campaign_id: it.campaign};
  const sleepless = await Promise.all(Array.from({length: 100}, () => call(client, "EvaluateCondition", request)));
  expect("100 at once", sleepless.filter(reply => reply.success).length, 100);
  const zipped = new rulesengine.RulesEngine(address, grpc.credentials.createInsecure(), {"grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip});
  const filling = "x".repeat(100_000);
  expect("a gzip request", (await call(zipped, "EvaluateCondition", {...request, context_json: JSON.stringify({filling})})).success, true);
  expect("a message of 1 MiB", (await call(client, "EvaluateCondition", {...request, context_json: JSON.stringify({filling: "x".repeat(1 << 20)})})).success, true);
  expect("a message beyond 4 MiB", (await call(client, "EvaluateCondition", {...request, context_json: JSON.stringify({filling: "x".repeat(5 << 20)})})).code, "RESOURCE_EXHAUSTED");

  const unknown = new grpc.Client(address, grpc.credentials.createInsecure());
  const raw = (path, bytes) =>
    new Promise(resolve => unknown.makeUnaryRequest(path, x => x, x => x, bytes, new grpc.Metadata(), {deadline: Date.now() + 10_000}, (error, reply) => resolve(error ? codes[error.code] : reply)));
  expect("an unknown method", await raw("/rulesengine.RulesEngine/Dance", Buffer.alloc(0)), "UNIMPLEMENTED");
  expect("an unknown service", await raw("/dance.Hall/Dance", Buffer.alloc(0)), "UNIMPLEMENTED");
  for (const bytes of [[255, 255, 255], [10, 200, 1, 65], [10, 2, 0xc3, 0x28], [8, 1]]) {
    const answer = await raw("/rulesengine.RulesEngine/EvaluateCondition", Buffer.from(bytes));
    expect(`bytes ${bytes}`, typeof answer, "string");
  }
  expect("the connection lives", Buffer.isBuffer(await raw("/rulesengine.RulesEngine/GetCacheStats", Buffer.alloc(0))), true);

  const condition_ids = Array.from({length: 9_000}, (_, i) => `c${i}`);
  const cancelled = await call(client, "EvaluateConditions", {condition_ids, use_dependency_order: true}, {started: running => setTimeout(() => running.cancel(), 1)});
  expect("cancelled", cancelled.code ?? "done", cancelled.code ? "CANCELLED" : "done");
  const late = await call(client, "EvaluateConditions", {condition_ids}, {deadline: 1});
  expect("too late", late.code, "DEADLINE_EXCEEDED");
  expect("harmless", (await call(client, "EvaluateCondition", request)).success, true);

  const session = connect(`http://${address}`);
  session.on("error", () => {});
  await new Promise(resolve => session.once("remoteSettings", resolve));
  const ping = () => new Promise((resolve, reject) => session.ping((error, _, payload) => (error ? reject(error) : resolve(payload.length))));
  for (let i = 0; i < 20; ++i) await ping();
  expect("PING", await ping(), 8);
  const headers = await new Promise((resolve, reject) => {
    const stream = session.request({":method": "POST", ":path": "/rulesengine.RulesEngine/GetCacheStats", "content-type": "application/grpc", te: "trailers"});
    const seen = {};
    stream.on("response", all => (seen.type = all["content-type"]));
    stream.on("trailers", all => resolve({...seen, status: all["grpc-status"]}));
    stream.on("error", reject);
    stream.on("data", () => {});
    stream.end(Buffer.alloc(5));
  });
  expect("headers and trailers", headers, {type: "application/grpc", status: "0"});
  session.close();
  zipped.close();
  unknown.close();
}

/// Bytes that are no HTTP/2, or begin as such: the connection may end, the server may not.
async function checkNoise(client, address, it) {
  let state = 12345;
  const random = below => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
  const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const [host, port] = address.split(":");
  const send = bytes =>
    new Promise(resolve => {
      const socket = connectSocket(Number(port), host, () => socket.end(bytes));
      socket.on("error", resolve).on("close", resolve).on("data", () => {});
      setTimeout(() => { socket.destroy(); resolve(); }, 300);
    });
  const noise = Array.from({length: 300}, () => {
    const bytes = Buffer.from(Array.from({length: 1 + random(400)}, () => random(256)));
    if (random(2)) bytes.set([0, 0, random(64), random(10), random(64), 0, 0, 0, random(4)].slice(0, bytes.length)); // a frame's header
    return [bytes, Buffer.concat([preface, bytes]), Buffer.concat([preface, settings, bytes])][random(3)];
  });
  for (let i = 0; i < noise.length; i += 30) await Promise.all(noise.slice(i, i + 30).map(send));
  await send(Buffer.from("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  expect("after 300 connections of noise", (await call(client, "EvaluateCondition", {condition_id: it.mood, campaign_id: it.campaign})).success, true);
}

/// How long a call takes, and one of many conditions among them.
async function measure(client, it) {
  const place = {campaign_id: it.campaign};
  const time = async (calls, run) => {
    const begun = performance.now();
    for (let i = 0; i < calls; ++i) await run(i);
    return ((performance.now() - begun) / calls) * 1000;
  };
  const one = await time(300, i => call(client, "EvaluateCondition", {...place, condition_id: it.hub, context_json: `{"variables":{"population":${i}}}`}));
  console.log(`a call with one condition takes ${one.toFixed(0)} µs, node's part included`);
}

await conclude(async () => {
  const api = await serve(["--role", "api", "--port", "0"], [apiPattern]);
  const base = api.found[0];
  const it = await story(base);
  const worker = await serve(["--role", "rules", "--rules-port", "0"], [rulesPattern]);
  const address = worker.found[0];
  const client = new rulesengine.RulesEngine(address, grpc.credentials.createInsecure());
  await checkConditions(client, base, it);
  await checkMany(client, it);
  await checkOrderAndCache(client, base, it);
  const watcher = await checkHealth(address);
  await checkTransport(client, address, it);
  await checkNoise(client, address, it);
  await measure(client, it);

  const second = await serve(["--role", "rules", "--rules-port", address.split(":")[1]], [rulesPattern]).catch(error => error.message);
  expect("a taken port is refused", String(second).includes("cannot listen"), true);

  const seen = [];
  const watch = watcher.Watch({service: ""});
  watch.on("data", message => seen.push(message.status));
  watch.on("error", () => {});
  await until("the first message", () => seen.length === 1);
  const asked = performance.now();
  worker.child.kill("SIGTERM");
  expect("the end in good order", await worker.ended, 0);
  expect("within five seconds, a watch open", performance.now() - asked < 5000, true);
  await until("a change of health", () => seen.length > 1, 1000).catch(() => {});
  expect("watchers hear of it", seen, ["SERVING", "NOT_SERVING"]);
});
