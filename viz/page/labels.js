// Names beside the shapes: of one size at every zoom, the weightiest first, none on another.

import { AIR, contains, Grid } from "./boxes.js";
import { groupAt, groupSize, hurried, isGroup, STRONG } from "./clusters.js";
import { countedParts } from "./model.js";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
export const LEADING = 1.18;
const SHORT = 14; // letters of the shortest form of a strong name
const YEARS = /^\d{4}(–\d{4})?: /; // before the name of a programme
const WALL = 1000;
const MOST_NAMES = 400;
const RING = 16;

export function startLabels(picture) {
  picture.placed = [];
  picture.network.on("afterDrawing", (context) => {
    drawCursor(context, picture);
    drawLabels(context, picture);
  });
}

// The names of what is shown, what others are folded into and then the weightiest first; a body or an event that others are folded into says how many.
export function nameAll(picture, view, model) {
  picture.names = new Map([...view.nodes].map(([id, members]) => [id, nameOf(id, members, model)]));
  const holds = (id) => !isGroup(id) && view.nodes.get(id).length > 1;
  picture.order = [...picture.names.keys()].sort((a, b) => holds(b) - holds(a) || picture.names.get(b).size - picture.names.get(a).size || (a < b ? -1 : 1));
}

function nameOf(id, members, model) {
  if (isGroup(id)) return { ...inked(wrapped(groupAt(model, id).label), groupSize(groupAt(model, id))), strong: false, group: true, px: 11.5, style: "" };
  const { label, size } = model.drawing.nodes[id];
  return inked(label.split("\n"), size, members.length > 1 ? [`+ ${countedParts(model, members.filter((member) => member !== id))}`] : []);
}

// Where the whole of a name finds no room, its beginning may: it has a form for each number of lines, the whole one first,
// and a strong name one of a word or two; a programme's ends with its years.
function inked(lines, size, more = []) {
  const strong = size > STRONG;
  const shorter = lines.map((_, gone) => beginning(lines, lines.length - gone));
  const years = YEARS.exec(lines[0])?.[0] ?? "";
  const room = SHORT + years.length;
  if (strong && lines[0].length > room) shorter.push([`${lines[0].slice(0, room).replace(/[,:;]?\s+\S*$/, "")} …`]);
  const forms = [...shorter.map((form) => [...form, ...more]), ...(more.length ? shorter : [])].map((form) => ({ lines: form, width: 0 }));
  if (years) forms.push({ lines: [`${years.slice(0, -2)} …`], width: 0, isLast: true });
  return { lines: forms[0].lines, forms, size, strong, px: strong ? 12.5 : 11.5, style: strong ? "600 " : "" };
}

function beginning(lines, count) {
  return count === lines.length ? lines : [...lines.slice(0, count - 1), `${lines[count - 1].replace(/[,:;]?( …)?$/, "")} …`];
}

function wrapped(text) {
  const words = text.split(/\s+/);
  const lines = [""];
  for (const word of words) {
    if (lines.at(-1) && lines.at(-1).length + word.length >= 24) lines.push("");
    lines.push(`${lines.pop()} ${word.slice(0, 24)}`.trim());
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
}

// All boxes are in pixels of the screen, from the map's origin: left, top, right, bottom.
function drawLabels(context, picture) {
  if (!picture.names || hurried(picture)) return;
  const { names, lit, cursor } = picture;
  const scale = picture.network.getScale();
  const places = picture.network.getPositions();
  const view = sight(picture.network, context.canvas, scale);
  const first = [cursor, lit?.chosen].filter((id) => names.has(id));
  const seen = (id) => places[id] && (!lit || lit.nodes.has(id)) && contains(view, spot(places[id], 0, scale));
  const shown = [...new Set([...first.filter((id) => places[id]), ...picture.order.filter(seen)])].slice(0, MOST_NAMES);
  const room = { scale, view, taken: new Grid(), discs: new Grid() };
  for (const id of shown) room.discs.add(spot(places[id], names.get(id).size * 0.8, scale), names.get(id).strong || names.get(id).group ? WALL : names.get(id).size);
  Object.assign(context, { textAlign: "center", textBaseline: "top", lineJoin: "round", strokeStyle: picture.ink.background, fillStyle: picture.ink.text });
  picture.placed = [];
  for (const id of shown) {
    const name = names.get(id);
    measure(name, context);
    const radius = name.size * scale + (id === cursor ? RING : 3);
    const laid = first.includes(id) ? freeBox(name, name.forms[0], places[id], radius, Infinity, room) : longestFree(name, places[id], radius, room);
    if (!laid) continue;
    room.taken.add(laid.box, 1);
    const label = { id, name: { ...name, lines: laid.form.lines }, box: laid.box };
    drawLabel(context, label.name, label.box, scale);
    picture.placed.push(label);
  }
}

// A ring around the thing where the keyboard is.
function drawCursor(context, { network, names, cursor, ink, box }) {
  if (!names?.has(cursor) || document.activeElement !== box) return;
  const place = network.getPositions([cursor])[cursor];
  if (!place) return;
  const { x, y } = place;
  const scale = network.getScale();
  for (const [colour, width] of [[ink.background, 6], [ink.accent, 3]]) {
    context.beginPath();
    context.arc(x, y, names.get(cursor).size * 1.25 + 7 / scale, 0, 2 * Math.PI);
    Object.assign(context, { strokeStyle: colour, lineWidth: width / scale });
    context.setLineDash([]);
    context.stroke();
  }
}

function mayCover({ strong }) {
  return strong ? WALL : 1;
}

function sight(network, canvas, scale) {
  const { x, y } = network.getViewPosition();
  const [w, h] = [canvas.clientWidth / 2, canvas.clientHeight / 2];
  return [x * scale - w, y * scale - h, x * scale + w, y * scale + h];
}

export function spot({ x, y }, radius, scale) {
  return [(x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale];
}

function measure(name, context) {
  if (name.forms[0].width) return;
  context.font = `${name.style}${name.px}px ${FONT}`;
  for (const form of name.forms) form.width = Math.max(...form.lines.map((line) => context.measureText(line).width));
}

// The longest form of a name that hides nothing, or else the one that hides least of what it may hide.
function longestFree(name, place, radius, room) {
  let best = null;
  for (const form of name.forms) {
    if (form.isLast && best) break;
    const laid = freeBox(name, form, place, radius, best?.covered ?? mayCover(name), room);
    best = laid ?? best;
    if (laid?.covered === 0) break;
  }
  return best;
}

// Of the boxes around the shape that lie in sight and on no other name, the one that covers least.
// A strong name may cover weak shapes, the chosen one whatever there is, others none; a strong name may stand a little off.
function freeBox(name, form, { x, y }, radius, most, { scale, view, taken, discs }) {
  let [best, least] = [null, most];
  const [w, h] = [form.width, form.lines.length * name.px * LEADING];
  const within = [x * scale - w / 2, y * scale - h / 2, x * scale + w / 2, y * scale + h / 2];
  if (name.group && w < 1.9 * radius && contains(view, within) && !taken.weight(within)) return { form, box: within, covered: 0 };
  const radii = name.strong ? [radius, radius + 10, radius + 20] : [radius];
  for (const box of radii.flatMap((r) => boxesAround(x * scale, y * scale, r, w, h, view))) {
    if (!contains(view, box) || taken.weight(box)) continue;
    const covered = discs.weight(box);
    if (covered < least) [best, least] = [{ form, box, covered }, covered];
    if (!covered) break;
  }
  return best;
}

function boxesAround(x, y, r, w, h, view) {
  const kept = (left) => Math.min(Math.max(left, view[0] + AIR), view[2] - w - AIR);
  const corners = [
    [kept(x - w / 2), y + r], [kept(x - w / 2), y - r - h], [x + r + 1, y - h / 2], [x - r - w - 1, y - h / 2],
    [kept(x - w * 0.25), y + r], [kept(x - w * 0.75), y + r], [kept(x - w * 0.25), y - r - h], [kept(x - w * 0.75), y - r - h],
    [x + r * 0.7, y + r * 0.5], [x + r * 0.7, y - r * 0.5 - h], [x - r * 0.7 - w, y + r * 0.5], [x - r * 0.7 - w, y - r * 0.5 - h],
  ];
  return corners.map(([left, top]) => [left, top, left + w, top + h]);
}

function drawLabel(context, name, box, scale) {
  const px = name.px / scale;
  const middle = (box[0] + box[2]) / 2 / scale;
  context.font = `${name.style}${px}px ${FONT}`;
  context.lineWidth = 3.5 / scale;
  name.lines.forEach((line, n) => {
    const top = box[1] / scale + n * px * LEADING;
    context.strokeText(line, middle, top);
    context.fillText(line, middle, top);
  });
}
