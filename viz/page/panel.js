"use strict";
// The panel: a card for a thing, the printed words for a tie. Every text goes in as text.

function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

function nodeCard(id, records) {
  const node = records.nodes[id];
  const facts = [...(node.names.length ? [["Also", node.names.join("; ")]] : []), ...node.details];
  return [
    element("h2", { text: node.label }),
    element("p", { class: "kind", text: `${node.kind}, ${node.ties} ${node.ties === 1 ? "tie" : "ties"}` }),
    facts.length && element("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [element("dt", { text: name }), element("dd", { text: value })])),
    ...tiesByKind(id, records),
  ];
}

// What is said twice of one line in the same words is listed once; its panel shows both.
function tiesByKind(id, records) {
  const kinds = new Map();
  records.links.forEach((link, number) => {
    const ties = link.ties.filter((tie) => tie.from === id || tie.to === id);
    const said = new Map(ties.map((tie) => [[tie.class, tie.said].filter(Boolean).join(": "), tie.from === id ? tie.to : tie.from]));
    const items = [...said].map(([words, other]) => tieItem(number, words, records.nodes[other].label));
    if (items.length) kinds.set(link.kind, [...(kinds.get(link.kind) ?? []), ...items]);
  });
  return [...kinds].flatMap(([kind, items]) => [element("h3", { text: kind[0].toUpperCase() + kind.slice(1) }), element("ul", { class: "ties" }, ...items)]);
}

function tieItem(number, words, other) {
  return element("li", {}, element("button", { type: "button", "data-link": number, text: other }, element("small", { text: words })));
}

function linkCard(id, records) {
  const { kind, ties } = records.links[id];
  const [first] = ties;
  const ends = element("h2", { class: "ends" }, endButton(first.from, records), element("span", { text: first.mutual ? "↔" : "→" }), endButton(first.to, records));
  const note = ties.length === 1 ? kind : `${kind}, ${ties.length} statements`;
  return [ends, element("p", { class: "kind", text: note }), ...ties.map((tie) => tieText(tie, first, records))];
}

function endButton(id, records) {
  return element("button", { type: "button", "data-node": id, text: records.nodes[id].label });
}

function tieText(tie, first, records) {
  const turned = tie.from !== first.from || tie.mutual !== first.mutual;
  const [from, to] = [tie.from, tie.to].map((end) => records.nodes[end].label);
  return element("div", { class: "tie" },
    element("p", {}, element("b", { text: tie.class }), tie.said ? `: ${tie.said}` : ""),
    tie.derived && element("p", { class: "kind", text: "derived and printed nowhere; it rests on:" }),
    turned && element("small", { text: `${from} ${tie.mutual ? "↔" : "→"} ${to}` }),
    ...(tie.evidence.length ? tie.evidence.map(evidenceText) : [element("p", { class: "kind", text: "no evidence is given" })]));
}

function evidenceText({ text, place }) {
  if (!text) return element("p", { class: "kind", text: place });
  return element("blockquote", {}, text, element("cite", { text: place }));
}

function fillPanel(panel, children) {
  const close = element("button", { type: "button", class: "close", "data-close": "", "aria-label": "Close", text: "✕" });
  panel.replaceChildren(close, ...children.filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.parentElement.scrollTop = 0;
}
