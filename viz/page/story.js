"use strict";
// The story: numbered steps, each with its words and the things and lines that it lights up.

function startStory(app) {
  const { story } = app.parts;
  if (!app.model.story.length || !(app.model.panels ?? ["story"]).includes("story")) return;
  story.hidden = false;
  story.addEventListener("click", ({ target }) => {
    if (target.dataset.step !== undefined) goToStep(app, Number(target.dataset.step));
  });
}

function goToStep(app, step) {
  change(app, { step, fold: foldedAt(step, app.model), focus: null, node: null, link: null, view: null });
  showWhole(app);
  const words = app.parts.story.querySelector("[data-words]");
  (words ?? app.parts.story.querySelector("button"))?.focus();
  if (words && isNarrow(app)) app.parts.story.scrollIntoView({ block: "start", behavior: "instant" });
}

// On a phone the story stands above the map, not beside it.
function isNarrow({ parts }) {
  const [story, map] = [parts.story, parts.map].map((part) => part.getBoundingClientRect());
  return story.bottom <= map.top + 1;
}

// The whole map, or what the step of the story lights.
function showWhole(app) {
  const lit = litByStory(app);
  fit(app.picture, app.picture.box, true, lit ? [...lit.nodes] : undefined);
}

function showStory({ model, state, parts }) {
  const { step } = state;
  const total = model.story.length;
  if (!total) return;
  const to = (number, text, off) => {
    const made = button(text, { "data-step": number });
    made.disabled = off;
    return made;
  };
  parts.story.classList.toggle("unread", !step);
  if (!step) {
    parts.story.replaceChildren(element("h2", { text: "Story" }), element("p", { text: `A walk over this map in ${counted(total, "step")}.` }), element("div", { class: "actions" }, to(1, "Start the story", false)));
    return;
  }
  parts.story.replaceChildren(
    element("h2", { text: `Story, step ${step} of ${total}` }),
    element("p", { text: model.story[step - 1].text, "data-words": "", tabindex: -1, dir: "auto" }),
    element("div", { class: "actions" }, to(step - 1 || 1, "Previous", step === 1), to(Math.min(step + 1, total), "Next", step === total), to(0, "Leave the story", false)),
  );
}

// What a step lights, where it stands now.
function litByStory({ model, state, view }) {
  const step = model.story[state.step - 1];
  if (!step) return null;
  const lines = (step.links ?? []).map((number) => view.links.get(view.linkOf.get(number))).filter(Boolean);
  const nodes = new Set([...(step.nodes ?? []).map((id) => view.stands[id] ?? null), ...lines.flatMap(({ from, to }) => [from, to])].filter((at) => at !== null));
  return nodes.size ? { nodes, links: new Set(lines.map(({ id }) => id)) } : null;
}
