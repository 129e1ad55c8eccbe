// A quote as every board shows it: its words, whose they are, where they stand, and what may be done with it.
import { button, el, icon } from "./el.js";

/**
 * @param {any} quote as `quote_of` in views/scene.py makes it
 * @param {{
 *   chosen?: boolean, choose?: (on: boolean, event: Event) => void, menu?: (anchor: Element) => void,
 *   jump?: () => void, extra?: (Node|null)[], note?: string,
 * }} how
 */
export function quoteCard(quote, how = {}) {
  const marks = [];
  if (quote.starred) marks.push(mark("star", "Starred"));
  if (quote.pinned) marks.push(mark("pin", "Pinned"));
  if (quote.hidden) marks.push(mark("hide", "Hidden"));
  const place = [quote.participant, quote.at].filter(Boolean).join(" · ");
  const tick = how.choose
    ? el("input", { type: "checkbox", class: "cxw-tick", "aria-label": "Choose this quote", tabindex: -1 })
    : null;
  if (tick) {
    /** @type {HTMLInputElement} */ (tick).checked = Boolean(how.chosen);
    tick.addEventListener("click", (event) => how.choose(/** @type {HTMLInputElement} */ (tick).checked, event));
  }
  return el(
    "div",
    { class: `cxw-quote${how.chosen ? " cxw-chosen" : ""}`, data: { segment: quote.id } },
    el("span", { class: "cxw-grip", "aria-hidden": "true", title: "Drag" }, icon("grip")),
    tick,
    el(
      "div",
      { class: "cxw-quote-body" },
      el("p", { class: "cxw-words", text: quote.text, dir: "auto" }),
      el(
        "div",
        { class: "cxw-foot" },
        how.jump
          ? el("button", { type: "button", class: "cxw-link", tabindex: -1, title: "Show in the transcript", on: { click: how.jump } }, el("bdi", { text: place }))
          : el("bdi", { text: place }),
        how.note && el("span", { text: how.note, dir: "auto" }),
        ...(how.extra ?? []),
        ...quote.labels.map(label),
        ...marks,
      ),
    ),
    how.menu &&
      button(icon("more"), (event) => how.menu(event.currentTarget), { class: "cxw-button cxw-bare cxw-more", "aria-label": "What to do with this quote", "aria-haspopup": "menu", tabindex: -1 }),
  );
}

/** One of the eight labels, coloured and named. */
export function label(name) {
  return el("span", { class: `cxw-label cxw-hue-${name}`, text: name });
}

function mark(shape, word) {
  return el("span", { class: "cxw-mark" }, icon(shape), el("span", { text: word }));
}
