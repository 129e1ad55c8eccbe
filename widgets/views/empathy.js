// The empathy-map board: cards under eight labels for whomever is chosen, and a queue of cards worth asking about.
import { button, count, el, fill, icon } from "../lib/el.js";
import { draggable } from "../lib/drag.js";
import { label as labelChip, quoteCard } from "../lib/quote.js";

export function create(app) {
  return new EmpathyBoard(app);
}

class EmpathyBoard {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Card above, card below"],
    ["→  ←", "Next or previous label"],
    ["1 … 8", "Move the card to think, feel, say, do, pain, need, goal, gain"],
    ["Shift 1 … 8", "Put the card there as well"],
    ["Delete", "Take the label off the card"],
    ["A", "Add a quote to this label"],
    ["S", "Star"],
    ["H", "Hide"],
    ["T", "Show in the transcript"],
    ["Q", "Cards worth asking about"],
    ["Enter", "Menu of a card"],
  ]);

  constructor(app) {
    this.app = app;
    this.scope = "everybody";
    this.board = null;
    this.more = new Map(); // label → cards asked for beyond the first
    this.queue = null;
    this.build();
  }

  build() {
    this.scopes = /** @type {HTMLSelectElement} */ (el("select", { class: "cxw-input", "aria-label": "Whose map", on: { change: () => this.choose(this.scopes.value) } }));
    this.facts = el("span", { class: "cxw-soft cxw-small" });
    this.ask = button("Worth asking …", () => this.openQueue(), { title: "The cards from which your answer teaches most (Q)" });
    this.tag = button("Tag again", () => this.app.start("tags"), { title: "Run the tagger again; it learns from your corrections and changes none of them" });
    this.asking = el("div", { class: "cxw-asking", role: "region", "aria-label": "Cards worth asking about", hidden: true });
    this.upper = el("div", { class: "cxw-four" });
    this.lower = el("div", { class: "cxw-below" });
    this.scroll = el("div", { class: "cxw-map cxw-scroll" }, this.upper, this.lower);
    this.node = el("div", {}, el("div", { class: "cxw-row cxw-spread" }, el("div", { class: "cxw-row" }, this.scopes, this.facts), el("div", { class: "cxw-row" }, this.ask, this.tag)), this.asking, this.scroll);
    draggable(this.scroll, this.app.root, { pick: (target) => this.pickUp(target), drop: (card, label) => this.move(card, label) });
  }

  async refresh() {
    const focus = this.place(document.activeElement);
    this.board = await this.app.ask("empathy", "", { scope: this.scope });
    this.scope = this.board.scope;
    for (const [label, cards] of this.more) {
      const wanted = Math.min(cards.length, 200);
      const page = await this.app.ask("empathy", "cards", { scope: this.scope, label, offset: 0, limit: wanted });
      this.more.set(label, page.items);
    }
    this.draw();
    if (focus) this.focus(focus.column, focus.row);
  }

  async choose(scope) {
    this.scope = scope;
    this.more.clear();
    await this.refresh();
  }

  async show(place) {
    if (place.scope) this.scope = place.scope;
    await this.refresh();
  }

  draw() {
    const { board } = this;
    const groups = new Map();
    for (const scope of board.scopes) groups.set(scope.group, [...(groups.get(scope.group) ?? []), scope]);
    fill(
      this.scopes,
      ...[...groups].flatMap(([group, scopes]) => {
        const options = scopes.map((scope) => el("option", { value: scope.value, text: scope.label }));
        return group ? [el("optgroup", { label: group }, ...options)] : options;
      }),
    );
    this.scopes.value = board.scope;
    this.facts.textContent = board.tagged
      ? `${count(board.participants, "participant")}${board.participants === board.of ? "" : ` of ${board.of}`}`
      : "Nothing is tagged yet: “Tag again” puts think, feel, say, do on what was said.";
    fill(this.upper, ...board.labels.filter((label) => label.quadrant).map((label) => this.column(label)));
    fill(this.lower, ...board.labels.filter((label) => label.insight).map((label) => this.column(label)));
    this.rove();
  }

  cards(label) {
    return this.more.get(label.label) ?? label.cards;
  }

  column(label) {
    const cards = this.cards(label);
    const left = label.total - cards.length;
    return el(
      "section",
      { class: `cxw-quadrant cxw-hue-${label.label}`, data: { drop: label.label }, "aria-label": label.title },
      el(
        "div",
        { class: "cxw-row cxw-spread cxw-quadrant-head" },
        el("h3", { text: label.title }),
        el("span", { class: "cxw-soft cxw-small", text: `${count(label.total, "quote")} · ${count(label.support, "participant")}` }),
        button("+", (event) => this.add(event.currentTarget, label.label), { class: "cxw-button cxw-bare", "aria-label": `Add a quote to ${label.title}`, title: "Add a quote (A)" }),
      ),
      label.warning && el("p", { class: "cxw-thin", text: label.warning }),
      el("ul", { class: "cxw-cards" }, ...cards.map((card) => this.card(card))),
      left > 0 && button(`Show ${Math.min(left, 48)} more of ${left}`, () => this.load(label.label), { class: "cxw-button cxw-bare cxw-soft" }),
    );
  }

  card(card) {
    const how = card.by === "suggestion" ? [card.sure, card.cue && `because of “${card.cue}”`].filter(Boolean).join(", ") : `by ${card.by}`;
    const node = quoteCard({ ...card, labels: [] }, { note: how, jump: this.app.has("transcripts") ? () => this.jump(card) : undefined, menu: (anchor) => this.menu(anchor, card) });
    node.classList.add("cxw-card");
    node.tabIndex = -1;
    node.dataset.label = card.label;
    return el("li", {}, node);
  }

  async load(label) {
    const column = this.board.labels.find((other) => other.label === label);
    const have = this.cards(column);
    const page = await this.app.ask("empathy", "cards", { scope: this.scope, label, offset: have.length, limit: 48 });
    this.more.set(label, [...have, ...page.items]);
    this.draw();
    this.focus(this.board.labels.indexOf(column), have.length);
  }

  jump(card) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: card.source, turn: card.turn, segment: card.id });
  }

  // ── edits ──

  title(label) {
    return this.board.labels.find((other) => other.label === label).title;
  }

  /** Take a card away at once, before it is saved. */
  leave(card) {
    const column = this.board.labels.find((label) => label.label === card.label);
    column.total -= 1;
    column.cards = column.cards.filter((other) => other.id !== card.id);
    if (this.more.has(card.label)) this.more.set(card.label, this.more.get(card.label).filter((other) => other.id !== card.id));
    const focus = this.place(document.activeElement);
    this.draw();
    if (focus) this.focus(focus.column, focus.row);
  }

  move(card, label) {
    if (label === card.label) return;
    const from = card.label;
    this.leave(card);
    this.app.act("tag.move", { segment: card.id, from, to: label }, { said: `Moved from ${this.title(from)} to ${this.title(label)}.` });
  }

  also(card, label) {
    this.app.act("tag.set", { segment: card.id, label, value: true }, { said: `Put under ${this.title(label)} as well.` });
  }

  off(card) {
    this.leave(card);
    this.app.act("tag.set", { segment: card.id, label: card.label, value: false }, { said: `Took ${this.title(card.label)} off.` });
  }

  switch(what, card) {
    const value = !(what === "star" ? card.starred : card.hidden);
    if (what === "hide") this.leave(card);
    this.app.act(`quote.${what}`, { segments: [card.id], value }, { said: what === "star" ? (value ? "Starred." : "Took the star off.") : "Hidden." });
  }

  add(anchor, label) {
    this.app.pick(anchor, `Add to ${this.title(label)}: search the quotes`, [], (segment) => this.app.act("tag.set", { segment, label, value: true }, { said: `Added to ${this.title(label)}.` }), {
      look: async (words) => (await this.app.ask("empathy", "found", { words })).items.map((quote) => ({ value: quote.id, label: quote.text, note: quote.participant })),
    });
  }

  menu(anchor, card) {
    const others = this.board.labels.filter((label) => label.label !== card.label);
    const choose = (words, run) => this.app.pick(anchor, words, others.map((label) => ({ value: label.label, label: label.title, on: card.labels?.includes(label.label) })), run);
    this.app.menu(anchor, "This card", [
      { label: "Move to …", key: "1 – 8", run: () => choose("Move to", (label) => this.move(card, label)) },
      { label: "Put there as well …", key: "Shift 1 – 8", run: () => choose("Put there as well", (label) => this.also(card, label)) },
      { label: `Take ${this.title(card.label)} off`, key: "Delete", run: () => this.off(card) },
      null,
      { label: card.starred ? "Take the star off" : "Star", key: "S", run: () => this.switch("star", card) },
      { label: "Hide", key: "H", run: () => this.switch("hide", card) },
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(card) },
    ]);
  }

  pickUp(target) {
    const node = /** @type {HTMLElement|null} */ (target.closest(".cxw-card"));
    const card = node && this.find(node);
    return card ? { label: card.text, payload: card, accepts: (drop) => drop !== card.label && this.board.labels.some((label) => label.label === drop) } : null;
  }

  find(node) {
    const column = this.board.labels.find((label) => label.label === node.dataset.label);
    return column && this.cards(column).find((card) => card.id === node.dataset.segment);
  }

  // ── the queue of cards worth asking about ──

  async openQueue() {
    this.ask.disabled = true;
    try {
      this.queue = await this.app.ask("empathy", "asking");
    } finally {
      this.ask.disabled = false;
    }
    this.at = 0;
    this.drawQueue();
  }

  drawQueue() {
    const item = this.queue?.items[this.at];
    this.asking.hidden = !this.queue;
    if (!this.queue) return;
    const done = button(item ? "Stop asking" : "Close", () => this.closeQueue(), { class: "cxw-button cxw-bare" });
    if (!item) {
      fill(this.asking, el("p", { text: this.at ? "That was all for now. “Tag again” lets the tagger learn from your answers." : "There is nothing to ask about yet; tag the interviews first." }), done);
      return;
    }
    const on = new Set(item.labels);
    const boxes = this.queue.labels.map(({ label, title }, place) => {
      const sure = item.probabilities[label];
      const toggle = el(
        "button",
        { type: "button", class: `cxw-toggle cxw-hue-${label}`, "aria-pressed": String(on.has(label)), data: { label }, on: { click: () => flip(label) } },
        el("kbd", { text: String(place + 1), "aria-hidden": "true" }),
        labelChip(title),
        sure !== null && sure !== undefined && el("small", { class: "cxw-soft", text: `${Math.round(sure * 100)}%` }),
      );
      return toggle;
    });
    const flip = (label) => {
      if (on.has(label)) on.delete(label);
      else on.add(label);
      for (const box of boxes) if (box.dataset.label === label) box.setAttribute("aria-pressed", String(on.has(label)));
    };
    this.flip = flip;
    this.answer = () => {
      this.next(item);
      this.app.act("tag.answer", { segment: item.id, labels: [...on] }, { said: `Answered: ${[...on].join(", ") || "none of the labels"}.` });
    };
    fill(
      this.asking,
      el("div", { class: "cxw-row cxw-spread" }, el("strong", { class: "cxw-small", text: `Worth asking: ${this.at + 1} of ${this.queue.items.length}` }), done),
      ...item.before.map((line) => el("p", { class: "cxw-soft cxw-small", text: line.replace(/^Q: /, "— ").replace(/^P: /, ""), dir: "auto" })),
      el("p", { class: "cxw-asked", text: item.text, dir: "auto", tabindex: -1 }),
      el("p", { class: "cxw-foot" }, el("bdi", { text: item.participant }), item.cues.length > 0 && el("span", { text: `cue: ${item.cues.join(", ")}` })),
      el("div", { class: "cxw-row", role: "group", "aria-label": "Labels" }, ...boxes),
      el("div", { class: "cxw-row" }, button(el("span", { text: "So it is" }), () => this.answer(), { class: "cxw-button cxw-primary", title: "Enter" }), button("Skip", () => this.next(), { title: "Space" })),
    );
    const words = /** @type {HTMLElement} */ (this.asking.querySelector(".cxw-asked"));
    words.focus({ preventScroll: true });
  }

  next() {
    this.at += 1;
    this.drawQueue();
  }

  closeQueue() {
    this.queue = null;
    this.asking.hidden = true;
    this.ask.focus();
  }

  // ── keys ──

  columns() {
    return [...this.scroll.querySelectorAll(".cxw-quadrant")].map((column) => [...column.querySelectorAll(".cxw-card")]);
  }

  place(node) {
    const card = node?.closest?.(".cxw-card");
    if (!card || !this.scroll.contains(card)) return null;
    const columns = this.columns();
    const column = columns.findIndex((cards) => cards.includes(card));
    return { column, row: columns[column].indexOf(card) };
  }

  rove() {
    const first = this.scroll.querySelector(".cxw-card");
    if (first) /** @type {HTMLElement} */ (first).tabIndex = 0;
  }

  focus(column, row) {
    const cards = this.columns()[column] ?? [];
    const card = /** @type {HTMLElement|undefined} */ (cards[Math.max(0, Math.min(row, cards.length - 1))]);
    if (!card) return;
    for (const other of this.scroll.querySelectorAll('.cxw-card[tabindex="0"]')) /** @type {HTMLElement} */ (other).tabIndex = -1;
    card.tabIndex = 0;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const digit = /^Digit([1-8])$/.exec(event.code)?.[1] ?? (/^[1-8]$/.test(event.key) ? event.key : null);
    if (this.queue && this.asking.contains(document.activeElement)) {
      if (digit) return this.flip?.(this.queue.labels[Number(digit) - 1].label), true;
      const onButton = document.activeElement.closest("button");
      if (event.key === "Enter" && !onButton) return this.answer(), true;
      if (event.key === " " && !onButton) return this.next(), true;
      if (event.key === "Escape") return this.closeQueue(), true;
    }
    if (event.key.toLowerCase() === "q") return this.openQueue(), true;
    const at = this.place(document.activeElement);
    if (!at) return false;
    const node = /** @type {HTMLElement} */ (document.activeElement.closest(".cxw-card"));
    const card = this.find(node);
    const columns = this.columns();
    const sideways = (step) => {
      for (let column = at.column + step; column >= 0 && column < columns.length; column += step) if (columns[column].length) return this.focus(column, at.row);
      return undefined;
    };
    const forward = getComputedStyle(this.node).direction === "rtl" ? -1 : 1;
    const moves = { ArrowDown: () => this.focus(at.column, at.row + 1), ArrowUp: () => this.focus(at.column, at.row - 1), ArrowRight: () => sideways(forward), ArrowLeft: () => sideways(-forward) };
    if (moves[event.key]) return moves[event.key](), true;
    if (!card) return false;
    if (digit) {
      const label = this.board.labels[Number(digit) - 1].label;
      if (event.shiftKey) this.also(card, label);
      else this.move(card, label);
      return true;
    }
    const commands = { delete: () => this.off(card), a: () => this.add(node, card.label), s: () => this.switch("star", card), h: () => this.switch("hide", card), t: () => this.jump(card), enter: () => document.activeElement === node && this.menu(node, card) };
    const run = commands[event.key.toLowerCase()];
    if (event.key === "Enter" && document.activeElement !== node) return false;
    run?.();
    return Boolean(run);
  }
}
