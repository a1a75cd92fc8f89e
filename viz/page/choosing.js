"use strict";
// Choosing a thing, a tie or a group opens it, wherever it is chosen: on the map, in a table, on a card, by search.

function openNode(app, id) {
  if (isGroup(id)) return openGroup(app, Number(id.slice(1)));
  keepOpener(app);
  app.cursor = app.picture.cursor = id;
  change(app, { node: id, link: null });
  if (app.view.nodes.has(id)) uncover(app, id);
  const { label, kind } = app.model.nodes[id];
  say(app, `${label}, ${kind}, ${counted(app.model.nodes[id].ties, "tie")}`);
}

function openLink(app, id) {
  keepOpener(app);
  change(app, { node: null, link: id });
  const { from, to } = app.view.links.get(id) ?? app.model.links[id];
  say(app, `${labelOf(app.model, from)} and ${labelOf(app.model, to)}`);
}

function openGroup(app, number) {
  const { label, members } = app.model.groups[number];
  change(app, { open: new Set([...app.state.open, number]), node: null, link: null, view: null });
  fit(app.picture, app.picture.box, true, members.filter((id) => app.view.nodes.has(id)));
  if (document.activeElement === app.parts.map) standOn(app, members.find((id) => app.view.nodes.has(id)));
  say(app, `Group ${label} open: ${counted(members.length, "thing")}`);
}

function found(app, id) {
  change(app, { q: "", ...revealing(app.model, app.state, id) }, false);
  openNode(app, id);
  app.parts.panel.focus();
  bringIntoSight(app.picture, id, true);
}

// Where the keyboard was before a card opened, to go back there.
function keepOpener(app) {
  const at = document.activeElement;
  if (at !== document.body && !app.parts.panel.contains(at)) app.opener = at;
}

function close(app) {
  if (app.parts.panel.hidden) return;
  change(app, { node: null, link: null });
  app.opener?.focus();
  app.opener = null;
}
