// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts that are nearly, or not at all, GraphQL.

const tokens = ['{', '}', '(', ')', '[', ']', ':', '=', '!', '|', '&', '@', '$', '...', '...', 'on', 'query', 'mutation', 'subscription', 'fragment', 'type', 'enum', 'input', 'union', 'interface', 'implements', 'scalar', 'schema', 'extend',
  'directive', 'repeatable', 'true', 'false', 'null', 'a', 'b', 'Name', '_x1', '0', '1', '-1', '00', '01', '+1', '--1', '1.5', '1.', '.5', '1e3', '1e', '1.e1', '1.0.0', '0xF1', '123abc', '1_000', '-0', '-', '1e+', '1.2e3.4', '"s"', '""', '"', '"""block"""',
  '""""""', '"""a""""', '"\\u0041"', '"\\uD83D\\uDE00"', '"\\uD83D"', '"\\uDE00\\uD83D"', '"\\u{1F600}"', '"\\u{D83D}"', '"\\u{110000}"', '"\\u{00000041}"', '"\\u{000000041}"', '"\\u{}"', '"\\x"', '"\\z"', '"\\', '"a\nb"', '"""a\\"""b"""', '"\u2028"',
  '"\u007f\u0001"', '#c\n', '#c\r', ',', '\uFEFF', '\u00A0', '\v', '\f', '\0', 'é', "'", '?', '^', '..', '.', '"é😀"', '\r\n', '\t', 'QUERY', 'FIELD', 'extend type A', 'type A {', 'union A = | B', 'union A = | | B', 'enum A { true }', 'extend type A @a',
  'directive @a on FIELD', 'directive @a on NOWHERE', 'directive @a repeatable on | FIELD | QUERY', 'schema { query: Q }', 'extend schema @a', 'interface I implements & A & B', 'input I { a: Int = 1 @x }', 'scalar S @a', '"d" scalar S', '"d" extend scalar S @a',
  '"d" query { a }', '"d" { a }', '"d" fragment F on T { a }', 'query ($a: Int = $b) { a }', 'query ($a: Int @x(y: $b)) { a }', 'query ("d" $a: [Int!]! = [1] @x) { a }', 'fragment on on T { a }', '{ a }', '{ a: b(c: {d: [E, $f]}) @g { ...h } }', '... on T { a }', '... @x { a }', '...on',
  '{}', '()', 'a()', '{ a(b: []) }', '{ a(b: {}) }', '{ a(b: true,,,) }', '{ a b: on true: null }', '{ a(b: [1 2 3]) }', '{ ...F(a: 1) }', 'fragment F($a: Int) on T { a }', 'subscription S @d { a }', 'type T implements A & { a: Int }', 'type T { a(b: Int = 1): [Int!] @d }'];

export function soup(random) {
  const count = 1 + random.below(8);
  const separators = [' ', ' ', ' ', '', '\n', '\r\n', ', '];
  let text = random.chance(30) ? '{ a ' : '';
  for (let i = 0; i < count; ++i) text += random.pick(tokens) + random.pick(separators);
  return random.chance(30) ? `${text} }` : text;
}

/** A good text with a few characters or tokens lost, doubled or put in. */
export function damaged(text, random) {
  let characters = Array.from(text);
  const changes = 1 + random.below(3);
  for (let i = 0; i < changes; ++i) {
    const at = random.below(characters.length + 1);
    const roll = random.below(4);
    if (roll === 0) characters.splice(at, 1 + random.below(3));
    else if (roll === 1) characters.splice(at, 0, ...Array.from(random.pick(tokens)));
    else if (roll === 2) characters.splice(at, 0, ...characters.slice(at, at + random.below(6)));
    else characters = characters.slice(0, Math.max(1, at));
  }
  return characters.join('');
}
