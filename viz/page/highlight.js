// What is lit: what is chosen, told by the story or searched for, with what it is tied to; the rest is dimmed.

import { findNames } from "./search.js";

const MOST_LIT = 200;

// What is chosen, told by the story or searched for lights up with what it is tied to; nothing where all is lit.
export function litByState(app) {
  const { state, view } = app;
  return state.node !== null && view.nodes.has(state.node) ? around(state.node, view) : litLine(app) ?? litByStory(app) ?? litBySearch(app);
}

function litLine({ state, view }) {
  const line = view.links.get(state.link);
  return line ? { nodes: new Set([line.from, line.to]), links: new Set([line.id]) } : null;
}

// What a step lights, where it stands now.
export function litByStory({ model, state, view }) {
  const step = model.story[state.step - 1];
  if (!step) return null;
  const lines = (step.links ?? []).map((number) => view.links.get(view.linkOf.get(number))).filter(Boolean);
  const nodes = new Set([...(step.nodes ?? []).map((id) => view.stands[id] ?? null), ...lines.flatMap(({ from, to }) => [from, to])].filter((at) => at !== null));
  return nodes.size ? { nodes, links: new Set(lines.map(({ id }) => id)) } : null;
}

// Where what was found stands; nothing is dimmed when nothing is found.
function litBySearch({ state, view, names }) {
  const found = state.q ? findNames(state.q, names).slice(0, MOST_LIT) : [];
  const nodes = new Set(found.map((id) => view.stands[id]).filter((at) => at !== null));
  return nodes.size ? { nodes, links: new Set() } : null;
}

// Whatever a thing is tied to, and the lines between.
export function around(id, view) {
  const near = view.near.get(id) ?? [];
  return { chosen: id, nodes: new Set([id, ...near.map(({ other }) => other)]), links: new Set(near.map(({ link }) => link)) };
}
