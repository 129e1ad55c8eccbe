// The transcript reader: what was said, by whom, and everything that stands on the words.
import { button, count, el, fill, icon } from "../lib/el.js";
import { Listing } from "../lib/listing.js";
import { label as labelChip } from "../lib/quote.js";
import { pointsBefore, runs, selectUnits, unitsBefore, unitsIn, wordsOf } from "../lib/words.js";

const ROLES = ["participant", "interviewer", "other"];

export function create(app) {
  return new Reader(app);
}

class Reader {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Turn before, turn after"],
    ["→  ←", "Choose the next or previous sentence"],
    ["Shift →  Shift ←", "Choose a word more, or less, at the end"],
    [".  ,", "Begin a word later, or earlier"],
    ["C", "Put a code on the chosen words"],
    ["L", "Labels of the sentence: think, feel …"],
    ["M", "Move the sentence to a theme"],
    ["S", "Star the sentence as a quote"],
    ["H", "Hide the sentence"],
    ["O", "Write a memo on the sentence"],
    ["W", "Correct the chosen words"],
    ["B", "Show its theme on the board"],
    ["Enter", "Everything that stands on the turn"],
    ["/", "Search all interviews"],
    ["<  >", "Interview before, interview after"],
  ]);

  constructor(app) {
    this.app = app;
    this.contents = null;
    this.source = null;
    this.picked = null; // {index, start, end}: chosen words of a turn, in UTF-16 units
    this.flash = null;
    this.build();
  }

  build() {
    this.sources = /** @type {HTMLSelectElement} */ (el("select", { class: "cxw-input", "aria-label": "Interview", on: { change: () => this.open(this.sources.value) } }));
    this.people = el("div", { class: "cxw-speakers", role: "group", "aria-label": "Speakers and their roles" });
    this.search = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", class: "cxw-input", placeholder: "Search all interviews", "aria-label": "Search all interviews", title: 'Words, "a phrase", begin*, -without, this OR that', on: { input: () => this.soon() } })
    );
    const filter = (name, words) => el("select", { class: "cxw-input", "aria-label": words, data: { filter: name }, on: { change: () => this.seek() } });
    this.filters = [filter("theme", "Only this theme"), filter("label", "Only this label"), filter("code", "Only this code"), filter("person", "Only this person")];
    this.back = button("Back to the interview", () => this.leaveSearch(), { hidden: true });
    this.found = el("span", { class: "cxw-soft cxw-small", "aria-live": "polite" });
    this.turns = new Listing({
      label: "Turns",
      estimate: 78,
      load: (offset, limit) => this.app.ask("transcripts", "turns", { source: this.source, offset, limit }),
      row: (turn, index) => this.row(turn, index),
      empty: () => el("p", { class: "cxw-soft", text: "There is no interview in this study yet; study.add(…) reads transcripts." }),
    });
    this.hits = new Listing({
      label: "Places found",
      estimate: 62,
      load: (offset, limit) => this.load(offset, limit),
      row: (hit) => this.hitRow(hit),
      empty: () => el("p", { class: "cxw-soft", text: "Nobody says that." }),
    });
    this.hits.node.hidden = true;
    this.bar = el("div", { class: "cxw-wordbar", role: "toolbar", "aria-label": "For the chosen words", hidden: true });
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row" }, this.sources, this.search, ...this.filters, this.found, this.back),
      this.people,
      el("div", { class: "cxw-reader" }, this.turns.node, this.hits.node, this.bar),
    );
    this.turns.node.addEventListener("pointerup", () => setTimeout(() => this.fromPage(), 0));
    this.turns.node.addEventListener("scroll", () => this.followBar());
  }

  // ── showing ──

  async refresh() {
    this.contents = await this.app.ask("transcripts");
    const { sources, themes, codes, labels, people } = this.contents;
    if (!sources.some((source) => source.id === this.source)) this.source = sources[0]?.id ?? null;
    fill(this.sources, ...sources.map((source) => el("option", { value: source.id, text: source.name })));
    this.sources.value = this.source ?? "";
    const options = [
      ["Any theme", themes.map((theme) => [theme.key, theme.name])],
      ["Any label", labels.map((name) => [name, name])],
      ["Any code", codes.map((code) => [code.key, code.path])],
      ["Anybody", people.map((name) => [name, name])],
    ];
    this.filters.forEach((select, place) => {
      const [any, entries] = options[place];
      const value = select.value;
      fill(select, el("option", { value: "", text: any }), ...entries.map(([key, name]) => el("option", { value: key, text: name })));
      select.value = entries.some(([key]) => key === value) ? value : "";
      select.hidden = !entries.length;
    });
    this.drawSpeakers();
    const picked = this.picked;
    const inside = this.turns.node.contains(document.activeElement);
    await (this.hits.node.hidden ? this.turns.reload() : this.hits.reload());
    if (picked && inside) this.pick(picked.index, picked.start, picked.end);
    else this.hideBar();
  }

  here() {
    return this.contents?.sources.find((source) => source.id === this.source);
  }

  drawSpeakers() {
    const source = this.here();
    fill(
      this.people,
      ...(source?.speakers ?? []).map((speaker) =>
        el(
          "button",
          {
            type: "button", class: `cxw-speaker cxw-role-${speaker.role}`, "aria-haspopup": "menu", title: "Change the role, or say who this is",
            on: { click: (event) => this.roleMenu(event.currentTarget, speaker) },
          },
          el("bdi", { text: speaker.name || "No name" }),
          el("span", { class: "cxw-soft", text: `${speaker.role} · ${count(speaker.turns, "turn")}` }),
          icon("down"),
        ),
      ),
    );
  }

  roleMenu(anchor, speaker) {
    this.app.menu(anchor, `Role of ${speaker.name || "the speaker without a name"}`, [
      ...ROLES.map((role) => ({
        label: `${speaker.role === role ? "✓ " : ""}${role}`,
        run: () => role !== speaker.role && this.app.act("role.set", { source: this.source, speaker: speaker.name, role }, { said: `${speaker.name} is ${role === "participant" ? "a" : role === "other" ? "neither participant nor interviewer:" : "an"} ${role} now.` }),
      })),
      speaker.name !== "" && speaker.role === "participant" && { label: `Which participant: ${speaker.participant} …`, run: () => this.whose(anchor, speaker) },
    ]);
  }

  whose(anchor, speaker) {
    this.app.prompt(anchor, { label: `Which participant ${speaker.name} is; two speakers of one id are one person`, value: speaker.participant, done: "Say so" }, (participant) =>
      participant !== speaker.participant && this.app.act("participant.set", { source: this.source, speaker: speaker.name, participant }, { said: `${speaker.name} is ${participant} now.` }));
  }

  async open(source, turn = 0) {
    this.source = source;
    this.sources.value = source;
    this.hideBar();
    this.drawSpeakers();
    this.leaveSearch(false);
    await this.turns.reload({ keep: false });
    if (turn) this.turns.reveal(turn, "middle");
  }

  /** Show a place: `{source, turn, segment}`. */
  async show(place) {
    await this.refresh();
    this.flash = place.segment ?? null;
    await this.open(place.source, 0);
    this.turns.rove(place.turn);
    this.turns.reveal(place.turn, "middle");
    await this.ready(place.turn);
    this.turns.reveal(place.turn, "middle");
    this.turns.focus(place.turn);
    if (place.segment) {
      const turn = this.turns.items.get(place.turn);
      const segment = turn?.segments.find((other) => other.id === place.segment);
      if (segment) this.pick(place.turn, unitsBefore(turn.text, segment.start), unitsBefore(turn.text, segment.end));
    }
  }

  async ready(index) {
    for (let tries = 0; tries < 100 && !this.turns.items.has(index); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  row(turn, index) {
    const marks = [
      ...turn.segments.map((segment) => ({ ...segment, kind: "segment" })),
      ...turn.codings.map((coding) => ({ ...coding, kind: "coding" })),
    ];
    const words = el(
      "p",
      { class: "cxw-turn-words", dir: "auto", data: { turn: String(index) } },
      ...runs(turn.text, marks).map((run) => {
        const segment = run.marks.find((mark) => mark.kind === "segment");
        const codings = run.marks.filter((mark) => mark.kind === "coding");
        const classes = [segment?.starred && "cxw-is-starred", segment?.hidden && "cxw-is-hidden", codings.length && "cxw-is-coded", segment && segment.id === this.flash && "cxw-flash"].filter(Boolean);
        return el("span", { text: run.text, class: classes.join(" ") || null, data: segment ? { segment: segment.id } : {}, style: codings[0]?.colour ? { "--code": codings[0].colour } : {} });
      }),
    );
    const who = el(
      "div",
      { class: "cxw-turn-who" },
      el("strong", {}, el("bdi", { text: turn.speaker || turn.participant || "—" })),
      turn.at && el("span", { class: "cxw-soft", text: turn.at }),
      turn.participant && turn.participant !== turn.speaker && el("span", { class: "cxw-soft" }, el("bdi", { text: turn.participant })),
    );
    return el("div", { class: `cxw-turn cxw-role-${turn.role}` }, who, words, this.margin(turn, index));
  }

  /** What stands on a turn: each theme, label and code once, with a word and not colour alone. */
  margin(turn, index) {
    const themes = new Map(turn.segments.filter((segment) => segment.theme).map((segment) => [segment.key, segment.theme]));
    const labels = [...new Set(turn.segments.flatMap((segment) => segment.labels))];
    const memos = turn.segments.reduce((n, segment) => n + segment.memos.length, 0);
    const node = el("div", { class: "cxw-margin" });
    for (const [key, name] of themes)
      node.append(
        el("button", { type: "button", class: "cxw-themechip", tabindex: -1, title: name, text: name, dir: "auto", on: { click: () => this.board(key), pointerenter: () => this.light(index, (s) => s.key === key), pointerleave: () => this.light(index, () => false) } }),
      );
    if (labels.length) node.append(el("span", { class: "cxw-margin-labels" }, ...labels.map(labelChip)));
    for (const coding of turn.codings)
      node.append(
        el(
          "button",
          { type: "button", class: "cxw-codechip", tabindex: -1, title: `${coding.path}, by ${coding.researcher}`, "aria-haspopup": "menu", style: coding.colour ? { "--code": coding.colour } : {}, on: { click: (event) => this.codingMenu(event.currentTarget, coding) } },
          el("span", { text: coding.name, dir: "auto" }),
        ),
      );
    if (memos) node.append(el("span", { class: "cxw-soft cxw-small", text: count(memos, "memo"), title: turn.segments.flatMap((segment) => segment.memos.map((memo) => `${memo.by}: ${memo.text}`)).join("\n") }));
    return node;
  }

  light(index, test) {
    const turn = this.turns.items.get(index);
    const node = this.turns.nodes.get(index);
    if (!turn || !node) return;
    const on = new Set(turn.segments.filter(test).map((segment) => segment.id));
    for (const span of node.querySelectorAll("[data-segment]")) span.classList.toggle("cxw-lit", on.has(span.dataset.segment));
  }

  board(key) {
    if (this.app.has("themes")) this.app.go("themes", { theme: key });
  }

  // ── searching ──

  query() {
    return { words: this.search.value, ...Object.fromEntries(this.filters.map((select) => [select.dataset.filter, select.value])) };
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.seek(), 120);
  }

  async seek() {
    const query = this.query();
    if (!Object.values(query).some((value) => value.trim())) return this.leaveSearch(false);
    this.hideBar();
    this.turns.node.hidden = true;
    this.hits.node.hidden = false;
    this.back.hidden = false;
    try {
      await this.hits.reload({ keep: false });
      this.found.textContent = count(this.hits.total, "place");
    } catch (error) {
      this.found.textContent = error.message;
    }
    return undefined;
  }

  load(offset, limit) {
    return this.app.ask("transcripts", "search", { ...this.query(), offset, limit });
  }

  leaveSearch(clear = true) {
    if (clear) {
      this.search.value = "";
      for (const select of this.filters) select.value = "";
    }
    this.hits.node.hidden = true;
    this.turns.node.hidden = false;
    this.back.hidden = true;
    this.found.textContent = "";
    this.turns.soon();
  }

  hitRow(hit) {
    const open = () => this.show({ source: hit.source, turn: hit.turn, segment: hit.segment });
    return el(
      "div",
      { class: "cxw-hit", on: { click: open } },
      el("p", { class: "cxw-words", dir: "auto" }, hit.before, el("mark", { text: hit.match }), hit.after),
      el("span", { class: "cxw-foot" }, el("bdi", { text: hit.who || "—" }), el("bdi", { text: hit.name }), hit.role !== "participant" && el("span", { text: hit.role })),
    );
  }

  // ── choosing words ──

  /** Take over what was selected with the pointer. */
  fromPage() {
    const selection = window.getSelection();
    const start = selection.anchorNode?.parentElement?.closest(".cxw-turn-words");
    const end = selection.focusNode?.parentElement?.closest(".cxw-turn-words");
    if (!start || start !== end || selection.isCollapsed || !this.turns.node.contains(start)) return this.hideBar();
    const range = selection.getRangeAt(0);
    const index = Number(/** @type {HTMLElement} */ (start).dataset.turn);
    const from = unitsIn(start, range.startContainer, range.startOffset);
    const to = unitsIn(start, range.endContainer, range.endOffset);
    const text = this.turns.items.get(index).text;
    const trimmed = text.slice(from, to);
    const lead = trimmed.length - trimmed.trimStart().length;
    const tail = trimmed.length - trimmed.trimEnd().length;
    if (from + lead >= to - tail) return this.hideBar();
    return this.pick(index, from + lead, to - tail, false);
  }

  pick(index, start, end, select = true) {
    const turn = this.turns.items.get(index);
    const node = this.turns.nodes.get(index);
    if (!turn || !node) return;
    this.picked = { index, start, end };
    this.turns.rove(index);
    const words = /** @type {HTMLElement} */ (node.querySelector(".cxw-turn-words"));
    if (select) {
      const changed = String(window.getSelection()) !== turn.text.slice(start, end);
      selectUnits(words, start, end);
      if (changed) this.app.say(turn.text.slice(start, end));
    }
    this.drawBar();
  }

  drawBar() {
    const act = (words, key, run) => button(el("span", { text: words }), (event) => run(event.currentTarget), { title: key, "aria-keyshortcuts": key });
    const whole = this.segments().length > 0;
    fill(
      this.bar,
      act("Code …", "C", (anchor) => this.code(anchor)),
      whole && act("Labels …", "L", (anchor) => this.labels(anchor)),
      whole && act("Theme …", "M", (anchor) => this.theme(anchor)),
      whole && act(this.segments().every((s) => s.starred) ? "Unstar" : "Star", "S", () => this.switch("star")),
      act("Memo …", "O", (anchor) => this.memo(anchor)),
      act("Correct …", "W", (anchor) => this.correct(anchor)),
    );
    this.bar.hidden = false;
    const range = window.getSelection().rangeCount ? window.getSelection().getRangeAt(0).getBoundingClientRect() : null;
    const room = this.bar.parentElement.getBoundingClientRect();
    const high = this.bar.offsetHeight;
    if (range && range.height) {
      const above = range.top - room.top - high - 4;
      this.bar.style.top = `${above > 0 ? above : Math.min(range.bottom - room.top + 4, room.height - high)}px`;
      this.bar.style.left = `${Math.max(0, Math.min(range.left - room.left, room.width - this.bar.offsetWidth))}px`;
    }
  }

  /** Keep the bar at the chosen words while the list scrolls. */
  followBar() {
    if (!this.picked) return;
    const node = this.turns.nodes.get(this.picked.index);
    const at = node?.getBoundingClientRect();
    const room = this.turns.node.getBoundingClientRect();
    if (at && at.bottom > room.top && at.top < room.bottom) this.drawBar();
    else this.bar.hidden = true;
  }

  hideBar() {
    this.bar.hidden = true;
    this.picked = null;
  }

  /** Segments that the chosen words touch. */
  segments() {
    if (!this.picked) return [];
    const turn = this.turns.items.get(this.picked.index);
    const start = pointsBefore(turn.text, this.picked.start);
    const end = pointsBefore(turn.text, this.picked.end);
    return turn.segments.filter((segment) => segment.start < end && segment.end > start);
  }

  ids() {
    return this.segments().map((segment) => segment.id);
  }

  // ── edits ──

  code(anchor) {
    if (!this.picked) return this.app.toast("Choose some words first.", { alarm: true });
    const { index } = this.picked;
    const place = this.span();
    const options = this.contents.codes.map((code) => ({ value: code.key, label: code.path }));
    const done = (name) => `Coded “${name}”.`;
    return this.app.pick(anchor, "Code", options, (code) => this.app.act("code.apply", { ...place, code }, { said: done(options.find((o) => o.value === code).label) }), {
      fresh: (text) => `New code “${text}”`,
      make: (name) => this.app.act("code.apply", { ...place, name }, { said: done(name) }),
      back: this.turns.nodes.get(index),
    });
  }

  codingMenu(anchor, coding) {
    const others = this.contents.codes.filter((code) => code.key !== coding.code).map((code) => ({ value: code.key, label: code.path }));
    this.app.menu(anchor, coding.path, [
      others.length > 0 && {
        label: "Another code …",
        run: () => this.app.pick(anchor, "Code", others, (code) => this.app.act("coding.move", { coding: coding.key, code }, { said: "Put another code there." })),
      },
      { label: "Take the code off", run: () => this.app.act("coding.remove", { coding: coding.key }, { said: `Took “${coding.name}” off.` }) },
      this.app.has("codebook") && { label: "Show in the codebook", run: () => this.app.go("codebook", { code: coding.code }) },
    ]);
  }

  labels(anchor) {
    const [segment] = this.segments();
    if (!segment) return;
    const options = this.contents.labels.map((name) => ({ value: name, label: name, on: segment.labels.includes(name) }));
    this.app.pick(anchor, "Put a label on, or take it off", options, (label) => {
      const value = !segment.labels.includes(label);
      this.app.act("tag.set", { segment: segment.id, label, value }, { said: value ? `Labelled ${label}.` : `Took the label ${label} off.` });
    }, { back: this.turns.nodes.get(this.picked.index) });
  }

  theme(anchor) {
    const segments = this.ids();
    if (!segments.length) return;
    const options = this.contents.themes.map((theme) => ({ value: theme.key, label: theme.name, on: this.segments()[0].key === theme.key }));
    this.app.pick(anchor, "Move to", options, (theme) => this.app.act("quote.move", { segments, theme }, { said: "Moved." }), {
      fresh: (text) => `New theme “${text}”`,
      make: (name) => this.app.act("theme.new", { name, segments }, { said: `Made the theme “${name}”.` }),
      back: this.turns.nodes.get(this.picked.index),
    });
  }

  switch(what) {
    const segments = this.segments();
    if (!segments.length) return;
    const value = !segments.every((segment) => segment[what === "star" ? "starred" : "hidden"]);
    const said = what === "star" ? (value ? "Starred." : "Took the star off.") : value ? "Hidden: it stays here and is left out elsewhere." : "Shown again.";
    this.app.act(`quote.${what}`, { segments: this.ids(), value }, { said });
  }

  memo(anchor) {
    const target = this.ids()[0] ?? this.source;
    this.app.prompt(anchor, { label: "Memo", done: "Write", long: true, back: this.turns.nodes.get(this.picked?.index) ?? anchor }, (text) => text && this.app.act("memo", { target, text }, { said: "Memo written." }));
  }

  /** Put other words in place of the chosen ones; the study re-anchors what stands on them. */
  correct(anchor) {
    if (!this.picked) return this.app.toast("Choose the words first.", { alarm: true });
    const place = this.span();
    const old = this.turns.items.get(this.picked.index).text.slice(this.picked.start, this.picked.end);
    return this.app.prompt(anchor, { label: "The words as they were said", value: old, done: "Correct", back: this.turns.nodes.get(this.picked.index) }, (words) => {
      if (words === old) return;
      this.hideBar();
      this.app.act("text.correct", { ...place, words }, { said: `Corrected to “${words}”.` });
    });
  }

  /** The chosen words as a span of the source's text, in code points. */
  span() {
    const { index, start, end } = this.picked;
    const turn = this.turns.items.get(index);
    return { source: this.source, start: turn.begins + pointsBefore(turn.text, start), end: turn.begins + pointsBefore(turn.text, end) };
  }

  turnMenu(index) {
    const turn = this.turns.items.get(index);
    const node = this.turns.nodes.get(index);
    this.app.menu(node, "This turn", [
      ...turn.codings.map((coding) => ({ label: `Code “${coding.name}” …`, run: () => this.codingMenu(node, coding) })),
      ...[...new Map(turn.segments.filter((s) => s.theme).map((s) => [s.key, s.theme]))].map(([key, name]) => ({ label: `Theme “${name}”`, run: () => this.board(key) })),
      { label: "Choose the first sentence", key: "→", run: () => this.sentence(index, 1) },
      turn.speaker && { label: `Role of ${turn.speaker} …`, run: () => this.roleMenu(node, this.here().speakers.find((speaker) => speaker.name === turn.speaker)) },
    ]);
  }

  // ── keys ──

  /** Choose the sentence after or before the chosen one; where nobody cut the turn, all of it. */
  sentence(index, step) {
    const turn = this.turns.items.get(index);
    if (!turn) return;
    const spans = turn.segments.length ? turn.segments.map((s) => [unitsBefore(turn.text, s.start), unitsBefore(turn.text, s.end)]) : [[0, turn.text.length]];
    const at = this.picked?.index === index ? spans.findIndex(([start, end]) => this.picked.start < end && this.picked.end > start) : step > 0 ? -1 : spans.length;
    const next = Math.max(0, Math.min(spans.length - 1, at + step));
    this.pick(index, spans[next][0], spans[next][1]);
  }

  word(side, step) {
    if (!this.picked) return;
    const { index } = this.picked;
    const words = wordsOf(this.turns.items.get(index).text);
    let { start, end } = this.picked;
    if (side === "end") {
      const after = words.find(([, stop]) => stop > end);
      const before = words.filter(([, stop]) => stop < end).pop();
      end = (step > 0 ? after?.[1] : before?.[1]) ?? end;
    } else {
      const later = words.find(([begin]) => begin > start);
      const earlier = words.filter(([begin]) => begin < start).pop();
      start = (step > 0 ? later?.[0] : earlier?.[0]) ?? start;
    }
    if (start < end) this.pick(index, start, end);
  }

  step(by) {
    const { sources } = this.contents;
    const at = sources.findIndex((source) => source.id === this.source);
    const next = sources[at + by];
    if (next) this.open(next.id).then(() => this.turns.focus(0));
  }

  key(event) {
    if (event.key === "/") return this.search.focus(), true;
    if (event.key === "<" || event.key === ">") return this.step(event.key === "<" ? -1 : 1), true;
    const row = /** @type {HTMLElement|null} */ (document.activeElement?.closest?.("[data-index]"));
    if (!row) return false;
    const index = Number(row.dataset.index);
    const list = this.hits.node.contains(row) ? this.hits : this.turns;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: list.total - 1, PageDown: index + 5, PageUp: index - 5 }[event.key];
    if (to !== undefined) {
      this.hideBar();
      return list.focus(to), true;
    }
    if (list === this.hits) {
      const hit = this.hits.items.get(index);
      if (event.key === "Enter" && hit) return this.show({ source: hit.source, turn: hit.turn, segment: hit.segment }), true;
      return false;
    }
    const forward = getComputedStyle(this.node).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const step = event.key === forward ? 1 : -1;
      if (event.shiftKey) this.word("end", step);
      else this.sentence(index, step);
      return true;
    }
    if (event.key === "." || event.key === ",") return this.word("start", event.key === "." ? 1 : -1), true;
    if (event.key === "Escape") return this.hideBar(), window.getSelection().removeAllRanges(), true;
    if (event.key === "Enter" && document.activeElement === row) return this.turnMenu(index), true;
    if (this.picked?.index !== index && "clmshobw".includes(event.key.toLowerCase())) this.sentence(index, 1);
    const commands = { c: () => this.code(row), l: () => this.labels(row), m: () => this.theme(row), s: () => this.switch("star"), h: () => this.switch("hide"), o: () => this.memo(row), w: () => this.correct(row), b: () => this.segments()[0]?.key && this.board(this.segments()[0].key) };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }

  close() {
    this.turns.close();
    this.hits.close();
    clearTimeout(this.timer);
  }
}
