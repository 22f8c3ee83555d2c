// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later

/** A small seeded generator (xorshift), so that a failing run can be repeated. */
export class Random {
  constructor(seed) {
    this.state = (seed * 2654435761) >>> 0 || 1;
    for (let i = 0; i < 8; ++i) this.next();
  }
  next() {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state;
  }
  below(n) { return this.next() % n; }
  chance(percent) { return this.below(100) < percent; }
  pick(list) { return list[this.below(list.length)]; }
}
