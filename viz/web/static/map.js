// Gives a map that a server sends what one file has inside: its data, and the step that it opens with.

const found = document.getElementById("map-data");
const [answer, isLoaded] = await Promise.all([fetch(found.href), loadLibrary(new URL("vis-network.min.js", import.meta.url))]);
if (answer.ok && isLoaded) {
  document.getElementById("data").textContent = await answer.text();
  if (found.dataset.open && !location.hash) history.replaceState(null, "", `#${found.dataset.open}`);
  if (found.dataset.lit) nameLit(document.getElementById("story"), found.dataset.lit);
  await import("./map/main.js");
} else {
  document.getElementById("status").textContent = "The map could not be read; load the page again.";
  document.getElementById("status").classList.remove("unseen");
}

// The library that draws is no module.
function loadLibrary(src) {
  const script = document.createElement("script");
  return new Promise((done) => {
    script.onload = () => done(true);
    script.onerror = () => done(false);
    script.src = src;
    document.head.append(script);
  });
}

// What an address asks to be marked is told as a story of one step, in words of its own.
function nameLit(story, heading) {
  const words = { "Story, step 1 of 1": heading, Story: heading, "Leave the story": "Mark nothing", "Start the story": "Mark it again" };
  new MutationObserver(() => {
    for (const part of story.querySelectorAll("h2, button")) {
      if (words[part.textContent]) part.textContent = words[part.textContent];
      if (part.disabled) part.hidden = true;
    }
  }).observe(story, { childList: true });
}
