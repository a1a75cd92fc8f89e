// The state of the page, and the address that holds it: `#` and `key=value` joined by `&`, each value percent-encoded.

import { groupAt, isGroup } from "./clusters.js";
import { element } from "./dom.js";
import { drawnId } from "./model.js";
import { TABLES, WAYS } from "./tables.js";

export const MOST_STEPS = 5;

export function openingState(model) {
  return {
    node: null, link: null, focus: null, steps: 1, off: new Set(), q: "", fold: new Set(model.fold), open: new Set(),
    unconnected: false, moving: false, step: 0, sort: {}, view: null,
  };
}

export function writeAddress(state, model) {
  const iri = (id) => (isGroup(id) ? `group:${id.slice(1)}` : model.nodes[id].iri);
  const list = (items) => [...items].map(encodeURIComponent).join(",");
  const fold = foldedAt(state.step, model);
  const sameFold = state.fold.size === fold.size && [...fold].every((id) => state.fold.has(id));
  const parts = [
    state.node !== null && ["node", list([iri(state.node)])],
    state.link !== null && ["link", linkName(state.link, model, iri)],
    state.focus !== null && ["focus", list([iri(state.focus)])],
    state.focus !== null && ["steps", state.steps],
    state.off.size && ["off", list(state.off)],
    state.q && ["q", list([state.q])],
    !sameFold && ["fold", state.fold.size && state.fold.size === model.units.length ? "all" : list([...state.fold].map(iri))],
    state.open.size && ["open", list(state.open)],
    state.unconnected && ["hide", "unconnected"],
    state.moving && ["physics", "on"],
    state.step && ["step", state.step],
    Object.keys(state.sort).length && ["sort", list(Object.entries(state.sort).map(([table, [column, way]]) => `${table}:${column}:${way}`))],
    state.view && ["view", state.view.join(",")],
  ];
  return parts.filter(Boolean).map(([key, value]) => `${key}=${value}`).join("&");
}

function linkName(id, model, iri) {
  const ends = typeof id === "number" ? [model.links[id].from, model.links[id].to, model.links[id].key] : id.slice(1).split("|");
  return encodeURIComponent([...ends.slice(0, 2).map((end) => iri(drawnId(String(end)))), ends[2]].join("|"));
}

// Read an address; what it asks for and is not on this map is left out and told.
export function readAddress(hash, model) {
  const state = openingState(model);
  const unknown = [];
  const number = (text, most) => Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), most);
  const node = (text) => {
    const id = /^group:\d+$/.test(text) ? `g${text.slice(6)}` : model.byIri.get(text);
    if (id !== undefined && (!isGroup(id) || groupAt(model, id))) return id;
    unknown.push(text);
    return null;
  };
  const nodes = (value) => new Set(items(value).map(node).filter((id) => id !== null && !isGroup(id)));
  const reads = {
    node: (value) => { state.node = node(decoded(value)); },
    link: (value) => { state.link = readLink(value, model, node, unknown); },
    focus: (value) => { const id = node(decoded(value)); state.focus = isGroup(id) ? null : id; },
    steps: (value) => { state.steps = number(value, MOST_STEPS) || 1; },
    off: (value) => { state.off = new Set(items(value)); },
    q: (value) => { state.q = decoded(value); },
    fold: (value) => { state.fold = value === "all" ? new Set(model.units) : nodes(value); },
    open: (value) => { state.open = new Set(items(value).map(Number).filter((n) => model.groups[n])); },
    hide: () => { state.unconnected = true; },
    physics: () => { state.moving = model.physics; },
    step: (value) => { state.step = number(value, model.story.length); },
    sort: (value) => { state.sort = readSort(items(value)); },
    view: (value) => { const view = value.split(",").map(Number); if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0) state.view = view; },
  };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key, ...value] = part.split("=");
    if (value.length && Object.hasOwn(reads, key)) reads[key](value.join("="));
  }
  if (!/(^#?|&)fold=/.test(hash)) state.fold = foldedAt(state.step, model);
  return { state, unknown };
}

// A step of the story says which units are folded into the body above them; none where it does not say.
export function foldedAt(step, { story, fold }) {
  return new Set(step ? story[step - 1].fold : fold);
}

function readLink(value, model, node, unknown) {
  const [from, to, kind] = decoded(value).split("|");
  const ends = [from, to].map((end) => node(end ?? ""));
  if (ends.includes(null)) return null;
  const own = model.links.find((link) => link.key === kind && ends.includes(link.from) && ends.includes(link.to));
  if (own) return own.id;
  if (model.kinds.some(({ key }) => key === kind)) return `m${ends.sort().join("|")}|${kind}`;
  unknown.push(kind ?? "");
  return null;
}

function readSort(entries) {
  const known = entries.map((entry) => entry.split(":")).filter(([table, column, way]) => TABLES.includes(table) && /^\d$/.test(column) && WAYS.includes(way));
  return Object.fromEntries(known.map(([table, column, way]) => [table, [Number(column), way]]));
}

function items(value) {
  return value.split(",").filter(Boolean).map(decoded);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// Each step is an entry of the history, but for what only moves the eye.
export function remember(address, push) {
  if (location.hash.replace(/^#/, "") === address) return;
  try {
    if (push) location.hash = address;
    else history.replaceState(null, "", `${location.href.split("#")[0]}#${address}`);
  } catch {
    // A frame of a notebook may have no address of its own.
  }
}

export async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    const field = element("textarea", { text: location.href, class: "unseen" });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
