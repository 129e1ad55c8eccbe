// Activity: every decision, newest first; undo of any, a look at any earlier state, orphans and conflicts.
import { button, count, el, fill } from "../lib/el.js";
import { Listing } from "../lib/listing.js";

export function create(app) {
  return new Activity(app);
}

class Activity {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Decision before, decision after"],
    ["U", "Take the decision back"],
    ["L", "Look at the study as it stood then"],
    ["Esc", "Back to now"],
  ]);

  constructor(app) {
    this.app = app;
    this.next = el("p", { class: "cxw-small" });
    this.undoButton = button("Undo", () => app.undo());
    this.redoButton = button("Redo", () => app.redo());
    this.beginning = button("Look at the beginning", () => app.look(0));
    this.troubles = el("div", { class: "cxw-troubles" });
    this.list = new Listing({
      label: "Decisions, newest first",
      estimate: 46,
      load: (offset, limit) => this.load(offset, limit),
      row: (row) => this.row(row),
      empty: () => el("p", { class: "cxw-soft", text: "Nothing has been decided yet. Whatever you change is listed here, and can be taken back." }),
    });
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row cxw-spread" }, this.next, el("div", { class: "cxw-row" }, this.undoButton, this.redoButton, this.beginning)),
      this.troubles,
      this.list.node,
    );
  }

  async load(offset, limit) {
    const page = await this.app.ask("activity", "", { offset, limit });
    this.head(page);
    return page;
  }

  async refresh() {
    await this.list.reload();
    await this.drawTroubles();
  }

  head(page) {
    fill(
      this.next,
      el("strong", { text: count(page.total, "decision") }),
      page.undo ? el("span", { class: "cxw-soft", text: ` · Undo would take back: ${page.undo}`, dir: "auto" }) : null,
    );
    /** @type {HTMLButtonElement} */ (this.undoButton).disabled = !page.undo;
    /** @type {HTMLButtonElement} */ (this.redoButton).disabled = !page.redo;
    this.redoButton.title = page.redo;
    this.beginning.hidden = !page.total;
    this.many = { orphans: page.orphans, conflicts: page.conflicts };
  }

  async drawTroubles() {
    const parts = [];
    if (this.many?.conflicts) {
      const { items } = await this.app.ask("activity", "conflicts");
      parts.push(this.box(`${count(items.length, "conflict")}: two researchers decided differently, the last word stands`, items.map((item) => this.conflict(item))));
    }
    if (this.many?.orphans) {
      const { items } = await this.app.ask("activity", "orphans");
      parts.push(this.box(`${count(items.length, "decision")} without a target: what they were about is gone`, items.map((item) => this.orphan(item))));
    }
    fill(this.troubles, ...parts);
  }

  box(title, rows) {
    return el("details", { class: "cxw-trouble" }, el("summary", { text: title }), el("ul", {}, ...rows));
  }

  conflict(item) {
    return el(
      "li",
      {},
      el("p", { dir: "auto", text: `${item.about}, ${item.field.replace("tag:", "label ")}` }),
      ...item.words.map((word, place) =>
        el(
          "p",
          { class: "cxw-row cxw-small" },
          el("span", { text: `${word.researcher}: ${word.said}${place === item.words.length - 1 ? " (stands)" : ""}`, dir: "auto" }),
          word.value !== null && item.field !== "link" && button("Let this hold", () => this.app.act("settle", { target: item.target, field: item.field, value: word.value }, { said: "Settled." }), { "aria-label": `Let hold what ${word.researcher} decided: ${word.said}` }),
          item.field === "link" && button("Take back", () => this.takeBack(word), { "aria-label": `Take back what ${word.researcher} decided: ${word.said}` }),
        ),
      ),
    );
  }

  orphan(item) {
    return el(
      "li",
      {},
      el("p", { text: `${item.researcher}: ${item.said}`, dir: "auto" }),
      el("p", { class: "cxw-soft cxw-small", text: item.reason }),
      ...item.quotes.map((quote) => el("blockquote", { class: "cxw-small", text: quote, dir: "auto" })),
      el("div", { class: "cxw-row" }, button("Place again …", (event) => this.placeAgain(event.currentTarget, item), { "aria-haspopup": "listbox", "aria-label": `Place again: ${item.said}` }), button("Take it back", () => this.takeBack(item), { "aria-label": `Take back: ${item.said}` })),
    );
  }

  /** Let a person say where something whose target is gone belongs now. */
  async placeAgain(anchor, item) {
    const words = item.about === "theme" ? "" : (item.quotes[0] ?? "").split(/\s+/).slice(0, 4).join(" ");
    const look = async (text) => (await this.app.ask("activity", "places", { about: item.about, words: text })).items;
    const options = await look(words);
    this.app.pick(anchor, item.about === "theme" ? "To which theme" : "To which quote: type some of its words", options, (target) => this.app.act("orphan.place", { decision: item.uuid, missing: item.missing, target }, { said: "Placed again." }), { look });
  }

  row(row) {
    const when = new Date(row.time);
    const day = when.toDateString() === new Date().toDateString() ? "" : `${when.toLocaleDateString("en-CA")} `;
    const time = `${day}${when.toLocaleTimeString("en-GB")}`;
    const resting = row.resting ? ` and ${row.resting} that rest on it` : "";
    return el(
      "div",
      { class: `cxw-decision${row.stands || row.undo ? "" : " cxw-gone"}` },
      el("span", { class: "cxw-number", text: String(row.number), "aria-label": `Decision ${row.number}` }),
      el("div", { class: "cxw-decision-body" }, el("span", { text: row.said, dir: "auto" }), el("span", { class: "cxw-soft cxw-small" }, el("bdi", { text: row.researcher }), ` · ${time}`, !row.stands && !row.undo && " · taken back")),
      row.stands && button("Undo", () => this.takeBack(row), { "aria-label": `Undo decision ${row.number}${resting}`, tabindex: -1 }),
      button("Look", () => this.app.look(row.number, time), { "aria-label": `Look at the study after decision ${row.number}`, tabindex: -1 }),
    );
  }

  takeBack(row) {
    this.app.act("undo", { decisions: [row.uuid], together: true }, { said: row.resting ? `Took back decision ${row.number} and ${row.resting} that rested on it.` : "Took it back." });
  }

  key(event) {
    const row = /** @type {HTMLElement|null} */ (document.activeElement?.closest?.("[data-index]"));
    if (event.key === "Escape" && this.app.asOf !== null) return this.app.look(null), true;
    if (!row || !this.list.node.contains(row)) return false;
    const index = Number(row.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.list.total - 1 }[event.key];
    if (to !== undefined) return this.list.focus(to), true;
    const item = this.list.items.get(index);
    if (!item) return false;
    if (event.key.toLowerCase() === "u" && item.stands) return this.takeBack(item), true;
    if (event.key.toLowerCase() === "l") return this.app.look(item.number), true;
    return false;
  }

  close() {
    this.list.close();
  }
}
