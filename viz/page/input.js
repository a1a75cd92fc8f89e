// What pointer, buttons and screen bring in.

import { copyAddress, MOST_STEPS, writeAddress } from "./address.js";
import { paint, repaint } from "./canvas.js";
import { isGroup } from "./clusters.js";
import { say } from "./dom.js";
import { around, litByState } from "./highlight.js";
import { drawnId } from "./model.js";
import { SAVES } from "./save.js";
import { close, found, openLink, openNode } from "./selection.js";
import { printPicture } from "./svg.js";
import { fit, refocus } from "./viewport.js";
import { foldedInto, unitsBelow } from "./visible.js";

const HOVER = 150; // ms, so that a pointer on its way lights nothing

export function startPointer(app) {
  const { network, box } = app.picture;
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) openNode(app, nodes[0]);
    else if (edges.length) openLink(app, edges[0]);
    else close(app);
  });
  let wait;
  const moved = () => {
    clearTimeout(wait);
    wait = setTimeout(() => keepView(app), 300);
  };
  network.on("dragEnd", moved);
  network.on("zoom", moved);
  box.addEventListener("keyup", (event) => (event.shiftKey || "+=-0".includes(event.key)) && moved());
}

// While nothing is lit by a choice, the thing under the pointer lights what it is tied to, once the pointer rests on it.
export function startHover(app) {
  const { network, box } = app.picture;
  let wait;
  const light = (id) => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      if (litByState(app)) return;
      app.picture.lit = app.view.nodes.has(id) ? around(id, app.view) : null;
      paint(app.picture, app.view, app.model);
    }, HOVER);
  };
  network.on("hoverNode", ({ node }) => light(node));
  network.on("blurNode", () => light(null));
  box.addEventListener("pointerleave", () => light(null));
}

// Where one looks is in the address, the same for a map on its side, but is no step of the history.
export function keepView(app) {
  app.picture.frame = null;
  const { network, tall } = app.picture;
  const { x, y } = network.getViewPosition();
  const [across, down] = (tall ? [y, x] : [x, y]).map(Math.round);
  app.change({ view: [across, down, Number(network.getScale().toPrecision(3))] }, false);
}

const ACTS = {
  focus: (app, { of, steps }) => {
    const [id, number] = [Number(of), Number(steps)];
    const on = app.state.focus === id && app.state.steps === number;
    refocus(app, { focus: on ? null : id, steps: number });
  },
  unfocus: (app) => refocus(app, { focus: null }),
  steps: (app, { of }) => refocus(app, { steps: Math.min(Math.max(app.state.steps + Number(of), 1), MOST_STEPS) }),
  fold: (app, { of }) => foldUnits(app, [Number(of)], true),
  "fold-units": (app, { of }) => foldUnits(app, unitsBelow(app.model, Number(of)), true),
  "open-units": (app, { of }) => foldUnits(app, unitsBelow(app.model, Number(of)), false),
  unfold: (app) => app.change({ fold: new Set() }),
  unhide: (app) => app.change({ unconnected: false }),
  "all-on": (app) => app.change({ off: new Set() }),
  shut: (app, { of }) => {
    const open = new Set(app.state.open);
    open.delete(Number(of));
    refocus(app, { open, node: null });
  },
  "shut-all": (app) => refocus(app, { open: new Set(), node: null }),
  reveal: (app, { of }) => found(app, Number(of)),
};

// The card of a unit that is folded in gives way to that of the body above it.
function foldUnits(app, units, on) {
  const fold = new Set(app.state.fold);
  units.forEach((id) => (on ? fold.add(id) : fold.delete(id)));
  const { node } = app.state;
  app.change({ fold, node: node === null || isGroup(node) ? node : foldedInto(app.model, fold, node) });
}

export function startButtons(app) {
  document.addEventListener("click", ({ target }) => {
    const at = target.closest("button, a.skip");
    if (!at) return;
    const { node, link, close: shut, zoom, act, save: kind, skip } = at.dataset;
    if (node !== undefined) openNode(app, drawnId(node));
    if (link !== undefined) openLink(app, drawnId(link));
    if (shut !== undefined) close(app);
    if (zoom) zoomBy(app, zoom);
    if (act) doAct(app, at);
    if (kind === "address") copyAddress().then((done) => say(app, done ? "The address is copied." : "The address could not be copied; take it from the browser."));
    else if (kind) SAVES[kind](app);
    if (kind) flash(at, app);
    if ((node !== undefined || link !== undefined) && !app.parts.panel.hidden) app.parts.panel.focus();
    if (skip) document.getElementById(skip).focus();
  });
  document.addEventListener("click", (event) => event.target.closest("a.skip") && event.preventDefault());
  document.addEventListener("keydown", (event) => event.key === "Escape" && event.target.id !== "search" && escape(app));
}

// A card is drawn anew by what its buttons do; the keyboard stays on the same button.
function doAct(app, at) {
  const { act, of, steps } = at.dataset;
  const home = at.closest("section") ?? app.parts.restrictions;
  ACTS[act](app, at.dataset);
  if (document.activeElement !== document.body) return;
  const again = [...home.querySelectorAll(`[data-act="${act}"]`)].find(({ dataset }) => dataset.of === of && dataset.steps === steps);
  (again ?? (app.parts.panel.hidden ? app.parts.map : app.parts.panel)).focus();
}

function escape(app) {
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else close(app);
}

function flash(at, app) {
  at.closest("details.menu")?.removeAttribute("open");
  app.parts.map.parentElement.querySelector(".told").textContent = "";
  setTimeout(() => {
    app.parts.map.parentElement.querySelector(".told").textContent = app.parts.status.textContent;
    setTimeout(() => { app.parts.map.parentElement.querySelector(".told").textContent = ""; }, 2500);
  }, 60);
}

function zoomBy(app, by) {
  if (by === "fit") fit(app.picture, app.picture.box, true);
  else app.picture.network.moveTo({ scale: app.picture.network.getScale() * Number(by) });
  if (by === "fit") app.change({ view: null }, false);
  else keepView(app);
}

export function startScreen(app) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(app.picture, app.view, app.model));
  window.addEventListener("hashchange", () => {
    const asked = location.hash.replace(/^#/, "");
    if (asked !== writeAddress(app.state, app.model) && (!asked || asked.includes("="))) app.restore();
  });
  // vis-network turns and scales what it draws when its box changes; then what was in sight is brought back.
  new ResizeObserver(() => requestAnimationFrame(() => app.picture.frame && fit(app.picture, app.picture.box, false, app.picture.frame.ids))).observe(app.picture.box);
  const paper = document.getElementById("sheet");
  window.addEventListener("beforeprint", () => paper.replaceChildren(printPicture(app)));
  window.addEventListener("afterprint", () => paper.replaceChildren());
}

// Physics is off unless asked for; then things go back to their places.
export function move({ state, picture }) {
  picture.network.setOptions({ physics: { enabled: state.moving, solver: "forceAtlas2Based", stabilization: false } });
  if (!state.moving) for (const id of picture.nodes.getIds()) picture.network.moveNode(id, picture.base.get(id).x, picture.base.get(id).y);
}
