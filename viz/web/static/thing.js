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

const print = document.querySelector("button.print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", async () => {
    await Promise.all([...sections].map(fill));
    window.print();
  });
}
