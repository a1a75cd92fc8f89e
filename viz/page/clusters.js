// Many things at once. A large map opens with groups, each one shape for its members; and while many things are dragged or far
// away, vis-network's own drawing (10 µs a thing, and pale where it is small) gives way to plain squares in one go.

export const STRONG = 18; // above this size a name is bold
const FAR = 0.25; // the scale below which a thing is a speck
export const MANY = 1500; // above so many things or lines, what moves is drawn plainly, and nothing is dimmed

// A drawn thing is a number, or `g3` for the fourth group while it is closed.
export function isGroup(id) {
  return typeof id === "string" && id.startsWith("g");
}

export function groupAt(model, id) {
  return model.groups[Number(id.slice(1))];
}

export function groupSize({ size, members }) {
  return Math.max(STRONG + 1, 4 * Math.sqrt(size ?? members.length));
}

export function startPlainDrawing(picture) {
  const { renderer } = picture.network;
  const draw = renderer._drawNodes;
  renderer._drawNodes = (context, always) => {
    // What is drawn plainly only is not found by the pointer: that is for the time of a drag alone.
    const drawn = hurried(picture) ? { drawExternalLabels() {} } : draw.call(renderer, context, always);
    if (hurried(picture) || isFar(picture)) drawPlainly(context, picture);
    return drawn;
  };
}

export function hurried({ network, nodes }) {
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
      if (!places[id] || isGroup(id)) continue;
      const size = Math.max(base.get(id).size, least) * by;
      context.fillRect(places[id].x - size, places[id].y - size, 2 * size, 2 * size);
    }
  };
  ink.looks.forEach((colour, look) => draw(looks[look] ?? [], colour, 1));
  draw(network.getSelectedNodes(), ink.text, 1.6);
  Object.assign(context, { fillStyle: ink.surface, strokeStyle: ink.line, lineWidth: least });
  for (const id of looks[ink.looks.length] ?? []) {
    if (!places[id]) continue;
    context.beginPath();
    context.arc(places[id].x, places[id].y, base.get(id).size, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

// What is shown by its colour; groups that are closed come last.
export function sortByLook(picture, view, model) {
  picture.looks = [];
  for (const id of view.nodes.keys()) {
    const look = isGroup(id) ? picture.ink.looks.length : model.nodes[id].look;
    (picture.looks[look] ??= []).push(id);
  }
}
