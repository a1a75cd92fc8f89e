"use strict";
// The search box: names, other names and acronyms, whatever their accents.

const MOST_FOUND = 8;

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function startSearch(input, list, records, choose) {
  const names = records.nodes.map((node) => [node.label, ...node.names].map(folded));
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
    const ids = find(folded(input.value.trim()), names);
    list.replaceChildren(...ids.map((id) => option(id, records.nodes[id])));
    show(ids.length > 0);
    mark(input, list, 0);
  });
  input.addEventListener("keydown", (event) => searchKey(event, input, list, show, take));
  input.addEventListener("blur", () => show(false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("[data-found]")));
}

// Names that begin with the words come first.
function find(words, names) {
  if (!words) return [];
  const rank = (all) => Math.min(...all.map((name) => (name.startsWith(words) ? 0 : name.includes(` ${words}`) ? 1 : name.includes(words) ? 2 : 9)));
  return names.map((all, id) => [rank(all), id]).filter(([at]) => at < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST_FOUND).map(([, id]) => id);
}

function option(id, node) {
  const also = [node.kind, ...node.names].join(" · ");
  return element("li", { role: "option", id: `found-${id}`, "data-found": id, text: node.label }, element("small", { text: also }));
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
  if (event.key === "Escape") show(false);
  if (list.hidden || !options.length) return;
  if (event.key === "Enter") take(options[Math.max(at, 0)]);
  if (step) mark(input, list, (at + step + options.length) % options.length);
  if (step || event.key === "Enter") event.preventDefault();
}
