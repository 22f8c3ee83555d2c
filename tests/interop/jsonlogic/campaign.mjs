// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A random small campaign as plain JSON, and the operators about it, told naively: arrays are searched, nothing is
// kept. The oracle of custom.mjs; it shares nothing with the product.

/// Types with the type above them and the field that names it.
const above = { Structure: ["Settlement", "settlementId"], Settlement: ["Kingdom", "kingdomId"] };
const epoch = 1_000_000;

export class Campaign {
  constructor(random) {
    this.random = random;
    this.now = random.chance(0.9) ? epoch + random.below(100) * 86_400 + random.below(86_400) : null;
    this.entities = { World: [{ id: "w", name: "World" }], Campaign: [{ id: "c", name: "Campaign", worldId: "w" }] };
    this.entities.Map = [{ id: "m1", name: "Map 1", worldId: "w", scale: 2.5 }, { id: "m2", name: "Map 2", worldId: "w" }];
    this.entities.Location = Array.from({ length: 12 }, (_, i) => this.location(i));
    this.entities.Kingdom = ["k1", "k2"].map((id) => ({ id, name: id, campaignId: "c", level: 1 + random.below(10) }));
    this.entities.Settlement = Array.from({ length: 5 }, (_, i) => this.settlement(i));
    this.entities.Structure = Array.from({ length: 9 }, (_, i) => this.structure(i));
    this.entities.Event = Array.from({ length: 3 }, (_, i) => this.event(i));
    this.entities.StateVariable = this.stateVariables();
    for (const [type, all] of Object.entries(this.entities)) for (const one of all) Object.defineProperty(one, "isA", { value: type });
  }

  /// Corners of areas are even, other positions anything: so nothing but points lies on a border.
  location(i) {
    const { random } = this;
    const at = () => random.below(30);
    const odd = () => 2 * random.below(14) + 1;
    const kind = i % 3;
    const [x, y, width, height] = [2 * random.below(10), 2 * random.below(10), 2 + 2 * random.below(8), 2 + 2 * random.below(8)];
    const ring = [[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]];
    const geometry =
      kind === 0 ? { type: "Point", coordinates: [at(), at()] }
      : kind === 1 ? { type: "LineString", coordinates: [[odd(), odd()], [odd() + 30 * (i % 2), odd() + 29]] }
      : { type: "Polygon", coordinates: [ring] };
    const location = { id: `l${i}`, name: `L${i}`, worldId: "w", locationType: ["point", "line", "region"][kind] };
    if (!random.chance(0.1)) location.geometry = geometry;
    if (!random.chance(0.1)) location.mapId = random.chance(0.75) ? "m1" : "m2";
    return location;
  }
  settlement(i) {
    const { random } = this;
    const settlement = { id: `s${i}`, name: `S${i}`, kingdomId: random.pick(["k1", "k2"]), level: 1 + random.below(10) };
    if (random.chance(0.6)) settlement.locationId = `l${3 * (i % 4)}`;
    if (i === 4) delete settlement.locationId; // one settlement a location
    return settlement;
  }
  structure(i) {
    const { random } = this;
    return { id: `b${i}`, name: `B${i}`, settlementId: `s${random.below(4)}`, type: random.pick(["market", "temple", "wall"]), level: 1 + random.below(5) };
  }
  event(i) {
    const event = { id: `e${i}`, name: `E${i}`, campaignId: "c" };
    if (this.random.chance(0.7)) event.occurredAt = epoch - this.random.below(100) * 3600;
    return event;
  }
  stateVariables() {
    const { random } = this;
    const variables = [];
    const owners = [...this.entities.Settlement, ...this.entities.Structure];
    for (const [i, owner] of owners.entries()) {
      for (const key of ["gold", "isOperational"]) {
        if (!random.chance(0.4)) continue;
        const isNumber = key === "gold";
        variables.push({
          id: `v${i}${key}`, name: key, key, scope: owner.id.startsWith("s") ? "SETTLEMENT" : "STRUCTURE", scopeId: owner.id,
          type: isNumber ? "INTEGER" : "BOOLEAN", value: isNumber ? random.below(500) : random.chance(0.5), isActive: random.chance(0.8),
        });
      }
    }
    return variables;
  }

  find(type, id) {
    return this.entities[type].find((one) => one.id === id);
  }
  /// The entity itself or the one above it of that type.
  upTo(entity, type) {
    for (let at = entity; at; ) {
      if (at.isA === type) return at;
      const way = above[at.isA];
      at = way && this.find(way[0], at[way[1]]);
    }
    return undefined;
  }
  variablesOf(entity) {
    const active = this.entities.StateVariable.filter((one) => one.scopeId === entity.id && one.isActive);
    return Object.fromEntries(active.map((one) => [one.key, one.value]));
  }

  /// What rules read of an entity, as plain JSON; `about` remembers whose document each object is.
  document(entity, about, depth = 4) {
    const made = { ...entity };
    about?.set(made, entity);
    if (depth === 0) return made;
    made.var = this.variablesOf(entity);
    const key = entity.isA[0].toLowerCase() + entity.isA.slice(1);
    if (depth > 1) made[key] = this.document(entity, about, Math.max(depth - 1, 1));
    const way = above[entity.isA];
    const parent = way && this.upTo(entity, way[0]);
    if (parent && depth > 1) made[way[0].toLowerCase()] = this.document(parent, about, depth - 1);
    const isIn = (one) => one.settlementId === entity.id;
    if (entity.isA === "Settlement") made.structures = this.entities.Structure.filter(isIn).map((one) => this.document(one, about, Math.min(depth - 1, 2)));
    const map = entity.isA === "Location" && this.find("Map", entity.mapId);
    if (map) made.map = { ...map };
    return made;
  }
}

// Geometry the long way.
const positionsOf = ({ type, coordinates }) => (type === "Point" ? [coordinates] : type === "LineString" ? coordinates : coordinates[0]);
const segmentsOf = (shape) => {
  const all = positionsOf(shape);
  return all.length === 1 ? [[all[0], all[0]]] : all.slice(1).map((to, i) => [all[i], to]);
};
const boxOf = (shape) => {
  const [xs, ys] = [0, 1].map((axis) => positionsOf(shape).map((position) => position[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};
/// Areas are rectangles here, so it is enough to look at corners.
const isWithin = (shape, region) => {
  const [west, south, east, north] = boxOf(region);
  return positionsOf(shape).every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
};
const cross = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const between = (a, b, p) => Math.min(a[0], b[0]) <= p[0] && p[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= p[1] && p[1] <= Math.max(a[1], b[1]);
const meet = ([a, b], [c, d]) => {
  const [u, v, s, t] = [cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)];
  if (u * v < 0 && s * t < 0) return true;
  return (u === 0 && between(a, b, c)) || (v === 0 && between(a, b, d)) || (s === 0 && between(c, d, a)) || (t === 0 && between(c, d, b));
};
const toSegment = (p, [a, b]) => {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return Math.hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy);
};
const distance = (left, right) => {
  for (const [one, two] of [[left, right], [right, left]]) {
    if (two.type === "Polygon" && positionsOf(one).some((position) => isWithin({ type: "Point", coordinates: position }, two))) return 0;
  }
  let nearest = Infinity;
  for (const one of segmentsOf(left)) {
    for (const two of segmentsOf(right)) {
      if (meet(one, two)) return 0;
      nearest = Math.min(nearest, toSegment(one[0], two), toSegment(one[1], two), toSegment(two[0], one), toSegment(two[1], one));
    }
  }
  return nearest;
};

const isNothing = (value) => value === null || value === undefined;
function wrong(what) {
  throw new Error(what);
}

/// Adds the operators to json-logic-js. `scene` says {campaign, root, about, now, secondsPerDay} at the time of a call.
export function addOperators(jsonLogic, scene) {
  const entityOf = (type, given, self) => {
    if (given.length === 0) {
      const data = self !== null && typeof self === "object" && "current" in self && "accumulator" in self ? self.current : self;
      const item = data !== null && typeof data === "object" ? scene.about.get(data) : undefined;
      return scene.campaign.upTo(item ?? scene.root, type);
    }
    const [id] = given;
    if (isNothing(id)) return undefined;
    if (typeof id === "object" && !Array.isArray(id)) return scene.campaign.find(type, id.id);
    return typeof id === "string" ? scene.campaign.find(type, id) : wrong("no id");
  };
  const textOf = (value) => (typeof value === "string" ? value : wrong("no text"));
  const idOf = (value) => (isNothing(value) ? null : typeof value === "string" ? value : typeof value === "object" && !Array.isArray(value) ? value.id : wrong("no id"));
  const add = (name, compute) => jsonLogic.add_operation(name, function (...given) { return compute(given, this); });

  const field = (type, name) => (given, self) => entityOf(type, given.slice(0, 1), self)?.[name] ?? null;
  const variable = (type) => (given, self) => {
    const key = given.length > 0 ? textOf(given[0]) : wrong("no key");
    const entity = entityOf(type, given.slice(1, 2), self);
    return entity ? scene.campaign.variablesOf(entity)[key] ?? entity.variables?.[key] ?? null : null;
  };
  const reference = (type, name) => (given, self) => {
    const id = given.length > 0 ? idOf(given[0]) : wrong("nothing named");
    const entity = entityOf(type, given.slice(1, 2), self);
    return Boolean(entity && id !== null && id !== undefined && entity[name] === id);
  };
  const structures = (settlement, type) => scene.campaign.entities.Structure.filter((one) => one.settlementId === settlement.id && (isNothing(type) || one.type === type));
  add("settlement.level", field("Settlement", "level"));
  add("settlement.var", variable("Settlement"));
  add("settlement.hasStructureType", (given, self) => {
    const type = given.length > 0 ? textOf(given[0]) : wrong("no type");
    const settlement = entityOf("Settlement", given.slice(1, 2), self);
    return Boolean(settlement && structures(settlement, type).length > 0);
  });
  add("settlement.structureCount", (given, self) => {
    if (!isNothing(given[0])) textOf(given[0]);
    const settlement = entityOf("Settlement", given.slice(1, 2), self);
    return settlement ? structures(settlement, given[0]).length : null;
  });
  add("settlement.inKingdom", reference("Settlement", "kingdomId"));
  add("settlement.atLocation", reference("Settlement", "locationId"));
  add("structure.level", field("Structure", "level"));
  add("structure.type", field("Structure", "type"));
  add("structure.var", variable("Structure"));
  add("structure.isOperational", (given, self) => {
    const structure = entityOf("Structure", given.slice(0, 1), self);
    return Boolean(structure && (scene.campaign.variablesOf(structure).isOperational ?? structure.variables?.isOperational ?? true));
  });
  add("structure.inSettlement", reference("Structure", "settlementId"));

  const places = (given) => {
    if (given.length < 2) wrong("two places");
    const ids = given.slice(0, 2).map(idOf);
    return ids.map((id) => scene.campaign.find("Location", id));
  };
  add("inside", (given) => {
    const [place, region] = places(given);
    if (!place?.geometry || region?.geometry?.type !== "Polygon") return false;
    return place.mapId === region.mapId && isWithin(place.geometry, region.geometry);
  });
  add("distanceFrom", (given) => {
    const [from, to] = places(given);
    if (!from?.geometry || !to?.geometry || from.mapId !== to.mapId) return null;
    return distance(from.geometry, to.geometry) * (scene.campaign.find("Map", from.mapId)?.scale ?? 1);
  });
  add("now", () => scene.now);
  add("daysSince", (given) => {
    if (given.length === 0) wrong("no moment");
    let [moment] = given;
    if (typeof moment === "boolean" || Array.isArray(moment)) wrong("no moment");
    if (typeof moment === "string" && /^\d{4}-\d\d-\d\dT/.test(moment)) moment = Date.parse(moment) / 1000;
    if (typeof moment === "object") moment = moment?.id ?? null;
    if (typeof moment === "string") moment = scene.campaign.find("Event", moment)?.occurredAt ?? null;
    return isNothing(moment) || scene.now === null ? null : (scene.now - moment) / scene.secondsPerDay;
  });
}

/// Random rules around the operators.
export class CustomRules {
  constructor(random) {
    this.random = random;
  }
  rule(depth, inBody = false) {
    const { random } = this;
    if (depth <= 0 || random.chance(0.35)) return this.call(depth, inBody);
    const next = () => this.rule(depth - 1, inBody);
    const dice = random.random();
    if (dice < 0.3) return { [random.pick(["==", "!=", "===", "<", ">", "<=", ">="])]: [next(), random.chance(0.5) ? next() : random.pick([0, 1, 3, 5, 20, "market", true, null])] };
    if (dice < 0.45) return { [random.pick(["and", "or"])]: random.many(1, 3, next) };
    if (dice < 0.5) return { "!": [next()] };
    if (dice < 0.6) return { if: [next(), next(), next()] };
    if (dice < 0.7) return { [random.pick(["+", "-", "max"])]: [next(), next()] };
    // Documents end somewhere: in a body the way back up to a list is not told again.
    const list = inBody ? ["s0", "b1", "k1"] : random.pick([{ var: "structures" }, { var: "structures" }, { var: "settlement.structures" }, ["s0", "b1", "k1"]]);
    if (dice < 0.9) return { [random.pick(["map", "filter", "some", "all", "none"])]: [list, this.rule(depth - 1, true)] };
    return { reduce: [list, { [random.pick(["+", "or"])]: [{ var: "accumulator" }, this.call(0, true)] }, 0] };
  }
  id(kind, depth, inBody) {
    const { random } = this;
    const dice = random.random();
    if (dice < 0.06) return random.pick([null, "nobody", "", 7, true, ["s1"]]);
    if (dice < 0.14) return { var: inBody ? random.pick(["id", "settlementId", ""]) : random.pick(["id", "settlement.id", "locationId", "settlement.locationId", "kingdomId", "nothing"]) };
    if (dice < 0.17 && depth > 0) return this.rule(depth - 1, inBody);
    const [letter, count] = { Settlement: ["s", 6], Structure: ["b", 10], Kingdom: ["k", 3], Location: ["l", 13], Event: ["e", 4] }[kind];
    return letter + random.below(count);
  }
  call(depth, inBody) {
    const { random } = this;
    const id = (kind) => this.id(kind, depth, inBody);
    const perhaps = (kind) => (random.chance(0.5) ? [] : [id(kind)]);
    const text = (choices) => (random.chance(0.05) ? random.pick([3, null, ["market"]]) : random.pick(choices));
    const types = ["market", "temple", "wall", "ruin"], keys = ["gold", "isOperational", "nothing"];
    const calls = {
      "settlement.level": () => perhaps("Settlement"),
      "settlement.var": () => [text(keys), ...perhaps("Settlement")],
      "settlement.hasStructureType": () => [text(types), ...perhaps("Settlement")],
      "settlement.structureCount": () => random.pick([[], [text([...types, null]), ...perhaps("Settlement")]]),
      "settlement.inKingdom": () => [id("Kingdom"), ...perhaps("Settlement")],
      "settlement.atLocation": () => [id("Location"), ...perhaps("Settlement")],
      "structure.level": () => perhaps("Structure"),
      "structure.type": () => perhaps("Structure"),
      "structure.var": () => [text(keys), ...perhaps("Structure")],
      "structure.isOperational": () => perhaps("Structure"),
      "structure.inSettlement": () => [id("Settlement"), ...perhaps("Structure")],
      inside: () => [id("Location"), random.chance(0.8) ? `l${2 + 3 * random.below(4)}` : id("Location")],
      distanceFrom: () => [id("Location"), id("Location")],
      daysSince: () => [random.pick([id("Event"), id("Event"), epoch, "1970-01-11T12:00:00Z", -5, null])],
      now: () => [],
    };
    const name = random.pick(Object.keys(calls));
    let given = calls[name]();
    if (random.chance(0.02)) given = given.slice(0, -1);
    if (random.chance(0.02)) given = [...given, 1];
    this.used ??= new Map();
    this.used.set(name, (this.used.get(name) ?? 0) + 1);
    return { [name]: given.length === 1 && random.chance(0.2) && !Array.isArray(given[0]) ? given[0] : given };
  }
}
