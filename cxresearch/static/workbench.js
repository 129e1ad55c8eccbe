var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// lib/el.js
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === void 0 || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") for (const [key, word] of Object.entries(value)) node.style.setProperty(key, word);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== void 0 && child !== false) node.append(child);
  return node;
}
function button(label2, click, props = {}) {
  return el("button", { type: "button", class: "cxw-button", ...props, on: { click, ...props.on ?? {} } }, label2);
}
var SHAPES = {
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
  go: "M3 8h10M9 4l4 4-4 4"
};
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `cxw-icon cxw-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== void 0 && child !== false));
  return node;
}
function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
var last = 0;
function uid(prefix = "cxw") {
  last += 1;
  return `${prefix}-${Math.random().toString(36).slice(2, 8)}-${last}`;
}

// lib/link.js
var PATIENCE = 2e3;
var EVERY = 1500;
var Link = class {
  /**
   * @param {any} model anywidget's model
   * @param {(state: LinkState) => void} changed called whenever the state to be shown has changed
   * @param {(news: any) => void} news called with every answer to a look for changes
   */
  constructor(model, changed, news) {
    this.model = model;
    this.changed = changed;
    this.news = news;
    this.prefix = Math.random().toString(36).slice(2, 10);
    this.number = 0;
    this.open = /* @__PURE__ */ new Map();
    this.queue = [];
    this.sending = false;
    this.state = { saved: "", waiting: 0, busy: false, lost: false, refused: "" };
    this.hear = this.hear.bind(this);
    model.on("msg:custom", this.hear);
    this.dead = () => this.set({ lost: true, busy: false });
    model.on("comm:close", this.dead);
    this.alive = () => model.comm_live === false && this.dead();
    model.on("comm_live_update", this.alive);
    this.looking = false;
    this.closed = false;
  }
  set(part) {
    this.state = { ...this.state, ...part };
    this.changed(this.state);
  }
  hear(message) {
    const waiting = this.open.get(message?.id);
    if (!waiting) return;
    this.open.delete(message.id);
    if (this.state.busy) this.set({ busy: false });
    if ("error" in message) waiting.reject(new Error(message.error));
    else waiting.resolve(message.ok);
  }
  /** Ask, and say so when no answer comes within two seconds; the answer is still taken whenever it comes. */
  send(content) {
    const id = `${this.prefix}:${++this.number}`;
    const answer = new Promise((resolve, reject) => this.open.set(id, { resolve, reject }));
    const timer = setTimeout(() => this.open.has(id) && !this.state.lost && this.set({ busy: true }), PATIENCE);
    const done = () => clearTimeout(timer);
    answer.then(done, done);
    try {
      this.model.send({ id, ...content });
    } catch {
      this.dead();
    }
    return answer;
  }
  /** Ask for a part of a view. */
  ask(view, part, query, asOf) {
    return this.send({ ask: "present", view, part, query, as_of: asOf });
  }
  /** Hand in an edit. Edits go out one after the other, in order; each resolves once it is on disk. */
  act(action, args) {
    return new Promise((resolve, reject) => {
      this.queue.push({ action, arguments: args, resolve, reject });
      this.set({ waiting: this.queue.length, refused: "" });
      this.flush();
    });
  }
  async flush() {
    if (this.sending) return;
    this.sending = true;
    while (this.queue.length && !this.closed) {
      const edit = this.queue[0];
      try {
        const done = await this.send({ ask: "do", action: edit.action, arguments: edit.arguments });
        this.queue.shift();
        this.set({ waiting: this.queue.length, saved: done.saved || this.state.saved });
        edit.resolve(done);
      } catch (error) {
        this.queue.shift();
        this.set({ waiting: this.queue.length, refused: error.message });
        edit.reject(error);
      }
    }
    this.sending = false;
  }
  /** Look for changes every 1.5 s while `visible()`; never again before the last look was answered. */
  watch(visible) {
    this.timer = setInterval(async () => {
      if (this.looking || this.state.lost || !visible()) return;
      this.looking = true;
      try {
        this.news(await this.send({ ask: "version" }));
      } catch {
      } finally {
        this.looking = false;
      }
    }, EVERY);
  }
  close() {
    this.closed = true;
    clearInterval(this.timer);
    this.model.off("msg:custom", this.hear);
    this.model.off("comm:close", this.dead);
    this.model.off("comm_live_update", this.alive);
  }
};

// lib/popover.js
var Popovers = class {
  constructor(root) {
    this.root = root;
    this.current = null;
    this.outside = (event) => {
      if (this.current && !this.current.panel.contains(event.target)) this.close(false);
    };
  }
  /**
   * @param {Element} anchor where it opens
   * @param {HTMLElement} panel
   * @param {HTMLElement} first what gets the focus
   * @param {Element} [back] what gets it afterwards, default the anchor
   */
  open(anchor, panel, first, back = anchor) {
    this.close(false);
    panel.classList.add("cxw-popover");
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault();
        this.close();
      }
    });
    this.root.append(panel);
    this.current = { panel, back };
    this.place(anchor, panel);
    first.focus({ preventScroll: true });
    setTimeout(() => document.addEventListener("pointerdown", this.outside), 0);
  }
  place(anchor, panel) {
    const room = this.root.getBoundingClientRect();
    const at = anchor.getBoundingClientRect();
    const wide = panel.offsetWidth;
    const high = panel.offsetHeight;
    const rtl = getComputedStyle(this.root).direction === "rtl";
    const wanted = rtl ? at.right - room.left - wide : at.left - room.left;
    const left = Math.max(4, Math.min(wanted, room.width - wide - 4));
    const below = at.bottom - room.top + 4;
    const top = below + high <= room.height ? below : Math.max(4, Math.min(at.top - room.top - high - 4, room.height - high - 4));
    panel.style.left = `${left}px`;
    panel.style.top = `${top}px`;
  }
  close(giveBack = true) {
    if (!this.current) return;
    const { panel, back } = this.current;
    this.current = null;
    document.removeEventListener("pointerdown", this.outside);
    const inside = panel.contains(document.activeElement);
    panel.remove();
    if (giveBack || inside) back?.focus?.({ preventScroll: true });
  }
  /**
   * A menu of commands.
   * @param {Element} anchor
   * @param {string} label
   * @param {({label: string, run: () => void, key?: string, note?: string} | null | false)[]} items null draws a line
   */
  menu(anchor, label2, items) {
    const list = el("div", { role: "menu", "aria-label": label2, class: "cxw-menu" });
    for (const item of items) {
      if (item === false) continue;
      if (item === null) {
        list.append(el("div", { role: "separator", class: "cxw-line" }));
        continue;
      }
      const entry = el(
        "button",
        { type: "button", role: "menuitem", tabindex: -1, class: "cxw-menuitem" },
        el("span", { text: item.label }),
        item.key && el("kbd", { text: item.key, "aria-hidden": "true" })
      );
      entry.addEventListener("click", () => {
        this.close();
        item.run();
      });
      list.append(entry);
    }
    const entries = (
      /** @type {HTMLElement[]} */
      [...list.querySelectorAll("[role=menuitem]")]
    );
    list.addEventListener("keydown", (event) => {
      const at = entries.indexOf(
        /** @type {HTMLElement} */
        document.activeElement
      );
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (to !== void 0) {
        event.preventDefault();
        entries[(to + entries.length) % entries.length].focus();
      } else if (event.key === "Tab") {
        event.preventDefault();
        this.close();
      }
    });
    this.open(anchor, list, entries[0]);
  }
  /**
   * A list to choose from, with a field that filters it.
   * @param {Element} anchor
   * @param {string} label
   * @param {{value: string, label: string, note?: string, on?: boolean}[]} options
   * @param {(value: string) => void} choose
   * @param {{fresh?: (text: string) => string, make?: (text: string) => void, back?: Element}} [more] `fresh` words
   *   the entry that `make`s something of what was typed
   */
  pick(anchor, label2, options, choose, more = {}) {
    const id = uid("pick");
    const input = (
      /** @type {HTMLInputElement} */
      el("input", {
        type: "text",
        role: "combobox",
        "aria-expanded": "true",
        "aria-controls": id,
        "aria-label": label2,
        "aria-autocomplete": "list",
        placeholder: label2,
        class: "cxw-input",
        autocomplete: "off",
        spellcheck: "false"
      })
    );
    const list = el("div", { role: "listbox", id, "aria-label": label2, class: "cxw-options" });
    const panel = el("div", { class: "cxw-pick" }, input, list);
    let shown = [];
    let at = 0;
    const mark2 = () => {
      [...list.children].forEach((node2, place) => node2.setAttribute("aria-selected", String(place === at)));
      const node = list.children[at];
      if (node) {
        input.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const take = (entry) => {
      if (!entry) return;
      this.close();
      if (entry.fresh) more.make(entry.fresh);
      else choose(entry.value);
    };
    const draw = () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      shown = options.filter((option) => words.every((word) => option.label.toLocaleLowerCase().includes(word)));
      const text = input.value.trim();
      if (more.fresh && text && !options.some((option) => option.label === text))
        shown = [...shown, { label: more.fresh(text), fresh: text }];
      fill(
        list,
        ...shown.map((option, place) => {
          const node = el(
            "div",
            { role: "option", id: `${id}-${place}`, class: "cxw-option", "aria-selected": "false" },
            el("span", { text: option.label, dir: "auto" }),
            option.on && icon("check"),
            option.note && el("small", { text: option.note })
          );
          node.addEventListener("click", () => take(option));
          return node;
        })
      );
      if (!shown.length) list.append(el("div", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "cxw-option cxw-soft", text: "Nothing of that name" }));
      at = 0;
      mark2();
    };
    input.addEventListener("input", draw);
    input.addEventListener("keydown", (event) => {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (to !== void 0 && shown.length) {
        event.preventDefault();
        at = (to + shown.length) % shown.length;
        mark2();
      } else if (event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
        take(shown[at]);
      } else if (event.key === "Tab") {
        event.preventDefault();
        this.close();
      }
    });
    draw();
    this.open(anchor, panel, input, more.back ?? anchor);
  }
  /**
   * A form of one field.
   * @param {Element} anchor
   * @param {{label: string, value?: string, done: string, long?: boolean, back?: Element}} what
   * @param {(text: string) => void} take
   */
  prompt(anchor, what, take) {
    const id = uid("field");
    const field = (
      /** @type {HTMLInputElement|HTMLTextAreaElement} */
      el(what.long ? "textarea" : "input", { id, class: "cxw-input", dir: "auto", rows: what.long ? 4 : null, autocomplete: "off" })
    );
    field.value = what.value ?? "";
    const submit = () => {
      const text = field.value.trim();
      if (!text && !what.long) return field.focus();
      this.close();
      return take(text);
    };
    const panel = el(
      "div",
      { role: "dialog", "aria-label": what.label, class: "cxw-form" },
      el("label", { for: id, text: what.label }),
      field,
      el("div", { class: "cxw-row" }, button(what.done, submit, { class: "cxw-button cxw-primary" }), button("Cancel", () => this.close()))
    );
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (!what.long || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        submit();
      }
    });
    this.open(anchor, panel, field, what.back ?? anchor);
    field.select();
  }
};

// lib/app.js
var TOAST = 9e3;
var KEYS = [
  ["?", "Show these keys"],
  ["[  ]", "View before, view after"],
  ["Ctrl Z", "Undo"],
  ["Ctrl Shift Z", "Redo"],
  ["Esc", "Close a menu, stop a drag"]
];
var WORK = { themes: "Drafting themes", tags: "Tagging", personas: "Drafting personas" };
var App = class {
  constructor({ model, el: host, signal }, modules) {
    this.model = model;
    this.modules = modules;
    this.tabs = model.get("views").filter((view) => modules[view.name]);
    this.made = /* @__PURE__ */ new Map();
    this.version = "";
    this.asOf = null;
    this.work = null;
    this.build(host);
    this.link = new Link(model, (state) => this.showState(state), (news) => this.hearNews(news));
    const saved = model.get("snapshot").saved;
    if (saved) this.link.set({ saved: saved.slice(11) });
    this.link.watch(() => !document.hidden && this.root.isConnected && this.root.offsetParent !== null);
    signal?.addEventListener("abort", () => this.close());
    this.go(this.tabs[0].name);
  }
  build(host) {
    const snapshot = this.model.get("snapshot");
    this.status = el("div", { role: "status", class: "cxw-status" });
    this.undoButton = button(icon("undo"), () => this.undo(), { class: "cxw-button cxw-bare", "aria-label": "Undo", title: "Undo (Ctrl Z)" });
    this.redoButton = button(icon("redo"), () => this.redo(), { class: "cxw-button cxw-bare", "aria-label": "Redo", title: "Redo (Ctrl Shift Z)" });
    const help = button("?", () => this.help(help), { class: "cxw-button cxw-bare", "aria-label": "Keys", title: "Keys (?)" });
    this.tablist = el("div", { role: "tablist", "aria-label": "Views", class: "cxw-tabs" });
    this.panel = el("div", { class: "cxw-panel", id: uid("panel") });
    if (this.tabs.length > 1) {
      this.panel.setAttribute("role", "tabpanel");
      for (const tab of this.tabs)
        this.tablist.append(
          el("button", {
            type: "button",
            role: "tab",
            id: uid("tab"),
            "aria-controls": this.panel.id,
            class: "cxw-tab",
            text: tab.title,
            data: { view: tab.name },
            on: { click: () => this.go(tab.name) }
          })
        );
      this.tablist.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        this.step(getComputedStyle(this.root).direction === "rtl" ? -step : step);
        this.tablist.querySelector("[aria-selected=true]").focus();
      });
    } else this.tablist = el("div", { class: "cxw-tabs cxw-only", text: this.tabs[0].title });
    this.workBar = el("div", { class: "cxw-work", hidden: true });
    this.banner = el("div", { class: "cxw-banner", role: "note", hidden: true });
    this.live = el("div", { class: "cxw-unseen", "aria-live": "polite" });
    this.toasts = el("div", { class: "cxw-toasts" });
    this.root = el(
      "section",
      { class: "cxw", "aria-label": `${snapshot.title}: workbench`, data: { lmSuppressShortcuts: "true" }, tabindex: -1 },
      el(
        "header",
        { class: "cxw-head" },
        el("h2", { class: "cxw-title", text: snapshot.title, dir: "auto" }),
        this.tablist,
        el("div", { class: "cxw-tools" }, this.status, this.undoButton, this.redoButton, help)
      ),
      this.workBar,
      this.banner,
      this.panel,
      this.toasts,
      this.live
    );
    this.popovers = new Popovers(this.root);
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    for (const kind of ["keyup", "keypress"]) this.root.addEventListener(kind, (event) => event.stopPropagation());
    host.append(this.root);
  }
  // ── views ──
  /** Show a view, and a place in it. */
  async go(name, place) {
    this.popovers.close(false);
    const tab = this.tabs.find((other) => other.name === name);
    if (!tab) return;
    this.current = name;
    for (const node of this.tablist.querySelectorAll("[role=tab]")) {
      const on = node.dataset.view === name;
      node.setAttribute("aria-selected", String(on));
      node.tabIndex = on ? 0 : -1;
      if (on) this.panel.setAttribute("aria-labelledby", node.id);
    }
    let part = this.made.get(name);
    if (!part) {
      part = this.modules[name].create(this);
      part.node.classList.add("cxw-view", `cxw-${name}`);
      this.made.set(name, part);
    }
    fill(this.panel, part.node);
    if (place) part.show?.(place);
    else await this.refresh();
  }
  has(name) {
    return this.tabs.some((tab) => tab.name === name);
  }
  step(by) {
    const at = this.tabs.findIndex((tab) => tab.name === this.current);
    this.go(this.tabs[(at + by + this.tabs.length) % this.tabs.length].name);
  }
  /** Ask the view on screen to show what stands now. */
  async refresh() {
    const part = this.made.get(this.current);
    try {
      await part?.refresh();
      this.root.dataset.version = this.version;
    } catch (error) {
      this.toast(error.message, { alarm: true });
    }
  }
  async ask(view, part = "", query = {}) {
    const answer = await this.link.ask(view, part, query, this.asOf);
    if (this.asOf === null) this.version = answer.version;
    return answer;
  }
  hearNews(news) {
    this.showWork(news.work);
    if (news.version !== this.version && !this.link.queue.length && this.asOf === null) {
      this.version = news.version;
      this.refresh();
    }
  }
  // ── edits ──
  /**
   * Hand in an edit.
   * @param {string} action
   * @param {any} args
   * @param {{said?: string, still?: boolean}} [how] `said` is announced, with Undo beside it; `still` leaves the view
   * @returns {Promise<any>} null when it was refused
   */
  async act(action, args = {}, { said = "", still = false } = {}) {
    if (this.asOf !== null) {
      this.toast("You are looking at an earlier state; go back to now to edit.", { alarm: true });
      return null;
    }
    try {
      const done = await this.link.act(action, args);
      if (said) this.toast(said, { undo: done.decisions });
      if (!still && !this.link.queue.length) await this.refresh();
      return done;
    } catch (error) {
      this.toast(error.message, { alarm: true });
      await this.refresh();
      return null;
    }
  }
  undo() {
    return this.act("undo", { together: true }, { said: "" }).then((done) => done && this.toast("Undone.", { redo: true }));
  }
  redo() {
    return this.act("redo").then((done) => done && this.toast("Done again.", { undo: done.decisions }));
  }
  /** Start an analysis in the background. */
  async start(kind, n = null) {
    const done = await this.act("work.start", { kind, n }, { still: true });
    if (done) this.showWork(done.work);
  }
  /** Look at the study as it stood after a decision, or at now (null). */
  async look(number, time = "") {
    this.asOf = number;
    this.banner.hidden = number === null;
    this.root.classList.toggle("cxw-past", number !== null);
    if (number !== null) {
      fill(
        this.banner,
        el("span", { text: number === 0 ? "This is how the study stood before anything was decided. " : `This is how the study stood after decision ${number}${time ? `, ${time}` : ""}. ` }),
        button("Back to now", () => this.look(null), { class: "cxw-button cxw-primary" }),
        button("Make it so", () => this.restore(number), { class: "cxw-button", title: "Takes back every later decision; this can be undone too" })
      );
      this.say(`Looking at the study after decision ${number}.`);
    }
    await this.refresh();
  }
  async restore(number) {
    await this.look(null);
    await this.act("back", { number }, { said: `Went back to how things stood after decision ${number}.` });
  }
  // ── what is said ──
  showState(state) {
    const words = state.lost ? `The kernel was stopped. Run the cell again: all that was saved is there${state.waiting ? `, but not ${count(state.waiting, "edit")} that waited` : ""}.` : state.busy ? state.waiting ? "The kernel is busy; your last edits wait and are sent when it is free." : "The kernel is busy; what you see may be behind." : state.waiting ? `Saving ${count(state.waiting, "edit")} …` : state.saved ? `Saved ${state.saved}` : "Nothing to save yet";
    const mark2 = state.lost || state.busy ? "wait" : state.waiting ? "wait" : state.saved ? "check" : null;
    if (this.status.textContent !== words) fill(this.status, mark2 && icon(mark2), el("span", { text: words }));
    this.root.dataset.waiting = String(state.waiting);
    this.status.classList.toggle("cxw-alarm", state.lost || state.busy);
  }
  showWork(work) {
    const before = this.work;
    this.work = work;
    this.workBar.hidden = !work?.running;
    if (work?.running) {
      const share = work.total ? Math.min(1, work.done / work.total) : 0;
      if (!this.workBar.firstChild)
        this.workBar.append(
          el("span", { class: "cxw-work-label" }),
          el("progress", { "aria-label": "Progress", max: 1 }),
          button("Cancel", () => this.act("work.cancel", {}, { still: true }))
        );
      const detail = work.label ? `: ${work.label}${work.total > 1 ? ` ${work.done}/${work.total}` : ""}` : "";
      this.workBar.querySelector(".cxw-work-label").textContent = `${WORK[work.kind] ?? "Working"}${detail}`;
      this.workBar.querySelector("progress").value = share;
    } else if (before?.running && work) {
      const name = WORK[work.kind] ?? "The analysis";
      if (work.ended === "done") this.toast(`${name}: done. What you decided stands as before.`);
      else if (work.ended === "cancelled") this.toast(`${name}: cancelled. Nothing has changed.`);
      else this.toast(work.message, { alarm: true });
    }
  }
  /** Tell a screen reader. */
  say(text) {
    this.live.textContent = "";
    setTimeout(() => this.live.textContent = text, 30);
  }
  /** Say something below the board for a while; an alarm stays until it is closed. */
  toast(text, { undo = null, redo = false, alarm = false } = {}) {
    const node = el("div", { class: `cxw-toast${alarm ? " cxw-alarm" : ""}`, role: alarm ? "alert" : null }, el("span", { text, dir: "auto" }));
    const gone = () => node.remove();
    if (undo?.length)
      node.append(
        button("Undo", () => {
          gone();
          this.act("undo", { decisions: undo }).then((done) => done && this.say("Undone."));
        })
      );
    if (redo) node.append(button("Redo", () => {
      gone();
      this.redo();
    }));
    node.append(button(icon("close"), gone, { class: "cxw-button cxw-bare", "aria-label": "Close this message" }));
    while (this.toasts.children.length > 1) this.toasts.firstChild.remove();
    this.toasts.append(node);
    if (!alarm) {
      this.say(text);
      setTimeout(gone, TOAST);
    }
  }
  menu(anchor, label2, items) {
    this.popovers.menu(anchor, label2, items);
  }
  pick(anchor, label2, options, choose, more) {
    this.popovers.pick(anchor, label2, options, choose, more);
  }
  prompt(anchor, what, take) {
    this.popovers.prompt(anchor, what, take);
  }
  // ── keys ──
  onKey(event) {
    event.stopPropagation();
    const target = (
      /** @type {HTMLElement} */
      event.target
    );
    const writing = target.closest("input:not([type=checkbox]), textarea, select");
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.key.toLowerCase() === "z" && !writing) {
      event.preventDefault();
      if (event.shiftKey) this.redo();
      else this.undo();
      return;
    }
    if (writing || command || event.altKey || target.closest(".cxw-popover")) return;
    if (event.key === "?") this.help(this.root.querySelector("[aria-label=Keys]"));
    else if (event.key === "[") this.step(-1);
    else if (event.key === "]") this.step(1);
    else if (!this.made.get(this.current)?.key?.(event)) return;
    event.preventDefault();
  }
  help(anchor) {
    const row = ([keys, what]) => [
      el("dt", {}, ...keys.split("  ").flatMap((key, at) => [at ? " " : "", el("kbd", { text: key })])),
      el("dd", { text: what })
    ];
    const close = button("Close", () => this.popovers.close());
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "Keys", class: "cxw-help" },
      el("h3", { text: this.tabs.find((tab) => tab.name === this.current).title }),
      el("dl", {}, ...(this.made.get(this.current)?.keys ?? []).flatMap(row)),
      el("h3", { text: "Everywhere" }),
      el("dl", {}, ...KEYS.flatMap(row)),
      close
    );
    this.popovers.open(anchor, panel, close, document.activeElement);
  }
  close() {
    this.link.close();
    this.popovers.close(false);
    for (const part of this.made.values()) part.close?.();
  }
};

// views/activity.js
var activity_exports = {};
__export(activity_exports, {
  create: () => create
});

// lib/listing.js
var PAGE = 60;
var BEYOND = 600;
var Listing = class {
  /**
   * @param {{
   *   label: string,
   *   estimate: number,
   *   load: (offset: number, limit: number) => Promise<{total: number, offset: number, items: any[]}>,
   *   row: (item: any, index: number) => HTMLElement,
   *   empty?: () => Node,
   *   key?: (item: any) => string,
   * }} options
   */
  constructor(options) {
    this.options = options;
    this.before = el("div", { class: "cxw-spacer", "aria-hidden": "true" });
    this.rows = el("div", { role: "list", "aria-label": options.label, class: "cxw-rows" });
    this.after = el("div", { class: "cxw-spacer", "aria-hidden": "true" });
    this.node = el("div", { class: "cxw-listing", tabindex: -1 }, this.before, this.rows, this.after);
    this.total = 0;
    this.items = /* @__PURE__ */ new Map();
    this.nodes = /* @__PURE__ */ new Map();
    this.heights = /* @__PURE__ */ new Map();
    this.focused = 0;
    this.round = 0;
    this.pending = /* @__PURE__ */ new Set();
    this.frame = 0;
    this.node.addEventListener("scroll", () => this.soon());
    this.node.addEventListener("focusin", (event) => {
      const row = (
        /** @type {HTMLElement} */
        event.target.closest("[data-index]")
      );
      if (row) this.rove(Number(row.dataset.index));
    });
    this.watcher = new ResizeObserver(() => this.soon());
    this.watcher.observe(this.node);
  }
  /** Ask again for what is in sight; `keep` leaves the list where it is scrolled to. */
  async reload({ keep = true } = {}) {
    const round = ++this.round;
    const [first] = this.window();
    const offset = keep ? Math.max(0, Math.floor(first / PAGE) * PAGE) : 0;
    this.pending.clear();
    const page = await this.options.load(offset, PAGE * 2);
    if (round !== this.round) return;
    if (!keep) {
      this.node.scrollTop = 0;
      this.focused = 0;
      this.heights.clear();
    }
    this.take(page, true);
  }
  take(page, fresh = false) {
    if (fresh) {
      this.items.clear();
      for (const node of this.nodes.values()) node.dataset.stale = "1";
    }
    this.total = page.total;
    page.items.forEach((item, place) => this.items.set(page.offset + place, item));
    this.focused = Math.max(0, Math.min(this.focused, this.total - 1));
    this.draw(fresh);
  }
  soon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }
  height(index) {
    return this.heights.get(index) ?? this.average();
  }
  average() {
    if (this.heights.size < 5) return this.options.estimate;
    let sum = 0;
    for (const height of this.heights.values()) sum += height;
    return sum / this.heights.size;
  }
  /** First and last index in sight, and the pixels before the first. */
  window() {
    const top = Math.max(0, this.node.scrollTop - BEYOND);
    const bottom = this.node.scrollTop + (this.node.clientHeight || 400) + BEYOND;
    const usual = this.average();
    let y = 0;
    let first = 0;
    while (first < this.total - 1) {
      const height = this.heights.get(first) ?? usual;
      if (y + height > top) break;
      y += height;
      first += 1;
    }
    const start = y;
    let last2 = first;
    while (last2 < this.total - 1 && y < bottom) {
      y += this.heights.get(last2) ?? usual;
      last2 += 1;
    }
    return [first, Math.min(last2, this.total - 1), start];
  }
  draw(fresh = false) {
    if (!this.total) {
      this.nodes.clear();
      this.before.style.height = this.after.style.height = "0";
      this.rows.replaceChildren();
      if (this.options.empty && !this.node.querySelector(".cxw-empty")) this.node.append(el("div", { class: "cxw-empty" }, this.options.empty()));
      this.rows.hidden = true;
      return;
    }
    this.rows.hidden = false;
    this.node.querySelector(".cxw-empty")?.remove();
    const [first, last2, start] = this.window();
    const held = this.holdFocus();
    const wanted = [];
    for (let index = first; index <= last2; index += 1) {
      const item = this.items.get(index);
      let node = this.nodes.get(index);
      if (!node || fresh && node.dataset.stale || item && node.dataset.blank) {
        node = item ? this.options.row(item, index) : el("div", { class: "cxw-blank", data: { blank: "1" }, style: { height: `${this.average()}px` } });
        node.setAttribute("role", "listitem");
        node.setAttribute("aria-setsize", this.total);
        node.setAttribute("aria-posinset", index + 1);
        node.dataset.index = String(index);
        node.tabIndex = index === this.focused ? 0 : -1;
        this.nodes.set(index, node);
      }
      wanted.push(node);
    }
    for (const index of [...this.nodes.keys()]) if (index < first || index > last2) this.nodes.delete(index);
    this.sync(wanted);
    for (let index = first; index <= last2; index += 1) {
      const node = this.nodes.get(index);
      if (!node.dataset.blank && node.offsetHeight) this.heights.set(index, node.offsetHeight);
    }
    let rest = 0;
    const usual = this.average();
    for (let index = last2 + 1; index < this.total; index += 1) rest += this.heights.get(index) ?? usual;
    this.before.style.height = `${start}px`;
    this.after.style.height = `${rest}px`;
    held?.();
    this.fetch(first, last2);
  }
  /** Bring the rows in order without touching those that stay, so that focus and selection survive. */
  sync(wanted) {
    const keep = new Set(wanted);
    for (const node of [...this.rows.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, place) => {
      if (this.rows.children[place] !== node) this.rows.insertBefore(node, this.rows.children[place] ?? null);
    });
  }
  holdFocus() {
    const active = (
      /** @type {HTMLElement} */
      document.activeElement
    );
    if (!this.rows.contains(active)) return null;
    const index = Number(active.closest("[data-index]")?.dataset.index ?? this.focused);
    return () => {
      if (!this.rows.contains(document.activeElement)) this.nodes.get(Math.min(index, this.total - 1))?.focus({ preventScroll: true });
    };
  }
  async fetch(first, last2) {
    const round = this.round;
    for (let start = Math.floor(first / PAGE) * PAGE; start <= last2; start += PAGE) {
      let missing = false;
      for (let index = Math.max(first, start); index <= Math.min(last2, start + PAGE - 1); index += 1) missing ||= !this.items.has(index);
      if (!missing || this.pending.has(start)) continue;
      this.pending.add(start);
      this.options.load(start, PAGE).then(
        (page) => {
          this.pending.delete(start);
          if (round === this.round) this.take(page);
        },
        () => this.pending.delete(start)
      );
    }
  }
  rove(index) {
    const old = this.nodes.get(this.focused);
    if (old) old.tabIndex = -1;
    this.focused = index;
    const node = this.nodes.get(index);
    if (node) node.tabIndex = 0;
  }
  /** Move the focus to a row, bringing it into view. */
  focus(index = this.focused) {
    if (!this.total) return this.node.focus({ preventScroll: true });
    this.rove(Math.max(0, Math.min(index, this.total - 1)));
    this.reveal(this.focused);
    return this.nodes.get(this.focused)?.focus({ preventScroll: true });
  }
  /** Scroll so that a row is in sight. */
  reveal(index, where = "near") {
    let top = 0;
    const usual = this.average();
    for (let other = 0; other < index; other += 1) top += this.heights.get(other) ?? usual;
    const height = this.height(index);
    const view = this.node.clientHeight || 400;
    if (where === "middle") this.node.scrollTop = Math.max(0, top - view / 3);
    else if (top < this.node.scrollTop) this.node.scrollTop = top;
    else if (top + height > this.node.scrollTop + view) this.node.scrollTop = top + height - view;
    this.draw();
  }
  /** Take a row out at once, before the kernel has answered. */
  drop(index) {
    const shift = (map) => {
      const moved = /* @__PURE__ */ new Map();
      for (const [at, value] of map) if (at !== index) moved.set(at > index ? at - 1 : at, value);
      return moved;
    };
    const had = this.rows.contains(document.activeElement);
    this.nodes.get(index)?.remove();
    this.items = shift(this.items);
    this.heights = shift(this.heights);
    this.nodes = shift(this.nodes);
    this.total -= 1;
    for (const [at, node] of this.nodes) {
      node.dataset.index = String(at);
      node.setAttribute("aria-posinset", at + 1);
    }
    this.focused = Math.max(0, Math.min(this.focused > index ? this.focused - 1 : this.focused, this.total - 1));
    this.draw();
    this.rove(this.focused);
    if (had) this.focus();
  }
  /** Index of the first loaded item that a test holds for, or -1. */
  find(test) {
    for (const [index, item] of this.items) if (test(item)) return index;
    return -1;
  }
  /** Draw a row again after its item was changed in place. */
  redraw(index) {
    const node = this.nodes.get(index);
    if (!node) return;
    node.dataset.stale = "1";
    this.draw(true);
  }
  close() {
    this.watcher.disconnect();
    cancelAnimationFrame(this.frame);
  }
};

// views/activity.js
function create(app) {
  return new Activity(app);
}
var Activity = class {
  keys = (
    /** @type {[string, string][]} */
    [
      ["↑  ↓", "Decision before, decision after"],
      ["U", "Take the decision back"],
      ["L", "Look at the study as it stood then"],
      ["Esc", "Back to now"]
    ]
  );
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
      empty: () => el("p", { class: "cxw-soft", text: "Nothing has been decided yet. Whatever you change is listed here, and can be taken back." })
    });
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row cxw-spread" }, this.next, el("div", { class: "cxw-row" }, this.undoButton, this.redoButton, this.beginning)),
      this.troubles,
      this.list.node
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
      page.undo ? el("span", { class: "cxw-soft", text: ` · Undo would take back: ${page.undo}`, dir: "auto" }) : null
    );
    this.undoButton.disabled = !page.undo;
    this.redoButton.disabled = !page.redo;
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
      ...item.words.map(
        (word, place) => el(
          "p",
          { class: "cxw-row cxw-small" },
          el("span", { text: `${word.researcher}: ${word.said}${place === item.words.length - 1 ? " (stands)" : ""}`, dir: "auto" }),
          button("Take back", () => this.takeBack(word), { "aria-label": `Take back what ${word.researcher} decided: ${word.said}` })
        )
      )
    );
  }
  orphan(item) {
    return el(
      "li",
      {},
      el("p", { text: `${item.researcher}: ${item.said}`, dir: "auto" }),
      el("p", { class: "cxw-soft cxw-small", text: item.reason }),
      ...item.quotes.map((quote) => el("blockquote", { class: "cxw-small", text: quote, dir: "auto" })),
      button("Take it back", () => this.takeBack(item), { "aria-label": `Take back: ${item.said}` })
    );
  }
  row(row) {
    const when = new Date(row.time);
    const day = when.toDateString() === (/* @__PURE__ */ new Date()).toDateString() ? "" : `${when.toLocaleDateString("en-CA")} `;
    const time = `${day}${when.toLocaleTimeString("en-GB")}`;
    const resting = row.resting ? ` and ${row.resting} that rest on it` : "";
    return el(
      "div",
      { class: `cxw-decision${row.stands || row.undo ? "" : " cxw-gone"}` },
      el("span", { class: "cxw-number", text: String(row.number), "aria-label": `Decision ${row.number}` }),
      el("div", { class: "cxw-decision-body" }, el("span", { text: row.said, dir: "auto" }), el("span", { class: "cxw-soft cxw-small" }, el("bdi", { text: row.researcher }), ` · ${time}`, !row.stands && !row.undo && " · taken back")),
      row.stands && button("Undo", () => this.takeBack(row), { "aria-label": `Undo decision ${row.number}${resting}`, tabindex: -1 }),
      button("Look", () => this.app.look(row.number, time), { "aria-label": `Look at the study after decision ${row.number}`, tabindex: -1 })
    );
  }
  takeBack(row) {
    this.app.act("undo", { decisions: [row.uuid], together: true }, { said: row.resting ? `Took back decision ${row.number} and ${row.resting} that rested on it.` : "Took it back." });
  }
  key(event) {
    const row = (
      /** @type {HTMLElement|null} */
      document.activeElement?.closest?.("[data-index]")
    );
    if (event.key === "Escape" && this.app.asOf !== null) return this.app.look(null), true;
    if (!row || !this.list.node.contains(row)) return false;
    const index = Number(row.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.list.total - 1 }[event.key];
    if (to !== void 0) return this.list.focus(to), true;
    const item = this.list.items.get(index);
    if (!item) return false;
    if (event.key.toLowerCase() === "u" && item.stands) return this.takeBack(item), true;
    if (event.key.toLowerCase() === "l") return this.app.look(item.number), true;
    return false;
  }
  close() {
    this.list.close();
  }
};

// views/themes.js
var themes_exports = {};
__export(themes_exports, {
  create: () => create2
});

// lib/drag.js
var SLOP = 6;
var EDGE = 36;
function draggable(area, root, rules) {
  let held = null;
  const over = (event) => {
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const zone = (
      /** @type {HTMLElement|null} */
      below?.closest("[data-drop]") ?? null
    );
    return zone && root.contains(zone) && held.thing.accepts(zone.dataset.drop) ? zone : null;
  };
  const follow = (event) => {
    if (!held) return;
    if (!held.ghost) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLOP) return;
      held.ghost = el("div", { class: "cxw-ghost", text: held.thing.label, dir: "auto", "aria-hidden": "true" });
      root.append(held.ghost);
      root.classList.add("cxw-dragging");
    }
    event.preventDefault();
    const room = root.getBoundingClientRect();
    held.ghost.style.translate = `${event.clientX - room.left + 10}px ${event.clientY - room.top + 10}px`;
    const zone = over(event);
    if (zone !== held.zone) {
      held.zone?.classList.remove("cxw-over");
      zone?.classList.add("cxw-over");
      held.zone = zone;
    }
    scrollNear(event, root);
  };
  const end = (event, cancelled = false) => {
    if (!held) return;
    const { ghost, zone, thing } = held;
    held = null;
    window.removeEventListener("pointermove", follow);
    window.removeEventListener("pointerup", up);
    window.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", escape, true);
    ghost?.remove();
    zone?.classList.remove("cxw-over");
    root.classList.remove("cxw-dragging");
    if (!ghost) return;
    const swallow = (click) => {
      click.stopPropagation();
      click.preventDefault();
    };
    window.addEventListener("click", swallow, true);
    setTimeout(() => window.removeEventListener("click", swallow, true), 0);
    if (zone && !cancelled) rules.drop(thing.payload, zone.dataset.drop);
  };
  const up = (event) => end(event);
  const cancel = (event) => end(event, true);
  const escape = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      end(event, true);
    }
  };
  area.addEventListener("pointerdown", (event) => {
    const target = (
      /** @type {HTMLElement} */
      event.target
    );
    if (event.button !== 0 || target.closest("input, textarea, select, a, summary, [data-nodrag]")) return;
    if (event.pointerType !== "mouse" && !target.closest(".cxw-grip")) return;
    const thing = rules.pick(target);
    if (!thing) return;
    held = { thing, x: event.clientX, y: event.clientY, ghost: null, zone: null };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", escape, true);
  });
}
function scrollNear(event, root) {
  for (const box of root.querySelectorAll(".cxw-scroll, .cxw-listing")) {
    const room = box.getBoundingClientRect();
    if (event.clientX < room.left || event.clientX > room.right) continue;
    if (event.clientY > room.top && event.clientY < room.top + EDGE) box.scrollTop -= 12;
    else if (event.clientY < room.bottom && event.clientY > room.bottom - EDGE) box.scrollTop += 12;
  }
}

// lib/quote.js
function quoteCard(quote, how = {}) {
  const marks = [];
  if (quote.starred) marks.push(mark("star", "Starred"));
  if (quote.pinned) marks.push(mark("pin", "Pinned"));
  if (quote.hidden) marks.push(mark("hide", "Hidden"));
  const place = [quote.participant, quote.at].filter(Boolean).join(" · ");
  const tick = how.choose ? el("input", { type: "checkbox", class: "cxw-tick", "aria-label": "Choose this quote", tabindex: -1 }) : null;
  if (tick) {
    tick.checked = Boolean(how.chosen);
    tick.addEventListener("click", (event) => how.choose(
      /** @type {HTMLInputElement} */
      tick.checked,
      event
    ));
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
        how.jump ? el("button", { type: "button", class: "cxw-link", tabindex: -1, title: "Show in the transcript", on: { click: how.jump } }, el("bdi", { text: place })) : el("bdi", { text: place }),
        how.note && el("span", { text: how.note, dir: "auto" }),
        ...how.extra ?? [],
        ...quote.labels.map(label),
        ...marks
      )
    ),
    how.menu && button(icon("more"), (event) => how.menu(event.currentTarget), { class: "cxw-button cxw-bare cxw-more", "aria-label": "What to do with this quote", "aria-haspopup": "menu", tabindex: -1 })
  );
}
function label(name) {
  return el("span", { class: `cxw-label cxw-hue-${name}`, text: name });
}
function mark(shape, word) {
  return el("span", { class: "cxw-mark" }, icon(shape), el("span", { text: word }));
}

// views/themes.js
var UNSORTED = "unsorted";
var HIDDEN = "hidden";
var STABILITY = {
  steady: "Comes out again nearly the same when the analysis is repeated on part of the material",
  "fairly steady": "Comes out again for the most part when the analysis is repeated on part of the material",
  shaky: "Changes when the analysis is repeated on part of the material: look twice"
};
function create2(app) {
  return new ThemeBoard(app);
}
var ThemeBoard = class {
  constructor(app) {
    this.app = app;
    this.themes = [];
    this.board = null;
    this.shown = null;
    this.chosen = /* @__PURE__ */ new Map();
    this.lastChosen = 0;
    this.build();
  }
  keys = (
    /** @type {[string, string][]} */
    [
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
      ["Delete", "Delete the theme"],
      ["/", "Search the quotes"],
      ["Enter", "Menu of a quote or theme"]
    ]
  );
  build() {
    const { app } = this;
    this.filter = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Filter themes", "aria-label": "Filter themes", on: { input: () => this.drawThemes() } });
    this.list = el("ul", { class: "cxw-themelist cxw-scroll", "aria-label": "Themes" });
    this.total = el("p", { class: "cxw-soft cxw-small" });
    const draft = button("Draft again …", (event) => this.draft(event.currentTarget), { "aria-haspopup": "dialog", title: "Run the analysis again; it learns from what you decided and changes none of it" });
    const side = el("nav", { class: "cxw-side", "aria-label": "Themes" }, el("div", { class: "cxw-row" }, this.filter, draft), this.list, this.total);
    this.name = el("h3", { class: "cxw-theme-name", dir: "auto" });
    this.about = el("p", { class: "cxw-soft cxw-small cxw-about", dir: "auto" });
    this.facts = el("p", { class: "cxw-facts cxw-small" });
    this.renameButton = button("Rename", (event) => this.rename(event.currentTarget));
    this.mergeButton = button("Merge …", (event) => this.merge(event.currentTarget), { "aria-haspopup": "listbox" });
    this.moreButton = button(icon("more"), (event) => this.themeMenu(event.currentTarget), { class: "cxw-button cxw-bare", "aria-label": "More about this theme", "aria-haspopup": "menu" });
    this.search = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Search these quotes", "aria-label": "Search these quotes", on: { input: () => this.soon() } });
    this.selection = el("div", { class: "cxw-selection", role: "group", "aria-label": "Chosen quotes" });
    this.quotes = new Listing({
      label: "Quotes",
      estimate: 76,
      load: (offset, limit) => this.load(offset, limit),
      row: (quote, index) => this.row(quote, index),
      empty: () => el("p", { class: "cxw-soft", text: this.search.value ? "No quote here holds these words." : this.emptyWords() })
    });
    this.tools = el("div", { class: "cxw-row cxw-themetools" }, this.renameButton, this.mergeButton, this.moreButton);
    this.main = el(
      "div",
      { class: "cxw-main" },
      el("div", { class: "cxw-row cxw-spread" }, this.name, this.tools),
      this.facts,
      this.about,
      el("div", { class: "cxw-row cxw-spread" }, this.search, this.selection),
      this.quotes.node
    );
    this.node = el("div", {}, side, this.main);
    const rules = {
      pick: (target) => this.pickUp(target),
      drop: (payload, drop) => this.dropped(payload, drop)
    };
    draggable(this.node, app.root, rules);
  }
  emptyWords() {
    if (this.shown === UNSORTED) return "Nothing is left unsorted.";
    if (this.shown === HIDDEN) return "Nothing is hidden.";
    return this.board?.drafted ? "No quote stands here." : "There are no themes yet. “Draft again” makes a first draft, and you can make themes by hand.";
  }
  // ── showing ──
  async refresh() {
    const board = await this.app.ask("themes");
    this.board = board;
    this.themes = board.themes;
    const there = this.shown === UNSORTED || this.shown === HIDDEN || this.themes.some((theme) => theme.key === this.shown);
    const changed = !there;
    if (changed) this.shown = this.themes[0]?.key ?? UNSORTED;
    this.drawThemes();
    this.drawHead();
    await this.quotes.reload({ keep: !changed });
    for (const id of [...this.chosen.keys()]) {
      const index = this.quotes.find((quote) => quote.id === id);
      if (index < 0 && this.quotes.items.size >= this.quotes.total) this.chosen.delete(id);
    }
    this.drawSelection();
  }
  async show(place) {
    if (place.theme !== void 0) this.shown = place.theme ?? UNSORTED;
    await this.refresh();
  }
  entries() {
    const words = this.filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.themes.filter((theme) => {
      const text = `${theme.name} ${theme.words.join(" ")}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    });
    const below = /* @__PURE__ */ new Map();
    for (const theme of shown) {
      const parent = theme.parent && shown.some((other) => other.key === theme.parent) ? theme.parent : "";
      below.set(parent, [...below.get(parent) ?? [], theme]);
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
    const on = theme.key === this.shown;
    const notes = [count(theme.n, "quote")];
    if (!theme.pile) notes.push(`${theme.participants} of ${this.board.of}`);
    if (theme.stability) notes.push(theme.stability);
    const open = el(
      "button",
      {
        type: "button",
        class: "cxw-theme-open",
        "aria-current": on ? "true" : null,
        tabindex: on ? 0 : -1,
        data: { key: theme.key },
        on: { click: () => this.select(theme.key) }
      },
      el("span", { class: "cxw-theme-title", text: theme.name, dir: "auto" }),
      el("span", { class: "cxw-theme-notes" }, ...notes.map((note) => el("span", { text: note }))),
      !theme.pile && el("span", { class: "cxw-meter", "aria-hidden": "true", style: { "--share": `${100 * theme.n / most}%` } })
    );
    return el("li", { class: `cxw-theme${theme.pile ? " cxw-pile" : ""}`, data: theme.key === HIDDEN ? {} : { drop: theme.key }, style: { "--depth": String(theme.depth) } }, open);
  }
  current() {
    return (
      /** @type {HTMLElement|null} */
      this.list.querySelector('[aria-current="true"]')
    );
  }
  theme(key = this.shown) {
    return this.themes.find((theme) => theme.key === key);
  }
  async select(key) {
    if (this.shown !== key) {
      this.shown = key;
      this.chosen.clear();
      this.search.value = "";
    }
    this.drawThemes();
    this.drawHead();
    await this.quotes.reload({ keep: false });
    this.drawSelection();
  }
  drawHead() {
    const theme = this.theme();
    this.tools.hidden = !theme;
    this.name.textContent = theme?.name ?? (this.shown === HIDDEN ? "Hidden" : "Unsorted");
    const facts = theme ? [
      `${count(theme.n, "quote")} from ${theme.participants} of ${count(this.board.of, "participant")}`,
      theme.by === "suggestion" ? "drafted" : `named by ${theme.by}`,
      theme.merged && `${count(theme.merged, "theme")} merged in`
    ].filter(Boolean) : [];
    fill(
      this.facts,
      el("span", { text: facts.join(" · ") }),
      theme?.stability && el("span", { class: "cxw-chip", text: theme.stability, title: STABILITY[theme.stability] }),
      theme?.suggested && el("span", { class: "cxw-soft", text: `Drafted as “${theme.suggested}”`, dir: "auto" })
    );
    const piles = {
      [UNSORTED]: "In no theme, each with the reason. Move what belongs somewhere; the rest may stay.",
      [HIDDEN]: "Left out of themes, personas and exports. They stay in the transcripts."
    };
    this.about.textContent = theme ? theme.description || (theme.words.length ? `Typical words: ${theme.words.join(", ")}` : "") : piles[this.shown];
    this.about.hidden = !this.about.textContent;
  }
  load(offset, limit) {
    return this.app.ask("themes", "quotes", { theme: this.shown, search: this.search.value, offset, limit });
  }
  row(quote, index) {
    const notes = [];
    if (this.shown === UNSORTED) notes.push(quote.reason);
    else if (quote.sure && quote.by === "suggestion") notes.push(quote.sure);
    else if (quote.by !== "suggestion") notes.push(`put here by ${quote.by}`);
    if (quote.also.length) notes.push(`also: ${quote.also.join(", ")}`);
    return quoteCard(quote, {
      chosen: this.chosen.has(quote.id),
      choose: (on, event) => this.choose(index, on, event),
      menu: (anchor) => this.quoteMenu(anchor, quote, index),
      jump: this.app.has("transcripts") ? () => this.jump(quote) : void 0,
      note: notes.join(" · ")
    });
  }
  jump(quote) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: quote.source, turn: quote.turn, segment: quote.id });
  }
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.quotes.reload({ keep: false }), 150);
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
    this.drawSelection();
    this.app.say(`${count(this.chosen.size, "quote")} chosen`);
  }
  drawSelection() {
    const n = this.chosen.size;
    this.selection.classList.toggle("cxw-some", n > 0);
    if (!n) return fill(this.selection, el("span", { class: "cxw-soft cxw-small", text: "Tick quotes to move several at once" }));
    const act = (label2, run, props = {}) => button(label2, (event) => run(event.currentTarget), props);
    return fill(
      this.selection,
      el("strong", { class: "cxw-small", text: `${n} chosen` }),
      act("Move …", (anchor) => this.move(anchor), { "aria-haspopup": "listbox" }),
      act("New theme …", (anchor) => this.fresh(anchor)),
      this.theme() && act("Split off …", (anchor) => this.split(anchor)),
      act(icon("more"), (anchor) => this.manyMenu(anchor), { class: "cxw-button cxw-bare", "aria-label": "More for the chosen quotes", "aria-haspopup": "menu" }),
      act(icon("close"), () => this.unchoose(), { class: "cxw-button cxw-bare", "aria-label": "Choose none" })
    );
  }
  unchoose() {
    this.chosen.clear();
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
  targets(except = this.shown) {
    return this.themes.filter((theme) => theme.key !== except).map((theme) => ({ value: theme.key, label: theme.name, note: count(theme.n, "quote") }));
  }
  move(anchor, quotes = this.subject()) {
    if (!quotes.length) return;
    this.app.pick(anchor, `Move ${this.named(quotes)} to`, this.targets(), (key) => this.moveTo(quotes, key), {
      fresh: (text) => `New theme “${text}”`,
      make: (text) => this.makeOf(quotes, text),
      back: this.quotes.node
    });
  }
  moveTo(quotes, key) {
    const theme = this.theme(key);
    const said = `Moved ${this.named(quotes)} to “${theme?.name ?? key}”.`;
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
    }
    const from = this.theme();
    const to = this.theme(key);
    if (from) from.n -= quotes.length;
    else if (this.shown === UNSORTED) this.board.unsorted -= quotes.length;
    if (to) to.n += quotes.length;
    this.drawThemes();
    this.drawSelection();
  }
  fresh(anchor, quotes = this.subject()) {
    if (!quotes.length) return this.app.toast("Choose at least one quote for a new theme.", { alarm: true });
    return this.app.prompt(anchor, { label: `Name of a new theme for ${this.named(quotes)}`, done: "Make it", back: this.quotes.node }, (name) => this.makeOf(quotes, name));
  }
  split(anchor) {
    const theme = this.theme();
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
  quoteMenu(anchor, quote, index) {
    const one = [quote];
    this.quotes.rove(index);
    this.app.menu(anchor, "This quote", [
      { label: "Move to …", key: "M", run: () => this.move(anchor, one) },
      { label: "New theme …", key: "N", run: () => this.fresh(anchor, one) },
      quote.theme !== null && { label: "Pin to this theme", key: "P", run: () => this.pin(one) },
      null,
      { label: quote.starred ? "Take the star off" : "Star", key: "S", run: () => this.switch("star", one) },
      { label: quote.hidden ? "Show again" : "Hide", key: "H", run: () => this.switch("hide", one) },
      { label: "Write a memo …", run: () => this.memo(anchor, quote.id) },
      null,
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(quote) }
    ]);
  }
  manyMenu(anchor) {
    this.app.menu(anchor, "The chosen quotes", [
      { label: "Pin to this theme", key: "P", run: () => this.pin() },
      { label: "Star", key: "S", run: () => this.switch("star") },
      { label: "Hide, or show again", key: "H", run: () => this.switch("hide") }
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
    this.app.prompt(
      anchor,
      { label: `What “${theme.name}” is about`, value: theme.description, done: "Write", long: true },
      (text) => this.app.act("theme.describe", { theme: theme.key, text }, { said: `Described “${theme.name}”.` })
    );
  }
  remove() {
    const theme = this.theme();
    if (theme) this.app.act("theme.delete", { theme: theme.key }, { said: `Deleted “${theme.name}”; its quotes are unsorted now.` });
  }
  themeMenu(anchor) {
    const theme = this.theme();
    this.app.menu(anchor, theme.name, [
      { label: "Rename …", key: "R", run: () => this.rename(anchor) },
      { label: "Describe …", run: () => this.describe(anchor) },
      { label: "Merge into …", key: "G", run: () => this.merge(anchor) },
      { label: "Write a memo …", run: () => this.memo(anchor, theme.key) },
      null,
      { label: "Delete", key: "Delete", run: () => this.remove() }
    ]);
  }
  draft(anchor) {
    const field = (
      /** @type {HTMLInputElement} */
      el("input", { type: "number", min: 2, max: 60, class: "cxw-input", placeholder: "as many as fit", "aria-label": "How many themes" })
    );
    const go = () => {
      const n = Number.parseInt(field.value, 10);
      this.app.popovers.close();
      this.app.start("themes", Number.isFinite(n) ? n : null);
    };
    field.addEventListener("keydown", (event) => event.key === "Enter" && go());
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "Draft themes again", class: "cxw-form" },
      el("p", { text: "The analysis runs beside the notebook. It takes in what you pinned, moved and named, and changes none of it." }),
      el("label", { class: "cxw-row" }, el("span", { text: "How many themes" }), field),
      el("div", { class: "cxw-row" }, button("Draft themes", go, { class: "cxw-button cxw-primary" }), button("Cancel", () => this.app.popovers.close()))
    );
    this.app.popovers.open(anchor, panel, field);
  }
  // ── drag ──
  pickUp(target) {
    const row = (
      /** @type {HTMLElement|null} */
      target.closest(".cxw-quote")
    );
    if (row) {
      const quote = this.quotes.items.get(Number(row.dataset.index));
      if (!quote) return null;
      const quotes = this.chosen.has(quote.id) ? [...this.chosen.values()] : [quote];
      return {
        label: quotes.length === 1 ? quote.text : count(quotes.length, "quote"),
        payload: { quotes },
        accepts: (drop) => drop !== this.shown && drop !== UNSORTED
      };
    }
    const theme = this.theme(
      /** @type {HTMLElement|null} */
      target.closest(".cxw-theme-open")?.dataset.key ?? ""
    );
    return theme ? { label: `Merge “${theme.name}” into …`, payload: { theme: theme.key }, accepts: (drop) => drop !== theme.key && drop !== UNSORTED } : null;
  }
  dropped(payload, drop) {
    if (payload.quotes) this.moveTo(payload.quotes, drop);
    else this.mergeInto(payload.theme, drop);
  }
  // ── keys ──
  keyInThemes(event) {
    const entries = (
      /** @type {HTMLElement[]} */
      [...this.list.querySelectorAll(".cxw-theme-open")]
    );
    const at = entries.indexOf(
      /** @type {HTMLElement} */
      document.activeElement
    );
    if (at < 0) return false;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== void 0 && entries[to]) {
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
    const row = (
      /** @type {HTMLElement|null} */
      document.activeElement?.closest?.("[data-index]")
    );
    if (!row || !this.quotes.node.contains(row)) return false;
    const index = Number(row.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.quotes.total - 1, PageDown: index + 8, PageUp: index - 8 }[event.key];
    if (to !== void 0) return this.quotes.focus(to), true;
    const quote = this.quotes.items.get(index);
    if (event.key === "ArrowLeft") return this.current()?.focus(), true;
    if (!quote) return false;
    if (event.key === " ") return this.choose(index, !this.chosen.has(quote.id), event), true;
    if (event.key === "Enter" && document.activeElement === row) return this.quoteMenu(row, quote, index), true;
    return false;
  }
  key(event) {
    if (this.keyInThemes(event) || this.keyInQuotes(event)) return true;
    const anchor = document.activeElement && this.node.contains(document.activeElement) ? document.activeElement : this.name;
    const commands = {
      m: () => this.move(anchor),
      n: () => this.fresh(anchor),
      x: () => this.split(anchor),
      p: () => this.pin(),
      s: () => this.switch("star"),
      h: () => this.switch("hide"),
      t: () => this.subject()[0] && this.jump(this.subject()[0]),
      r: () => this.rename(anchor),
      g: () => this.merge(anchor),
      delete: () => this.list.contains(document.activeElement) && this.remove(),
      "/": () => this.search.focus()
    };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }
  close() {
    this.quotes.close();
    clearTimeout(this.timer);
  }
};

// views/registry.js
var MODULES = { themes: themes_exports, activity: activity_exports };

// main.js
var main_default = {
  render(context) {
    const app = new App(context, MODULES);
    return () => app.close();
  }
};
export {
  main_default as default
};
