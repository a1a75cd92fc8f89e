// The drawing: what pyvis built, as far as it is shown, in the colours of the page, with a part of it lit when something is chosen.

import { groupSize, isGroup, MANY } from "./clusters.js";
import { counted, labelOf } from "./model.js";

export const FAINT = 0.12;
const BEND = 0.16;

export function startDrawing(box, model) {
  const { drawing } = model;
  if (!drawing.nodes.length) return null;
  const nodes = new vis.DataSet([]);
  const edges = new vis.DataSet([]);
  const many = drawing.nodes.length > MANY;
  const interaction = { ...drawing.options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many };
  const network = new vis.Network(box, { nodes, edges }, { ...drawing.options, interaction });
  const canvas = box.firstElementChild;
  canvas.removeAttribute("tabindex"); // the keys are those of the box
  canvas.setAttribute("aria-hidden", "true");
  const tall = box.clientHeight > box.clientWidth;
  return { network, nodes, edges, box, tall, base: turned(tall, model), lit: null, ink: null, painted: new Map(), cursor: null, frame: null };
}

// Names are drawn by labels.js: at one size on the screen, and never on one another. A tall screen gets the map on its side.
function turned(tall, { drawing, groups }) {
  const place = ({ x, y }) => (tall ? { x: y, y: x } : { x, y });
  const base = new Map(drawing.nodes.map((node, id) => {
    const { label, ...bare } = node;
    return [id, { ...bare, id, ...place(node) }];
  }));
  groups.forEach((group, number) => {
    base.set(`g${number}`, { id: `g${number}`, shape: "dot", size: groupSize(group), title: `${group.label}\n${counted(group.members.length, "thing")}`, ...place(group) });
  });
  return base;
}

// Take out of the drawing what is no longer shown, and put in what is new.
export function syncDrawing(picture, view, model) {
  const { nodes, edges, painted, ink } = picture;
  const lines = [...view.links.values()];
  const kept = new Map(lines.map((line) => [line.id, line.of.length]));
  const gone = {
    e: edges.getIds().filter((id) => !kept.has(id) || picture.joined.get(id) !== kept.get(id)),
    n: nodes.getIds().filter((id) => !view.nodes.has(id)),
  };
  edges.remove(gone.e);
  nodes.remove(gone.n);
  for (const [mark, ids] of Object.entries(gone)) ids.forEach((id) => painted.delete(`${mark}${id}`));
  const pairs = new Map();
  const bends = new Map(lines.map((line) => {
    const pair = [line.from, line.to].sort().join("|");
    pairs.set(pair, (pairs.get(pair) ?? -1) + 1);
    return [line.id, pairs.get(pair)];
  }));
  picture.joined = kept;
  // What is new comes in its colours, since painting each afterwards takes as long as drawing it.
  const fresh = (mark, id) => !painted.has(`${mark}${id}`) && painted.set(`${mark}${id}`, true);
  nodes.add([...view.nodes.keys()].filter((id) => fresh("n", id)).map((id) => ({ ...picture.base.get(id), ...nodeLook(id, true, ink, model) })));
  edges.add(lines.filter(({ id }) => fresh("e", id)).map((line) => ({ ...drawnLine(line, bends.get(line.id), model), ...edgeLook(true, line, ink) })));
}

// A line of one record as pyvis built it; one that joins several has the dashes of its kind and no arrow.
function drawnLine(line, before, model) {
  const { arrows, smooth, ...edge } = model.drawing.edges[line.of[0]];
  const own = line.of.length === 1 && typeof line.id === "number";
  if (own) return { ...edge, id: line.id, ...(arrows && { arrows }), ...(smooth && { smooth }) };
  const bent = { enabled: true, type: before % 2 ? "curvedCW" : "curvedCCW", roundness: BEND * Math.ceil(before / 2) };
  return {
    id: line.id, from: line.from, to: line.to, width: isGroup(line.from) || isGroup(line.to) ? Math.min(14, 0.8 * Math.sqrt(line.ties.length)) : 2 + Math.min(8, 0.6 * Math.sqrt(line.ties.length - 1)),
    title: `${labelOf(model, line.from)} – ${labelOf(model, line.to)}\n${line.kind}, ${counted(line.ties.length, "tie")}`,
    ...(edge.dashes && { dashes: edge.dashes }), ...(before && { smooth: bent }),
  };
}

export function readInk(model) {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const [background, surface, text, muted, line, accent] = ["background", "surface", "text", "muted", "line", "accent"].map(read);
  const looks = [];
  for (const { look } of model.nodes) looks[look] ??= read(`look-${look}`);
  return { background, surface, text, muted, line, accent, looks };
}

// Only what changes its look since the last time is painted.
export function paint(picture, view, model) {
  const { ink, painted, lit } = picture;
  const dim = lit && view.nodes.size + view.links.size <= 2 * MANY ? lit : null;
  const fresh = (key, look) => painted.get(key) !== look && painted.set(key, look);
  const nodes = [...view.nodes.keys()].filter((id) => fresh(`n${id}`, !dim || dim.nodes.has(id)));
  const edges = [...view.links.keys()].filter((id) => fresh(`e${id}`, !dim || dim.links.has(id)));
  picture.nodes.update(nodes.map((id) => ({ id, ...nodeLook(id, !dim || dim.nodes.has(id), ink, model) })));
  picture.edges.update(edges.map((id) => ({ id, ...edgeLook(!dim || dim.links.has(id), view.links.get(id), ink) })));
  picture.network.redraw();
}

// Lines between groups are many, and lie behind.
function edgeLook(lit, { from, to }, { line, accent }) {
  const plain = isGroup(from) || isGroup(to) ? 0.35 : 0.85;
  return { color: { color: line, highlight: accent, hover: accent, opacity: lit ? plain : FAINT } };
}

function nodeLook(id, lit, ink, model) {
  return { color: nodeColour(id, ink, model), opacity: lit ? 1 : FAINT };
}

export function nodeColour(id, ink, model) {
  const fill = isGroup(id) ? ink.surface : ink.looks[model.nodes[id].look];
  const chosen = { background: fill, border: isGroup(id) ? ink.accent : ink.text };
  return { background: fill, border: isGroup(id) ? ink.line : ink.background, highlight: chosen, hover: chosen };
}

// The colours of the screen changed.
export function repaint(picture, view, model) {
  picture.ink = readInk(model);
  picture.painted.clear();
  paint(picture, view, model);
}
