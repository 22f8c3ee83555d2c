// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers as processes of their own on spare ports, with what they print; and checks that are counted.
import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {createServer} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";

export const folder = mkdtempSync(join(tmpdir(), "campaign-rules-"));
export const file = join(folder, "a.campaign");
export const faults = [];
export let checks = 0;
export function expect(what, mine, right) {
  ++checks;
  if (JSON.stringify(mine) !== JSON.stringify(right)) faults.push(`${what}: ${JSON.stringify(mine)}, not ${JSON.stringify(right)}`);
}
export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
/// Waits until the answer is true, some seconds at most.
export async function until(what, ask, milliseconds = 10_000) {
  const end = performance.now() + milliseconds;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(20);
  }
}
export async function sparePort() {
  const listener = createServer();
  await new Promise(resolve => listener.listen(0, "127.0.0.1", resolve));
  const {port} = listener.address();
  await new Promise(resolve => listener.close(resolve));
  return port;
}

const running = new Set();
/// Starts `campaign-server serve` with these words; resolves when what it prints contains all the patterns.
export async function serve(words, patterns) {
  const child = spawn(process.argv[2], ["serve", ...words, file], {stdio: ["ignore", "pipe", "pipe"]});
  const server = {child, output: "", log: "", found: []};
  running.add(child);
  server.ended = new Promise(resolve => child.on("exit", (code, signal) => { running.delete(child); resolve(signal ?? code); }));
  child.stderr.on("data", bytes => (server.log += bytes));
  await new Promise((resolve, reject) => {
    child.stdout.on("data", bytes => {
      server.output += bytes;
      server.found = patterns.map(pattern => server.output.match(pattern)?.[1]);
      if (server.found.every(Boolean)) resolve();
    });
    server.ended.then(code => reject(new Error(`the server ended with ${code}: ${server.log}`)));
  });
  return server;
}
export const apiPattern = /(http:\/\/\S+)\/graphql/;
export const rulesPattern = /(127\.0\.0\.1:\d+) \(gRPC\)/;
export const healthPattern = /Health at (http:\/\/\S+)\/health/;

/// Asks over HTTP; the data, or an exception with the errors.
export async function ask(base, query, variables = {}) {
  const response = await fetch(`${base}/graphql`, {method: "POST", headers: {"content-type": "application/json"}, body: JSON.stringify({query, variables})});
  const answer = await response.json();
  if (answer.errors) throw new Error(`${query}: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}
export async function make(base, type, input) {
  const data = await ask(base, `mutation($input: Create${type}Input!) { made: create${type}(input: $input) { id } }`, {input});
  return data.made.id;
}

/// Runs the checks, ends what still runs, and exits with what came of it.
export async function conclude(run) {
  try {
    await run();
  } catch (error) {
    faults.push(error.stack);
  } finally {
    for (const child of running) child.kill("SIGKILL");
    rmSync(folder, {recursive: true, force: true});
  }
  console.log(`${checks} checks, ${faults.length} faults`);
  for (const fault of faults) console.error(fault);
  process.exit(faults.length ? 1 : 0);
}
