// Drawings that come as plain values: element, attributes, what is inside. Nothing but plain shapes is ever made.

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(["g", "rect", "circle", "path"]);
const ATTRIBUTES = new Set(["x", "y", "cx", "cy", "r", "d", "width", "height", "fill", "stroke", "stroke-width", "opacity", "transform"]);

/**
 * @param {any[]} shapes as figures/portrait.py makes them
 * @param {number} size of the square they are drawn in
 * @param {string} label what a screen reader says; empty where words beside it say it
 */
export function drawing(shapes, size, label = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "cxw-drawing");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else svg.setAttribute("aria-hidden", "true");
  add(svg, shapes);
  return svg;
}

function add(parent, shapes) {
  for (const [name, attributes, inside] of shapes) {
    if (!ELEMENTS.has(name)) continue;
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) if (ATTRIBUTES.has(key)) node.setAttribute(key, String(value));
    add(node, inside);
    parent.append(node);
  }
}
