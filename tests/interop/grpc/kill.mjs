// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server that sends long lists of conditions to a rules worker, under load while the worker is killed and started
// again: every answer is right, the breaker opens, tries and closes, and both log and /health tell of it.
//
//   node kill.mjs CAMPAIGN-SERVER
import {apiPattern, ask, conclude, expect, make, rulesPattern, healthPattern, serve, sleep, sparePort, until} from "./servers.mjs";

const events = 60;
const openFor = 500; // ms, in place of half a minute

const rulesOf = async base => (await (await fetch(`${base}/health`)).json()).rules;
const breakerSteps = log =>
  log.split("\n").filter(line => line.includes('"breaker"')).map(line => JSON.parse(line)).map(one => `${one.from} > ${one.to}`);

/// Each event wants one more of the campaign's tension than the one before.
async function prepare(base) {
  const made = (await ask(base, 'mutation { createWorldWithCampaign(input: {name: "Arda"}) { campaign { id } } }')).createWorldWithCampaign;
  const campaign = made.campaign.id;
  for (let i = 0; i < events; ++i) {
    const event = await make(base, "Event", {campaignId: campaign, name: `Event ${i}`});
    const expression = {">": [{var: "campaign.variables.tension"}, i]};
    await make(base, "Condition", {name: `tension over ${i}`, entityType: "Event", entityId: event, expression});
  }
  return campaign;
}

const setTension = (base, id, tension) =>
  ask(base, "mutation($id: ID!, $v: JSON!) { updateCampaign(id: $id, input: {variables: $v}) { id } }", {id, v: {tension}});

/// How many events are available, and whether all others say which condition stands in the way.
async function count(base, campaign) {
  const list = (await ask(base, "query($c: ID!) { eventsByCampaign(campaignId: $c) { availability { available reasons { kind } } } }", {c: campaign})).eventsByCampaign;
  const open = list.filter(one => one.availability.available).length;
  const told = list.filter(one => one.availability.reasons.length === 1 && one.availability.reasons[0].kind === "CONDITION").length;
  return list.length === events && open + told === events ? open : -1;
}

/// A process that serves rules and nothing else still says how it is, and nothing else.
async function healthOfWorker(base, port) {
  const response = await fetch(`${base}/health`);
  const {status, rules} = await response.json();
  expect("the worker's health", [response.status, status, rules.servedAt, rules.results.misses > 0], [200, "ok", port, true]);
  expect("the worker is ready", (await fetch(`${base}/health/ready`)).status, 200);
  expect("no GraphQL there", (await fetch(`${base}/graphql?query={__typename}`)).status, 404);
  expect("no files there", (await fetch(`${base}/files/x`)).status, 404);
}

await conclude(async () => {
  const port = await sparePort();
  const api = await serve(
    ["--role", "api", "--port", "0", "--rules-address", `127.0.0.1:${port}`, "--rules-bulk", "10", "--rules-breaker-open", String(openFor)], [apiPattern]);
  const base = api.found[0];
  const campaign = await prepare(base);
  const startWorker = () => serve(["--role", "rules", "--rules-port", String(port), "--rules-health-port", "0"], [rulesPattern, healthPattern]);
  let worker = await startWorker();
  expect("before the first call", [(await rulesOf(base)).state, (await rulesOf(base)).address], ["closed", `127.0.0.1:${port}`]);

  // The load: several who read all the time. Tension changes only while nobody reads.
  let tension = 0, busy = true, paused = 0;
  const tally = {answers: 0, wrong: [], slowest: 0};
  const readers = 4;
  let wanted = false;
  const reader = async () => {
    while (busy) {
      if (wanted) {
        ++paused;
        while (wanted && busy) await sleep(2);
        --paused;
        continue;
      }
      const begun = performance.now();
      const open = await count(base, campaign).catch(error => error.message);
      tally.slowest = Math.max(tally.slowest, performance.now() - begun);
      ++tally.answers;
      if (open !== Math.min(tension, events)) tally.wrong.push(`${open}, not ${tension}`);
    }
  };
  const change = async () => {
    wanted = true;
    await until("the readers' rest", () => paused === readers);
    tension = (tension * 7 + 11) % (events + 1);
    await setTension(base, campaign, tension);
    wanted = false;
  };
  await setTension(base, campaign, tension);
  const load = Promise.all(Array.from({length: readers}, reader));
  const someLoad = async answers => {
    const before = tally.answers;
    await change();
    await until("answers", () => tally.answers > before + answers);
  };

  await someLoad(30);
  await someLoad(30);
  const healthy = await rulesOf(base);
  expect("the worker does the work", [healthy.state, healthy.calls >= 60, healthy.failures], ["closed", true, 0]);
  await healthOfWorker(worker.found[1], port);

  worker.child.kill("SIGKILL");
  expect("killed", await worker.ended, "SIGKILL");
  await someLoad(30);
  await until("the breaker to open", async () => (await rulesOf(base)).state === "open");
  const open = await rulesOf(base);
  expect("five failures in a row open it", [open.failures >= 5, open.local > 0], [true, true]);
  await someLoad(30);
  const failing = await rulesOf(base);
  await sleep(openFor * 2);
  const probed = await rulesOf(base);
  expect("one try now and then, not one for each request", [probed.failures > failing.failures, probed.failures - failing.failures <= 6], [true, true]);

  worker = await startWorker();
  await until("the breaker to close", async () => (await rulesOf(base)).state === "closed");
  const closed = await rulesOf(base);
  await someLoad(30);
  const again = await rulesOf(base);
  expect("the worker works again", [again.state, again.calls - closed.calls >= 30, again.failures], ["closed", true, closed.failures]);

  worker.child.kill("SIGTERM");
  expect("a worker that ends in good order", await worker.ended, 0);
  await someLoad(30);

  busy = false;
  await load;
  expect("every answer right", tally.wrong.slice(0, 5), []);
  const steps = breakerSteps(api.log);
  expect("the log: opens", steps[0], "closed > open");
  expect("the log: tries", steps[1], "open > half-open");
  expect("the log: a failed try keeps it open", steps.includes("half-open > open"), true);
  expect("the log: closes", steps.includes("half-open > closed"), true);
  console.log(`${tally.answers} lists of ${events} conditions, the slowest ${tally.slowest.toFixed(0)} ms; breaker: ${steps.join(", ")}`);
  api.child.kill("SIGTERM");
  expect("the end in good order", await api.ended, 0);
});
