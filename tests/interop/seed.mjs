// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// The same for every run of the tests, so that a change is not refused for a fault that was there before it; long runs
/// (CAMPAIGN_TEST_SCALE above 1) look where nobody has looked. CAMPAIGN_TEST_SEED chooses one.
export function usualSeed() {
  const chosen = Number(process.env.CAMPAIGN_TEST_SEED);
  if (chosen) return chosen;
  return Number(process.env.CAMPAIGN_TEST_SCALE ?? 1) > 1 ? Date.now() % 1000000007 : 20260;
}
