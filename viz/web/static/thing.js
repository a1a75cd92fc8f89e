// The page of a thing: fills its sections from other pages, draws its map, and prints it. Without this, links lead there.

async function fill(section) {
  if (section.dataset.state) return;
  section.dataset.state = "asked";
  const answer = await fetch(section.dataset.from).catch(() => null);
  if (!answer?.ok) return; // the link stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = [...page.querySelectorAll(section.dataset.take)].slice(0, +section.dataset.most);
  for (const part of found) {
    part.removeAttribute("id");
    section.append(document.importNode(part, true));
  }
}

const sections = document.querySelectorAll("[data-from]");
const seen = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => fill(entry.target)),
  { rootMargin: "300px" },
);
sections.forEach((section) => seen.observe(section));

// The map is a page in a frame: its scripts are loaded when it is opened, and keep their own address.
for (const fold of document.querySelectorAll("details[data-frame]")) {
  fold.addEventListener("toggle", () => {
    if (!fold.open || fold.querySelector("iframe")) return;
    const frame = document.createElement("iframe");
    frame.title = fold.querySelector("summary span").textContent;
    frame.src = fold.dataset.frame;
    fold.querySelector("summary").after(frame);
  });
}

// On paper a list ends after its fifth line; after its twelfth, where two sheets have room for that.
addEventListener("beforeprint", () => {
  const lists = [...document.querySelectorAll(".thing ul.lines:not(details *, #related ul ~ ul)")];
  const lines = lists.flatMap((list) => [...list.children].slice(0, 12));
  const below = (line) => Math.min(line.querySelectorAll(".under").length, 2);
  const height = lines.reduce((sum, line) => sum + 1 + below(line), 0);
  document.documentElement.classList.toggle("short", height <= 60);
});

const print = document.querySelector("button.print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", async () => {
    await Promise.all([...sections].map(fill));
    window.print();
  });
}
