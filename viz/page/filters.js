// The legend and the switches: what is on, how many of each are shown, and what restricts the map.

import { isGroup } from "./clusters.js";
import { button, element } from "./dom.js";
import { counted, countedParts, distinct, isEvent, restingOn } from "./model.js";
import { refocus } from "./viewport.js";

const MOST_CHIPS = 3;
const MOST_OPEN = 6000; // above so many things, a browser draws for too long

export function startFilters(app) {
  const { model } = app;
  const { switches, legend } = app.parts;
  for (const item of legend.querySelectorAll("li")) nameItem(item, model);
  const one = (name, key, label) => element("label", {}, element("input", { type: "checkbox", "data-off": `${name}:${key}` }), element("span", { text: label, dir: "auto" }), element("b", { "data-count": `${name}:${key}` }));
  for (const [name, heading, labels, none] of [["programme", "Programmes", model.programmes, "Of no programme"], ["event", "Events", model.events, "Stated at no event"], ["theme", "Themes", model.themes, "Of no theme"]]) {
    if (!labels.length) continue;
    const bare = model.links.some(({ ties }) => ties.some((tie) => !tie[`${name}s`]?.length));
    const all = element("p", { class: "all" }, button("All", { "data-all": name, "aria-label": `All ${heading.toLowerCase()}` }), button("None", { "data-none": name, "aria-label": `No ${heading.toLowerCase()}` }));
    switches.append(element("details", {}, element("summary", { text: `${heading} (${labels.length})` }),
      element("fieldset", {}, element("legend", { class: "unseen", text: heading }), all, ...[...new Set(labels)].map((label) => one(name, label, label)), bare && one(name, "", none))));
  }
  const options = [
    model.groups.length && model.nodes.length <= MOST_OPEN && ["opening", "Open all groups"],
    ["unconnected", "Hide what has no tie that is shown"],
    model.units.length && ["folding", model.units.some((id) => isEvent(model, id)) ? "Fold units and sessions into what they are part of" : "Fold units into the body above them"],
    model.physics && !matchMedia("(prefers-reduced-motion: reduce)").matches && ["moving", "Let things move until they lie well"],
  ];
  const list = options.filter(Boolean).map(([key, label]) => element("label", {}, element("input", { type: "checkbox", "data-switch": key }), element("span", { text: label })));
  switches.append(element("fieldset", {}, element("legend", { class: "unseen", text: "Display" }), ...list));
  switches.addEventListener("change", ({ target }) => flip(app, target));
  app.parts.legend.addEventListener("change", ({ target }) => flip(app, target));
  switches.addEventListener("click", ({ target }) => {
    const name = target.dataset.all ?? target.dataset.none;
    if (!name) return;
    const keys = [...switches.querySelectorAll(`[data-off^="${name}:"]`)].map((box) => box.dataset.off);
    const off = new Set(app.state.off);
    keys.forEach((key) => (target.dataset.all ? off.delete(key) : off.add(key)));
    app.change({ off });
  });
}

// The items of the legend stand in the order of the looks, and of the kinds of tie.
function nameItem(item, model) {
  const { look, kind } = item.dataset;
  const key = look === undefined ? `tie:${model.kinds[kind].key}` : `type:${model.nodes.find((node) => node.look === Number(look)).class}`;
  const [box, count, classes] = ["input", "b", ".classes"].map((part) => item.querySelector(part));
  if (box) box.dataset.off = key;
  count.dataset.count = key;
  if (classes) classes.dataset.classes = model.kinds[kind].key;
}

function flip(app, box) {
  const { off: key, switch: name } = box.dataset;
  if (key !== undefined) {
    const off = new Set(app.state.off);
    if (box.checked) off.delete(key);
    else off.add(key);
    app.change({ off });
  }
  if (name === "folding") refocus(app, { fold: new Set(box.checked ? app.model.units : []), node: null, link: null });
  else if (name === "opening") refocus(app, { open: new Set(box.checked ? app.model.groups.keys() : []), node: null, link: null });
  else if (name) app.change({ [name]: box.checked });
}

export function showFilters({ model, state, view, parts }) {
  for (const box of document.querySelectorAll("[data-off]")) box.checked = !state.off.has(box.dataset.off);
  const on = { unconnected: state.unconnected, moving: state.moving, folding: state.fold.size > 0, opening: state.open.size > 0 };
  for (const box of document.querySelectorAll("[data-switch]")) {
    box.checked = on[box.dataset.switch];
    box.indeterminate = { folding: on.folding && state.fold.size < model.units.length, opening: on.opening && state.open.size < model.groups.length }[box.dataset.switch] ?? false;
  }
  showCounts(model, view, parts);
}

function showCounts(model, view, { legend }) {
  const counts = new Map();
  const add = (key, number = 1) => counts.set(key, (counts.get(key) ?? 0) + number);
  for (const [at, members] of view.nodes) (isGroup(at) ? members : [at]).forEach((id) => add(`type:${model.nodes[id].class}`));
  const shown = [...view.links.values()];
  const ties = distinct(shown.flatMap((line) => line.ties));
  for (const { key } of model.kinds) add(`tie:${key}`, distinct(shown.filter((line) => line.key === key).flatMap((line) => line.ties)).length);
  for (const tie of ties) for (const name of ["programme", "event", "theme"]) {
    const numbers = tie[`${name}s`] ?? [];
    new Set(numbers.map((n) => model[`${name}s`][n])).forEach((label) => add(`${name}:${label}`));
    if (!numbers.length) add(`${name}:`);
  }
  for (const count of document.querySelectorAll("[data-count]")) count.textContent = (counts.get(count.dataset.count) ?? 0).toLocaleString("en");
  for (const list of legend.querySelectorAll("[data-classes]")) list.textContent = classesOf(shown.filter(({ key }) => key === list.dataset.classes));
  const { all, printed, elsewhere, derived } = restingOn(ties);
  const parts = [`${printed.toLocaleString("en")} ${printed === 1 ? "rests" : "rest"} on printed words`, derived && `${derived.toLocaleString("en")} ${derived === 1 ? "is" : "are"} derived`, elsewhere && `${elsewhere.toLocaleString("en")} ${elsewhere === 1 ? "was" : "were"} read elsewhere`];
  legend.querySelector("[data-totals]").textContent = `Of ${counted(all, "tie")} shown, ${parts.filter(Boolean).join(", ")}; choose a line or a shape to see them.`;
}

function classesOf(lines) {
  const classes = new Map();
  for (const tie of distinct(lines.flatMap(({ ties }) => ties))) classes.set(tie.class, (classes.get(tie.class) ?? 0) + 1);
  return classes.size > 1 ? `${[...classes].sort().map(([name, number]) => `${name}\u00a0${number}`).join(", ")}` : "";
}

// What restricts the map, each with a button that takes it back.
export function showRestrictions({ model, state, parts }) {
  const chip = (text, act, of = "") => element("button", { type: "button", class: "chip", "data-act": act, "data-of": of, title: "Take back" }, element("span", { text }), element("span", { text: "✕" }));
  const steps = (by, sign, label) => button(sign, { class: "chip", "data-act": "steps", "data-of": by, "aria-label": label });
  const chips = [
    state.focus !== null && element("span", { class: "chips" },
      chip(`Within ${counted(state.steps, "step")} of ${model.nodes[state.focus].short ?? model.nodes[state.focus].label}`, "unfocus"), steps(-1, "−", "One step less"), steps(1, "+", "One step more")),
    state.off.size && chip(`${state.off.size} switched off`, "all-on"),
    state.fold.size && chip(`${countedParts(model, [...state.fold])} folded in`, "unfold"),
    state.unconnected && chip("Unconnected hidden", "unhide"),
    ...(state.open.size > MOST_CHIPS ? [chip(`${state.open.size} groups open`, "shut-all")] : [...state.open].map((number) => chip(`Group ${model.groups[number].label} open`, "shut", number))),
  ];
  parts.restrictions.replaceChildren(...chips.filter(Boolean));
}
