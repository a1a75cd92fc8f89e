// What the records say, with the look-ups that the other parts need. Things and lines are known by their numbers.

import { groupAt, isGroup } from "./clusters.js";

export function readModel(drawing, records) {
  const kinds = records.kinds ?? [...new Set(records.links.map(({ kind }) => kind))].map((label) => ({ key: label, label }));
  const keys = new Map(kinds.map(({ key, label }) => [label, key]));
  const nodes = records.nodes.map((node, id) => ({ iri: `thing:${id}`, class: node.kind, ...node, id, units: [] }));
  nodes.forEach(({ parent }, id) => parent !== undefined && nodes[parent].units.push(id));
  const links = records.links.map((link, id) => {
    const { from, to } = drawing.edges[id];
    return { ...link, id, key: link.key ?? keys.get(link.kind) ?? link.kind, from, to, of: [id] };
  });
  const groups = records.groups ?? [];
  const groupOf = [];
  groups.forEach(({ members }, number) => members.forEach((id) => { groupOf[id] = number; }));
  return {
    drawing, nodes, links, kinds, groups, groupOf, keys,
    name: records.name ?? "map", title: records.title ?? document.title, physics: Boolean(records.physics), panels: records.panels,
    themes: records.themes ?? [], events: records.events ?? [], programmes: records.programmes ?? [], story: records.story ?? [], storyOf: records.storyOf ?? "", fold: records.fold ?? [],
    units: nodes.filter(({ parent }) => parent !== undefined).map(({ id }) => id),
    byIri: new Map(nodes.map(({ iri, id }) => [iri, id])),
    classes: [...new Set(nodes.map((node) => node.class))],
  };
}

export function labelOf(model, id) {
  return isGroup(id) ? groupAt(model, id).label : model.nodes[id].label;
}

export function kindOf(model, id) {
  return isGroup(id) ? `group of ${groupAt(model, id).members.length}` : model.nodes[id].kind;
}

export function drawnId(text) {
  return /^\d+$/.test(text) ? Number(text) : text;
}

export function counted(number, noun, nouns = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
}

export function isEvent(model, id) {
  return model.nodes[id].class === "Event";
}

// What is folded in: units of a body, sessions of an event, or both.
export function countedParts(model, ids) {
  const sessions = ids.filter((id) => isEvent(model, id)).length;
  return [ids.length > sessions && counted(ids.length - sessions, "unit"), sessions && counted(sessions, "session")].filter(Boolean).join(", ");
}

// A group's tie stands between each pair of its members, and is one tie.
export function distinct(ties) {
  return [...new Map(ties.map((tie) => [tie.of ?? tie, tie])).values()];
}

// How many ties rest on printed words, were read elsewhere, or are derived.
export function restingOn(ties) {
  const sum = { all: ties.length, printed: 0, elsewhere: 0, derived: 0 };
  for (const { derived, evidence } of ties) {
    if (derived) sum.derived += 1;
    else if (evidence.some(({ text }) => text)) sum.printed += 1;
    else if (evidence.length) sum.elsewhere += 1;
  }
  return sum;
}

export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
