// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a failing case smaller: replaces parts by their own parts or by simple values as long as it keeps failing.

function* variants(value) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; ++i) yield value[i];
    for (let i = 0; i < value.length; ++i) yield value.filter((_, k) => k !== i);
    for (let i = 0; i < value.length; ++i) for (const part of variants(value[i])) yield value.map((item, k) => (k === i ? part : item));
  } else if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    for (const key of keys) yield value[key];
    for (const key of keys) yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const key of keys) for (const part of variants(value[key])) yield { ...value, [key]: part };
  } else if (value !== null && value !== 0 && value !== "") {
    yield 0;
    yield "";
    yield null;
  }
}

const size = (testCase) => JSON.stringify(testCase).length;

/// At most `limit` trials, each of which runs the runner.
export function smaller(testCase, fails, limit = 1500) {
  let best = testCase;
  let trials = 0;
  for (let isShrinking = true; isShrinking && trials < limit; ) {
    isShrinking = false;
    for (const candidate of candidates(best)) {
      if (size(candidate) >= size(best)) continue;
      if (++trials > limit) break;
      if (!fails(candidate)) continue;
      best = candidate;
      isShrinking = true;
      break;
    }
  }
  return best;
}

function* candidates({ rule, data }) {
  if (data !== undefined) yield { rule };
  for (const part of variants(rule)) if (part !== undefined) yield data === undefined ? { rule: part } : { rule: part, data };
  if (data !== undefined) for (const part of variants(data)) if (part !== undefined) yield { rule, data: part };
}
