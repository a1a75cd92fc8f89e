// Names as one types: a list under a box, for the keyboard and for screen readers (ARIA combobox).
// Without it the box is a plain one. Any `input[data-suggest]` has it; its value is the kind of thing, or empty for all.

const PAUSE = 120; // ms without a key before names are asked for
let lists = 0;

/** The whole address of a path of ours, which may be below one of another server. */
export const placeOf = (path) => new URL(`..${path}`, import.meta.url);

/** Offer names under a box; `choose` is called with the one that is taken. */
export function offerNames(input, kind, choose) {
  const list = document.createElement("ul");
  list.id = `names-${++lists}`;
  list.className = "offered";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("role", "status");
  input.after(list, told);
  input.parentElement.classList.add("offers");
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }
  let timer = 0, asked = "", found = [], at = -1;

  function show(names) {
    found = names;
    at = -1;
    list.replaceChildren(...names.map((one, place) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dir = "auto";
      item.textContent = one.name;
      if (one.kind && !kind) {
        const note = document.createElement("span");
        note.className = "note";
        note.textContent = ` ${one.kind}`;
        item.append(note);
      }
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
      return item;
    }));
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    told.textContent = names.length ? `${names.length} name${names.length > 1 ? "s" : ""}, use the arrow keys` : "";
  }

  function mark(place) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = place;
    const item = list.children[at];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function take(place) {
    const one = found[place];
    show([]);
    choose(one);
  }

  async function ask() {
    const words = input.value.trim();
    asked = words;
    if (!words) return show([]);
    const query = new URLSearchParams(kind ? { q: words, kind } : { q: words });
    try {
      const answer = await fetch(placeOf(`/suggest?${query}`), { headers: { accept: "application/json" } });
      if (asked === words && answer.ok) show(await answer.json());
    } catch {
      show([]); // the box stays a plain one
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => { clearTimeout(timer); asked = ""; show([]); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show([]);
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(at);
    }
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) {
  offerNames(input, input.dataset.suggest, (one) => { input.value = one.name; });
}
