// The search box: names, other names and acronyms, whatever their accents. What is found is lit while one types.

import { element } from "./dom.js";

const MOST_FOUND = 8;

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function startSearch(input, list, app, typed, choose) {
  app.names = app.model.nodes.map((node) => [node.label, ...node.names].map(folded));
  const show = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
    if (!on) input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    show(false);
    input.value = "";
    choose(Number(option.dataset.found));
  };
  input.addEventListener("input", () => {
    const ids = findNames(input.value, app.names).slice(0, MOST_FOUND);
    list.replaceChildren(...ids.map((id) => option(id, app.model.nodes[id])));
    show(ids.length > 0);
    mark(input, list, 0);
    typed(input.value);
  });
  input.addEventListener("keydown", (event) => searchKey(event, input, list, show, take));
  input.addEventListener("blur", () => show(false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("[data-found]") && take(event.target.closest("[data-found]")));
}

// Names that begin with the words come first.
export function findNames(typed, names) {
  const words = folded(typed.trim());
  if (!words) return [];
  const rank = (all) => Math.min(...all.map((name) => (name.startsWith(words) ? 0 : name.includes(` ${words}`) ? 1 : name.includes(words) ? 2 : 9)));
  return names.map((all, id) => [rank(all), id]).filter(([at]) => at < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => id);
}

function option(id, node) {
  const also = [node.kind, ...node.names].join(" · ");
  return element("li", { role: "option", id: `found-${id}`, "data-found": id }, element("span", { text: node.label, dir: "auto" }), element("small", { text: also, dir: "auto" }));
}

function mark(input, list, at) {
  const options = [...list.children];
  options.forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
  if (options[at]) input.setAttribute("aria-activedescendant", options[at].id);
}

function searchKey(event, input, list, show, take) {
  const options = [...list.children];
  const at = options.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    if (list.hidden && input.value) {
      input.value = "";
      input.dispatchEvent(new Event("input"));
    }
    show(false);
  }
  if (list.hidden || !options.length) return;
  if (event.key === "Enter") take(options[Math.max(at, 0)]);
  if (step) mark(input, list, (at + step + options.length) % options.length);
  if (step || event.key === "Enter") event.preventDefault();
}
