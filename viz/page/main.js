// Joins the parts. All that a reader changes is a state; the page shows a state, and the address holds it.

import { openingState, readAddress, remember, writeAddress } from "./address.js";
import { paint, readInk, startDrawing, syncDrawing } from "./canvas.js";
import { sortByLook, startPlainDrawing } from "./clusters.js";
import { say } from "./dom.js";
import { showFilters, showRestrictions, startFilters } from "./filters.js";
import { litByState } from "./highlight.js";
import { keepView, move, startButtons, startHover, startPointer, startScreen } from "./input.js";
import { startKeyboard } from "./keyboard.js";
import { nameAll, spot, startLabels } from "./labels.js";
import { counted, labelOf, readModel } from "./model.js";
import { fillPanel, linkCard, nodeCard } from "./panel.js";
import { startSearch } from "./search.js";
import { close, found, openLink, openNode } from "./selection.js";
import { goToStep, showStory, showWhole, startStory } from "./story.js";
import { markRows, showTables, startTables } from "./tables.js";
import { fit, lookAt, uncover } from "./viewport.js";
import { viewOf } from "./visible.js";

const packed = document.getElementById("packed");
if (!packed) start(JSON.parse(document.getElementById("data").textContent));
else unpack(packed.textContent).then(start);

// The data of a large map is compressed; nothing is asked for.
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function start({ drawing, records }) {
  const parts = Object.fromEntries(["map", "panel", "status", "tables", "legend", "switches", "restrictions", "story", "search", "found"].map((id) => [id, document.getElementById(id)]));
  const model = readModel(drawing, records);
  const picture = startDrawing(parts.map, model);
  if (!picture) return;
  const app = { model, picture, parts, state: openingState(model), view: null, opener: null, cursor: null };
  app.change = (patch, push) => change(app, patch, push);
  app.restore = () => restore(app);
  picture.ink = readInk(model);
  startLabels(picture);
  startPlainDrawing(picture);
  startFilters(app);
  startTables(app);
  startStory(app);
  startKeyboard(app);
  startSearch(parts.search, parts.found, app, (q) => app.change({ q, node: null, link: null }, false), (id) => found(app, id));
  restore(app);
  startPointer(app);
  startHover(app);
  startButtons(app);
  startScreen(app);
  // For the console of a browser, and for the tests.
  window.atgraphMap = {
    app, network: picture.network, change: app.change, restore: app.restore,
    openNode: (id) => openNode(app, id), openLink: (id) => openLink(app, id), close: () => close(app),
    goToStep: (step) => goToStep(app, step), keepView: () => keepView(app), fit: () => fit(picture, picture.box, false),
    labelOf: (id) => labelOf(model, id), openingState: () => openingState(model), spot,
  };
}

// Change the state; `push` makes it a step of the history.
function change(app, patch, push = true) {
  const before = app.state;
  app.state = { ...before, ...patch };
  show(app, before);
  remember(writeAddress(app.state, app.model), push);
}

// Show the state that the address holds.
function restore(app) {
  const { state, unknown } = readAddress(location.hash, app.model);
  const before = app.view && app.state;
  app.state = state;
  show(app, before);
  app.parts.search.value = state.q;
  if (state.view) lookAt(app.picture, state.view);
  else if (!before || before.view || before.focus !== state.focus || before.step !== state.step) showWhole(app);
  if (app.view.nodes.has(state.node)) uncover(app, state.node);
  if (unknown.length) say(app, `Not on this map: ${unknown.join(", ").slice(0, 300)}`);
}

function show(app, before) {
  const { model, state, picture, parts } = app;
  const same = (...keys) => before && keys.every((key) => before[key] === state[key]);
  const kept = same("off", "fold", "open", "focus", "steps", "unconnected");
  if (!kept) {
    app.view = viewOf(model, state);
    syncDrawing(picture, app.view, model);
    nameAll(picture, app.view, model);
    sortByLook(picture, app.view, model);
    showFilters(app);
    showRestrictions(app);
  } else showFiltersOf(app, before);
  if (before ? !(kept && same("sort")) : writeAddress(state, model) || model.groups.length) showTables(app);
  if (!same("step")) showStory(app);
  if (before ? !same("moving") : state.moving) move(app);
  if (!kept || !same("node", "link")) showCard(app);
  picture.lit = litByState(app);
  select(app);
  paint(picture, app.view, model);
  if (!before || !kept || !same("node", "link", "sort")) markRows(app);
  parts.map.setAttribute("aria-label", `${model.title}: map of ${counted(app.view.nodes.size, "thing")} and ${counted(app.view.links.size, "line")}`);
}

function showFiltersOf(app, before) {
  if (before.moving !== app.state.moving) showFilters(app);
}

function select({ state, view, picture }) {
  picture.network.setSelection({ nodes: view.nodes.has(state.node) ? [state.node] : [], edges: view.links.has(state.link) ? [state.link] : [] }, { highlightEdges: false });
}

function showCard(app) {
  const { state, model, view, parts } = app;
  const line = state.link !== null && (view.links.has(state.link) || model.links[state.link]);
  if (state.node !== null) fillPanel(parts.panel, nodeCard(state.node, app));
  else if (line) fillPanel(parts.panel, linkCard(state.link, app));
  else parts.panel.hidden = true;
}
