"use strict";
// Many things at once: while they are dragged, vis-network's own drawing (10 µs a thing) gives way to plain squares in one go.

const MANY = 1500; // above so many things or lines, what moves is drawn plainly, and nothing is dimmed

function startCrowd(picture) {
  const { renderer } = picture.network;
  const draw = renderer._drawNodes;
  renderer._drawNodes = (context, always) => (hurried(picture) ? drawPlainly(context, picture) : draw.call(renderer, context, always));
}

function hurried({ network, nodes }) {
  return network.renderer.dragging && nodes.length > MANY;
}

function drawPlainly(context, { network, base, ink, looks }) {
  const places = network.getPositions();
  const colours = [...ink.looks, ink.line];
  colours.forEach((colour, look) => {
    context.fillStyle = colour;
    for (const id of looks[look] ?? []) {
      const { size } = base.get(id);
      context.fillRect(places[id].x - size, places[id].y - size, 2 * size, 2 * size);
    }
  });
  return { drawExternalLabels() {} };
}

// What is shown by its colour; groups that are closed come last.
function sortByLook(picture, view, model) {
  picture.looks = [];
  for (const id of view.nodes.keys()) {
    const look = isGroup(id) ? picture.ink.looks.length : model.nodes[id].look;
    (picture.looks[look] ??= []).push(id);
  }
}
