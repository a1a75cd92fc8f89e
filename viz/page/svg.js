// The drawing as SVG: what is in sight, with its names as they lie on the screen, the title above and the legend below.

import { FAINT, nodeColour } from "./canvas.js";
import { FONT, LEADING } from "./labels.js";
import { capital } from "./model.js";

const HEAD = 44;
const ROW = 22;
const MARGIN = 16;

export function drawPicture(app) {
  const { picture, model } = app;
  const [w, h] = [picture.box.clientWidth, picture.box.clientHeight];
  const key = legendKey(app, w);
  const root = sheet(w, HEAD + h + key.height, app, picture.ink);
  const drawing = drawSheet(app, picture.ink);
  drawing.setAttribute("y", HEAD);
  key.drawn.setAttribute("transform", `translate(0 ${HEAD + h})`);
  root.append(shape("rect", { width: "100%", height: "100%", fill: picture.ink.background }), words(model.title, { x: MARGIN, y: 29, "font-size": 18, "font-weight": 600 }), drawing, key.drawn);
  return root;
}

// For paper: title and legend are on the page, and colours are those that the page has when it is printed.
export function printPicture(app) {
  const { picture, model } = app;
  const named = (name) => `var(--${name})`;
  const ink = { ...Object.fromEntries(["background", "surface", "text", "muted", "line", "accent"].map((name) => [name, named(name)])), looks: picture.ink.looks.map((_, look) => named(`look-${look}`)) };
  const root = sheet(picture.box.clientWidth, picture.box.clientHeight, app, ink);
  root.append(drawSheet(app, ink));
  return root;
}

function sheet(width, height, app, ink) {
  return shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT, style: `fill: ${ink.text}` });
}

function drawSheet(app, ink) {
  const { picture, view } = app;
  const drawn = shape("svg", { width: picture.box.clientWidth, height: picture.box.clientHeight, overflow: "hidden" });
  drawn.append(...[...view.links.values()].map((line) => drawLine(line, app, ink)), ...[...view.nodes.keys()].map((id) => drawThing(id, app, ink)));
  drawn.append(...picture.placed.flatMap((label) => drawName(label, app, ink)));
  return drawn;
}

function shape(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  return made;
}

// XML holds no control characters and no halves of characters.
function words(text, attributes) {
  const made = shape("text", attributes);
  made.textContent = text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, " ");
  return made;
}

function onScreen(id, { network }) {
  const { x, y } = network.canvasToDOM(network.getPositions([id])[id]);
  return [x, y];
}

function drawThing(id, { picture, model }, ink) {
  const [x, y] = onScreen(id, picture);
  const { shape: form, size } = picture.base.get(id);
  const { background, border } = nodeColour(id, ink, model);
  return outline(form, x, y, size * picture.network.getScale(), { style: `fill: ${background}; stroke: ${border}`, opacity: picture.lit && !picture.lit.nodes.has(id) ? FAINT : undefined });
}

// The forms as vis-network draws them.
function outline(form, x, y, r, look) {
  const polygon = (points) => shape("polygon", { ...look, points: points.map(([a, b]) => `${(x + a * r).toFixed(1)},${(y + b * r).toFixed(1)}`).join(" ") });
  const ring = (count, radius, start) => Array.from({ length: count }, (_, n) => [radius(n) * Math.sin(start + (2 * Math.PI * n) / count), -radius(n) * Math.cos(start + (2 * Math.PI * n) / count)]);
  if (form === "square") return polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  if (form === "diamond") return polygon([[0, -1], [1, 0], [0, 1], [-1, 0]]);
  if (form === "triangle") return polygon([[0, -1.05], [1.15, 0.94], [-1.15, 0.94]]);
  if (form === "triangleDown") return polygon([[0, 1.05], [1.15, -0.94], [-1.15, -0.94]]);
  if (form === "hexagon") return polygon(ring(6, () => 1, Math.PI / 6));
  if (form === "star") return polygon(ring(10, (n) => 0.82 * (n % 2 ? 0.5 : 1.3), 0).map(([a, b]) => [a, b + 0.08]));
  return shape("circle", { ...look, cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1) });
}

function drawLine({ id, from, to }, { picture }, ink) {
  const { width, dashes, smooth, arrows } = picture.edges.get(id);
  const scale = picture.network.getScale();
  const [[x1, y1], [x2, y2]] = [onScreen(from, picture), onScreen(to, picture)];
  const bend = smooth?.enabled ? bendOf(x1, y1, x2, y2, smooth) : null;
  const [mx, my] = bend ?? [(x1 + x2) / 2, (y1 + y2) / 2];
  const lit = !picture.lit || picture.lit.links.has(id);
  const group = shape("g", { opacity: lit ? 0.85 : FAINT, style: `fill: ${ink.line}` });
  const path = `M${x1.toFixed(1)} ${y1.toFixed(1)}${bend ? `Q${mx.toFixed(1)} ${my.toFixed(1)} ` : "L"}${x2.toFixed(1)} ${y2.toFixed(1)}`;
  group.append(shape("path", { d: path, style: `fill: none; stroke: ${ink.line}`, "stroke-width": (width * scale).toFixed(2), "stroke-dasharray": dashes ? dashes.map((n) => (n * scale).toFixed(1)).join(" ") : undefined }));
  for (const [end, x, y, node] of [["from", x1, y1, from], ["to", x2, y2, to]]) {
    if (arrows?.[end]) group.append(arrowHead(mx, my, x, y, picture.base.get(node).size * scale, 7 * scale));
  }
  return group;
}

// Where a bent line is drawn towards, as vis-network reckons it for curvedCW and curvedCCW.
function bendOf(x1, y1, x2, y2, { type, roundness }) {
  const far = Math.hypot(x2 - x1, y2 - y1) * (roundness * 0.5 + 0.5);
  const angle = Math.atan2(y1 - y2, x2 - x1) + ((type === "curvedCW" ? 1 : -1) * roundness * 0.5 + 0.5) * Math.PI;
  return [x1 + far * Math.sin(angle), y1 + far * Math.cos(angle)];
}

function arrowHead(fromX, fromY, x, y, radius, length) {
  const angle = Math.atan2(y - fromY, x - fromX);
  const at = (back, side) => [x - (radius + back) * Math.cos(angle) - side * Math.sin(angle), y - (radius + back) * Math.sin(angle) + side * Math.cos(angle)];
  const points = [at(0, 0), at(length, length / 2), at(length, -length / 2)].map((point) => point.map((n) => n.toFixed(1)).join(","));
  return shape("polygon", { points: points.join(" ") });
}

function drawName({ name, box }, { picture }, ink) {
  const [w, h] = [picture.box.clientWidth, picture.box.clientHeight];
  const scale = picture.network.getScale();
  const { x, y } = picture.network.getViewPosition();
  const left = (box[0] + box[2]) / 2 - x * scale + w / 2;
  return name.lines.map((line, n) => words(line, {
    x: left.toFixed(1), y: (box[1] - y * scale + h / 2 + (n + 0.82) * name.px * LEADING).toFixed(1), "text-anchor": "middle", "font-size": name.px,
    "font-weight": name.strong ? 600 : undefined, style: `stroke: ${ink.background}; paint-order: stroke`, "stroke-width": 3.5, "stroke-linejoin": "round",
  }));
}

// The legend in rows as wide as the picture, from the legend of the page.
function legendKey({ picture, model, parts }, width) {
  const drawn = shape("g", { "font-size": 12 });
  let [x, y] = [MARGIN, ROW];
  for (const item of parts.legend.querySelectorAll("li[data-look], li[data-line]")) {
    const text = capital(`${item.querySelector("label > span").firstChild.textContent.trim()} (${item.querySelector("b").textContent})`);
    const long = 48 + text.length * 6.5;
    if (x > MARGIN && x + long > width) [x, y] = [MARGIN, y + ROW];
    const { look, form, line } = item.dataset;
    if (look !== undefined) drawn.append(outline(form, x + 8, y - 4, 6, { fill: picture.ink.looks[Number(look)] }));
    else drawn.append(shape("path", { d: `M${x - 2} ${y - 4}h24`, stroke: picture.ink.line, "stroke-width": 2, "stroke-dasharray": line || undefined }));
    drawn.append(words(text, { x: x + 28, y }));
    x += long;
  }
  return { drawn, height: y + MARGIN };
}
