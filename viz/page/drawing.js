"use strict";
// The drawing: what pyvis built, in the colours of the page, with a part of it lit when something is chosen.

const FAINT = 0.12;

function startDrawing(box, drawing) {
  if (!drawing.nodes.length) return null;
  // Labels are drawn by labels.js: at one size on the screen, and never on one another.
  const bare = turned(box, drawing.nodes).map(({ label, ...node }) => node);
  const nodes = new vis.DataSet(bare);
  const edges = new vis.DataSet(drawing.edges);
  const network = new vis.Network(box, { nodes, edges }, drawing.options);
  box.firstElementChild.tabIndex = -1; // a canvas that no key moves is no stop for the keyboard: the tables are
  return { network, nodes, edges, lit: null, ink: {} };
}

// A tall screen gets the map on its side.
function turned(box, nodes) {
  if (box.clientHeight <= box.clientWidth) return nodes;
  return nodes.map((node) => ({ ...node, x: node.y, y: node.x }));
}

function readInk(looks) {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const [background, text, line, accent] = ["background", "text", "line", "accent"].map(read);
  return { background, text, line, accent, looks: looks.map((look) => read(`look-${look}`)) };
}

function paint(picture, records) {
  const { lit } = picture;
  picture.ink = readInk([...new Set(records.nodes.map(({ look }) => look))].sort((a, b) => a - b));
  const { background, text, line, accent, looks } = picture.ink;
  picture.nodes.update(records.nodes.map(({ look }, id) => {
    const chosen = { background: looks[look], border: text };
    return { id, color: { background: looks[look], border: background, highlight: chosen, hover: chosen }, opacity: !lit || lit.nodes.has(id) ? 1 : FAINT };
  }));
  picture.edges.update(records.links.map((_, id) => (
    { id, color: { color: line, highlight: accent, hover: accent, opacity: !lit || lit.links.has(id) ? 0.85 : FAINT } }
  )));
}

// Whatever a node is tied to, and the lines between.
function around(node, edges) {
  const lit = { chosen: node, nodes: new Set([node]), links: new Set() };
  for (const edge of edges) {
    if (edge.from !== node && edge.to !== node) continue;
    lit.links.add(edge.id);
    lit.nodes.add(edge.from).add(edge.to);
  }
  return lit;
}

// The whole map, with room at the edges for the names.
function fit(picture, box, animated) {
  const places = Object.values(picture.network.getPositions());
  const [left, right] = span(places.map(({ x }) => x));
  const [top, bottom] = span(places.map(({ y }) => y));
  const [w, h] = [box.clientWidth, box.clientHeight];
  const scale = Math.min((w - Math.min(180, w * 0.26)) / (right - left || 1), (h - 100) / (bottom - top || 1), 1.5);
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: still ? false : { duration: 250 } });
}

function span(values) {
  return [Math.min(...values), Math.max(...values)];
}
