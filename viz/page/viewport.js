// Where one looks: on all, on some, on one; and what is chosen stays in sight.

import { spot } from "./labels.js";

// The things, all that are shown or some, with room at the edges for the names.
export function fit(picture, box, animated, ids) {
  picture.frame = { ids };
  const places = Object.values(ids?.length ? picture.network.getPositions(ids) : picture.network.getPositions());
  if (!places.length) return;
  const [left, right] = span(places.map(({ x }) => x));
  const [top, bottom] = span(places.map(({ y }) => y));
  const [w, h] = [box.clientWidth, box.clientHeight];
  const scale = Math.min((w - Math.min(180, w * 0.26)) / (right - left || 1), Math.max(h - 100, h / 2) / (bottom - top || 1), 1.5);
  if (!(scale > 0)) return; // the box is not seen
  moveTo(picture, { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale }, animated);
}

function moveTo(picture, to, animated) {
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.network.moveTo({ ...to, animation: still ? false : { duration: 250 } });
}

function span(values) {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

// The eye on a thing, no further away than names can be read.
export function bringIntoSight(picture, id, near) {
  const { x, y } = picture.network.getPositions([id])[id];
  const spot = picture.network.canvasToDOM({ x, y });
  const { clientWidth: w, clientHeight: h } = picture.box;
  const scale = picture.network.getScale();
  const inSight = spot.x > 30 && spot.y > 30 && spot.x < w - 30 && spot.y < h - 30;
  if (inSight && !(near && scale < 0.9)) return;
  picture.frame = null;
  picture.network.moveTo({ position: { x, y }, scale: near ? Math.max(scale, 0.9) : scale, animation: false });
}

// On a phone the card lies over the lower part of the map; what was chosen is moved above it.
export function uncover({ picture, parts }, id) {
  if (getComputedStyle(parts.panel).position !== "fixed") return;
  let { top, bottom, height } = parts.map.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) return;
  const sheet = parts.panel.getBoundingClientRect().top;
  if (sheet - top < 140) {
    parts.map.scrollIntoView({ block: "start", behavior: "instant" });
    ({ top, height } = parts.map.getBoundingClientRect());
  }
  const free = sheet - top;
  const place = picture.network.getPositions([id])[id];
  if (picture.network.canvasToDOM(place).y < free - 40) return;
  picture.frame = null;
  picture.network.moveTo({ position: { x: place.x, y: place.y + (height - free) / 2 / picture.network.getScale() }, animation: false });
}

// The place that an address names.
export function lookAt({ network, tall }, [across, down, scale]) {
  const position = tall ? { x: down, y: across } : { x: across, y: down };
  network.moveTo({ position, scale, animation: false });
}

export function refocus(app, patch) {
  app.change({ ...patch, view: null });
  fit(app.picture, app.picture.box, true);
}
