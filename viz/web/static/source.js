// Shows what rests on a mark in its place, without leaving the text; without it the mark is a link.

const page = document.querySelector("[data-source]");

page.addEventListener("click", async (event) => {
  const mark = event.target.closest("mark a");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const line = mark.closest("p");
  try {
    const margin = document.getElementById(line.id.replace("line", "rests")) ?? (await fetched(mark, line));
    const passage = margin.querySelector(`[id="${mark.hash.slice(1)}"]`) ?? margin;
    history.replaceState(null, "", mark.hash);
    margin.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    passage.classList.add("chosen");
    passage.tabIndex = -1;
    passage.focus({ preventScroll: true });
    passage.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(mark.href);
  }
});

async function fetched(mark, line) {
  const answer = await fetch(mark.href);
  if (!answer.ok) throw new Error(answer.status);
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const margin = other.getElementById(line.id.replace("line", "rests"));
  line.after(margin);
  return margin;
}

// A line of another part of a long text is found by its number, which no server is told.
const wanted = /^#line-(\d+)$/.exec(location.hash);
if (wanted && !document.getElementById(`line-${wanted[1]}`) && document.querySelector("[data-source] ~ nav")) {
  const address = new URL(location.href);
  if (address.searchParams.get("line") !== wanted[1]) {
    address.searchParams.set("line", wanted[1]);
    location.replace(address);
  }
}
