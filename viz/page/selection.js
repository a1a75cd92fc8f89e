// Choosing a thing, a tie or a group opens it, wherever it is chosen: on the map, in a table, on a card, by search.

import { isGroup } from "./clusters.js";
import { say } from "./dom.js";
import { counted, kindOf, labelOf } from "./model.js";
import { bringIntoSight, fit, uncover } from "./viewport.js";

export function openNode(app, id) {
  if (isGroup(id)) return openGroup(app, Number(id.slice(1)));
  keepOpener(app);
  app.cursor = app.picture.cursor = id;
  app.change({ node: id, link: null });
  if (app.view.nodes.has(id)) uncover(app, id);
  const { label, kind } = app.model.nodes[id];
  say(app, `${label}, ${kind}, ${counted(app.model.nodes[id].ties, "tie")}`);
}

export function openLink(app, id) {
  keepOpener(app);
  app.change({ node: null, link: id });
  const { from, to } = app.view.links.get(id) ?? app.model.links[id];
  say(app, `${labelOf(app.model, from)} and ${labelOf(app.model, to)}`);
}

function openGroup(app, number) {
  const { label, members } = app.model.groups[number];
  app.change({ open: new Set([...app.state.open, number]), node: null, link: null, view: null });
  fit(app.picture, app.picture.box, true, members.filter((id) => app.view.nodes.has(id)));
  if (document.activeElement === app.parts.map) standOn(app, members.find((id) => app.view.nodes.has(id)));
  say(app, `Group ${label} open: ${counted(members.length, "thing")}`);
}

export function found(app, id) {
  app.change({ q: "", ...revealing(app.model, app.state, id) }, false);
  openNode(app, id);
  app.parts.panel.focus();
  bringIntoSight(app.picture, id, true);
}

// Where the keyboard was before a card opened, to go back there.
function keepOpener(app) {
  const at = document.activeElement;
  if (at !== document.body && !app.parts.panel.contains(at)) app.opener = at;
}

export function close(app) {
  if (app.parts.panel.hidden) return;
  app.change({ node: null, link: null });
  app.opener?.focus();
  app.opener = null;
}

// Stand on a thing: it gets a ring, and a screen reader tells what it is and how one came there.
export function standOn(app, id, along) {
  if (id === undefined) return false;
  const { model, view, picture } = app;
  app.walked = along;
  app.cursor = id;
  picture.cursor = id;
  bringIntoSight(picture, id, false);
  picture.network.redraw();
  const line = along === undefined ? null : view.links.get(along);
  const classes = line && [...new Set(line.ties.map((tie) => tie.class))].slice(0, 3).join(", ");
  const ties = counted((view.near.get(id) ?? []).length, "neighbour");
  say(app, `${classes ? `By ${classes} (${line.kind}): ` : ""}${labelOf(model, id)}, ${kindOf(model, id)}, ${ties}.`);
  return true;
}
