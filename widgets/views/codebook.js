// The codebook: the tree of codes on one side, what a code is for and the words it is on on the other.
import { button, count, el, fill, icon } from "../lib/el.js";
import { colourOptions } from "../lib/colours.js";
import { draggable } from "../lib/drag.js";
import { Listing } from "../lib/listing.js";

const TOP = "top";
const FIELDS = [
  ["description", "What it is about"],
  ["include", "To be coded so"],
  ["exclude", "Not to be coded so"],
];

export function create(app) {
  return new Codebook(app);
}

class Codebook {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Next code, or next place"],
    ["→  ←", "From a code to its words and back"],
    ["N", "New code at the top"],
    ["B", "New code below this one"],
    ["R", "Rename"],
    ["U", "Put under another code"],
    ["G", "Merge into another code"],
    ["Delete", "Delete the code, or take it off the words"],
    ["M", "Another code on the words"],
    ["T", "Show the words in the transcript"],
    ["Enter", "Menu of a code or of its words"],
  ]);

  constructor(app) {
    this.app = app;
    this.tree = null;
    this.code = null;
    this.filter = /** @type {HTMLInputElement} */ (el("input", { type: "search", class: "cxw-input", placeholder: "Filter codes", "aria-label": "Filter codes", on: { input: () => this.drawTree() } }));
    this.list = el("ul", { class: "cxw-themelist cxw-scroll", "aria-label": "Codes" });
    this.total = el("p", { class: "cxw-soft cxw-small" });
    this.deleted = button("Deleted …", (event) => this.restore(event.currentTarget), { class: "cxw-button cxw-bare cxw-small" });
    const side = el(
      "nav",
      { class: "cxw-side", "aria-label": "Codes" },
      el("div", { class: "cxw-row" }, this.filter, button("New code …", (event) => this.make(event.currentTarget))),
      this.list,
      el("div", { class: "cxw-row cxw-spread" }, this.total, this.deleted),
    );
    this.head = el("div", { class: "cxw-codehead" });
    this.codings = new Listing({
      label: "Words that bear the code",
      estimate: 62,
      load: (offset, limit) => this.app.ask("codebook", "codings", { code: this.code ?? "", offset, limit }),
      row: (coding) => this.row(coding),
      empty: () =>
        el("p", {
          class: "cxw-soft",
          text: this.tree?.codes.length ? "This code is on no words yet: choose words in a transcript and press C." : "There are no codes yet. Make one here, or choose words in a transcript and press C.",
        }),
    });
    this.node = el("div", {}, side, el("div", { class: "cxw-main" }, this.head, this.codings.node));
    draggable(this.node, app.root, { pick: (target) => this.pickUp(target), drop: (payload, drop) => this.dropped(payload, drop) });
  }

  async refresh() {
    this.tree = await this.app.ask("codebook");
    const changed = !this.tree.codes.some((code) => code.key === this.code);
    if (changed) this.code = this.tree.codes[0]?.key ?? null;
    this.drawTree();
    this.drawHead();
    await this.codings.reload({ keep: !changed });
  }

  async show(place) {
    if (place.code) this.code = place.code;
    await this.refresh();
  }

  one(key = this.code) {
    return this.tree?.codes.find((code) => code.key === key);
  }

  drawTree() {
    if (!this.tree) return;
    const focused = this.list.contains(document.activeElement);
    const words = this.filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.tree.codes.filter((code) => words.every((word) => code.path.toLocaleLowerCase().includes(word)));
    fill(
      this.list,
      ...shown.map((code) =>
        el(
          "li",
          { class: "cxw-theme", data: { drop: code.key }, style: { "--depth": String(code.depth) } },
          el(
            "button",
            {
              type: "button", class: "cxw-theme-open cxw-code-open", "aria-current": code.key === this.code ? "true" : null, tabindex: code.key === this.code ? 0 : -1,
              data: { key: code.key }, title: code.path, style: code.colour ? { "--code": code.colour } : {}, on: { click: () => this.select(code.key) },
            },
            el("span", { class: "cxw-theme-title", text: code.name, dir: "auto" }),
            el("span", { class: "cxw-theme-notes" }, el("span", { text: count(code.n, "place") }), el("span", { text: `${code.participants} of ${this.tree.of}` }), code.depth > 0 && el("span", { class: "cxw-unseen", text: `under ${this.one(code.parent)?.path}` })),
          ),
        ),
      ),
      this.tree.codes.some((code) => code.depth > 0) && el("li", { class: "cxw-theme cxw-pile cxw-topzone", data: { drop: TOP } }, el("span", { class: "cxw-soft cxw-small", text: "Drop here: to the top" })),
    );
    if (!this.list.querySelector('[tabindex="0"]')) this.list.querySelector("button")?.setAttribute("tabindex", "0");
    if (focused) /** @type {HTMLElement|null} */ (this.list.querySelector('[aria-current="true"]'))?.focus({ preventScroll: true });
    this.total.textContent = `${count(this.tree.codes.length, "code")} on ${count(this.tree.codings, "place")}`;
    this.deleted.hidden = !this.tree.deleted.length;
  }

  async select(key) {
    this.code = key;
    this.drawTree();
    this.drawHead();
    await this.codings.reload({ keep: false });
  }

  drawHead() {
    const code = this.one();
    if (!code) return fill(this.head);
    const act = (words, run, props = {}) => button(words, (event) => run(event.currentTarget), props);
    return fill(
      this.head,
      el(
        "div",
        { class: "cxw-row cxw-spread" },
        el("h3", { class: "cxw-theme-name", text: code.path, dir: "auto" }),
        el("div", { class: "cxw-row" }, act("Rename", (a) => this.rename(a)), act("Colour …", (a) => this.colour(a), { "aria-haspopup": "listbox" }), act("Merge …", (a) => this.merge(a), { "aria-haspopup": "listbox" }), act(icon("more"), (a) => this.menu(a), { class: "cxw-button cxw-bare", "aria-label": "More about this code", "aria-haspopup": "menu" })),
      ),
      el("p", { class: "cxw-small cxw-soft", text: `${count(code.n, "place")} from ${code.participants} of ${count(this.tree.of, "participant")} · made by ${code.by}` }),
      el(
        "dl",
        { class: "cxw-codefields" },
        ...FIELDS.flatMap(([field, title]) => [
          el("dt", { class: "cxw-eyebrow", text: title }),
          el("dd", {}, el("span", { text: code[field] || "—", dir: "auto" }), act("Edit", (a) => this.write(a, field, title), { class: "cxw-button cxw-bare cxw-small", "aria-label": `Edit: ${title}` })),
        ]),
      ),
      code.memos.length > 0 && el("ul", { class: "cxw-memos" }, ...code.memos.map((memo) => el("li", { class: "cxw-small" }, el("span", { text: `${memo.by}: ${memo.text}`, dir: "auto" }), button(icon("close"), () => this.app.act("memo.remove", { decision: memo.decision }, { said: "Took the memo away." }), { class: "cxw-button cxw-bare", "aria-label": "Take the memo away" })))),
    );
  }

  row(coding) {
    return el(
      "div",
      { class: "cxw-quote" },
      el("span", { class: "cxw-grip", "aria-hidden": "true", title: "Drag" }, icon("grip")),
      el(
        "div",
        { class: "cxw-quote-body" },
        el("p", { class: "cxw-words", text: coding.text, dir: "auto" }),
        el("div", { class: "cxw-foot" }, el("button", { type: "button", class: "cxw-link", tabindex: -1, on: { click: () => this.jump(coding) } }, el("bdi", { text: [coding.who, coding.at].filter(Boolean).join(" · ") || coding.name })), el("bdi", { text: coding.name }), el("span", {}, "coded by ", el("bdi", { text: coding.researcher }))),
      ),
      button(icon("more"), (event) => this.codingMenu(event.currentTarget, coding), { class: "cxw-button cxw-bare cxw-more", "aria-label": "What to do with these words", "aria-haspopup": "menu", tabindex: -1 }),
    );
  }

  jump(coding) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: coding.source, turn: coding.turn });
  }

  // ── edits ──

  make(anchor, under = null) {
    const above = this.one(under);
    this.app.prompt(anchor, { label: above ? `Name of a code under “${above.path}”` : "Name of the code", done: "Make it" }, (name) => this.app.act("code.new", { name, under }, { said: `Made the code “${name}”.` }));
  }

  rename(anchor) {
    const code = this.one();
    if (code) this.app.prompt(anchor, { label: "Name of the code", value: code.name, done: "Rename" }, (value) => value !== code.name && this.app.act("code.edit", { code: code.key, field: "name", value }, { said: `Renamed to “${value}”.` }));
  }

  write(anchor, field, title) {
    const code = this.one();
    this.app.prompt(anchor, { label: `${title}: ${code.name}`, value: code[field], done: "Write", long: true }, (value) => this.app.act("code.edit", { code: code.key, field, value }, { said: "Written." }));
  }

  colour(anchor) {
    const code = this.one();
    this.app.pick(anchor, "Colour", colourOptions(code.colour), (value) => this.app.act("code.edit", { code: code.key, field: "colour", value }, { said: "Coloured." }));
  }

  others(key) {
    return this.tree.codes.filter((code) => code.key !== key).map((code) => ({ value: code.key, label: code.path, note: count(code.n, "place") }));
  }

  merge(anchor) {
    const code = this.one();
    if (code) this.app.pick(anchor, `Merge “${code.path}” into`, this.others(code.key), (into) => this.mergeInto(code.key, into));
  }

  mergeInto(key, into) {
    const [gone, kept] = [this.one(key), this.one(into)];
    this.code = into;
    this.app.act("code.merge", { into, codes: [key] }, { said: `Merged “${gone.path}” into “${kept.path}”.` });
  }

  under(anchor) {
    const code = this.one();
    if (code) this.app.pick(anchor, `Put “${code.name}” under`, [{ value: TOP, label: "To the top" }, ...this.others(code.key)], (key) => this.put(code.key, key));
  }

  put(key, under) {
    this.app.act("code.move", { code: key, under: under === TOP ? null : under }, { said: under === TOP ? `Put “${this.one(key).name}” to the top.` : `Put “${this.one(key).name}” under “${this.one(under).path}”.` });
  }

  remove() {
    const code = this.one();
    if (code) this.app.act("code.delete", { code: code.key }, { said: `Deleted “${code.path}” with its ${count(code.n, "coding")}.` });
  }

  restore(anchor) {
    this.app.pick(anchor, "Bring back", this.tree.deleted.map((code) => ({ value: code.key, label: code.path })), (code) => this.app.act("code.restore", { code }, { said: "Brought it back." }));
  }

  menu(anchor) {
    const code = this.one();
    this.app.menu(anchor, code.path, [
      { label: "New code below …", key: "B", run: () => this.make(anchor, code.key) },
      { label: "Rename …", key: "R", run: () => this.rename(anchor) },
      { label: "Put under …", key: "U", run: () => this.under(anchor) },
      { label: "Merge into …", key: "G", run: () => this.merge(anchor) },
      { label: "Write a memo …", run: () => this.app.prompt(anchor, { label: "Memo", done: "Write", long: true }, (text) => text && this.app.act("memo", { target: code.key, text }, { said: "Memo written." })) },
      null,
      { label: "Delete", key: "Delete", run: () => this.remove() },
    ]);
  }

  codingMenu(anchor, coding) {
    this.app.menu(anchor, "These words", [
      this.tree.codes.length > 1 && { label: "Another code …", key: "M", run: () => this.recode(anchor, coding) },
      { label: "Take the code off", key: "Delete", run: () => this.takeOff(coding) },
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(coding) },
    ]);
  }

  recode(anchor, coding) {
    this.app.pick(anchor, "Code", this.others(coding.code), (code) => this.app.act("coding.move", { coding: coding.key, code }, { said: "Put another code there." }));
  }

  takeOff(coding) {
    this.app.act("coding.remove", { coding: coding.key }, { said: "Took the code off." });
  }

  // ── drag and keys ──

  pickUp(target) {
    const row = /** @type {HTMLElement|null} */ (target.closest(".cxw-quote"));
    if (row) {
      const coding = this.codings.items.get(Number(row.dataset.index));
      return coding ? { label: coding.text, payload: { coding }, accepts: (drop) => drop !== TOP && drop !== coding.code } : null;
    }
    const code = this.one(/** @type {HTMLElement|null} */ (target.closest(".cxw-code-open"))?.dataset.key ?? "");
    return code ? { label: `Put “${code.name}” under …`, payload: { code: code.key }, accepts: (drop) => drop !== code.key && drop !== code.parent } : null;
  }

  dropped(payload, drop) {
    if (payload.coding) this.app.act("coding.move", { coding: payload.coding.key, code: drop }, { said: `Coded “${this.one(drop).path}” instead.` });
    else this.put(payload.code, drop);
  }

  key(event) {
    const focus = /** @type {HTMLElement} */ (document.activeElement);
    const entries = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(".cxw-code-open")]);
    const at = entries.indexOf(focus);
    const row = /** @type {HTMLElement|null} */ (focus?.closest?.("[data-index]"));
    const anchor = this.node.contains(focus) ? focus : this.list;
    if (at >= 0) {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (to !== undefined && entries[to]) {
        entries[at].tabIndex = -1;
        entries[to].tabIndex = 0;
        entries[to].focus();
        return this.select(entries[to].dataset.key), true;
      }
      if (event.key === "ArrowRight") return this.codings.focus(), true;
      if (event.key === "Enter") return this.menu(entries[at]), true;
      if (event.key === "Delete") return this.remove(), true;
    } else if (row && this.codings.node.contains(row)) {
      const index = Number(row.dataset.index);
      const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.codings.total - 1 }[event.key];
      if (to !== undefined) return this.codings.focus(to), true;
      const coding = this.codings.items.get(index);
      if (event.key === "ArrowLeft") return /** @type {HTMLElement|null} */ (this.list.querySelector('[aria-current="true"]'))?.focus(), true;
      if (coding && event.key === "Delete") return this.takeOff(coding), true;
      if (coding && event.key === "Enter" && focus === row) return this.codingMenu(row, coding), true;
      if (coding && event.key.toLowerCase() === "m") return this.recode(row, coding), true;
      if (coding && event.key.toLowerCase() === "t") return this.jump(coding), true;
    }
    const commands = { n: () => this.make(anchor), b: () => this.make(anchor, this.code), r: () => this.rename(anchor), u: () => this.under(anchor), g: () => this.merge(anchor) };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }

  close() {
    this.codings.close();
  }
}
