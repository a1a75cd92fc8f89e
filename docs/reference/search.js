/* The search box: looks through names in this file, asks nobody. */
(() => {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const status = document.getElementById("found-status");
  const root = document.documentElement.dataset.root;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const known = ENTRIES.map(([label, kind, address, also]) => ({label, kind, address, also, text: plain(`${label} ${also}`), name: plain(label)}));
  let chosen = -1;

  document.querySelector("search").hidden = false;

  const rank = (entry, typed) => (entry.name === typed ? 0 : entry.name.startsWith(typed) ? 1 : entry.name.includes(typed) ? 2 : 3);

  function find(typed) {
    const words = typed.split(/\s+/).filter(Boolean);
    const hits = known.filter((entry) => words.length && words.every((word) => entry.text.includes(word)));
    return hits.map((entry, n) => [rank(entry, typed), n, entry]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map((hit) => hit[2]);
  }

  function option(entry, number) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("small");
    item.id = `found-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    link.href = root + entry.address;
    link.tabIndex = -1;
    link.textContent = entry.label;
    kind.textContent = entry.kind;
    item.append(link, kind);
    return item;
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === number)));
    if (number < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({block: "nearest"});
    }
  }

  function show() {
    const typed = plain(box.value.trim());
    const hits = find(typed);
    list.replaceChildren(...hits.map(option));
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = typed ? (hits.length ? `${hits.length} found` : "Nothing found") : "";
    choose(-1);
  }

  function hide() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  box.addEventListener("input", show);
  box.addEventListener("focus", () => box.value && show());
  box.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") hide();
    else if (count && event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (count && event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : count - 1);
    else if (count && event.key === "Enter") list.children[Math.max(chosen, 0)].firstChild.click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => event.target.closest("search") || hide());
})();
