// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Serves an empty campaign and asks it over HTTP as stock clients do (interop.md §1 and §7), with node's own fetch.
//
//   node http.mjs CAMPAIGN-SERVER
import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

if (typeof fetch !== "function") {
  console.log("skipped: this node has no fetch (18 or later is wanted)");
  process.exit(77);
}
const folder = mkdtempSync(join(tmpdir(), "campaign-http-"));
const server = spawn(process.argv[2], ["serve", "--port", "0", join(folder, "a.campaign")], {stdio: ["ignore", "pipe", "ignore"]});
const ended = new Promise(resolve => server.on("exit", (code, signal) => resolve(signal ?? code)));

function address() {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout.on("data", bytes => {
      text += bytes;
      const found = text.match(/http:\/\/\S+(?=\/graphql)/);
      if (found) resolve(found[0]);
    });
    ended.then(code => reject(new Error(`the server ended with ${code}`)));
  });
}

const G = "application/graphql-response+json";
const J = "application/json";
const faults = [];
let checks = 0;
function expect(what, mine, right) {
  ++checks;
  if (JSON.stringify(mine) !== JSON.stringify(right)) faults.push(`${what}: ${JSON.stringify(mine)}, not ${JSON.stringify(right)}`);
}

async function run(base) {
  const post = (body, headers = {}) =>
    fetch(`${base}/graphql`, {
      method: "POST",
      headers: {"content-type": J, ...headers},
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const get = (parameters, headers = {}) => fetch(`${base}/graphql?${new URLSearchParams(parameters)}`, {headers});
  const query = "{ __typename }";

  for (const [accept, type] of [[G, G], [J, J], ["*/*", J], [`${G},${J};q=0.9`, G], [`${J},${G}`, J], [`${G};q=0.1,${J}`, J]]) {
    const response = await post({query}, {accept});
    expect(`accept ${accept}`, [response.status, response.headers.get("content-type")], [200, `${type}; charset=utf-8`]);
    expect(`answer to ${accept}`, await response.json(), {data: {__typename: "Query"}});
  }
  expect("not acceptable", (await post({query}, {accept: "text/html"})).status, 406);
  expect("charset", (await post({query}, {"content-type": "application/json; charset=utf-8"})).status, 200);
  expect("text/plain", (await post({query}, {"content-type": "text/plain"})).status, 415);
  expect("Apollo's members", (await post({query, variables: {}, operationName: null, extensions: {clientLibrary: {name: "x"}}})).status, 200);

  for (const accept of [G, J]) {
    for (const body of ["", "{", "[]", "1", {}, {query: 1}, {query, variables: []}, {query, variables: "{}"}, {query, operationName: 1}, {query, extensions: []}])
      expect(`malformed ${JSON.stringify(body)} under ${accept}`, (await post(body, {accept})).status, 400);
    for (const [what, document, more] of [
      ["syntax", "{"],
      ["validation", "{ nothingOfThatName }"],
      ["unknown operation", "query A { __typename }", {operationName: "B"}],
      ["no operation named", "query A { __typename } query B { __typename }"],
      ["variable", "query($a: Int!) { __typename @include(if: true) ... @skip(if: false) { __typename } t: __type(name: \"Query\") { fields(includeDeprecated: true) { name } } }", {variables: {a: "x"}}],
    ]) {
      const response = await post({query: document, ...more}, {accept});
      const answer = await response.json();
      expect(`${what} under ${accept}`, [response.status, "data" in answer, answer.errors?.length > 0], [accept === G ? 400 : 200, false, true]);
    }
  }
  const syntax = (await (await post({query: "{ a(: ) }"}))?.json()).errors[0];
  expect("syntax error", [syntax.message.startsWith("Syntax Error:"), syntax.locations, syntax.extensions.code], [true, [{line: 1, column: 5}], "GRAPHQL_PARSE_FAILED"]);

  expect("GET", await (await get({query, variables: "{}", extensions: "{}"}, {"content-type": J})).json(), {data: {__typename: "Query"}});
  expect("GET without a query", (await get({})).status, 400);
  const mutation = await get({query: "mutation { __typename }"});
  expect("GET with a mutation", [mutation.status, mutation.headers.get("allow")], [405, "POST"]);
  const put = await fetch(`${base}/graphql`, {method: "PUT"});
  expect("PUT", [put.status, put.headers.get("allow")], [405, "GET, POST"]);
  const preflight = await fetch(`${base}/graphql`, {
    method: "OPTIONS",
    headers: {origin: "http://localhost:5173", "access-control-request-method": "POST", "access-control-request-headers": "content-type"},
  });
  expect("preflight", [preflight.status, preflight.headers.get("access-control-allow-origin")], [204, "http://localhost:5173"]);
  expect("another origin", (await post({query}, {origin: "https://evil.example"})).status, 403);
  const subscription = await post({query: 'subscription { campaignChanged(campaignId: "x") { __typename } }'});
  expect("subscription", subscription.status, 400);

  const large = await post({query, variables: {}, extensions: {filling: "x".repeat(300_000)}});
  expect("a large body", large.status, 200);
  expect("too large a body", (await post({query, extensions: {filling: "x".repeat(11 << 20)}}).catch(() => ({status: 413}))).status, 413);
  const aliases = Array.from({length: 1000}, (_, i) => `a${i}: __typename`).join(" ");
  expect("1000 aliases", (await post({query: `{ ${aliases} }`})).status, 200);
  const nested = await post({query: "{a".repeat(5000)}, {accept: G});
  expect("5000 levels", nested.status, 400);

  for (const path of ["/health", "/health/live", "/health/ready"]) {
    const response = await fetch(base + path);
    expect(path, [response.status, (await response.json()).status], [200, "ok"]);
    expect(`HEAD ${path}`, (await fetch(base + path, {method: "HEAD"})).status, 200);
  }
  const missing = await fetch(`${base}/nowhere`);
  const body = await missing.json();
  expect("404", [missing.status, body.statusCode, typeof body.message, body.error], [404, 404, "string", "Not Found"]);
  const parallel = await Promise.all(Array.from({length: 100}, () => post({query}).then(response => response.status)));
  expect("100 at once", new Set(parallel).size === 1 && parallel[0], 200);
}

try {
  await run(await address());
  const asked = performance.now();
  server.kill("SIGTERM");
  expect("the end in good order", await ended, 0);
  expect("within five seconds", performance.now() - asked < 5000, true);
} catch (error) {
  faults.push(error.stack);
} finally {
  server.kill("SIGKILL");
  rmSync(folder, {recursive: true, force: true});
}
console.log(`${checks} checks, ${faults.length} faults`);
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
