// Elements of the page. Every text goes in as text.

export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

export function button(text, data) {
  return element("button", { type: "button", text, ...data });
}

export function say(app, words) {
  app.parts.status.textContent = words;
}
