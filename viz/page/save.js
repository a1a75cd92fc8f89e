// Saving what is shown: things and ties as CSV that no spreadsheet runs, the drawing as SVG or PNG.

import { isGroup } from "./clusters.js";
import { element, say } from "./dom.js";
import { drawPicture } from "./svg.js";
import { rowsOf } from "./tables.js";

// A semicolon ends a cell where that is the custom.
const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])/;
const FORMULA_BEHIND = /;(?="*[=+\-@＝＋－＠])/g;
const NO_FORMULA = /^([+-]?\d+(\.\d+)?(e[+-]?\d+)?|-)$/i;

export const SAVES = {
  png: (app) => savePicture(app),
  svg: (app) => save(app, "", "svg", "image/svg+xml", new XMLSerializer().serializeToString(drawPicture(app))),
  things: (app) => save(app, "-things", "csv", "text/csv", csv([["Name", "Also", "Kind", "Ties", "IRI"], ...rowsOf("things", app).map(({ id, cells }) => [...cells, isGroup(id) ? "" : app.model.nodes[id].iri])])),
  ties: (app) => save(app, "-ties", "csv", "text/csv", csv([["From", "Tie", "Said", "To", "Kind", "Derived", "Rests on", "Words"], ...tieRows(app)])),
};

function tieRows(app) {
  return rowsOf("ties", app).map(({ tie, cells: [from, , to, kind, places] }) => (
    [from, tie.class, tie.said, to, kind, tie.derived ? "yes" : "no", places, tie.evidence.map(({ text }) => text).filter(Boolean).join(" | ")]
  ));
}

function csv(rows) {
  const cell = (value) => {
    const text = String(value);
    const safe = NO_FORMULA.test(text) ? text : text.replace(FORMULA, "'").replace(FORMULA_BEHIND, ";'");
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function save(app, part, ending, type, content) {
  const name = `${app.model.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}${part}.${ending}`;
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  say(app, `Saved ${name}.`);
}

// The picture is the drawing, twice as fine as the screen.
function savePicture(app) {
  const svg = drawPicture(app);
  const [width, height] = ["width", "height"].map((name) => 2 * Number(svg.getAttribute(name)));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => save(app, "", "png", "image/png", blob));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}
