// Boxes on the screen: left, top, right, bottom; which meet, and which lies in which.

export const AIR = 2;
const CELL = 64;

// Boxes by the cells they touch, so that only near ones are compared.
export class Grid {
  constructor() {
    this.cells = new Map();
  }

  add(box, weight) {
    const entry = { box, weight };
    for (const key of cellsOf(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(entry);
    }
  }

  // The weight of all that a box meets.
  weight(box) {
    const met = new Set();
    for (const key of cellsOf(box)) {
      for (const other of this.cells.get(key) ?? []) if (meet(box, other.box)) met.add(other);
    }
    return [...met].reduce((sum, { weight }) => sum + weight, 0);
  }
}

function* cellsOf([left, top, right, bottom]) {
  for (let x = Math.floor((left - AIR) / CELL); x <= (right + AIR) / CELL; x += 1) {
    for (let y = Math.floor((top - AIR) / CELL); y <= (bottom + AIR) / CELL; y += 1) yield x * 65536 + y;
  }
}

function meet(a, b) {
  return a[0] < b[2] + AIR && b[0] < a[2] + AIR && a[1] < b[3] + AIR && b[1] < a[3] + AIR;
}

export function contains(a, b) {
  return a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
}
