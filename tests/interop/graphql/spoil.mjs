// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ways to spoil a valid document; each takes the syntax tree and changes it. Most results are invalid, some are not.
import { Kind, parse, parseType, parseValue, visit } from 'graphql';

const name = (value) => ({ kind: Kind.NAME, value });
const field = (value, more = {}) => ({ kind: Kind.FIELD, name: name(value), ...more });
const argument = (key, value) => ({ kind: Kind.ARGUMENT, name: name(key), value });
const set = (...selections) => ({ kind: Kind.SELECTION_SET, selections });
const selectionsOf = (text) => parse(`{ ${text} }`).definitions[0].selectionSet.selections;
const definitionsOf = (text) => parse(text).definitions;

/** All nodes of a kind in the tree, as they are (to be changed in place). */
function nodes(tree, kind) {
  const found = [];
  visit(tree, { [kind]: (node) => { found.push(node); } });
  return found;
}

const onOne = (kind, change) => (tree, random) => {
  const all = nodes(tree, kind);
  if (all.length) change(random.pick(all), random, tree);
};
const addTo = (kind, text) => onOne(kind, (node, random) => {
  node.selections = [...node.selections];
  node.selections.splice(random.below(node.selections.length + 1), 0, ...selectionsOf(typeof text === 'function' ? text(random) : text));
});
const addDefinitions = (text) => (tree) => { tree.definitions = [...tree.definitions, ...definitionsOf(text)]; };
const addVariable = (text) => onOne(Kind.OPERATION_DEFINITION, (node) => {
  node.variableDefinitions = [...(node.variableDefinitions ?? []), ...definitionsOf(`query (${text}) { a }`)[0].variableDefinitions];
});
const directives = (text) => definitionsOf(`{ a ${text} }`)[0].selectionSet.selections[0].directives;
const anyDirective = (random) => random.pick(['@nowhere', '@once', '@tag(name: "z")', '@tag', '@skip(if: true)', '@include', '@include(if: 1)', '@deprecated', '@skip(if: true, unless: 1)', '@oneOf', '@once @once', '@skip(if: true) @include(if: true)', '@skip(if: true) @skip(if: true)']);

const literals = ['null', '1', '-5', '2147483648', '1.5', '1.0', '"text"', 'true', 'RED', 'TOWN', '[]', '[1]', '[null]', '[[1], 2]', '{}', '{x: 1}', '{x: 1, y: 2}', '{x: 1, y: 2, z: 3}', '{x: 1, x: 2, y: 1}',
  '{id: 1}', '{id: 1, name: "b"}', '{id: null}', '{point: {x: 1, y: "2"}}', '{all: [{minimum: null}]}', '{minimum: 3, kinds: [CITY, null]}', '{kinds: TOWN, type: 5}', '[{x: 1, y: 1}, null]', '{a: {b: 1, b: 2}}', '$missing', '[$missing]', '{x: $missing, y: 1}'];
const types = ['Int', 'Int!', '[Int]', '[Int!]!', '[[Int!]]', 'String', 'ID!', 'Boolean', 'Float!', 'PointInput', 'Target', 'StructureFilter!', 'SettlementKind', 'JSON', 'Kingdom', 'SearchResult', 'Nowhere', '[Node]'];

export const spoilers = {
  unknownField: addTo(Kind.SELECTION_SET, 'nowhere'),
  unknownComposite: addTo(Kind.SELECTION_SET, 'nowhere(x: 1) { id }'),
  anyField: addTo(Kind.SELECTION_SET, (random) => random.pick(['id', 'name', 'name(form: SHORT)', 'level', 'kind', 'title', 'population: level', 'x: id', 'x: name', 'a1: id', 'a2: level', 'a1: title', 'kingdom { id }', 'structures { id }', '__schema { queryType { name } }'])),
  noSelection: onOne(Kind.FIELD, (node) => { node.selectionSet = undefined; }),
  selectionOnAny: onOne(Kind.FIELD, (node) => { node.selectionSet ??= set(field('id')); }),
  unknownArgument: onOne(Kind.FIELD, (node) => { node.arguments = [...(node.arguments ?? []), argument('nowhere', parseValue('1'))]; }),
  argumentTwice: onOne(Kind.ARGUMENT, (node, random, tree) => {
    for (const holder of [...nodes(tree, Kind.FIELD), ...nodes(tree, Kind.DIRECTIVE)])
      if (holder.arguments?.includes(node)) holder.arguments = [...holder.arguments, node];
  }),
  dropArguments: onOne(Kind.FIELD, (node) => { node.arguments = []; }),
  otherValue: onOne(Kind.ARGUMENT, (node, random) => { node.value = parseValue(random.pick(literals)); }),
  echoValue: addTo(Kind.SELECTION_SET, (random) => `e${random.below(1000)}: echo(${random.pick(['int', 'float', 'string', 'boolean', 'id', 'kind', 'list', 'strict', 'matrix', 'point', 'points', 'filter', 'target', 'json', 'time', 'shape', 'required', 'old'])}: ${random.pick(literals)})`),
  echoAtRoot: onOne(Kind.OPERATION_DEFINITION, (node, random) => {
    const key = random.pick(['int', 'float', 'string', 'boolean', 'id', 'kind', 'list', 'strict', 'matrix', 'point', 'points', 'filter', 'target', 'json', 'time', 'shape', 'required']);
    node.selectionSet = set(...node.selectionSet.selections, ...selectionsOf(`e${random.below(1000)}: echo(${key}: ${random.pick(literals)})`));
  }),
  echoVariable: onOne(Kind.OPERATION_DEFINITION, (node, random) => {
    const key = random.pick(['int', 'float', 'string', 'id', 'kind', 'list', 'strict', 'matrix', 'point', 'points', 'filter', 'json', 'time', 'required', 'old']);
    const fallback = random.chance(30) ? ` = ${random.pick(literals.filter((l) => !l.includes('$')))}` : '';
    const use = random.pick(['$q', '$q', '$q', '[$q]', '{x: $q, y: 1}', '{minimum: $q}', '{a: $q}']);
    const made = definitionsOf(`query ($q: ${random.pick(types)}${fallback}) { q: echo(${key}: ${use}) }`)[0];
    node.variableDefinitions = [...(node.variableDefinitions ?? []), ...made.variableDefinitions];
    node.selectionSet = set(...node.selectionSet.selections, ...made.selectionSet.selections);
  }),
  requiredVariable: onOne(Kind.OPERATION_DEFINITION, (node, random) => {
    const type = random.pick(['ID', 'ID!', '[ID]', '[ID!]', '[ID!]!', 'String!', 'ID = 5', 'ID = null']);
    const use = random.pick(['kingdom(id: $r) { id }', 'kingdoms(ids: $r) { id }', 'kingdoms(ids: [$r]) { id }', 'settlement(id: $r) { id }']);
    const made = definitionsOf(`query ($r: ${type}) { r: ${use} }`)[0];
    node.variableDefinitions = [...(node.variableDefinitions ?? []), ...made.variableDefinitions];
    node.selectionSet = set(...node.selectionSet.selections, ...made.selectionSet.selections);
  }),
  unknownCondition: addTo(Kind.SELECTION_SET, '... on Nowhere { id }'),
  leafCondition: addTo(Kind.SELECTION_SET, (random) => `... on ${random.pick(['String', 'SettlementKind', 'PointInput'])} { id }`),
  anyCondition: addTo(Kind.SELECTION_SET, (random) => `... on ${random.pick(['Node', 'Named', 'Levelled', 'SearchResult', 'Place', 'Things', 'Settlement', 'Structure', 'Kingdom', 'Change', 'Query', '__Type'])} { __typename }`),
  unknownSpread: addTo(Kind.SELECTION_SET, '...Nowhere'),
  unusedFragment: addDefinitions('fragment Unused on Kingdom { id }'),
  brokenUnusedFragment: addDefinitions('fragment Unused on Nowhere { id }'),
  leafFragment: (tree, random) => { addTo(Kind.SELECTION_SET, '...Leaf')(tree, random); addDefinitions('fragment Leaf on String { id }')(tree); },
  anyFragment: (tree, random) => {
    addTo(Kind.SELECTION_SET, '...Any')(tree, random);
    addDefinitions(`fragment Any on ${random.pick(['Node', 'Things', 'Settlement', 'Structure', 'Kingdom', 'Levelled'])} { __typename ${random.pick(['', 'id', 'level', '...Any', '... @once { x: __typename }'])} }`)(tree);
  },
  cycle: (tree, random) => {
    if (random.chance(50)) addTo(Kind.SELECTION_SET, '...Left')(tree, random);
    addDefinitions('fragment Left on Kingdom { id ...Right } fragment Right on Kingdom { settlements { kingdom { ...Left } } }')(tree);
  },
  fragmentTwice: (tree) => {
    const first = tree.definitions.find((d) => d.kind === Kind.FRAGMENT_DEFINITION);
    if (first) tree.definitions = [...tree.definitions, first];
    else addDefinitions('fragment Twice on Kingdom { id } fragment Twice on Kingdom { id }')(tree);
  },
  operationTwice: addDefinitions('query Only { __typename } query Only { __typename }'),
  anonymousBeside: addDefinitions('{ __typename }'),
  namedBeside: addDefinitions('query Beside { __typename }'),
  variableTwice: addVariable('$twice: Int, $twice: Int'),
  unusedVariable: addVariable('$unused: Int'),
  outputVariable: addVariable('$output: Kingdom'),
  unknownVariableType: addVariable('$unknown: [Nowhere!]'),
  badDefault: addVariable('$bad: Int = "text"'),
  variableDirective: addVariable('$v: Int @tag(name: "v") @once'),
  undefinedVariable: onOne(Kind.ARGUMENT, (node) => { node.value = parseValue('$nowhere'); }),
  otherVariableType: onOne(Kind.VARIABLE_DEFINITION, (node, random) => { node.type = parseType(random.pick(types)); }),
  dropVariables: onOne(Kind.OPERATION_DEFINITION, (node) => { node.variableDefinitions = []; }),
  fieldDirective: onOne(Kind.FIELD, (node, random) => { node.directives = [...(node.directives ?? []), ...directives(anyDirective(random))]; }),
  operationDirective: onOne(Kind.OPERATION_DEFINITION, (node, random) => { node.directives = directives(anyDirective(random)); }),
  fragmentDirective: onOne(Kind.FRAGMENT_DEFINITION, (node, random) => { node.directives = directives(anyDirective(random)); }),
  spreadDirective: onOne(Kind.FRAGMENT_SPREAD, (node, random) => { node.directives = directives(anyDirective(random)); }),
  inlineDirective: onOne(Kind.INLINE_FRAGMENT, (node, random) => { node.directives = directives(anyDirective(random)); }),
  sameAlias: (tree, random) => {
    for (const node of nodes(tree, Kind.FIELD)) if (random.chance(30)) node.alias = name(random.pick(['same', 'other']));
  },
  noAlias: (tree, random) => {
    for (const node of nodes(tree, Kind.FIELD)) if (random.chance(60)) node.alias = undefined;
  },
  conflictByType: addTo(Kind.SELECTION_SET, (random) => random.pick([
    '... on Settlement { c: kind } ... on Kingdom { c: kind }', '... on Structure { c: level } ... on Kingdom { c: level }', '... on Settlement { c: tags } ... on Kingdom { c: kind }',
    '... on Settlement { c: kingdom { d: level } } ... on Structure { c: settlement { d: title } }', '... on Settlement { c: title } ... on Kingdom { c: title }',
    '... on Settlement { c: kingdom { x: id } } ... on Kingdom { c: settlements { x: id } }', '... on Settlement { c: name } ... on Named { c: id }'])),
  manySubscriptions: addDefinitions('subscription Two { entityModified(entityId: 1) { version } worldTimeChanged { version } }'),
  introspectedSubscription: addDefinitions('subscription Three { __typename }'),
  deepIntrospection: addTo(Kind.SELECTION_SET, (random) => random.pick(['__type(name: "Query") { fields { type { fields { type { fields { name } } } } } }', '__schema { types { interfaces { possibleTypes { inputFields { name } } } } }',
    '__schema { types { interfaces { possibleTypes { name } } } }'])),
  typeDefinition: addDefinitions('type Added { id: ID } extend type Query { added: Added }'),
};
