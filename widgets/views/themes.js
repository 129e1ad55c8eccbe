// The theme board: themes on one side, the quotes of one of them on the other.
import { button, count, el, fill, icon, onEnter } from "../lib/el.js";
import { draggable } from "../lib/drag.js";
import { Listing } from "../lib/listing.js";
import { quoteCard } from "../lib/quote.js";
import { colourOptions } from "../lib/colours.js";
import { ThemeMap } from "./themes_map.js";

const UNSORTED = "unsorted";
const HIDDEN = "hidden";
const STABILITY = {
  steady: "Comes out again nearly the same when the analysis is repeated on part of the material",
  "fairly steady": "Comes out again for the most part when the analysis is repeated on part of the material",
  shaky: "Changes when the analysis is repeated on part of the material: look twice",
};

export function create(app) {
  return new ThemeBoard(app);
}

class ThemeBoard {
  constructor(app) {
    this.app = app;
    this.themes = [];
    this.board = null;
    this.shown = null;
    /** @type {Map<string, any>} */
    this.chosen = new Map();
    this.lastChosen = 0;
    this.mapped = false;
    this.lit = null; // the theme that stands out on the map
    this.build();
  }

  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Next theme or quote"],
    ["→  ←", "From a theme to its quotes and back"],
    ["Space", "Choose a quote (Shift: all in between)"],
    ["M", "Move to a theme"],
    ["N", "New theme of the chosen quotes"],
    ["X", "Split the chosen quotes off"],
    ["P", "Pin"],
    ["S", "Star"],
    ["H", "Hide, or show again"],
    ["T", "Show in the transcript"],
    ["R", "Rename the theme"],
    ["G", "Merge the theme into another"],
    ["F", "Find parts of the theme"],
    ["C", "Colour of the theme"],
    ["W", "Seed words: what the theme is about"],
    ["B", "The chosen quotes belong together"],
    ["A", "The chosen quotes belong apart"],
    ["V", "Map of all quotes, and back"],
    ["Delete", "Delete the theme"],
    ["/", "Search the quotes"],
    ["Enter", "Menu of a quote or theme"],
    ["↑ ↓ ← →  +  −", "On the map: move the frame, size it"],
    ["Space  Backspace", "On the map: choose what is in the frame, or leave it out"],
    ["Enter  0", "On the map: closer, the whole map"],
  ]);

  build() {
    const { app } = this;
    this.filter = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", class: "cxw-input", placeholder: "Filter themes", "aria-label": "Filter themes", on: { input: () => this.drawThemes() } })
    );
    this.list = el("ul", { class: "cxw-themelist cxw-scroll", "aria-label": "Themes" });
    this.total = el("p", { class: "cxw-soft cxw-small" });
    this.deleted = button("Deleted …", (event) => this.restore(event.currentTarget), { class: "cxw-button cxw-bare cxw-small", hidden: true });
    const draft = (this.draftButton = button("Draft again …", (event) => this.draft(event.currentTarget), { "aria-haspopup": "dialog", title: "Run the analysis again; it learns from what you decided and changes none of it" }));
    const side = el("nav", { class: "cxw-side", "aria-label": "Themes" }, el("div", { class: "cxw-row" }, this.filter, draft), this.list, el("div", { class: "cxw-row cxw-spread" }, this.total, this.deleted));

    this.name = el("h3", { class: "cxw-theme-name", dir: "auto" });
    this.about = el("p", { class: "cxw-soft cxw-small cxw-about", dir: "auto" });
    this.facts = el("p", { class: "cxw-facts cxw-small" });
    this.renameButton = button("Rename", (event) => this.rename(event.currentTarget));
    this.mergeButton = button("Merge …", (event) => this.merge(event.currentTarget), { "aria-haspopup": "listbox" });
    this.partsButton = button("Show parts", () => this.findParts(), { title: "Looks for sub-themes (F); nothing changes until you split" });
    this.moreButton = button(icon("more"), (event) => this.themeMenu(event.currentTarget), { class: "cxw-button cxw-bare", "aria-label": "More about this theme", "aria-haspopup": "menu" });
    this.search = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", class: "cxw-input", placeholder: "Search these quotes", "aria-label": "Search these quotes", on: { input: () => this.soon(), keydown: (event) => event.key === "Enter" && this.mapped && this.map.found && this.map.choose([...this.map.found], "set") } })
    );
    this.selection = el("div", { class: "cxw-selection", role: "group", "aria-label": "Chosen quotes" });
    this.quotes = new Listing({
      label: "Quotes",
      estimate: 76,
      load: (offset, limit) => this.load(offset, limit),
      row: (quote, index) => this.row(quote, index),
      empty: () => el("p", { class: "cxw-soft", text: this.search.value && !this.mapped ? "No quote here holds these words." : this.emptyWords() }),
    });
    this.map = new ThemeMap(this);
    this.mapButton = button("Map", () => this.toggleMap(), { "aria-pressed": "false", title: "All quotes on a plane: what is alike lies together (V)" });
    this.tools = el("div", { class: "cxw-row cxw-themetools" }, this.renameButton, this.mergeButton, this.partsButton, this.moreButton);
    this.main = el(
      "div",
      { class: "cxw-main" },
      el("div", { class: "cxw-row cxw-spread" }, this.name, el("div", { class: "cxw-row" }, this.tools, this.mapButton)),
      this.facts,
      this.about,
      this.map.node,
      el("div", { class: "cxw-row cxw-spread" }, this.search, this.selection),
      this.quotes.node,
    );
    this.node = el("div", {}, side, this.main);
    const rules = {
      pick: (target) => this.pickUp(target),
      drop: (payload, drop) => this.dropped(payload, drop),
    };
    draggable(this.node, app.root, rules);
  }

  emptyWords() {
    if (this.mapped) return "Draw around quotes on the map to choose them; they are listed here.";
    if (this.shown === UNSORTED) return "Nothing is left unsorted.";
    if (this.shown === HIDDEN) return "Nothing is hidden.";
    return this.board?.drafted ? "No quote stands here." : "There are no themes yet. “Draft again” makes a first draft, and you can make themes by hand.";
  }

  // ── showing ──

  async refresh() {
    const board = await this.app.ask("themes");
    this.board = board;
    this.themes = board.themes;
    this.deleted.hidden = !board.deleted.length;
    const there = this.shown === UNSORTED || this.shown === HIDDEN || this.themes.some((theme) => theme.key === this.shown);
    const changed = !there;
    if (changed) this.shown = this.themes[0]?.key ?? UNSORTED;
    this.map.node.hidden = !this.mapped;
    if (this.mapped) await this.map.refresh();
    else this.map.marks.know(this.themes.map((theme) => theme.key));
    this.drawThemes();
    this.drawHead();
    await this.quotes.reload({ keep: !changed });
    if (this.mapped) return this.drawSelection();
    for (const id of [...this.chosen.keys()]) {
      const index = this.quotes.find((quote) => quote.id === id);
      if (index < 0 && this.quotes.items.size >= this.quotes.total) this.chosen.delete(id);
    }
    return this.drawSelection();
  }

  /** Show all quotes on a plane, or the quotes of one theme again. */
  async toggleMap() {
    this.mapped = !this.mapped;
    this.lit = null;
    this.search.value = "";
    this.map.found = null;
    this.map.chooseFound.hidden = true;
    this.chosen.clear();
    await this.app.refresh();
    if (this.mapped) this.map.canvas.focus({ preventScroll: true });
    this.app.say(this.mapped ? "Map of all quotes" : "Quotes of a theme");
  }

  /** The quotes chosen on the map are others now. */
  chosenChanged() {
    this.quotes.reload({ keep: false });
    this.drawSelection();
  }

  async show(place) {
    this.mapped = false;
    if (place.theme !== undefined) this.shown = place.theme ?? UNSORTED;
    await this.refresh();
  }

  entries() {
    const words = this.filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.themes.filter((theme) => {
      const text = `${theme.name} ${theme.words.join(" ")}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    });
    const below = new Map();
    for (const theme of shown) {
      const parent = theme.parent && shown.some((other) => other.key === theme.parent) ? theme.parent : "";
      below.set(parent, [...(below.get(parent) ?? []), theme]);
    }
    const nested = (key, depth) => (below.get(key) ?? []).flatMap((theme) => [{ ...theme, depth }, ...nested(theme.key, depth + 1)]);
    const piles = [{ key: UNSORTED, name: "Unsorted", n: this.board.unsorted, pile: true, depth: 0 }];
    if (this.board.hidden || this.shown === HIDDEN) piles.push({ key: HIDDEN, name: "Hidden", n: this.board.hidden, pile: true, depth: 0 });
    return [...nested("", 0), ...piles];
  }

  drawThemes() {
    if (!this.board) return;
    const focused = this.list.contains(document.activeElement);
    const most = Math.max(1, ...this.themes.map((theme) => theme.n));
    fill(this.list, ...this.entries().map((theme) => this.themeRow(theme, most)));
    if (!this.list.querySelector('[tabindex="0"]')) this.list.querySelector("button")?.setAttribute("tabindex", "0");
    if (focused) this.current()?.focus({ preventScroll: true });
    this.total.textContent = `${count(this.themes.length, "theme")}, ${count(this.board.segments, "quote")}`;
  }

  themeRow(theme, most) {
    const on = theme.key === (this.mapped ? this.lit : this.shown);
    const notes = [count(theme.n, "quote")];
    if (!theme.pile) notes.push(`${theme.participants} of ${this.board.of}`);
    if (theme.stability) notes.push(theme.stability);
    const open = el(
      "button",
      {
        type: "button", class: "cxw-theme-open", "aria-current": on ? "true" : null, tabindex: on ? 0 : -1, data: { key: theme.key },
        on: { click: () => this.select(theme.key) },
      },
      el("span", { class: "cxw-theme-title", dir: "auto" }, !theme.pile && (this.mapped || theme.colour) && this.mark(theme), theme.name),
      el("span", { class: "cxw-theme-notes" }, ...notes.map((note) => el("span", { text: note }))),
      !theme.pile && el("span", { class: "cxw-meter", "aria-hidden": "true", style: { "--share": `${(100 * theme.n) / most}%` } }),
    );
    return el("li", { class: `cxw-theme${theme.pile ? " cxw-pile" : ""}`, data: theme.key === HIDDEN ? {} : { drop: theme.key }, style: { "--depth": String(theme.depth) } }, open);
  }

  /** The theme's mark, as on the map: a shape in its colour. */
  mark(theme) {
    const canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { class: "cxw-thememark", width: 32, height: 32, "aria-hidden": "true" }));
    const pen = canvas.getContext("2d");
    const css = this.map.marks.colour(theme);
    pen.fillStyle = css.startsWith("var(") ? getComputedStyle(this.app.root).getPropertyValue(css.slice(4, -1)).trim() : css;
    pen.strokeStyle = getComputedStyle(this.app.root).color;
    const path = new Path2D();
    this.map.marks.draw(path, theme, 16, 16, 11);
    pen.fill(path);
    pen.lineWidth = 1.4;
    pen.stroke(path);
    return canvas;
  }

  current() {
    return /** @type {HTMLElement|null} */ (this.list.querySelector('[aria-current="true"]'));
  }

  theme(key = this.shown) {
    return this.themes.find((theme) => theme.key === key);
  }

  async select(key) {
    if (this.mapped) {
      this.lit = this.lit === key || key === HIDDEN ? null : key;
      this.drawThemes();
      this.drawHead();
      return this.map.draw();
    }
    if (this.shown !== key) {
      this.shown = key;
      this.chosen.clear();
      this.search.value = "";
    }
    this.drawThemes();
    this.drawHead();
    await this.quotes.reload({ keep: false });
    return this.drawSelection();
  }

  drawHead() {
    this.mapButton.setAttribute("aria-pressed", String(this.mapped));
    this.node.classList.toggle("cxw-mapped", this.mapped);
    if (this.mapped) return this.drawMapHead();
    const theme = this.theme();
    this.tools.hidden = !theme;
    this.name.textContent = theme?.name ?? (this.shown === HIDDEN ? "Hidden" : "Unsorted");
    const facts = theme
      ? [
          `${count(theme.n, "quote")} from ${theme.participants} of ${count(this.board.of, "participant")}`,
          theme.by === "suggestion" ? "drafted" : `named by ${theme.by}`,
          theme.merged && `${count(theme.merged, "theme")} merged in`,
        ].filter(Boolean)
      : [];
    fill(
      this.facts,
      el("span", { text: facts.join(" · ") }),
      theme?.stability && el("span", { class: "cxw-chip", text: theme.stability, title: STABILITY[theme.stability] }),
      theme?.suggested && el("span", { class: "cxw-soft", text: `Drafted as “${theme.suggested}”`, dir: "auto" }),
    );
    const piles = {
      [UNSORTED]: "In no theme, each with the reason. Move what belongs somewhere; the rest may stay.",
      [HIDDEN]: "Left out of themes, personas and exports. They stay in the transcripts.",
    };
    this.about.textContent = theme ? theme.description || (theme.words.length ? `Typical words: ${theme.words.join(", ")}` : "") : piles[this.shown];
    if (theme?.seeds.length) this.about.append(` · Seed words: ${theme.seeds.join(", ")}`);
    this.about.hidden = !this.about.textContent;
    this.search.placeholder = "Search these quotes";
    return undefined;
  }

  drawMapHead() {
    const theme = this.lit === UNSORTED ? { key: "", name: "Unsorted" } : this.theme(this.lit);
    this.tools.hidden = true;
    this.about.hidden = true;
    this.name.textContent = "Map of all quotes";
    this.search.placeholder = "Find on the map";
    fill(
      this.facts,
      theme ? el("span", { text: `“${theme.name}” stands out`, dir: "auto" }) : el("span", { class: "cxw-soft", text: "What is alike lies together. Draw around quotes, or use the arrow keys; a theme in the list makes its quotes stand out." }),
      theme && button("Choose its quotes", () => this.map.chooseTheme(theme.key), { class: "cxw-button cxw-small" }),
    );
  }

  async load(offset, limit) {
    if (this.mapped) {
      const ids = [...this.chosen.keys()];
      const { items } = ids.length ? await this.app.ask("themes", "these", { segments: ids.slice(offset, offset + limit) }) : { items: [] };
      return { total: ids.length, offset, items };
    }
    return this.app.ask("themes", "quotes", { theme: this.shown, search: this.search.value, offset, limit });
  }

  row(quote, index) {
    const notes = [];
    if (this.mapped) notes.push(this.theme(quote.theme)?.name ?? "Unsorted");
    else if (this.shown === UNSORTED) notes.push(quote.reason);
    else if (quote.sure && quote.by === "suggestion") notes.push(quote.sure);
    else if (quote.by !== "suggestion") notes.push(`put here by ${quote.by}`);
    for (const link of quote.links) notes.push(`belongs ${link.together ? "together with" : "apart from"} ${count(link.others, "other")}`);
    if (quote.also.length) notes.push(`also: ${quote.also.join(", ")}`);
    return quoteCard(quote, {
      chosen: this.chosen.has(quote.id),
      choose: (on, event) => this.choose(index, on, event),
      menu: (anchor) => this.quoteMenu(anchor, quote, index),
      jump: this.app.has("transcripts") ? () => this.jump(quote) : undefined,
      note: notes.join(" · "),
    });
  }

  jump(quote) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: quote.source, turn: quote.turn, segment: quote.id });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.mapped ? this.map.search(this.search.value) : this.quotes.reload({ keep: false })), 150);
  }

  // ── choosing quotes ──

  choose(index, on, event) {
    const range = event?.shiftKey ? [Math.min(index, this.lastChosen), Math.max(index, this.lastChosen)] : [index, index];
    for (let at = range[0]; at <= range[1]; at += 1) {
      const quote = this.quotes.items.get(at);
      if (!quote) continue;
      if (on) this.chosen.set(quote.id, quote);
      else this.chosen.delete(quote.id);
      this.quotes.redraw(at);
    }
    this.lastChosen = index;
    this.map.draw();
    this.drawSelection();
    this.app.say(`${count(this.chosen.size, "quote")} chosen`);
  }

  drawSelection() {
    const n = this.chosen.size;
    this.selection.classList.toggle("cxw-some", n > 0);
    if (!n) return fill(this.selection, el("span", { class: "cxw-soft cxw-small", text: this.mapped ? "Nothing is chosen" : "Tick quotes to move several at once" }));
    const act = (label, run, props = {}) => button(label, (event) => run(event.currentTarget), props);
    return fill(
      this.selection,
      el("strong", { class: "cxw-small", text: `${n} chosen` }),
      act("Move …", (anchor) => this.move(anchor), { "aria-haspopup": "listbox" }),
      act("New theme …", (anchor) => this.fresh(anchor)),
      this.parted() && act("Split off …", (anchor) => this.split(anchor)),
      act(icon("more"), (anchor) => this.manyMenu(anchor), { class: "cxw-button cxw-bare", "aria-label": "More for the chosen quotes", "aria-haspopup": "menu" }),
      act(icon("close"), () => this.unchoose(), { class: "cxw-button cxw-bare", "aria-label": "Choose none" }),
    );
  }

  unchoose() {
    this.chosen.clear();
    this.map.draw();
    this.quotes.reload();
    this.drawSelection();
  }

  /** The chosen quotes, else the one with the focus. */
  subject() {
    if (this.chosen.size) return [...this.chosen.values()];
    const quote = this.quotes.items.get(this.quotes.focused);
    return quote ? [quote] : [];
  }

  ids(quotes = this.subject()) {
    return quotes.map((quote) => quote.id);
  }

  named(quotes) {
    return quotes.length === 1 ? "the quote" : count(quotes.length, "quote");
  }

  // ── edits of quotes ──

  /** The theme that all chosen quotes are in, from which they can be split off. */
  parted() {
    if (!this.mapped) return this.theme();
    const keys = new Set([...this.chosen.values()].map((quote) => quote.theme));
    return keys.size === 1 ? this.theme([...keys][0] ?? "") : undefined;
  }

  targets(except = this.mapped ? null : this.shown) {
    return this.themes
      .filter((theme) => theme.key !== except)
      .map((theme) => ({ value: theme.key, label: theme.name, note: count(theme.n, "quote") }));
  }

  places() {
    return this.shown === UNSORTED && !this.mapped ? this.targets() : [...this.targets(), { value: UNSORTED, label: "Unsorted", note: "no theme" }];
  }

  move(anchor, quotes = this.subject()) {
    if (!quotes.length) return;
    this.app.pick(anchor, `Move ${this.named(quotes)} to`, this.places(), (key) => this.moveTo(quotes, key), {
      fresh: (text) => `New theme “${text}”`,
      make: (text) => this.makeOf(quotes, text),
      back: this.quotes.node,
    });
  }

  moveTo(quotes, key) {
    const theme = this.theme(key);
    const said = `Moved ${this.named(quotes)} to ${theme ? `“${theme.name}”` : "the unsorted pile"}.`;
    this.leave(quotes, key);
    return this.app.act("quote.move", { segments: this.ids(quotes), theme: key }, { said });
  }

  makeOf(quotes, name) {
    this.leave(quotes, null);
    this.app.act("theme.new", { name, segments: this.ids(quotes) }, { said: `Made the theme “${name}” of ${this.named(quotes)}.` });
  }

  /** Show at once what an edit will do: the quotes leave this list, the counts follow. */
  leave(quotes, key) {
    for (const quote of quotes) {
      const index = this.quotes.find((other) => other.id === quote.id);
      if (index >= 0) this.quotes.drop(index);
      this.chosen.delete(quote.id);
      const from = this.theme(quote.theme ?? "");
      if (from) from.n -= 1;
      else if (this.mapped || this.shown === UNSORTED) this.board.unsorted -= 1;
      quote.theme = key === UNSORTED ? null : key;
    }
    this.map.draw();
    const to = this.theme(key);
    if (to) to.n += quotes.length;
    else if (key === UNSORTED) this.board.unsorted += quotes.length;
    this.drawThemes();
    this.drawSelection();
  }

  fresh(anchor, quotes = this.subject()) {
    if (!quotes.length) return this.app.toast("Choose at least one quote for a new theme.", { alarm: true });
    return this.app.prompt(anchor, { label: `Name of a new theme for ${this.named(quotes)}`, done: "Make it", back: this.quotes.node }, (name) => this.makeOf(quotes, name));
  }

  split(anchor) {
    const theme = this.parted();
    const quotes = [...this.chosen.values()];
    if (!theme || !quotes.length) return this.app.toast("Choose the quotes to split off first (Space).", { alarm: true });
    return this.app.prompt(anchor, { label: `Name for the ${count(quotes.length, "quote")} split off “${theme.name}”`, done: "Split off", back: this.quotes.node }, (name) => {
      this.leave(quotes, null);
      this.app.act("theme.split", { theme: theme.key, name, segments: this.ids(quotes) }, { said: `Split “${name}” off “${theme.name}”.` });
    });
  }

  switch(what, quotes = this.subject()) {
    if (!quotes.length) return;
    const flag = { star: "starred", hide: "hidden" }[what];
    const value = !quotes.every((quote) => quote[flag]);
    const said = { star: value ? "Starred" : "Took the star off", hide: value ? "Hid" : "Showed again" }[what];
    this.app.act(`quote.${what}`, { segments: this.ids(quotes), value }, { said: `${said} ${this.named(quotes)}.` });
  }

  pin(quotes = this.subject()) {
    if (quotes.length) this.app.act("quote.pin", { segments: this.ids(quotes) }, { said: `Pinned ${this.named(quotes)}: no analysis moves it away.` });
  }

  link(together) {
    const quotes = this.subject();
    if (quotes.length < 2) return this.app.toast(`Choose two or more quotes that belong ${together ? "together" : "apart"} (Space).`, { alarm: true });
    return this.app.act(`quote.${together ? "together" : "apart"}`, { segments: this.ids(quotes) }, { said: together ? `${count(quotes.length, "quote")} stay in one theme from now on.` : `${count(quotes.length, "quote")} stay in different themes from now on.` });
  }

  quoteMenu(anchor, quote, index) {
    const one = [quote];
    this.quotes.rove(index);
    this.app.menu(anchor, "This quote", [
      { label: "Move to …", key: "M", run: () => this.move(anchor, one) },
      { label: "New theme …", key: "N", run: () => this.fresh(anchor, one) },
      quote.theme !== null && !quote.pinned && { label: "Pin to this theme", key: "P", run: () => this.pin(one) },
      quote.pinned && { label: "Leave its place to the model", run: () => this.app.act("quote.unpin", { segments: [quote.id] }, { said: "Left to the model again." }) },
      null,
      { label: quote.starred ? "Take the star off" : "Star", key: "S", run: () => this.switch("star", one) },
      { label: quote.hidden ? "Show again" : "Hide", key: "H", run: () => this.switch("hide", one) },
      { label: "Write a memo …", run: () => this.memo(anchor, quote.id) },
      ...(quote.links ?? []).map((link) => ({ label: `No longer ${link.together ? "together with" : "apart from"} ${count(link.others, "other")}`, run: () => this.app.act("link.remove", { link: link.key }, { said: "Took the link away." }) })),
      null,
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(quote) },
    ]);
  }

  manyMenu(anchor) {
    this.app.menu(anchor, "The chosen quotes", [
      { label: "Pin to this theme", key: "P", run: () => this.pin() },
      { label: "Star", key: "S", run: () => this.switch("star") },
      { label: "Hide, or show again", key: "H", run: () => this.switch("hide") },
      null,
      { label: "They belong together", key: "B", run: () => this.link(true) },
      { label: "They belong apart", key: "A", run: () => this.link(false) },
    ]);
  }

  memo(anchor, target) {
    this.app.prompt(anchor, { label: "Memo", done: "Write", long: true }, (text) => text && this.app.act("memo", { target, text }, { said: "Memo written." }));
  }

  // ── edits of themes ──

  rename(anchor) {
    const theme = this.theme();
    if (!theme) return;
    this.app.prompt(anchor, { label: "Name of the theme", value: theme.name, done: "Rename" }, (name) => {
      if (name === theme.name) return;
      theme.name = name;
      this.drawThemes();
      this.drawHead();
      this.app.act("theme.rename", { theme: theme.key, name }, { said: `Renamed to “${name}”.` });
    });
  }

  merge(anchor) {
    const theme = this.theme();
    if (theme) this.app.pick(anchor, `Merge “${theme.name}” into`, this.targets(), (into) => this.mergeInto(theme.key, into));
  }

  mergeInto(key, into) {
    const [gone, kept] = [this.theme(key), this.theme(into)];
    if (!gone || !kept) return;
    if (this.shown === key) this.shown = into;
    this.app.act("theme.merge", { into, themes: [key] }, { said: `Merged “${gone.name}” into “${kept.name}”.` });
  }

  describe(anchor) {
    const theme = this.theme();
    this.app.prompt(anchor, { label: `What “${theme.name}” is about`, value: theme.description, done: "Write", long: true }, (text) =>
      this.app.act("theme.describe", { theme: theme.key, text }, { said: `Described “${theme.name}”.` }),
    );
  }

  colour(anchor) {
    const theme = this.theme();
    if (theme) this.app.pick(anchor, "Colour", colourOptions(theme.colour), (colour) => this.app.act("theme.colour", { theme: theme.key, colour }, { said: colour ? "Coloured." : "Took the colour away." }));
  }

  seed(anchor) {
    const theme = this.theme();
    if (theme)
      this.app.prompt(anchor, { label: `Words “${theme.name}” is about, with commas between them; the next draft looks for it there`, value: theme.seeds.join(", "), done: "Write", long: true }, (text) => {
        const words = text.split(/[,،;\n]/).map((word) => word.trim()).filter(Boolean);
        this.app.act("theme.seed", { theme: theme.key, words }, { said: words.length ? `Seed words: ${words.join(", ")}.` : "Took the seed words away." });
      });
  }

  remove() {
    const theme = this.theme();
    if (theme) this.app.act("theme.delete", { theme: theme.key }, { said: `Deleted “${theme.name}”; its quotes are unsorted now.` });
  }

  restore(anchor) {
    const options = this.board.deleted.map((theme) => ({ value: theme.key, label: theme.name }));
    this.app.pick(anchor, "Bring back", options, (theme) => this.app.act("theme.restore", { theme }, { said: "Brought it back." }));
  }

  themeMenu(anchor) {
    const theme = this.theme();
    this.app.menu(anchor, theme.name, [
      { label: "Rename …", key: "R", run: () => this.rename(anchor) },
      { label: "Describe …", run: () => this.describe(anchor) },
      { label: "Merge into …", key: "G", run: () => this.merge(anchor) },
      { label: "Show parts", key: "F", run: () => this.findParts() },
      { label: "Colour …", key: "C", run: () => this.colour(anchor) },
      { label: "Seed words …", key: "W", run: () => this.seed(anchor) },
      { label: "Write a memo …", run: () => this.memo(anchor, theme.key) },
      null,
      { label: "Delete", key: "Delete", run: () => this.remove() },
    ]);
  }

  draft(anchor) {
    const field = /** @type {HTMLInputElement} */ (el("input", { type: "number", min: 2, max: 60, class: "cxw-input", placeholder: "as many as fit", "aria-label": "How many themes" }));
    const go = () => {
      const n = Number.parseInt(field.value, 10);
      this.app.popovers.close();
      this.app.start("themes", Number.isFinite(n) ? n : null);
    };
    const look = () => {
      const n = Number.parseInt(field.value, 10);
      this.app.popovers.close();
      this.app.start("preview", Number.isFinite(n) ? n : null, (result) => this.preview(result, Number.isFinite(n) ? n : null));
    };
    onEnter(field, go);
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "Draft themes again", class: "cxw-form" },
      el("p", { text: "The analysis runs beside the notebook. It takes in what you pinned, moved and named, and changes none of it." }),
      el("label", { class: "cxw-row" }, el("span", { text: "How many themes" }), field),
      el("div", { class: "cxw-row" }, button("Draft themes", go, { class: "cxw-button cxw-primary" }), this.board?.drafted && button("Preview", look, { title: "Says what would change, and changes nothing" }), button("Cancel", () => this.app.popovers.close())),
    );
    this.app.popovers.open(anchor, panel, field);
  }

  /** What a re-run would change, with the choice to carry it out. */
  preview(result, n) {
    const fresh = result.themes.filter((theme) => theme.now < 0);
    const gone = result.themes.filter((theme) => theme.then < 0);
    const kept = result.themes.filter((theme) => theme.now >= 0 && theme.then >= 0);
    const list = (title, themes, words) => themes.length > 0 && el("div", {}, el("h4", { class: "cxw-eyebrow", text: `${title}: ${themes.length}` }), el("ul", { class: "cxw-small" }, ...themes.slice(0, 12).map((theme) => el("li", { text: words(theme), dir: "auto" }))));
    const carry = button("Draft so", () => { this.app.popovers.close(); this.app.start("themes", n); }, { class: "cxw-button cxw-primary" });
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "What drafting again would change", class: "cxw-form" },
      el("p", { text: `${count(result.moved, "quote")} of ${result.segments} would move; ${result.held} stay where a person put them.` }),
      result.lost > 0 && el("p", { class: "cxw-thin", text: `${count(result.lost, "decision")} would have to be placed again.` }),
      list("New", fresh, (theme) => `${theme.name} (${theme.then})`),
      list("Gone", gone, (theme) => `${theme.name} (${theme.now})`),
      list("Kept", kept, (theme) => `${theme.name}: ${theme.now} → ${theme.then}`),
      el("div", { class: "cxw-row" }, carry, button("Leave it as it is", () => this.app.popovers.close())),
    );
    this.app.popovers.open(this.filter, panel, carry, this.draftButton);
  }

  // ── parts of a theme ──

  /** Look for sub-themes beside the notebook; nothing changes. */
  findParts() {
    const theme = this.theme();
    if (theme) this.app.start("parts", null, (found) => this.showParts(found), { theme: theme.key });
  }

  async showParts(found) {
    const theme = this.theme(found.theme);
    if (!theme) return;
    if (!found.parts.length) {
      this.app.toast(`“${theme.name}” is of one piece: nothing in it stands apart.`);
      return;
    }
    const ids = found.parts.flatMap((part) => part.segments.slice(0, 2));
    const { items } = await this.app.ask("themes", "these", { segments: ids });
    const said = new Map(items.map((quote) => [quote.id, quote]));
    const above = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", class: "cxw-tick" }));
    above.checked = true;
    const part = (one) => {
      const name = /** @type {HTMLInputElement} */ (el("input", { class: "cxw-input", dir: "auto", "aria-label": `Name of the part “${one.name}”` }));
      name.value = one.name;
      onEnter(name, () => split());
      const quotes = one.segments.slice(0, 2).filter((id) => said.has(id)).map((id) => said.get(id));
      const node = el(
        "li",
        { class: "cxw-part" },
        el("div", { class: "cxw-row" }, name, el("span", { class: "cxw-small cxw-soft", text: count(one.n, "quote") })),
        ...quotes.map((quote) => el("p", { class: "cxw-small", dir: "auto" }, `“${quote.text}” `, el("bdi", { class: "cxw-soft", text: quote.participant }))),
      );
      return { node, name, segments: one.segments };
    };
    const parts = found.parts.map(part);
    const split = () => {
      const named = Object.fromEntries(parts.map(({ name, segments }) => [name.value.trim(), segments]));
      const short = parts.find(({ name }) => !name.value.trim()) ?? (Object.keys(named).length < parts.length ? parts[0] : null);
      if (short) {
        this.app.toast("Each part needs a name of its own.", { alarm: true });
        return short.name.focus();
      }
      this.app.popovers.close();
      const done = ({ decisions }) => this.app.toast(`Split “${theme.name}” into ${count(parts.length, "part")}.`, { undo: decisions });
      return this.app.start("split", null, done, { theme: theme.key, parts: named, below: above.checked });
    };
    const carry = button("Split so", split, { class: "cxw-button cxw-primary" });
    const panel = el(
      "div",
      { role: "dialog", "aria-label": `Parts of “${theme.name}”`, class: "cxw-form cxw-partsform" },
      el("p", { text: `“${theme.name}” falls into ${count(parts.length, "part")}; its other quotes follow the ones most like them.`, dir: "auto" }),
      el("ul", { class: "cxw-parts", "aria-label": "Parts" }, ...parts.map(({ node }) => node)),
      el("label", { class: "cxw-row" }, above, el("span", { text: "Keep the theme above them" })),
      el("div", { class: "cxw-row" }, carry, button("Leave it as it is", () => this.app.popovers.close())),
    );
    this.app.popovers.open(this.filter, panel, carry, this.partsButton);
    this.app.say(`${count(parts.length, "part")} found`);
  }

  // ── drag ──

  pickUp(target) {
    const row = /** @type {HTMLElement|null} */ (target.closest(".cxw-quote"));
    if (row) {
      const quote = this.quotes.items.get(Number(row.dataset.index));
      if (!quote) return null;
      const quotes = this.chosen.has(quote.id) ? [...this.chosen.values()] : [quote];
      return {
        label: quotes.length === 1 ? quote.text : count(quotes.length, "quote"),
        payload: { quotes },
        accepts: (drop) => this.mapped || drop !== this.shown,
      };
    }
    const theme = this.theme(/** @type {HTMLElement|null} */ (target.closest(".cxw-theme-open"))?.dataset.key ?? "");
    return theme ? { label: `Merge “${theme.name}” into …`, payload: { theme: theme.key }, accepts: (drop) => drop !== theme.key && drop !== UNSORTED } : null;
  }

  dropped(payload, drop) {
    if (payload.quotes) this.moveTo(payload.quotes, drop);
    else this.mergeInto(payload.theme, drop);
  }

  // ── keys ──

  keyInThemes(event) {
    const entries = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(".cxw-theme-open")]);
    const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return false;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined && entries[to]) {
      entries[at].tabIndex = -1;
      entries[to].tabIndex = 0;
      entries[to].focus();
      this.select(entries[to].dataset.key);
      return true;
    }
    if (event.key === "ArrowRight") return this.quotes.focus(), true;
    if (event.key === "Enter" && this.theme()) return this.themeMenu(entries[at]), true;
    return false;
  }

  keyInQuotes(event) {
    const row = /** @type {HTMLElement|null} */ (document.activeElement?.closest?.("[data-index]"));
    if (!row || !this.quotes.node.contains(row)) return false;
    const index = Number(row.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.quotes.total - 1, PageDown: index + 8, PageUp: index - 8 }[event.key];
    if (to !== undefined) return this.quotes.focus(to), true;
    const quote = this.quotes.items.get(index);
    if (event.key === "ArrowLeft") return this.current()?.focus(), true;
    if (!quote) return false;
    if (event.key === " ") return this.choose(index, !this.chosen.has(quote.id), event), true;
    if (event.key === "Enter" && document.activeElement === row) return this.quoteMenu(row, quote, index), true;
    return false;
  }

  key(event) {
    if ((this.mapped && this.map.key(event)) || this.keyInThemes(event) || this.keyInQuotes(event)) return true;
    const one = this.mapped ? () => undefined : (run) => run();
    const anchor = document.activeElement && this.node.contains(document.activeElement) ? document.activeElement : this.name;
    const commands = {
      m: () => this.move(anchor),
      n: () => this.fresh(anchor),
      x: () => this.split(anchor),
      p: () => this.pin(),
      s: () => this.switch("star"),
      h: () => this.switch("hide"),
      t: () => this.subject()[0] && this.jump(this.subject()[0]),
      r: () => one(() => this.rename(anchor)),
      g: () => one(() => this.merge(anchor)),
      f: () => one(() => this.findParts()),
      c: () => one(() => this.colour(anchor)),
      w: () => one(() => this.seed(anchor)),
      b: () => this.link(true),
      a: () => this.link(false),
      v: () => this.toggleMap(),
      delete: () => !this.mapped && this.list.contains(document.activeElement) && this.remove(),
      "/": () => this.search.focus(),
    };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }

  close() {
    this.quotes.close();
    this.map.close();
    clearTimeout(this.timer);
  }
}
