// Elements out of plain values. Text stays text: nothing here, or anywhere else in these sources, takes markup.

const PLAIN = /^[#\w.,%() -]*$/; // a colour that came with a study may be anything: only lengths and colours pass
const FETCHES = /url|image/i;

/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, any>} [props] `class`, `text`, `on` (listeners), `data` (dataset), `style` (custom
 *   properties), anything else an attribute; false, null and undefined leave it out, true makes it empty.
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") for (const [key, word] of Object.entries(value)) { if (PLAIN.test(word) && !FETCHES.test(word)) node.style.setProperty(key, word); }
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}

/** A button; its label is its name unless `props["aria-label"]` says more. */
export function button(label, click, props = {}) {
  return el("button", { type: "button", class: "cxw-button", ...props, on: { click, ...(props.on ?? {}) } }, label);
}

const SHAPES = {
  undo: "M6 3 2 7l4 4M2 7h7a4 4 0 0 1 0 8H7",
  redo: "m10 3 4 4-4 4M14 7H7a4 4 0 0 0 0 8h2",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  grip: "M6 3.5h.01M6 8h.01M6 12.5h.01M10 3.5h.01M10 8h.01M10 12.5h.01",
  pin: "M5 2h6M6 2v5L3.5 9.5h9L10 7V2M8 9.5V14",
  star: "m8 1.8 1.9 4 4.3.6-3.1 3 .8 4.3L8 11.6l-3.9 2.1.8-4.3-3.1-3 4.3-.6z",
  hide: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM2.5 13.5l11-11",
  down: "m4 6 4 4 4-4",
  close: "m4 4 8 8M12 4l-8 8",
  check: "m3 8.5 3.5 3.5L13 4.5",
  wait: "M8 4v4l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z",
  go: "M3 8h10M9 4l4 4-4 4",
};

/** A small drawing beside a word; hidden from screen readers, which hear the word. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `cxw-icon cxw-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Put other children into a node, and leave it alone when they are the same. */
export function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Do something at Enter in a field; the key goes no further, for the focus may be on a button by then. */
export function onEnter(field, run) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
}

/** `3 quotes`, `1 quote`. */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

let last = 0;
/** An id that no other element on the page has. */
export function uid(prefix = "cxw") {
  last += 1;
  return `${prefix}-${Math.random().toString(36).slice(2, 8)}-${last}`;
}
