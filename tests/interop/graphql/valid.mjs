// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random documents that are valid for a schema (nearly always: what is not, the oracle says).
import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isLeafType, isListType,
  isNonNullType, isRequiredArgument, isRequiredInputField,
} from 'graphql';

export class DocumentWriter {
  constructor(schema, random, options = {}) {
    this.schema = schema;
    this.random = random;
    this.introspection = options.introspection ?? false;
    this.values = options.values ?? {};
    this.maximalDepth = options.depth ?? 4;
  }

  document() {
    this.fragments = [];
    this.aliases = 0;
    const random = this.random;
    const count = this.introspection || random.chance(80) ? 1 : 2;
    const operations = [];
    for (let i = 0; i < count; ++i) operations.push(this.operation(count > 1 ? `Op${i}` : null));
    const parts = [...operations, ...this.fragments.map((fragment) => fragment.text)];
    return parts.join(random.pick(['\n', ' ', '\n\n# between\n']));
  }

  operation(name) {
    const random = this.random;
    this.variables = [];
    this.usable = []; // fragments of this operation only, so that variables stay its own
    const kind = this.introspection || random.chance(85) ? 'query' : random.pick(['mutation', 'subscription']);
    const root = this.schema.getRootType(kind);
    const selection = kind === 'subscription' ? this.single(root) : this.selection(root, 1);
    const variables = this.variables.length ? `(${this.variables.map((v) => v.text).join(', ')})` : '';
    if (kind === 'query' && !name && !variables && random.chance(40)) return selection;
    const directives = kind === 'query' && this.schema.getDirective('tag') && !this.introspection && random.chance(10) ? ' @tag(name: "q") @tag(name: "r", weight: 2)' : '';
    return `${kind} ${name ?? (random.chance(50) ? 'Only' : '')}${variables}${directives} ${selection}`;
  }

  single(root) {
    return `{ ${this.field(this.random.pick(Object.values(root.getFields())), 2)} }`;
  }

  fieldsOf(type) {
    if (!type.getFields) return [];
    const fields = Object.values(type.getFields());
    if (!this.introspection || type.name.startsWith('__')) return fields;
    return [];
  }

  selection(type, depth) {
    const random = this.random;
    const parts = [];
    const fields = this.fieldsOf(type).filter((f) => depth < this.maximalDepth || isLeafType(getNamedType(f.type)));
    const count = 1 + random.below(this.introspection ? 5 : 4);
    for (let i = 0; i < count; ++i) {
      const roll = random.below(100);
      if (this.introspection && type === this.schema.getQueryType()) parts.push(this.introspectionRoot(depth));
      else if (roll < 8 && type !== this.schema.getSubscriptionType()) parts.push(this.alias() + '__typename' + this.condition());
      else if (roll < 22 && depth < this.maximalDepth) parts.push(this.inlined(type, depth));
      else if (roll < 34 && depth < this.maximalDepth) parts.push(this.spread(type, depth));
      else if (fields.length) parts.push(this.field(random.pick(fields), depth));
      else parts.push('__typename');
    }
    if (random.chance(15)) parts.push(random.pick(parts)); // the same again merges
    return `{ ${parts.join(random.pick([' ', ', ', '\n']))} }`;
  }

  introspectionRoot(depth) {
    const random = this.random;
    if (random.chance(40)) return `${this.alias()}__schema${this.condition()} ${this.selection(this.schema.getType('__Schema'), depth + 1)}`;
    const name = random.pick(Object.keys(this.schema.getTypeMap()).concat('Missing'));
    return `${this.alias()}__type(name: "${name}")${this.condition()} ${this.selection(this.schema.getType('__Type'), depth + 1)}`;
  }

  // Fields are always given an alias of their own when they could meet another call of the same name.
  alias() { return this.random.chance(50) ? `a${++this.aliases}: ` : ''; }

  condition() {
    const random = this.random;
    if (!random.chance(18)) return '';
    const value = random.chance(50) ? String(random.chance(50)) : `$${this.variable('Boolean!', String(random.chance(50)))}`;
    return ` @${random.pick(['skip', 'include'])}(if: ${value})`;
  }

  field(field, depth) {
    const random = this.random;
    const args = field.args.filter((a) => isRequiredArgument(a) || random.chance(35)).map((a) => `${a.name}: ${this.value(a.type, 0)}`);
    const alias = args.length || random.chance(30) ? `a${++this.aliases}: ` : '';
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ' ' + this.selection(named, depth + 1) : '';
    const directives = this.schema.getDirective('tag') && !this.introspection && random.chance(8) ? random.pick([' @once', ' @tag(name: "x")', ' @tag(name: "x", weight: null) @tag(name: "y")']) : this.condition();
    return `${alias}${field.name}${args.length ? `(${args.join(', ')})` : ''}${directives}${below}`;
  }

  narrowed(type) {
    const candidates = Object.values(this.schema.getTypeMap()).filter((other) => isCompositeType(other) && (other === type || this.overlap(type, other)) &&
      (other === type || !this.introspection));
    return this.random.pick(candidates);
  }

  overlap(left, right) {
    const possible = (type) => (isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type]);
    const rights = possible(right);
    return possible(left).some((type) => rights.includes(type));
  }

  inlined(type, depth) {
    const inner = this.random.chance(25) ? type : this.narrowed(type);
    const condition = inner === type && this.random.chance(50) ? '' : ` on ${inner.name}`;
    return `...${condition}${this.condition()} ${this.selection(inner, depth + 1)}`;
  }

  spread(type, depth) {
    const random = this.random;
    const known = this.usable.filter((fragment) => this.overlap(type, fragment.type));
    if (known.length && random.chance(60)) return `...${random.pick(known).name}${this.condition()}`;
    const inner = this.narrowed(type);
    const name = `F${this.fragments.length}`;
    const fragment = { name, type: inner, text: '' };
    this.fragments.push(fragment);
    fragment.text = `fragment ${name} on ${inner.name} ${this.selection(inner, depth + 1)}`;
    this.usable.push(fragment);
    return `...${name}`;
  }

  variable(type, fallback) {
    const random = this.random;
    const known = this.variables.filter((v) => v.type === type);
    if (known.length && random.chance(50)) return random.pick(known).name;
    const name = `v${this.variables.length}`;
    const given = fallback !== undefined && (this.introspection || random.chance(40)) ? ` = ${fallback}` : '';
    this.variables.push({ name, type, text: `$${name}: ${type}${given}` });
    if (fallback !== undefined && (type.startsWith('Boolean') && random.chance(50))) this.values[name] = random.chance(50);
    return name;
  }

  value(type, depth) {
    const random = this.random;
    if (depth < 3 && random.chance(18)) {
      const stricter = random.chance(30) && !isNonNullType(type) ? `${type}!` : `${type}`;
      return `$${this.variable(stricter, random.chance(40) ? this.constant(type, depth + 1) : undefined)}`;
    }
    return this.literal(type, depth, (inner, d) => this.value(inner, d));
  }

  constant(type, depth) { return this.literal(type, depth, (inner, d) => this.constant(inner, d)); }

  literal(type, depth, inner) {
    const random = this.random;
    if (!isNonNullType(type) && random.chance(10)) return 'null';
    const bare = getNullableType(type);
    if (isListType(bare)) {
      if (random.chance(20)) return this.literal(bare.ofType, depth, inner);
      return `[${Array.from({ length: random.below(3) }, () => inner(bare.ofType, depth + 1)).join(', ')}]`;
    }
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) return this.object(bare, depth, inner);
    return this.scalar(bare.name);
  }

  object(type, depth, inner) {
    const random = this.random;
    let fields = Object.values(type.getFields());
    if (type.isOneOf) {
      const field = random.pick(fields);
      // A constant: a variable here must be non-null, which graphql-js overlooks under a non-null oneOf type.
      let text = this.constant(field.type, 3);
      while (text === 'null') text = this.constant(field.type, 3);
      return `{${field.name}: ${text}}`;
    }
    fields = fields.filter((f) => isRequiredInputField(f) || (depth < 3 && random.chance(40)));
    return `{${fields.map((f) => `${f.name}: ${inner(f.type, depth + 1)}`).join(', ')}}`;
  }

  scalar(name) {
    const random = this.random;
    switch (name) {
      case 'Int': return random.pick(['0', '-0', '7', '2147483647', '-2147483648']);
      case 'Float': return random.pick(['1', '1.5', '-0.25e3', '1e400', '0.0']);
      case 'Boolean': return random.pick(['true', 'false']);
      case 'ID': return random.pick(['"k1"', '5', '"""block"""', '12345678901234567890']);
      case 'DateTime': return '"0800-01-01T00:00:00Z"';
      case 'GeoJSON': return random.pick(['{type: "Point", coordinates: [1, 2]}', '{}']);
      case 'JSON': return random.pick(['1', '"x"', '{a: [1, {b: null}], c: RED}', '[1, [2.5], true]', 'ENUMLIKE', '{}', '[]']);
      default: return random.pick(['"text"', '""', '"\\u{1F600} \\n"', '"""\n  two\n    lines\n"""']);
    }
  }
}
