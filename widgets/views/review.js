// The review of pseudonyms: every stand-in and every capitalised word that nothing was put for, one key each.
import { button, count, el, fill, icon } from "../lib/el.js";
import { Listing } from "../lib/listing.js";

const FILTERS = [
  ["open", "To look at"],
  ["unknown", "Not hidden"],
  ["hidden", "Hidden"],
  ["all", "All"],
];
const EMPTY = {
  open: "Every word has been looked at.",
  unknown: "No capitalised word was left as it is.",
  hidden: "Nothing is hidden in this study.",
  all: "There is nothing to review yet; add transcripts first.",
};
const SAID = { keep: "kept", reveal: "revealed", hide: "hidden by hand" };

export function create(app) {
  return new Review(app);
}

class Review {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Word above, word below"],
    ["K", "Keep: it may stand as it does"],
    ["H", "Hide the word behind a new stand-in"],
    ["J", "Hide it as somebody who is hidden already"],
    ["V", "Reveal what a stand-in stands for"],
    ["O", "Open again: ask about it once more"],
    ["T", "Show in the transcript"],
    ["F", "Next filter"],
    ["W", "What researchers wrote of somebody hidden"],
    ["/", "Search the words"],
    ["Enter", "Menu of a word"],
    ["Ctrl Z", "Take back the last answer"],
  ]);

  constructor(app) {
    this.app = app;
    this.board = null;
    this.filter = "open";
    /** @type {(() => any)[]} */
    this.backs = []; // takes back what was answered here, newest last; what was answered stands in the study
    this.build();
  }

  build() {
    this.bar = el("progress", { max: 1, "aria-label": "Looked at" });
    this.words = el("strong", { class: "cxw-small" });
    this.state = el("span", { class: "cxw-small cxw-soft" });
    this.filters = el("div", { class: "cxw-row", role: "group", "aria-label": "Which words" });
    this.search = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", class: "cxw-input", placeholder: "Search the words", "aria-label": "Search the words", on: { input: () => this.soon() } })
    );
    this.list = new Listing({
      label: "Words",
      estimate: 84,
      load: (offset, limit) => this.app.ask("review", "rows", { filter: this.filter, search: this.search.value, offset, limit }),
      row: (row, index) => this.row(row, index),
      empty: () => el("p", { class: "cxw-soft", text: this.search.value ? "No word here holds these letters." : EMPTY[this.filter] }),
    });
    this.ownWords = el("summary", { class: "cxw-small" });
    this.ownList = el("ul", { "aria-label": "Own words" });
    this.own = /** @type {HTMLDetailsElement} */ (el("details", { class: "cxw-own", hidden: true }, this.ownWords, this.ownList));
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row cxw-progress" }, this.words, this.bar, this.state),
      this.own,
      el("div", { class: "cxw-row cxw-spread" }, this.filters, this.search),
      this.list.node,
    );
  }

  // ── showing ──

  async refresh() {
    do {
      this.board = await this.app.ask("review");
      this.drawHead();
      this.drawOwn();
    } while (this.board.looked < this.board.of && this.node.isConnected);
    await this.list.reload();
  }

  drawHead() {
    const { board } = this;
    const total = board.counts.unknown;
    const looking = board.looked < board.of;
    this.words.textContent = looking ? `Looking through the interviews: ${board.looked.toLocaleString("en")} of ${count(board.of, "turn")}` : `${board.answered} of ${total} looked at`;
    const bar = /** @type {HTMLProgressElement} */ (this.bar);
    bar.value = looking ? board.looked / board.of : total ? board.answered / total : 1;
    const by = board.researchers.map(({ name, time }) => `${name} (${new Date(time).toLocaleDateString("en-CA")})`).join(", ");
    fill(
      this.state,
      board.done && !looking ? icon("check") : null,
      el("span", { text: looking ? "" : board.done ? (by ? `Reviewed by ${by}` : "Nothing was left to review") : `Exports say “not reviewed” until every word is looked at${by ? `; so far by ${by}` : ""}`, dir: "auto" }),
    );
    this.state.classList.toggle("cxw-reviewed", board.done && !looking);
    fill(
      this.filters,
      ...FILTERS.map(([name, label]) =>
        button(el("span", {}, label, " ", el("span", { class: "cxw-number", text: board.counts[name].toLocaleString("en") })), () => this.choose(name), { "aria-pressed": String(name === this.filter), data: { filter: name } }),
      ),
    );
  }

  /** What researchers wrote themselves of somebody hidden: nobody's own words change without being asked. */
  drawOwn() {
    const { own } = this.board;
    const held = this.ownList.contains(document.activeElement);
    this.own.hidden = !own.length;
    this.ownWords.textContent = `${count(own.length, "decision")} still ${own.length === 1 ? "names" : "name"} somebody hidden, in a researcher's own words`;
    const hide = (decisions, label, name) => button(label, () => this.hideOwn(decisions), { class: "cxw-button cxw-small", "aria-label": name });
    fill(
      this.ownList,
      ...own.map((one) =>
        el(
          "li",
          { class: "cxw-row cxw-spread" },
          el("span", {}, el("span", { text: one.text, dir: "auto" }), " ", el("span", { class: "cxw-soft cxw-small", text: `${one.what}, ${one.researcher}, ${new Date(one.time).toLocaleDateString("en-CA")}`, dir: "auto" })),
          hide([one.decision], "Hide it there too", `Hide it there too: ${one.text}`),
        ),
      ),
      own.length > 1 && el("li", {}, hide(own.map((one) => one.decision), "Hide it in all of them")),
    );
    if (held) /** @type {HTMLElement} */ (this.ownList.querySelector("button") ?? this.list.node).focus();
  }

  hideOwn(decisions) {
    this.app.act("review.own", { decisions }, { said: `Hid it in ${count(decisions.length, "decision")}; revealing the stand-in takes it back.` });
  }

  async choose(name) {
    this.filter = name;
    const held = this.filters.contains(document.activeElement);
    this.drawHead();
    if (held) /** @type {HTMLElement} */ (this.filters.querySelector(`[data-filter="${name}"]`)).focus();
    await this.list.reload({ keep: false });
    this.app.say(`${FILTERS.find(([other]) => other === name)[1]}: ${count(this.list.total, "word")}`);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.list.reload({ keep: false }), 150);
  }

  row(row, index) {
    const hidden = row.kind === "hidden";
    const often = `${count(row.count, "time")} in ${count(row.files, "interview")}`;
    const act = (label, key, run) => button(el("span", {}, label, " ", el("kbd", { text: key, "aria-hidden": "true" })), run, { tabindex: -1, "aria-label": `${label} ${row.word}` });
    return el(
      "div",
      { class: "cxw-review-row", data: { word: row.word } },
      el(
        "div",
        { class: "cxw-review-body" },
        el(
          "p",
          { class: "cxw-foot" },
          el("bdi", { class: "cxw-review-word", text: row.word }),
          el("span", { text: often }),
          hidden && !row.decision && el("span", { text: "stand-in" }),
          row.decision && el("span", { class: "cxw-mark" }, icon(row.decision === "hide" ? "hide" : "check"), el("span", { text: SAID[row.decision] })),
        ),
        el("ul", { class: "cxw-places" }, ...row.places.map((place) => this.place(place))),
      ),
      el(
        "div",
        { class: "cxw-row cxw-review-acts" },
        row.decision !== "keep" && row.decision !== "hide" && act("Keep", "K", () => this.keep(row)),
        !hidden && act("Hide", "H", () => this.hide(row)),
        hidden && !row.participant && act("Reveal", "V", () => this.ask(row, index)),
        button(icon("more"), (event) => this.menu(event.currentTarget, row, index), { class: "cxw-button cxw-bare", "aria-label": `What to do with ${row.word}`, "aria-haspopup": "menu", tabindex: -1 }),
      ),
    );
  }

  place(place) {
    const where = [place.who, place.name, place.at].filter(Boolean).join(" · ");
    return el(
      "li",
      {},
      el("span", { dir: "auto" }, place.before, el("mark", { text: place.match }), place.after),
      " ",
      this.app.has("transcripts") ? el("button", { type: "button", class: "cxw-link cxw-small", tabindex: -1, title: "Show in the transcript", on: { click: () => this.jump(place) } }, el("bdi", { text: where })) : el("bdi", { class: "cxw-soft cxw-small", text: where }),
    );
  }

  jump(place) {
    if (place && this.app.has("transcripts")) this.app.go("transcripts", { source: place.source, turn: place.turn });
  }

  // ── answers ──

  /** Hand an answer in; `leaves` takes the row out of the list at once where the filter will not show it any more. */
  answer(row, action, args, how, leaves) {
    const index = this.list.find((other) => other.word === row.word && other.kind === row.kind);
    if (leaves && index >= 0) this.list.drop(index);
    const back = (done) => {
      this.backs = this.backs.filter((other) => other !== undo);
      return how.back(done);
    };
    let undo = null;
    return this.app.act(action, args, { ...how, back }).then((done) => {
      if (!done) return;
      undo = () => back(done);
      this.backs.push(undo);
    });
  }

  keep(row) {
    this.answer(row, "review.keep", { words: [row.word] }, { said: `${row.word} stays as it is.`, back: () => this.app.act("review.open", { words: [row.word] }) }, this.filter === "open");
  }

  hide(row, standIn = "") {
    const said = (done) => `Hid it behind ${done.stand_in} in ${count(done.interviews, "interview")}.${done.own ? ` ${count(done.own, "decision")} in researchers' own words to look at (W).` : ""}`;
    const back = (done) => this.app.act("review.reveal", { stand_in: done.stand_in }).then((revealed) => revealed && this.app.act("review.open", { words: [row.word] }));
    const unknown = this.filter === "open" || this.filter === "unknown";
    this.answer(row, "review.hide", { word: row.word, stand_in: standIn }, { said, back: standIn ? () => this.app.toast("It shares its stand-in with others: reveal the stand-in to take both back.") : back }, unknown);
  }

  async hideAs(anchor, row) {
    const { items } = await this.app.ask("review", "people");
    this.app.pick(anchor, `Hide ${row.word} as`, items.map((value) => ({ value, label: value })), (value) => this.hide(row, value), { back: this.list.node });
  }

  open(row) {
    if (row.kind === "unknown" && row.decision) this.answer(row, "review.open", { words: [row.word] }, { said: `${row.word} is to be looked at again.`, back: () => this.app.act("review.keep", { words: [row.word] }) }, false);
    else if (row.decision === "keep") this.answer(row, "review.open", { words: [row.word] }, { said: `${row.word} is open again.`, back: () => this.app.act("review.keep", { words: [row.word] }) }, false);
  }

  /** Ask before a name comes back into the text: what it looks like is told, the name itself stays in the key. */
  async ask(row, index) {
    if (row.kind !== "hidden" || row.participant) return;
    const { veiled } = await this.app.ask("review", "behind", { word: row.word });
    const anchor = this.list.nodes.get(index) ?? this.list.node;
    const go = button("Reveal", () => {
      this.app.popovers.close();
      this.answer(row, "review.reveal", { stand_in: row.word }, { said: (done) => `Put back what ${row.word} stood for in ${count(done.interviews, "interview")}.`, back: () => this.app.toast("Hide it again on its own row, under “Not hidden”.") }, this.filter === "hidden");
    }, { class: "cxw-button cxw-primary" });
    const panel = el(
      "div",
      { role: "dialog", "aria-label": `Reveal what ${row.word} stands for`, class: "cxw-form" },
      veiled
        ? el("p", { text: `${row.word} stands for something written ${veiled}. Revealed, it stands in ${count(row.files, "interview")} for everybody who opens the study.`, dir: "auto" })
        : el("p", { text: `The key beside the study does not know ${row.word}; it came with the transcript and stays.`, dir: "auto" }),
      el("div", { class: "cxw-row" }, veiled && go, button("Leave it hidden", () => this.app.popovers.close())),
    );
    this.app.popovers.open(anchor, panel, /** @type {HTMLElement} */ (panel.querySelector("button")), anchor);
  }

  menu(anchor, row, index) {
    this.list.rove(index);
    const hidden = row.kind === "hidden";
    this.app.menu(anchor, row.word, [
      row.decision !== "keep" && row.decision !== "hide" && { label: "Keep as it is", key: "K", run: () => this.keep(row) },
      !hidden && { label: "Hide", key: "H", run: () => this.hide(row) },
      !hidden && { label: "Hide as somebody hidden already …", key: "J", run: () => this.hideAs(anchor, row) },
      hidden && !row.participant && { label: "Reveal …", key: "V", run: () => this.ask(row, index) },
      (row.decision === "keep" || row.decision === "reveal") && { label: "Open again", key: "O", run: () => this.open(row) },
      this.app.has("transcripts") && row.places.length > 0 && { label: "Show in the transcript", key: "T", run: () => this.jump(row.places[0]) },
    ]);
  }

  /** The last answer given here, taken back; those of earlier sittings are changed on their rows. */
  undo() {
    const back = this.backs.pop();
    if (back) back();
    else this.app.toast("Nothing was answered here since you opened it; O on a word opens it again.");
  }

  // ── keys ──

  key(event) {
    const key = event.key.toLowerCase();
    if (key === "/") return this.search.focus(), true;
    if (key === "w" && !this.own.hidden) {
      this.own.open = true;
      return /** @type {HTMLElement} */ (this.ownList.querySelector("button")).focus(), true;
    }
    if (key === "f") {
      const at = FILTERS.findIndex(([name]) => name === this.filter);
      return this.choose(FILTERS[(at + 1) % FILTERS.length][0]), true;
    }
    const node = /** @type {HTMLElement|null} */ (document.activeElement?.closest?.("[data-index]"));
    if (!node || !this.list.node.contains(node)) {
      if (event.key === "ArrowDown" && !this.list.node.contains(document.activeElement)) return this.list.focus(), true;
      return false;
    }
    const index = Number(node.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.list.total - 1, PageDown: index + 6, PageUp: index - 6 }[event.key];
    if (to !== undefined) return this.list.focus(to), true;
    const row = this.list.items.get(index);
    if (!row) return false;
    if (event.key === "Enter") return document.activeElement === node && (this.menu(node, row, index), true);
    const unknown = row.kind === "unknown";
    const commands = { k: () => row.decision !== "hide" && this.keep(row), h: () => unknown && this.hide(row), j: () => unknown && this.hideAs(node, row), v: () => this.ask(row, index), o: () => this.open(row), t: () => this.jump(row.places[0]) };
    commands[key]?.();
    return Boolean(commands[key]);
  }

  close() {
    this.list.close();
    clearTimeout(this.timer);
  }
}
