"use strict";
// Joins the parts: choosing a thing or a tie, on the map, in the tables, by search, opens it.

document.addEventListener("DOMContentLoaded", () => {
  const { drawing, records } = JSON.parse(document.getElementById("data").textContent);
  const [box, panel, status] = ["map", "panel", "status"].map((id) => document.getElementById(id));
  const picture = startDrawing(box, drawing);
  let opener = null;

  const open = (children, lit, said) => {
    if (document.activeElement !== document.body && !panel.contains(document.activeElement)) opener = document.activeElement;
    fillPanel(panel, children);
    picture.lit = lit;
    paint(picture, records);
    status.textContent = said;
  };
  const openNode = (id) => {
    picture.network.selectNodes([id], false);
    open(nodeCard(id, records), around(id, drawing.edges), `${records.nodes[id].label}, ${records.nodes[id].kind}, ${records.nodes[id].ties} ties`);
  };
  const openLink = (id) => {
    const { from, to } = drawing.edges[id];
    picture.network.setSelection({ nodes: [], edges: [id] });
    open(linkCard(id, records), { nodes: new Set([from, to]), links: new Set([id]) }, `${records.nodes[from].label} and ${records.nodes[to].label}`);
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    picture.network.unselectAll();
    picture.lit = null;
    paint(picture, records);
    if (opener) opener.focus();
    opener = null;
  };

  if (!picture) return;
  paint(picture, records);
  startLabels(picture, drawing);
  fit(picture, box, false);
  startSearch(document.getElementById("search"), document.getElementById("found"), records, (id) => {
    openNode(id);
    panel.focus();
    picture.network.focus(id, { scale: Math.max(picture.network.getScale(), 0.9), animation: false });
  });
  picture.network.on("click", ({ nodes, edges }) => {
    if (nodes.length) openNode(nodes[0]);
    else if (edges.length) openLink(edges[0]);
    else close();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(picture, records));
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-node], [data-link], [data-close], [data-zoom]");
    if (!button) return;
    const { node, link, zoom } = button.dataset;
    if (node !== undefined) openNode(Number(node));
    else if (link !== undefined) openLink(Number(link));
    else if (zoom === undefined) close();
    else if (zoom === "fit") fit(picture, box, true);
    else picture.network.moveTo({ scale: picture.network.getScale() * Number(zoom) });
    if (node !== undefined || link !== undefined) panel.focus();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && event.target.id !== "search" && close());
  window.atgraphMap = { network: picture.network, openNode, openLink, close };
});
