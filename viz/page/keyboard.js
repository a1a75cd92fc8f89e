// The map by keyboard: arrow keys walk along lines, Page Up and Page Down over all that is shown, Enter opens, Escape leaves.

import { isGroup } from "./clusters.js";
import { say } from "./dom.js";
import { labelOf } from "./model.js";
import { openLink, openNode, standOn } from "./selection.js";
import { fit } from "./viewport.js";
import { reach } from "./visible.js";

const ARROWS = { ArrowRight: [1, 0, "to the right"], ArrowLeft: [-1, 0, "to the left"], ArrowDown: [0, 1, "below"], ArrowUp: [0, -1, "above"] };
const MOST_TAUGHT = 4; // after so many keys, what they do is known
const STEEP = [Math.cos(Math.PI / 4) - 1e-9, Math.cos((80 * Math.PI) / 180)]; // within 45° of the arrow, or else within 80°

export function startKeyboard(app) {
  const { box } = app.picture;
  let pressed = 0;
  const redraw = () => app.picture.network.redraw();
  box.addEventListener("focus", () => {
    if (!box.matches(":focus-visible")) return;
    standOn(app, app.view.nodes.has(app.cursor) ? app.cursor : app.state.node ?? heaviest(app));
  });
  box.addEventListener("blur", () => {
    pressed = 0;
    box.classList.remove("known");
    redraw();
  });
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!mapKey(app, event)) return;
    event.preventDefault();
    box.classList.toggle("known", (pressed += 1) > MOST_TAUGHT);
  });
}

function mapKey(app, { key, shiftKey }) {
  const { network } = app.picture;
  if (ARROWS[key] && shiftKey) return pan(app.picture, ARROWS[key]);
  if (ARROWS[key]) return walk(app, ARROWS[key]);
  const order = { PageDown: 1, PageUp: -1, Home: "first", End: "last" }[key];
  if (order) return goThrough(app, order);
  const zoom = { "+": 1.4, "=": 1.4, "-": 1 / 1.4 }[key];
  if (zoom) return network.moveTo({ scale: network.getScale() * zoom }), true;
  if (key === "0") return fit(app.picture, app.picture.box, true), true;
  if ((key === "Enter" || key === " ") && app.view.nodes.has(app.cursor)) return activate(app, app.cursor), true;
  if (key.toLowerCase() === "t" && app.view.links.has(app.walked)) return openWalked(app);
  if (key === "Escape" && app.parts.panel.hidden) return leave(app);
  return false;
}

function activate(app, id) {
  openNode(app, id);
  if (!isGroup(id)) app.parts.panel.focus();
}

function openWalked(app) {
  openLink(app, app.walked);
  app.parts.panel.focus();
  return true;
}

function leave(app) {
  [app.parts.search, document.querySelector("[data-zoom]")].find((at) => at.checkVisibility()).focus();
  say(app, "Left the map.");
  return true;
}

function pan({ network }, [across, down]) {
  const { x, y } = network.getViewPosition();
  const step = 80 / network.getScale();
  network.moveTo({ position: { x: x + across * step, y: y + down * step } });
  return true;
}

// Of the things tied to this one, the nearest in the direction of the arrow.
function walk(app, [across, down, where]) {
  const { network } = app.picture;
  if (!app.view.nodes.has(app.cursor)) return standOn(app, heaviest(app));
  const here = network.getPositions([app.cursor])[app.cursor];
  const near = (app.view.near.get(app.cursor) ?? []).map(({ other, link }) => {
    const there = network.getPositions([other])[other];
    const [x, y] = [there.x - here.x, there.y - here.y];
    const far = Math.hypot(x, y);
    return { other, link, far, turn: (x * across + y * down) / (far || 1) };
  });
  for (const least of STEEP) {
    const [next] = near.filter(({ turn }) => turn >= least).sort((a, b) => a.far - b.far);
    if (next) return standOn(app, next.other, next.link);
  }
  say(app, `No tie leads ${where} from ${labelOf(app.model, app.cursor)}. Page Down goes on to the next thing.`);
  return true;
}

// All that is shown, part by part, each from its heaviest thing outwards.
function walkingOrder({ view }) {
  const order = new Set();
  const heavy = [...view.nodes.keys()].sort((a, b) => (view.near.get(b)?.length ?? 0) - (view.near.get(a)?.length ?? 0));
  for (const start of heavy) {
    if (!order.has(start)) reach(view, start, Infinity).forEach((id) => order.add(id));
  }
  return [...order];
}

function heaviest(app) {
  return walkingOrder(app)[0];
}

function goThrough(app, way) {
  const order = walkingOrder(app);
  if (!order.length) return false;
  const at = order.indexOf(app.cursor);
  const next = { first: 0, last: order.length - 1 }[way] ?? (at + way + order.length) % order.length;
  return standOn(app, order[at < 0 && way === 1 ? 0 : next]);
}
