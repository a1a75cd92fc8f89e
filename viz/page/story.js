// The story: numbered steps, each with its words and the things and lines that it lights up.

import { foldedAt } from "./address.js";
import { button, element } from "./dom.js";
import { litByStory } from "./highlight.js";
import { counted } from "./model.js";
import { fit } from "./viewport.js";

export function startStory(app) {
  const { story } = app.parts;
  if (!app.model.story.length || !(app.model.panels ?? ["story"]).includes("story")) return;
  story.hidden = false;
  story.addEventListener("click", ({ target }) => {
    if (target.dataset.step !== undefined) goToStep(app, Number(target.dataset.step));
  });
}

export function goToStep(app, step) {
  app.change({ step, fold: foldedAt(step, app.model), focus: null, node: null, link: null, view: null });
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
export function showWhole(app) {
  const lit = litByStory(app);
  fit(app.picture, app.picture.box, true, lit ? [...lit.nodes] : undefined);
}

export function showStory({ model, state, parts }) {
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
    parts.story.replaceChildren(element("h2", { text: "Story" }), element("p", { text: `A walk over this map in ${counted(total, "step")}${model.storyOf && `, on ${model.storyOf}`}.` }), element("div", { class: "actions" }, to(1, "Start the story", false)));
    return;
  }
  parts.story.replaceChildren(
    element("h2", { text: `Story, step ${step} of ${total}` }),
    model.storyOf && element("p", { class: "kind", text: model.storyOf, dir: "auto" }),
    element("p", { text: model.story[step - 1].text, "data-words": "", tabindex: -1, dir: "auto" }),
    element("div", { class: "actions" }, to(step - 1 || 1, "Previous", step === 1), to(Math.min(step + 1, total), "Next", step === total), to(0, "Leave the story", false)),
  );
}
