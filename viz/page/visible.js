// What is shown: things where they stand, and the lines between, after switches, folding, groups and focus.

import { isEvent } from "./model.js";

const SESSION = "session";

export function viewOf(model, state) {
  const stands = standing(model, state);
  const view = { stands, nodes: membersOf(stands), links: gatherLinks(model, state, stands) };
  view.near = neighbours(view.links);
  if (state.focus !== null && stands[state.focus] !== null) keep(view, withEvents(model, view, reach(view, stands[state.focus], state.steps)));
  if (state.unconnected) keep(view, new Set(view.near.keys()));
  view.linkOf = new Map([...view.links.values()].flatMap(({ id, of }) => of.map((number) => [number, id])));
  return view;
}

// Where each thing stands: as itself, at the body it is folded into, in its group while that is closed, or nowhere.
function standing(model, state) {
  const shut = (id) => state.focus === null && model.groupOf[id] !== undefined && !state.open.has(model.groupOf[id]);
  return model.nodes.map((node, id) => {
    const top = foldedInto(model, state.fold, id);
    if (state.off.has(`type:${node.class}`) || state.off.has(`type:${model.nodes[top].class}`)) return null;
    return shut(top) ? `g${model.groupOf[top]}` : top;
  });
}

// The body that it is folded into, and so on upwards; a circle of parents ends where it began.
export function foldedInto(model, fold, id) {
  let top = id;
  const met = new Set();
  while (fold.has(top) && !met.has(top)) {
    met.add(top);
    top = model.nodes[top].parent ?? top;
  }
  return top;
}

// All units of a body, and theirs.
export function unitsBelow(model, id) {
  const below = new Set();
  const add = (at) => model.nodes[at].units.forEach((unit) => !below.has(unit) && below.add(unit) && add(unit));
  add(id);
  return [...below];
}

function membersOf(stands) {
  const nodes = new Map();
  stands.forEach((at, id) => {
    if (at === null) return;
    if (!nodes.has(at)) nodes.set(at, []);
    nodes.get(at).push(id);
  });
  return nodes;
}

// One line for all ties of one kind between where two things stand; a tie inside one body is none.
function gatherLinks(model, state, stands) {
  const isOn = tieSwitch(model, state.off);
  const lines = new Map();
  for (const link of model.links) {
    const [from, to] = [stands[link.from], stands[link.to]];
    if (from === null || to === null || from === to) continue;
    const ties = isOn ? link.ties.filter((tie) => isOn(tie, link)) : link.ties;
    if (!ties.length) continue;
    const own = from === link.from && to === link.to;
    const key = `${[from, to].sort().join("|")}|${link.key}`;
    const line = lines.get(key);
    if (!line) lines.set(key, { id: own ? link.id : `m${key}`, from, to, kind: link.kind, key: link.key, of: [link.id], ties });
    else Object.assign(line, own && { id: link.id, from, to }, { of: [...line.of, link.id], ties: [...line.ties, ...ties] });
  }
  return new Map([...lines.values()].map((line) => [line.id, line]));
}

// Whether a tie is on; nothing when none is off. A tie of several events is on while one of them is.
function tieSwitch(model, off) {
  if (![...off].some((key) => !key.startsWith("type:"))) return null;
  const on = (name, labels) => labels.map((label) => !off.has(`${name}:${label}`));
  const [programmes, events, themes] = [on("programme", model.programmes), on("event", model.events), on("theme", model.themes)];
  const some = (numbers, list, name) => (numbers?.length ? numbers.some((n) => list[n]) : !off.has(`${name}:`));
  return (tie, { key }) => !off.has(`tie:${key}`) && some(tie.programmes, programmes, "programme") && some(tie.events, events, "event") && some(tie.themes, themes, "theme");
}

function neighbours(links) {
  const near = new Map();
  const add = (id, other, link) => {
    if (!near.has(id)) near.set(id, []);
    near.get(id).push({ other, link });
  };
  for (const { id, from, to } of links.values()) {
    add(from, to, id);
    add(to, from, id);
  }
  return near;
}

// Whatever is within so many steps. That two sessions are of one event is no step between them.
export function reach(view, start, steps) {
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps && edge.length; step += 1) {
    edge = edge.flatMap((id) => (view.near.get(id) ?? []).filter(({ link }) => id === start || view.links.get(link).key !== SESSION).map(({ other }) => other)).filter((id) => !found.has(id) && found.add(id));
  }
  return found;
}

// With the event that each session is part of.
function withEvents(model, view, ids) {
  for (const id of ids) {
    const whole = model.nodes[id]?.parent;
    if (whole !== undefined && isEvent(model, whole) && view.nodes.has(whole)) ids.add(whole);
  }
  return ids;
}

function keep(view, ids) {
  for (const id of view.nodes.keys()) if (!ids.has(id)) view.nodes.delete(id);
  for (const { id, from, to } of view.links.values()) if (!ids.has(from) || !ids.has(to)) view.links.delete(id);
  view.stands = view.stands.map((at) => (ids.has(at) ? at : null));
  view.near = neighbours(view.links);
}

// A state in which a thing is seen: what hides it is taken back.
function revealing(model, state, id) {
  const patch = { off: new Set(state.off), fold: new Set(state.fold), open: new Set(state.open) };
  patch.off.delete(`type:${model.nodes[id].class}`);
  patch.fold.delete(id);
  if (model.groupOf[id] !== undefined) patch.open.add(model.groupOf[id]);
  const hidden = (change) => viewOf(model, { ...state, ...change }).stands[id] !== id;
  if (hidden(patch)) patch.focus = null;
  if (hidden(patch)) patch.unconnected = false;
  return patch;
}
