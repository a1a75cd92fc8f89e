// The tables of the same things and ties: what is shown, sorted by a column, in step with the map.

import { isGroup } from "./clusters.js";
import { button, element } from "./dom.js";
import { distinct, kindOf, labelOf } from "./model.js";

export const TABLES = ["things", "ties"];
export const WAYS = ["ascending", "descending"];
const MOST_ROWS = 1000;
const COLLATOR = new Intl.Collator("en", { numeric: true });

export function startTables(app) {
  app.all = new Set();
  app.parts.tables.addEventListener("click", ({ target }) => {
    const head = target.closest("[data-sort]");
    if (head) {
      const [table, column] = head.dataset.sort.split(":");
      const [now, way] = app.state.sort[table] ?? [];
      const turned = now === Number(column) && way === "ascending" ? "descending" : "ascending";
      app.change({ sort: { ...app.state.sort, [table]: [Number(column), turned] } });
    }
    if (target.dataset.all === undefined) return;
    app.all.add(target.dataset.all);
    showTables(app);
  });
}

// The rows of what is shown, each with the texts of its cells.
export function rowsOf(table, { model, view }) {
  if (table === "things") {
    return [...view.nodes.keys()].map((id) => {
      const ties = distinct((view.near.get(id) ?? []).flatMap(({ link }) => view.links.get(link).ties)).length;
      return { id, cells: [labelOf(model, id), isGroup(id) ? "" : model.nodes[id].names.join("; "), kindOf(model, id), ties] };
    });
  }
  return [...view.links.values()].flatMap(({ id, kind, ties }) => ties.map((tie) => ({ id, tie, cells: [
    model.nodes[tie.from].label, [tie.class, tie.said].filter(Boolean).join(": "), model.nodes[tie.to].label, kind,
    [...new Set(tie.evidence.map(({ place }) => place))].join(", "),
  ] })));
}

function sorted(rows, [column, way] = []) {
  if (column === undefined) return rows;
  const order = (a, b) => (typeof a === "number" ? a - b : COLLATOR.compare(a, b));
  const turn = way === "descending" ? -1 : 1;
  return [...rows].sort((a, b) => turn * order(a.cells[column], b.cells[column]));
}

export function showTables(app) {
  for (const table of TABLES) {
    const rows = sorted(rowsOf(table, app), app.state.sort[table]);
    const shown = app.all.has(table) ? rows : rows.slice(0, MOST_ROWS);
    const section = app.parts.tables.querySelector(`[data-table="${table}"]`);
    section.querySelector("summary span").textContent = `(${(table === "ties" ? distinct(rows.map(({ tie }) => tie)) : rows).length.toLocaleString("en")})`;
    section.querySelector("tbody").replaceChildren(...(rows.length ? shown.map(rowElement) : [element("tr", {}, element("td", { colspan: 5, text: "Nothing is shown." }))]));
    section.querySelector(".more")?.remove();
    if (shown.length < rows.length) section.append(element("p", { class: "more" }, button(`Show all ${rows.length.toLocaleString("en")} rows`, { "data-all": table })));
    markSorted(section, app.state.sort[table]);
  }
}

function markSorted(section, [column, way] = []) {
  section.querySelectorAll("thead th").forEach((head, n) => head.setAttribute("aria-sort", n === column ? way : "none"));
}

function rowElement({ id, tie, cells }) {
  const texts = cells.map((text) => element("td", typeof text === "number" ? { class: "number", text } : { dir: "auto", text }));
  const at = tie ? 1 : 0;
  const head = element("th", { scope: "row" }, element("button", { type: "button", [tie ? "data-link" : "data-node"]: id, text: tie ? tie.class : cells[0], dir: "auto" }));
  if (tie?.said) head.append(` ${tie.said}`);
  return element("tr", { "data-row": id }, ...texts.map((cell, n) => (n === at ? head : cell)));
}

// The row of what is chosen is marked, and brought into sight within its table.
export function markRows({ state, parts }) {
  const chosen = { things: state.node, ties: state.link };
  for (const table of TABLES) {
    const section = parts.tables.querySelector(`[data-table="${table}"]`);
    for (const row of section.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
    if (chosen[table] === null) continue;
    const rows = [...section.querySelectorAll("tbody tr")].filter(({ dataset }) => dataset.row === String(chosen[table]));
    rows.forEach((row) => row.setAttribute("aria-current", "true"));
    const box = section.querySelector(".scroll");
    if (rows.length && !box.contains(document.activeElement)) box.scrollTop = rows[0].offsetTop - box.clientHeight / 2;
  }
}
