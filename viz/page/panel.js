// The panel: a card for a thing, the printed words for a tie.

import { button, element } from "./dom.js";
import { capital, counted, countedParts, isEvent, labelOf } from "./model.js";
import { foldedInto, unitsBelow } from "./visible.js";

const MOST_TOLD = 100;

export function nodeCard(id, { model, view, state }) {
  const node = model.nodes[id];
  const at = view.stands[id];
  const facts = [...(node.names.length ? [["Also", node.names.join("; ")]] : []), ...node.details];
  return [
    element("h2", { text: node.label, dir: "auto" }),
    element("p", { class: "kind", text: `${node.kind}, ${counted(node.ties, "tie")}` }),
    at === id || element("p", { class: "kind", text: at === null ? "Not shown: it is switched off, out of focus or unconnected." : `Shown at ${labelOf(model, at)}.` }),
    element("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [element("dt", { text: name }), element("dd", { text: value, dir: "auto" })])),
    pageOf(node) ?? true,
    element("div", { class: "actions", role: "group", "aria-label": "On the map" }, ...nodeActions(node, model, state, at)),
    ...tiesByKind(id, model, view),
  ].filter((part) => part !== true);
}

// A server has a page of each thing; a map in one file has none, and says nothing of it.
function pageOf({ iri }) {
  const pages = document.getElementById("map-data")?.dataset.pages;
  const [, name] = iri.match(/^https:\/\/w3id\.org\/atgraph\/(?:id|vocab)\/([^/]+)$/) ?? [];
  if (!pages || !name) return null;
  const version = new URLSearchParams(location.search).get("version");
  const target = document.body.classList.contains("bare") ? "_top" : window.top === window ? "_self" : "_blank";
  const href = `/${pages}/${encodeURIComponent(decodeURIComponent(name))}${version ? `?version=${encodeURIComponent(version)}` : ""}`;
  return element("p", {}, element("a", { href, target, rel: "noopener", text: "All that is known of it" }));
}

function nodeActions({ id, parent }, model, state, at) {
  const units = unitsBelow(model, id);
  const within = units.filter((unit) => foldedInto(model, state.fold, unit) === at && unit !== at);
  const group = model.groupOf[id];
  const near = [1, 2, 3].map((steps) => {
    const on = state.focus === id && state.steps === steps;
    return button(String(steps), { "data-act": "focus", "data-of": id, "data-steps": steps, "aria-pressed": on, "aria-label": `Show only what is within ${counted(steps, "step")}` });
  });
  return [
    at === id ? element("span", { class: "near" }, element("span", { text: "Only what is near, in steps" }), ...near) : button("Show it", { "data-act": "reveal", "data-of": id }),
    within.length > 0 && button(`Open its ${countedParts(model, within)}`, { "data-act": "open-units", "data-of": id }),
    units.length > within.length && button(`Fold its ${countedParts(model, units.filter((unit) => !within.includes(unit)))} in`, { "data-act": "fold-units", "data-of": id }),
    parent !== undefined && at === id && button(isEvent(model, id) ? "Fold into its event" : "Fold into the body above it", { "data-act": "fold", "data-of": id }),
    state.open.has(group) && button(`Close the group ${model.groups[group].label}`, { "data-act": "shut", "data-of": group }),
  ];
}

// What is said twice of one line in the same words is listed once; its panel shows both.
function tiesByKind(id, model, view) {
  const kinds = new Map();
  for (const { link } of view.near.get(id) ?? []) {
    const { kind, ties } = view.links.get(link);
    const said = new Map(ties.map((tie) => {
      const other = view.stands[tie.from] === id ? tie.to : tie.from;
      return [`${[tie.class, tie.said].filter(Boolean).join(": ")}\n${other}`, other];
    }));
    const told = [...said].slice(0, MOST_TOLD).map(([words, other]) => tieItem(link, words.slice(0, words.lastIndexOf("\n")), model.nodes[other].label));
    if (said.size > told.length) told.push(element("li", { class: "kind", text: `and ${said.size - told.length} more` }));
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...told]);
  }
  return [...kinds].flatMap(([kind, list]) => [element("h3", { text: capital(kind) }), element("ul", { class: "ties" }, ...list)]);
}

function tieItem(link, words, other) {
  return element("li", {}, element("button", { type: "button", "data-link": link }, element("span", { text: other, dir: "auto" }), element("small", { text: words, dir: "auto" })));
}

export function linkCard(id, { model, view }) {
  const { from, to, kind, ties, of } = view.links.get(id) ?? model.links[id];
  const [first] = ties;
  const joined = of.length > 1 || typeof id === "string";
  const [left, right, arrow] = joined ? [from, to, "–"] : [first.from, first.to, first.mutual ? "↔" : "→"];
  const ends = element("h2", { class: "ends" }, endButton(left, model), element("span", { text: arrow }), endButton(right, model));
  const note = ties.length === 1 ? kind : `${kind}, ${counted(ties.length, "statement")}`;
  const told = ties.slice(0, MOST_TOLD).map((tie) => tieText(tie, joined ? { from: left, to: right } : first, model));
  const rest = ties.length - told.length;
  return [ends, element("p", { class: "kind", text: note }), ...told, rest > 0 && element("p", { class: "kind", text: `and ${rest} more: open the group, or save the ties as CSV` })];
}

function endButton(id, model) {
  return element("button", { type: "button", "data-node": id, text: labelOf(model, id), dir: "auto" });
}

function tieText(tie, first, model) {
  const turned = tie.from !== first.from || tie.to !== first.to || tie.mutual !== (first.mutual ?? tie.mutual);
  const [from, to] = [tie.from, tie.to].map((end) => model.nodes[end].label);
  return element("div", { class: "tie" },
    element("p", { dir: "auto" }, element("b", { text: tie.class }), tie.said ? `: ${tie.said}` : ""),
    tie.derived && element("p", { class: "kind", text: "derived and printed nowhere; it rests on:" }),
    turned && element("small", { text: `${from} ${tie.mutual ? "↔" : "→"} ${to}` }),
    ...(tie.evidence.length ? tie.evidence.map(evidenceText) : [element("p", { class: "kind", text: "no evidence is given" })]));
}

function evidenceText({ text, place }) {
  if (!text) return element("p", { class: "kind" }, ...linked(place));
  return element("blockquote", { dir: "auto" }, text, element("cite", {}, ...linked(place)));
}

// A page that was read may be opened; no other kind of address is ever a link.
function linked(place) {
  const [, before, href] = place.match(/^([^:]*: )?((?:https?:\/\/|mailto:)\S+)$/) ?? [];
  return href ? [before ?? "", element("a", { href, rel: "noreferrer noopener", target: "_blank", text: href })] : [place];
}

export function fillPanel(panel, children) {
  const close = element("button", { type: "button", class: "close", "data-close": "", "aria-label": "Close", text: "✕" });
  panel.replaceChildren(close, ...children.filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.parentElement.scrollTop = 0;
}
