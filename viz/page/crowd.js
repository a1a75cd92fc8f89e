"use strict";
// Many things at once: while they are dragged or far away, vis-network's own drawing (10 µs a thing, and pale where it is
// small) gives way to plain squares in one go.

const FAR = 0.25; // the scale below which a thing is a speck
const MANY = 1500; // above so many things or lines, what moves is drawn plainly, and nothing is dimmed

function startCrowd(picture) {
  const { renderer } = picture.network;
  const draw = renderer._drawNodes;
  renderer._drawNodes = (context, always) => (hurried(picture) || isFar(picture) ? drawPlainly(context, picture) : draw.call(renderer, context, always));
}

function hurried({ network, nodes }) {
  return network.renderer.dragging && nodes.length > MANY;
}

function isFar({ network, nodes }) {
  return nodes.length > MANY && network.getScale() < FAR;
}

function drawPlainly(context, { network, base, ink, looks }) {
  const places = network.getPositions();
  const least = 1.2 / network.getScale();
  const draw = (ids, colour, by) => {
    context.fillStyle = colour;
    for (const id of ids) {
      const size = Math.max(base.get(id).size, least) * by;
      context.fillRect(places[id].x - size, places[id].y - size, 2 * size, 2 * size);
    }
  };
  [...ink.looks, ink.line].forEach((colour, look) => draw((looks[look] ?? []).filter((id) => places[id]), colour, 1));
  draw(network.getSelectedNodes().filter((id) => places[id]), ink.text, 1.6);
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
