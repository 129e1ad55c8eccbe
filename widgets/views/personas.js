// Persona cards: one at a time with the evidence beside it, or all of them side by side.
import { button, count, el, fill, icon, onEnter } from "../lib/el.js";
import { draggable } from "../lib/drag.js";
import { drawing } from "../lib/drawing.js";
import { quoteCard } from "../lib/quote.js";

export function create(app) {
  return new Personas(app);
}

const HUES = ["do", "feel", "think", "goal", "need", "gain"];

class Personas {
  keys = /** @type {[string, string][]} */ ([
    ["↑  ↓", "Line above, line below"],
    ["E", "Edit the line"],
    ["A", "Add a line below it"],
    ["Delete", "Take the line away"],
    ["Alt ↑  Alt ↓", "Move the line up or down"],
    ["R", "Rename the persona"],
    ["P", "Picture of the persona"],
    ["M", "Put the participant with the focus under another persona"],
    ["C", "Side by side"],
    ["T", "Show the first evidence in the transcript"],
  ]);

  constructor(app) {
    this.app = app;
    this.cards = null;
    this.shown = null;
    this.line = { field: "", at: 0 };
    this.together = false;
    this.tabs = el("div", { class: "cxw-personatabs", role: "group", "aria-label": "Personas" });
    this.compare = button("Side by side", () => this.toggle(), { "aria-pressed": "false" });
    this.draft = button("Draft again …", (event) => this.again(event.currentTarget), { "aria-haspopup": "dialog" });
    this.body = el("div", { class: "cxw-personabody" });
    this.node = el("div", {}, el("div", { class: "cxw-row cxw-spread" }, this.tabs, el("div", { class: "cxw-row" }, this.compare, this.draft)), this.body);
    draggable(this.node, app.root, { pick: (target) => this.pickUp(target), drop: (person, persona) => this.assign(person, persona === "none" ? "" : persona) });
  }

  async refresh() {
    this.cards = await this.app.ask("personas");
    if (!this.cards.personas.some((persona) => persona.key === this.shown)) this.shown = this.cards.personas[0]?.key ?? null;
    this.draw();
  }

  async show(place) {
    if (place.persona) this.shown = place.persona;
    await this.refresh();
  }

  persona(key = this.shown) {
    return this.cards.personas.find((persona) => persona.key === key);
  }

  toggle() {
    this.together = !this.together;
    this.draw();
  }

  /** Draw everything anew; what had the focus has it again, so that a key leads on from where it was pressed. */
  draw() {
    const focus = /** @type {HTMLElement|null} */ (document.activeElement?.closest?.("[data-focus]"))?.dataset.focus;
    this.paint();
    if (focus) /** @type {HTMLElement|null} */ (this.node.querySelector(`[data-focus="${CSS.escape(focus)}"]`))?.focus({ preventScroll: true });
  }

  paint() {
    const { personas, unassigned, of } = this.cards;
    this.compare.setAttribute("aria-pressed", String(this.together));
    this.compare.hidden = personas.length < 2;
    fill(
      this.tabs,
      ...personas.map((persona) =>
        el(
          "button",
          { type: "button", class: `cxw-personatab cxw-hue-${HUES[persona.hue % HUES.length]}`, "aria-current": persona.key === this.shown && !this.together ? "true" : null, data: { drop: persona.key, focus: `persona:${persona.key}` }, on: { click: () => this.open(persona.key) } },
          el("span", { class: "cxw-personatab-name", text: persona.name, dir: "auto" }),
          el("span", { class: "cxw-small", text: `${persona.participants.length} of ${of}` }),
        ),
      ),
      el("div", { class: "cxw-personatab cxw-none", data: { drop: "none" } }, el("span", { text: "Under none" }), el("span", { class: "cxw-small", text: String(unassigned.length) })),
    );
    if (!personas.length) return fill(this.body, el("p", { class: "cxw-empty cxw-soft", text: this.cards.ready ? "There are no personas yet: “Draft again” makes a first draft." : "Personas rest on themes and tags; draft these first." }));
    return this.together ? this.drawTogether() : this.drawOne();
  }

  open(key) {
    this.shown = key;
    this.together = false;
    this.line = { field: "", at: 0 };
    this.draw();
  }

  // ── one persona ──

  drawOne() {
    const persona = this.persona();
    this.evidence = el("aside", { class: "cxw-evidence cxw-scroll", "aria-label": "Evidence", tabindex: 0 });
    const fields = persona.fields.map((field) => this.field(persona, field));
    fill(
      this.body,
      el(
        "div",
        { class: `cxw-persona cxw-scroll cxw-hue-${HUES[persona.hue % HUES.length]}` },
        el(
          "div",
          { class: "cxw-row cxw-spread" },
          el("div", { class: "cxw-row cxw-persona-who" }, el("button", { type: "button", class: "cxw-portrait", "aria-haspopup": "dialog", "aria-label": `Picture of ${persona.name}: choose another`, title: "Choose a picture (P)", on: { click: (event) => this.picture(event.currentTarget) } }, drawing(persona.shapes, 120)), el("h3", { class: "cxw-persona-name", text: persona.name, dir: "auto" })),
          button("Rename", (event) => this.rename(event.currentTarget)),
        ),
        el("p", { class: "cxw-row" }, el("span", { class: "cxw-persona-summary", text: persona.summary, dir: "auto" }), button("Edit", (event) => this.summary(event.currentTarget), { class: "cxw-button cxw-bare cxw-small", "aria-label": "Edit the summary" })),
        persona.warning && el("p", { class: "cxw-thin", text: persona.warning }),
        this.people(persona.participants, persona.key),
        this.cards.unassigned.length > 0 && el("div", {}, el("h4", { class: "cxw-eyebrow", text: "Under no persona" }), this.people(this.cards.unassigned.map((id) => ({ id, belongs: "" })), "")),
        persona.metrics.length > 0 && el("p", { class: "cxw-row cxw-small" }, ...persona.metrics.map((metric) => el("span", { class: "cxw-chip", text: `${metric.name} ${metric.mean} (n = ${metric.n})` }))),
        ...fields,
      ),
      this.evidence,
    );
    this.drawEvidence();
  }

  people(people, persona) {
    return el(
      "ul",
      { class: "cxw-people", "aria-label": persona ? "Participants" : "Participants under no persona" },
      ...people.map((person) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "cxw-person", data: { person: person.id, focus: `person:${person.id}` }, "aria-haspopup": "listbox", title: "Drag to a persona, or press to choose one (M)", on: { click: (event) => this.choosePersona(event.currentTarget, person.id) } },
            el("bdi", { text: person.id }),
            person.by_hand ? el("small", { text: "by hand" }) : persona && el("small", { text: person.belongs }),
          ),
        ),
      ),
    );
  }

  field(persona, field) {
    const rows = field.lines.map((line, at) => this.lineRow(field, line, at));
    return el(
      "section",
      { class: "cxw-field", "aria-label": field.title },
      el(
        "div",
        { class: "cxw-row cxw-spread" },
        el("h4", { class: "cxw-eyebrow", text: field.title }),
        el("span", { class: "cxw-row" }, field.by && el("small", { class: "cxw-soft", text: `edited by ${field.by}` }), button("+", (event) => this.addLine(event.currentTarget, field.name), { class: "cxw-button cxw-bare", "aria-label": `Add a line to ${field.title}` })),
      ),
      el("ul", { class: "cxw-lines" }, ...rows),
      !rows.length && el("p", { class: "cxw-soft cxw-small", text: "Nothing was found; write a line yourself." }),
    );
  }

  lineRow(field, line, at) {
    const on = this.line.field === field.name && this.line.at === at;
    const facts = [line.evidence.length ? `${line.participants} of ${line.of}` : line.by === "suggestion" ? "" : `by ${line.by}, no evidence`, line.about && `on ${line.about}`].filter(Boolean).join(" · ");
    const row = el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "cxw-line-open", "aria-current": on ? "true" : null, data: { field: field.name, at: String(at), focus: `line:${field.name}:${at}` }, on: { click: () => this.choose(field.name, at), focus: () => this.choose(field.name, at) } },
        el("span", { class: "cxw-line-text", text: line.text, dir: "auto" }),
        el("span", { class: "cxw-foot" }, facts && el("span", { text: facts, dir: "auto" }), line.thin && el("span", { class: "cxw-thin", text: "thin" })),
      ),
    );
    return row;
  }

  choose(field, at) {
    this.line = { field, at };
    for (const node of this.body.querySelectorAll(".cxw-line-open")) {
      if (node.dataset.field === field && node.dataset.at === String(at)) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
    }
    this.drawEvidence();
  }

  lines(field = this.line.field) {
    return this.persona()?.fields.find((other) => other.name === field)?.lines ?? [];
  }

  drawEvidence() {
    const line = this.lines()[this.line.at];
    if (!line) return fill(this.evidence, el("h4", { class: "cxw-eyebrow", text: "Evidence" }), el("p", { class: "cxw-soft", text: "Choose a line to see the quotes it rests on." }));
    const more = line.ids.length - line.evidence.length;
    return fill(
      this.evidence,
      el("h4", { class: "cxw-eyebrow", text: "Evidence" }),
      el("p", { class: "cxw-evidence-line", text: line.text, dir: "auto" }),
      el(
        "div",
        { class: "cxw-row" },
        button("Edit", (event) => this.editLine(event.currentTarget), { title: "E" }),
        button("Take away", () => this.removeLine(), { title: "Delete" }),
        button("Up", () => this.shift(-1), { title: "Alt ↑" }),
        button("Down", () => this.shift(1), { title: "Alt ↓" }),
      ),
      line.thin && el("p", { class: "cxw-thin", text: "Thin: one participant stands behind this. Treat it as a lead to follow, not as a finding." }),
      ...line.evidence.map((quote) => quoteCard(quote, { jump: this.app.has("transcripts") ? () => this.jump(quote) : undefined })),
      more > 0 && el("p", { class: "cxw-soft cxw-small", text: `and ${count(more, "more quote")}` }),
      !line.evidence.length && el("p", { class: "cxw-soft", text: "No quote stands behind this line." }),
    );
  }

  jump(quote) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: quote.source, turn: quote.turn, segment: quote.id });
  }

  // ── edits ──

  write(field, value, said) {
    return this.app.act("persona.edit", { persona: this.shown, field, value }, { said });
  }

  rename(anchor) {
    const persona = this.persona();
    this.app.prompt(anchor, { label: "Name of the persona", value: persona.name, done: "Rename" }, (name) => name !== persona.name && this.write("name", name, `Renamed to “${name}”.`));
  }

  /** Offer the pictures there are; none of them is anybody's face. */
  async picture(anchor) {
    const persona = this.persona();
    const { items } = await this.app.ask("personas", "pictures", { persona: persona.key });
    const choose = (name) => {
      this.app.popovers.close();
      this.app.act("persona.edit", { persona: persona.key, field: "picture", value: name }, { said: name ? "Chose the picture." : "The picture is drawn from the persona's key again." });
    };
    const pictures = items.map((item) => el("button", { type: "button", class: "cxw-portrait", "aria-label": item.title, title: item.title, "aria-pressed": String(item.name === persona.picture), on: { click: () => choose(item.name) } }, drawing(item.shapes, 120)));
    const grid = el("div", { class: "cxw-portraits", role: "group", "aria-label": "Pictures" }, ...pictures);
    grid.addEventListener("keydown", (event) => {
      const at = pictures.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const forward = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
      const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 6, ArrowUp: -6 }[event.key];
      if (at < 0 || !step) return;
      event.preventDefault();
      pictures[(at + step + pictures.length) % pictures.length].focus();
    });
    const panel = el(
      "div",
      { role: "dialog", "aria-label": `Picture of ${persona.name}`, class: "cxw-form cxw-pictures" },
      el("p", { class: "cxw-small", text: "Drawn figures without a face: nothing here says what somebody looks like." }),
      grid,
      el("div", { class: "cxw-row" }, persona.picture && button("As drafted", () => choose("")), button("Cancel", () => this.app.popovers.close())),
    );
    this.app.popovers.open(anchor, panel, pictures.find((node) => node.getAttribute("aria-pressed") === "true") ?? pictures[0]);
  }

  summary(anchor) {
    this.app.prompt(anchor, { label: "Summary, one line", value: this.persona().summary, done: "Write", long: true }, (text) => this.write("summary", text, "Wrote the summary."));
  }

  plain(lines) {
    return lines.map((line) => ({ text: line.text, evidence: line.ids }));
  }

  editLine(anchor) {
    const { field, at } = this.line;
    const lines = this.lines(field);
    if (!lines[at]) return;
    this.app.prompt(anchor, { label: "The line; its evidence stays", value: lines[at].text, done: "Write", long: true }, (text) => {
      const changed = this.plain(lines);
      changed[at] = { ...changed[at], text };
      this.write(field, text ? changed : changed.filter((_, place) => place !== at), "Wrote the line.");
    });
  }

  addLine(anchor, field) {
    const lines = this.lines(field);
    this.app.prompt(anchor, { label: "A new line, in your words", done: "Add", long: true }, (text) => {
      if (!text) return;
      const at = this.line.field === field && lines.length ? this.line.at + 1 : lines.length;
      const changed = this.plain(lines);
      changed.splice(at, 0, { text, evidence: [] });
      this.line = { field, at };
      this.write(field, changed, "Added the line.");
    });
  }

  removeLine() {
    const { field, at } = this.line;
    const lines = this.lines(field);
    if (!lines[at]) return;
    this.line = { field, at: Math.max(0, Math.min(at, lines.length - 2)) };
    this.write(field, this.plain(lines.filter((_, place) => place !== at)), "Took the line away.");
  }

  shift(step) {
    const { field, at } = this.line;
    const changed = this.plain(this.lines(field));
    const to = at + step;
    if (!changed[at] || to < 0 || to >= changed.length) return;
    changed.splice(to, 0, ...changed.splice(at, 1));
    this.line = { field, at: to };
    this.write(field, changed, "Moved the line.").then(() => /** @type {HTMLElement|null} */ (this.body.querySelector(`[data-focus="line:${field}:${to}"]`))?.focus());
  }

  assign(participant, persona) {
    const name = this.persona(persona)?.name;
    this.app.act("persona.assign", { participant, persona }, { said: name ? `Put ${participant} under “${name}”.` : `Took ${participant} out of every persona.` });
  }

  choosePersona(anchor, person) {
    const options = this.cards.personas.map((persona) => ({ value: persona.key, label: persona.name, on: persona.participants.some((other) => other.id === person) }));
    this.app.pick(anchor, `Put ${person} under`, options, (persona) => this.assign(person, persona));
  }

  again(anchor) {
    const field = /** @type {HTMLInputElement} */ (el("input", { type: "number", min: 1, max: 5, class: "cxw-input", placeholder: "as many as fit", "aria-label": "How many personas" }));
    const go = () => {
      const n = Number.parseInt(field.value, 10);
      this.app.popovers.close();
      this.app.start("personas", Number.isFinite(n) ? n : null);
    };
    onEnter(field, go);
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "Draft personas again", class: "cxw-form" },
      el("p", { text: "The analysis runs beside the notebook. What you wrote, and whom you put where, stays." }),
      el("label", { class: "cxw-row" }, el("span", { text: "How many personas" }), field),
      el("div", { class: "cxw-row" }, button("Draft personas", go, { class: "cxw-button cxw-primary" }), button("Cancel", () => this.app.popovers.close())),
    );
    this.app.popovers.open(anchor, panel, field);
  }

  // ── side by side ──

  drawTogether() {
    const { personas } = this.cards;
    const rows = personas[0].fields.map(({ name, title }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row", text: title }),
        ...personas.map((persona) => {
          const field = persona.fields.find((other) => other.name === name);
          return el("td", {}, el("ul", {}, ...field.lines.map((line) => el("li", { dir: "auto" }, line.text, " ", line.evidence.length > 0 && el("span", { class: "cxw-soft cxw-small", text: `${line.participants} of ${line.of}` }), line.thin && el("span", { class: "cxw-thin", text: "thin" })))));
        }),
      ),
    );
    fill(
      this.body,
      el(
        "div",
        { class: "cxw-together cxw-scroll", tabindex: 0, role: "region", "aria-label": "Personas side by side" },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "cxw-unseen", text: "Field" })), ...personas.map((persona) => el("th", { scope: "col" }, el("span", { class: "cxw-portrait cxw-still" }, drawing(persona.shapes, 120)), el("button", { type: "button", class: "cxw-link", text: persona.name, dir: "auto", on: { click: () => this.open(persona.key) } }), el("div", { class: "cxw-soft cxw-small", text: `${count(persona.participants.length, "participant")}` }), persona.warning && el("div", { class: "cxw-thin", text: persona.warning }))))),
          el("tbody", {}, el("tr", {}, el("th", { scope: "row", text: "Summary" }), ...personas.map((persona) => el("td", { text: persona.summary, dir: "auto" }))), ...rows),
        ),
      ),
    );
  }

  // ── drag and keys ──

  pickUp(target) {
    const node = /** @type {HTMLElement|null} */ (target.closest("[data-person]"));
    if (!node) return null;
    const person = node.dataset.person;
    const from = this.cards.personas.find((persona) => persona.participants.some((other) => other.id === person))?.key ?? "none";
    return { label: person, payload: person, accepts: (drop) => drop !== from && drop !== "none" };
  }

  key(event) {
    const focus = /** @type {HTMLElement|null} */ (document.activeElement);
    if (event.key.toLowerCase() === "c" && this.cards.personas.length > 1) return this.toggle(), true;
    if (event.key.toLowerCase() === "r") return this.rename(focus), true;
    if (event.key.toLowerCase() === "p" && this.persona()) return this.picture(this.body.querySelector(".cxw-portrait") ?? focus), true;
    const person = /** @type {HTMLElement|null} */ (focus?.closest?.("[data-person]"));
    if (person && event.key.toLowerCase() === "m") return this.choosePersona(person, person.dataset.person), true;
    const line = focus?.closest?.(".cxw-line-open");
    if (!line) return false;
    const all = /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll(".cxw-line-open")]);
    const at = all.indexOf(/** @type {HTMLElement} */ (line));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) return all[Math.max(0, Math.min(to, all.length - 1))].focus(), true;
    const quote = this.lines()[this.line.at]?.evidence[0];
    const commands = { e: () => this.editLine(line), a: () => this.addLine(line, this.line.field), delete: () => this.removeLine(), t: () => quote && this.jump(quote) };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }
}
