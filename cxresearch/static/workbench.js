var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// lib/el.js
var PLAIN = /^[#\w.,%() -]*$/;
var FETCHES = /url|image/i;
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === void 0 || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "style") for (const [key, word] of Object.entries(value)) {
      if (PLAIN.test(word) && !FETCHES.test(word)) node.style.setProperty(key, word);
    }
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
function onEnter(field, run) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
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
var GONE = ["restarting", "autorestarting", "dead"];
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
    this.kernel = model.widget_manager?.kernel;
    this.told = (_, status) => GONE.includes(status) && this.dead();
    this.kernel?.statusChanged?.connect(this.told);
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
    this.kernel?.statusChanged?.disconnect(this.told);
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
    const inside2 = panel.contains(document.activeElement);
    panel.remove();
    if (giveBack || inside2) back?.focus?.({ preventScroll: true });
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
   * @param {{value: string, label: string, note?: string, on?: boolean, colour?: string}[]} options
   * @param {(value: string) => void} choose
   * @param {{fresh?: (text: string) => string, make?: (text: string) => void, back?: Element,
   *   look?: (text: string) => Promise<{value: string, label: string, note?: string}[]>}} [more] `fresh` words the
   *   entry that `make`s something of what was typed; `look` finds options while somebody types
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
    let waiting = 0;
    const looked = () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        options = await more.look(input.value);
        if (panel.isConnected) draw();
      }, 150);
    };
    const draw = () => {
      const words = more.look ? [] : input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
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
            option.colour && el("span", { class: "cxw-swatch", style: { "--swatch": option.colour }, "aria-hidden": "true" }),
            el("span", { class: "cxw-option-label", text: option.label, dir: "auto" }),
            option.on && icon("check"),
            option.note && el("small", { text: option.note })
          );
          node.addEventListener("click", () => take(option));
          return node;
        })
      );
      if (!shown.length) list.append(el("div", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "cxw-option cxw-soft", text: more.look && !input.value.trim() ? "Type some of the words" : "Nothing of that name" }));
      at = 0;
      mark2();
    };
    input.addEventListener("input", more.look ? looked : draw);
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
var WORK = {
  themes: "Drafting themes",
  map: "Drawing the map",
  preview: "Trying out themes",
  tags: "Tagging",
  personas: "Drafting personas",
  parts: "Looking for parts",
  split: "Splitting the theme"
};
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
    this.link.set({ saved: saved ? saved.slice(11) : "" });
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
    this.inside = false;
    this.follow = (event) => this.inside = this.root.contains(event.target);
    for (const kind of ["focusin", "pointerdown"]) document.addEventListener(kind, this.follow);
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
    const held = this.panel.contains(document.activeElement);
    fill(this.panel, part.node);
    if (held) (this.tablist.querySelector("[aria-selected=true]") ?? this.root).focus({ preventScroll: true });
    await this.loading(() => place ? part.show?.(place) : part.refresh());
  }
  /** Let a view load something, and say what went wrong; `aria-busy` is on for as long as it takes. */
  async loading(load) {
    this.busy = (this.busy ?? 0) + 1;
    this.panel.setAttribute("aria-busy", "true");
    try {
      await load();
      this.root.dataset.version = this.version;
    } catch (error) {
      this.toast(error.message, { alarm: true });
    } finally {
      this.busy -= 1;
      if (!this.busy) this.panel.setAttribute("aria-busy", "false");
      this.holdFocus();
    }
  }
  /** Take the focus when what had it is gone, so that keys are heard further on. */
  holdFocus() {
    if (this.inside && document.activeElement === document.body) this.root.focus({ preventScroll: true });
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
    await this.loading(() => this.made.get(this.current)?.refresh());
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
   * @param {{said?: string | ((done: any) => string), still?: boolean, back?: (done: any) => void}} [how] `said` is
   *   announced, with Undo beside it, which does `back` where undoing is no matter of decisions; `still` leaves the view
   * @returns {Promise<any>} null when it was refused
   */
  async act(action, args = {}, { said = "", still = false, back = null } = {}) {
    if (this.asOf !== null) {
      this.toast("You are looking at an earlier state; go back to now to edit.", { alarm: true });
      return null;
    }
    try {
      const done = await this.link.act(action, args);
      if (said) this.toast(typeof said === "string" ? said : said(done), { undo: done.decisions, back: back && (() => back(done)) });
      if (!still && !this.link.queue.length) await this.refresh();
      return done;
    } catch (error) {
      this.toast(error.message, { alarm: true });
      await this.refresh();
      return null;
    }
  }
  undo() {
    const part = this.made.get(this.current);
    if (part?.undo) return part.undo();
    return this.act("undo", { together: true }, { said: "" }).then((done) => done && this.toast("Undone.", { redo: true }));
  }
  redo() {
    if (this.made.get(this.current)?.undo) return this.toast("Nothing to do again here.");
    return this.act("redo").then((done) => done && this.toast("Done again.", { undo: done.decisions }));
  }
  /** Start an analysis in the background; `then` is given what it found, where it finds something to show. */
  async start(kind, n = null, then = null, more = {}) {
    const done = await this.act("work.start", { kind, n, ...more }, { still: true });
    if (!done) return;
    this.after = then;
    this.showWork(done.work);
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
      if (work.ended === "done" && work.result) this.after?.(work.result);
      else if (work.ended === "done") this.tellEnd(name);
      else if (work.ended === "cancelled") this.toast(`${name}: cancelled. Nothing has changed.`);
      else this.toast(work.message, { alarm: true });
    }
  }
  /** Say that an analysis is done, and what has to be placed again after it. */
  async tellEnd(name) {
    const { orphans } = this.has("activity") ? await this.link.ask("activity", "", { limit: 1 }, null) : { orphans: 0 };
    const rest = orphans ? `; ${count(orphans, "decision")} without a target can be placed again in Activity.` : " as before.";
    this.toast(`${name}: done. What you decided stands${rest}`);
  }
  /** Tell a screen reader. */
  say(text) {
    this.live.textContent = "";
    setTimeout(() => this.live.textContent = text, 30);
  }
  /** Say something below the board for a while; an alarm stays until it is closed. */
  toast(text, { undo = null, back = null, redo = false, alarm = false } = {}) {
    const node = el("div", { class: `cxw-toast${alarm ? " cxw-alarm" : ""}`, role: alarm ? "alert" : null }, el("span", { text, dir: "auto" }));
    const gone = () => node.remove();
    if (back) node.append(button("Undo", () => {
      gone();
      back();
    }));
    else if (undo?.length)
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
    for (const old of this.toasts.querySelectorAll(".cxw-toast")) if (alarm || !old.classList.contains("cxw-alarm")) old.remove();
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
    if (command && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.toast("Everything you decided is saved already.");
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
    for (const kind of ["focusin", "pointerdown"]) document.removeEventListener(kind, this.follow);
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
    this.need(first, last2);
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
  /** Ask for the pages in sight that are not there yet. */
  need(first, last2) {
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
    for (let round = 0; round < 4; round += 1) {
      const node = this.nodes.get(index);
      if (!node) return;
      const at = node.getBoundingClientRect();
      const room = this.node.getBoundingClientRect();
      const off = where === "middle" ? at.top - room.top - view / 3 : Math.min(0, at.top - room.top) || Math.max(0, Math.min(at.bottom - room.bottom, at.top - room.top));
      if (Math.abs(off) < 2) return;
      const before = this.node.scrollTop;
      this.node.scrollTop += off;
      this.draw();
      if (this.node.scrollTop === before) return;
    }
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
          word.value !== null && item.field !== "link" && button("Let this hold", () => this.app.act("settle", { target: item.target, field: item.field, value: word.value }, { said: "Settled." }), { "aria-label": `Let hold what ${word.researcher} decided: ${word.said}` }),
          item.field === "link" && button("Take back", () => this.takeBack(word), { "aria-label": `Take back what ${word.researcher} decided: ${word.said}` })
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
      el("div", { class: "cxw-row" }, button("Place again …", (event) => this.placeAgain(event.currentTarget, item), { "aria-haspopup": "listbox", "aria-label": `Place again: ${item.said}` }), button("Take it back", () => this.takeBack(item), { "aria-label": `Take back: ${item.said}` }))
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

// views/codebook.js
var codebook_exports = {};
__export(codebook_exports, {
  create: () => create2
});

// lib/colours.js
var COLOURS = [
  ["#332288", "indigo"],
  ["#44aa99", "teal"],
  ["#cc6677", "rose"],
  ["#ddcc77", "sand"],
  ["#88ccee", "cyan"],
  ["#882255", "wine"],
  ["#117733", "green"],
  ["#aa4499", "purple"],
  ["#999933", "olive"],
  ["", "no colour"]
];
function colourOptions(chosen) {
  return COLOURS.map(([value, label2]) => ({ value, label: label2, on: value === chosen, colour: value || void 0 }));
}
var HUES = ["do", "feel", "think", "goal", "need", "gain", "pain", "say"];
var SHAPES2 = [
  (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  (path, x, y, r) => path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 3, -Math.PI / 2),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 4, 0),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 3, Math.PI / 2),
  (path, x, y, r) => cross(path, x, y, r * 1.1),
  (path, x, y, r) => polygon(path, x, y, r * 1.1, 6, 0)
];
function polygon(path, x, y, r, corners, turn) {
  for (let n = 0; n < corners; n += 1) {
    const angle = turn + 2 * Math.PI * n / corners;
    if (n) path.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    else path.moveTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  path.closePath();
}
function cross(path, x, y, r) {
  const w = r * 0.38;
  [[-w, -r], [w, -r], [w, -w], [r, -w], [r, w], [w, w], [w, r], [-w, r], [-w, w], [-r, w], [-r, -w], [-w, -w]].forEach(([dx, dy], n) => n ? path.lineTo(x + dx, y + dy) : path.moveTo(x + dx, y + dy));
  path.closePath();
}
var Marks = class {
  constructor() {
    this.place = /* @__PURE__ */ new Map();
  }
  /** Give every theme a place in the order of their keys. */
  know(keys) {
    for (const key of [...keys].sort()) if (!this.place.has(key)) this.place.set(key, this.place.size);
  }
  /** CSS colour of a theme: that which a person chose, else one of the board's. */
  colour(theme) {
    return theme.colour || `var(--cx-${HUES[(this.place.get(theme.key) ?? 0) % HUES.length]})`;
  }
  /** Add the outline of a theme's mark to a path. */
  draw(path, theme, x, y, r) {
    SHAPES2[(this.place.get(theme.key) ?? 0) % SHAPES2.length](path, x, y, r);
  }
};

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

// views/codebook.js
var TOP = "top";
var FIELDS = [
  ["description", "What it is about"],
  ["include", "To be coded so"],
  ["exclude", "Not to be coded so"]
];
function create2(app) {
  return new Codebook(app);
}
var Codebook = class {
  keys = (
    /** @type {[string, string][]} */
    [
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
      ["Enter", "Menu of a code or of its words"]
    ]
  );
  constructor(app) {
    this.app = app;
    this.tree = null;
    this.code = null;
    this.filter = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Filter codes", "aria-label": "Filter codes", on: { input: () => this.drawTree() } });
    this.list = el("ul", { class: "cxw-themelist cxw-scroll", "aria-label": "Codes" });
    this.total = el("p", { class: "cxw-soft cxw-small" });
    this.deleted = button("Deleted …", (event) => this.restore(event.currentTarget), { class: "cxw-button cxw-bare cxw-small" });
    const side = el(
      "nav",
      { class: "cxw-side", "aria-label": "Codes" },
      el("div", { class: "cxw-row" }, this.filter, button("New code …", (event) => this.make(event.currentTarget))),
      this.list,
      el("div", { class: "cxw-row cxw-spread" }, this.total, this.deleted)
    );
    this.head = el("div", { class: "cxw-codehead" });
    this.codings = new Listing({
      label: "Words that bear the code",
      estimate: 62,
      load: (offset, limit) => this.app.ask("codebook", "codings", { code: this.code ?? "", offset, limit }),
      row: (coding) => this.row(coding),
      empty: () => el("p", {
        class: "cxw-soft",
        text: this.tree?.codes.length ? "This code is on no words yet: choose words in a transcript and press C." : "There are no codes yet. Make one here, or choose words in a transcript and press C."
      })
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
      ...shown.map(
        (code) => el(
          "li",
          { class: "cxw-theme", data: { drop: code.key }, style: { "--depth": String(code.depth) } },
          el(
            "button",
            {
              type: "button",
              class: "cxw-theme-open cxw-code-open",
              "aria-current": code.key === this.code ? "true" : null,
              tabindex: code.key === this.code ? 0 : -1,
              data: { key: code.key },
              title: code.path,
              style: code.colour ? { "--code": code.colour } : {},
              on: { click: () => this.select(code.key) }
            },
            el("span", { class: "cxw-theme-title", text: code.name, dir: "auto" }),
            el("span", { class: "cxw-theme-notes" }, el("span", { text: count(code.n, "place") }), el("span", { text: `${code.participants} of ${this.tree.of}` }), code.depth > 0 && el("span", { class: "cxw-unseen", text: `under ${this.one(code.parent)?.path}` }))
          )
        )
      ),
      this.tree.codes.some((code) => code.depth > 0) && el("li", { class: "cxw-theme cxw-pile cxw-topzone", data: { drop: TOP } }, el("span", { class: "cxw-soft cxw-small", text: "Drop here: to the top" }))
    );
    if (!this.list.querySelector('[tabindex="0"]')) this.list.querySelector("button")?.setAttribute("tabindex", "0");
    if (focused) this.list.querySelector('[aria-current="true"]')?.focus({ preventScroll: true });
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
        el("div", { class: "cxw-row" }, act("Rename", (a) => this.rename(a)), act("Colour …", (a) => this.colour(a), { "aria-haspopup": "listbox" }), act("Merge …", (a) => this.merge(a), { "aria-haspopup": "listbox" }), act(icon("more"), (a) => this.menu(a), { class: "cxw-button cxw-bare", "aria-label": "More about this code", "aria-haspopup": "menu" }))
      ),
      el("p", { class: "cxw-small cxw-soft", text: `${count(code.n, "place")} from ${code.participants} of ${count(this.tree.of, "participant")} · made by ${code.by}` }),
      el(
        "dl",
        { class: "cxw-codefields" },
        ...FIELDS.flatMap(([field, title]) => [
          el("dt", { class: "cxw-eyebrow", text: title }),
          el("dd", {}, el("span", { text: code[field] || "—", dir: "auto" }), act("Edit", (a) => this.write(a, field, title), { class: "cxw-button cxw-bare cxw-small", "aria-label": `Edit: ${title}` }))
        ])
      ),
      code.memos.length > 0 && el("ul", { class: "cxw-memos" }, ...code.memos.map((memo) => el("li", { class: "cxw-small" }, el("span", { text: `${memo.by}: ${memo.text}`, dir: "auto" }), button(icon("close"), () => this.app.act("memo.remove", { decision: memo.decision }, { said: "Took the memo away." }), { class: "cxw-button cxw-bare", "aria-label": "Take the memo away" }))))
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
        el("div", { class: "cxw-foot" }, el("button", { type: "button", class: "cxw-link", tabindex: -1, on: { click: () => this.jump(coding) } }, el("bdi", { text: [coding.who, coding.at].filter(Boolean).join(" · ") || coding.name })), el("bdi", { text: coding.name }), el("span", {}, "coded by ", el("bdi", { text: coding.researcher })))
      ),
      button(icon("more"), (event) => this.codingMenu(event.currentTarget, coding), { class: "cxw-button cxw-bare cxw-more", "aria-label": "What to do with these words", "aria-haspopup": "menu", tabindex: -1 })
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
      { label: "Delete", key: "Delete", run: () => this.remove() }
    ]);
  }
  codingMenu(anchor, coding) {
    this.app.menu(anchor, "These words", [
      this.tree.codes.length > 1 && { label: "Another code …", key: "M", run: () => this.recode(anchor, coding) },
      { label: "Take the code off", key: "Delete", run: () => this.takeOff(coding) },
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(coding) }
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
    const row = (
      /** @type {HTMLElement|null} */
      target.closest(".cxw-quote")
    );
    if (row) {
      const coding = this.codings.items.get(Number(row.dataset.index));
      return coding ? { label: coding.text, payload: { coding }, accepts: (drop) => drop !== TOP && drop !== coding.code } : null;
    }
    const code = this.one(
      /** @type {HTMLElement|null} */
      target.closest(".cxw-code-open")?.dataset.key ?? ""
    );
    return code ? { label: `Put “${code.name}” under …`, payload: { code: code.key }, accepts: (drop) => drop !== code.key && drop !== code.parent } : null;
  }
  dropped(payload, drop) {
    if (payload.coding) this.app.act("coding.move", { coding: payload.coding.key, code: drop }, { said: `Coded “${this.one(drop).path}” instead.` });
    else this.put(payload.code, drop);
  }
  key(event) {
    const focus = (
      /** @type {HTMLElement} */
      document.activeElement
    );
    const entries = (
      /** @type {HTMLElement[]} */
      [...this.list.querySelectorAll(".cxw-code-open")]
    );
    const at = entries.indexOf(focus);
    const row = (
      /** @type {HTMLElement|null} */
      focus?.closest?.("[data-index]")
    );
    const anchor = this.node.contains(focus) ? focus : this.list;
    if (at >= 0) {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (to !== void 0 && entries[to]) {
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
      if (to !== void 0) return this.codings.focus(to), true;
      const coding = this.codings.items.get(index);
      if (event.key === "ArrowLeft") return (
        /** @type {HTMLElement|null} */
        this.list.querySelector('[aria-current="true"]')?.focus(), true
      );
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
};

// views/empathy.js
var empathy_exports = {};
__export(empathy_exports, {
  create: () => create3
});

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

// views/empathy.js
function create3(app) {
  return new EmpathyBoard(app);
}
var EmpathyBoard = class {
  keys = (
    /** @type {[string, string][]} */
    [
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
      ["Enter", "Menu of a card"]
    ]
  );
  constructor(app) {
    this.app = app;
    this.scope = "everybody";
    this.board = null;
    this.more = /* @__PURE__ */ new Map();
    this.queue = null;
    this.build();
  }
  build() {
    this.scopes = /** @type {HTMLSelectElement} */
    el("select", { class: "cxw-input", "aria-label": "Whose map", on: { change: () => this.choose(this.scopes.value) } });
    this.facts = el("span", { class: "cxw-soft cxw-small" });
    this.ask = button("Worth asking …", () => this.openQueue(), { title: "The cards from which your answer teaches most (Q)" });
    this.tag = button("Tag again", () => this.app.start("tags"), { title: "Run the tagger again; it learns from your corrections and changes none of them" });
    this.asking = el("div", { class: "cxw-asking", role: "region", "aria-label": "Cards worth asking about", hidden: true });
    this.upper = el("div", { class: "cxw-four" });
    this.lower = el("div", { class: "cxw-below" });
    this.scroll = el("div", { class: "cxw-map cxw-scroll" }, this.upper, this.lower);
    this.node = el("div", {}, el("div", { class: "cxw-row cxw-spread" }, el("div", { class: "cxw-row" }, this.scopes, this.facts), el("div", { class: "cxw-row" }, this.ask, this.tag)), this.asking, this.scroll);
    draggable(this.scroll, this.app.root, { pick: (target) => this.pickUp(target), drop: (card, label2) => this.move(card, label2) });
  }
  async refresh() {
    const focus = this.place(document.activeElement);
    this.board = await this.app.ask("empathy", "", { scope: this.scope });
    this.scope = this.board.scope;
    for (const [label2, cards] of this.more) {
      const wanted = Math.min(cards.length, 200);
      const page = await this.app.ask("empathy", "cards", { scope: this.scope, label: label2, offset: 0, limit: wanted });
      this.more.set(label2, page.items);
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
    const groups = /* @__PURE__ */ new Map();
    for (const scope of board.scopes) groups.set(scope.group, [...groups.get(scope.group) ?? [], scope]);
    fill(
      this.scopes,
      ...[...groups].flatMap(([group, scopes]) => {
        const options = scopes.map((scope) => el("option", { value: scope.value, text: scope.label }));
        return group ? [el("optgroup", { label: group }, ...options)] : options;
      })
    );
    this.scopes.value = board.scope;
    this.facts.textContent = board.tagged ? `${count(board.participants, "participant")}${board.participants === board.of ? "" : ` of ${board.of}`}` : "Nothing is tagged yet: “Tag again” puts think, feel, say, do on what was said.";
    fill(this.upper, ...board.labels.filter((label2) => label2.quadrant).map((label2) => this.column(label2)));
    fill(this.lower, ...board.labels.filter((label2) => label2.insight).map((label2) => this.column(label2)));
    this.rove();
  }
  cards(label2) {
    return this.more.get(label2.label) ?? label2.cards;
  }
  column(label2) {
    const cards = this.cards(label2);
    const left = label2.total - cards.length;
    return el(
      "section",
      { class: `cxw-quadrant cxw-hue-${label2.label}`, data: { drop: label2.label }, "aria-label": label2.title },
      el(
        "div",
        { class: "cxw-row cxw-spread cxw-quadrant-head" },
        el("h3", { text: label2.title }),
        el("span", { class: "cxw-soft cxw-small", text: `${count(label2.total, "quote")} · ${count(label2.support, "participant")}` }),
        button("+", (event) => this.add(event.currentTarget, label2.label), { class: "cxw-button cxw-bare", "aria-label": `Add a quote to ${label2.title}`, title: "Add a quote (A)" })
      ),
      label2.warning && el("p", { class: "cxw-thin", text: label2.warning }),
      el("ul", { class: "cxw-cards" }, ...cards.map((card) => this.card(card))),
      left > 0 && button(`Show ${Math.min(left, 48)} more of ${left}`, () => this.load(label2.label), { class: "cxw-button cxw-bare cxw-soft" })
    );
  }
  card(card) {
    const how = card.by === "suggestion" ? [card.sure, card.cue && `because of “${card.cue}”`].filter(Boolean).join(", ") : `by ${card.by}`;
    const node = quoteCard({ ...card, labels: [] }, { note: how, jump: this.app.has("transcripts") ? () => this.jump(card) : void 0, menu: (anchor) => this.menu(anchor, card) });
    node.classList.add("cxw-card");
    node.tabIndex = -1;
    node.dataset.label = card.label;
    return el("li", {}, node);
  }
  async load(label2) {
    const column = this.board.labels.find((other) => other.label === label2);
    const have = this.cards(column);
    const page = await this.app.ask("empathy", "cards", { scope: this.scope, label: label2, offset: have.length, limit: 48 });
    this.more.set(label2, [...have, ...page.items]);
    this.draw();
    this.focus(this.board.labels.indexOf(column), have.length);
  }
  jump(card) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: card.source, turn: card.turn, segment: card.id });
  }
  // ── edits ──
  title(label2) {
    return this.board.labels.find((other) => other.label === label2).title;
  }
  /** Take a card away at once, before it is saved. */
  leave(card) {
    const column = this.board.labels.find((label2) => label2.label === card.label);
    column.total -= 1;
    column.cards = column.cards.filter((other) => other.id !== card.id);
    if (this.more.has(card.label)) this.more.set(card.label, this.more.get(card.label).filter((other) => other.id !== card.id));
    const focus = this.place(document.activeElement);
    this.draw();
    if (focus) this.focus(focus.column, focus.row);
  }
  move(card, label2) {
    if (label2 === card.label) return;
    const from = card.label;
    this.leave(card);
    this.app.act("tag.move", { segment: card.id, from, to: label2 }, { said: `Moved from ${this.title(from)} to ${this.title(label2)}.` });
  }
  also(card, label2) {
    this.app.act("tag.set", { segment: card.id, label: label2, value: true }, { said: `Put under ${this.title(label2)} as well.` });
  }
  off(card) {
    this.leave(card);
    this.app.act("tag.set", { segment: card.id, label: card.label, value: false }, { said: `Took ${this.title(card.label)} off.` });
  }
  switch(what, card) {
    const value = !(what === "star" ? card.starred : card.hidden);
    if (what === "hide") this.leave(card);
    this.app.act(`quote.${what}`, { segments: [card.id], value }, { said: what === "star" ? value ? "Starred." : "Took the star off." : "Hidden." });
  }
  add(anchor, label2) {
    this.app.pick(anchor, `Add to ${this.title(label2)}: search the quotes`, [], (segment) => this.app.act("tag.set", { segment, label: label2, value: true }, { said: `Added to ${this.title(label2)}.` }), {
      look: async (words) => (await this.app.ask("empathy", "found", { words })).items.map((quote) => ({ value: quote.id, label: quote.text, note: quote.participant }))
    });
  }
  menu(anchor, card) {
    const others = this.board.labels.filter((label2) => label2.label !== card.label);
    const choose = (words, run) => this.app.pick(anchor, words, others.map((label2) => ({ value: label2.label, label: label2.title, on: card.labels?.includes(label2.label) })), run);
    this.app.menu(anchor, "This card", [
      { label: "Move to …", key: "1 – 8", run: () => choose("Move to", (label2) => this.move(card, label2)) },
      { label: "Put there as well …", key: "Shift 1 – 8", run: () => choose("Put there as well", (label2) => this.also(card, label2)) },
      { label: `Take ${this.title(card.label)} off`, key: "Delete", run: () => this.off(card) },
      null,
      { label: card.starred ? "Take the star off" : "Star", key: "S", run: () => this.switch("star", card) },
      { label: "Hide", key: "H", run: () => this.switch("hide", card) },
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(card) }
    ]);
  }
  pickUp(target) {
    const node = (
      /** @type {HTMLElement|null} */
      target.closest(".cxw-card")
    );
    const card = node && this.find(node);
    return card ? { label: card.text, payload: card, accepts: (drop) => drop !== card.label && this.board.labels.some((label2) => label2.label === drop) } : null;
  }
  find(node) {
    const column = this.board.labels.find((label2) => label2.label === node.dataset.label);
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
    const boxes = this.queue.labels.map(({ label: label2, title }, place) => {
      const sure = item.probabilities[label2];
      const toggle = el(
        "button",
        { type: "button", class: `cxw-toggle cxw-hue-${label2}`, "aria-pressed": String(on.has(label2)), data: { label: label2 }, on: { click: () => flip(label2) } },
        el("kbd", { text: String(place + 1), "aria-hidden": "true" }),
        label(title),
        sure !== null && sure !== void 0 && el("small", { class: "cxw-soft", text: `${Math.round(sure * 100)}%` })
      );
      return toggle;
    });
    const flip = (label2) => {
      if (on.has(label2)) on.delete(label2);
      else on.add(label2);
      for (const box of boxes) if (box.dataset.label === label2) box.setAttribute("aria-pressed", String(on.has(label2)));
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
      el("div", { class: "cxw-row" }, button(el("span", { text: "So it is" }), () => this.answer(), { class: "cxw-button cxw-primary", title: "Enter" }), button("Skip", () => this.next(), { title: "Space" }))
    );
    const words = (
      /** @type {HTMLElement} */
      this.asking.querySelector(".cxw-asked")
    );
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
    if (first) first.tabIndex = 0;
  }
  focus(column, row) {
    const cards = this.columns()[column] ?? [];
    const card = (
      /** @type {HTMLElement|undefined} */
      cards[Math.max(0, Math.min(row, cards.length - 1))]
    );
    if (!card) return;
    for (const other of this.scroll.querySelectorAll('.cxw-card[tabindex="0"]')) other.tabIndex = -1;
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
    const node = (
      /** @type {HTMLElement} */
      document.activeElement.closest(".cxw-card")
    );
    const card = this.find(node);
    const columns = this.columns();
    const sideways = (step) => {
      for (let column = at.column + step; column >= 0 && column < columns.length; column += step) if (columns[column].length) return this.focus(column, at.row);
      return void 0;
    };
    const forward = getComputedStyle(this.node).direction === "rtl" ? -1 : 1;
    const moves = { ArrowDown: () => this.focus(at.column, at.row + 1), ArrowUp: () => this.focus(at.column, at.row - 1), ArrowRight: () => sideways(forward), ArrowLeft: () => sideways(-forward) };
    if (moves[event.key]) return moves[event.key](), true;
    if (!card) return false;
    if (digit) {
      const label2 = this.board.labels[Number(digit) - 1].label;
      if (event.shiftKey) this.also(card, label2);
      else this.move(card, label2);
      return true;
    }
    const commands = { delete: () => this.off(card), a: () => this.add(node, card.label), s: () => this.switch("star", card), h: () => this.switch("hide", card), t: () => this.jump(card), enter: () => document.activeElement === node && this.menu(node, card) };
    const run = commands[event.key.toLowerCase()];
    if (event.key === "Enter" && document.activeElement !== node) return false;
    run?.();
    return Boolean(run);
  }
};

// views/personas.js
var personas_exports = {};
__export(personas_exports, {
  create: () => create4
});

// lib/drawing.js
var SVG = "http://www.w3.org/2000/svg";
var ELEMENTS = /* @__PURE__ */ new Set(["g", "rect", "circle", "path"]);
var ATTRIBUTES = /* @__PURE__ */ new Set(["x", "y", "cx", "cy", "r", "d", "width", "height", "fill", "stroke", "stroke-width", "opacity", "transform"]);
function drawing(shapes, size, label2 = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "cxw-drawing");
  if (label2) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label2);
  } else svg.setAttribute("aria-hidden", "true");
  add(svg, shapes);
  return svg;
}
function add(parent, shapes) {
  for (const [name, attributes, inside2] of shapes) {
    if (!ELEMENTS.has(name)) continue;
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) if (ATTRIBUTES.has(key)) node.setAttribute(key, String(value));
    add(node, inside2);
    parent.append(node);
  }
}

// views/personas.js
function create4(app) {
  return new Personas(app);
}
var HUES2 = ["do", "feel", "think", "goal", "need", "gain"];
var Personas = class {
  keys = (
    /** @type {[string, string][]} */
    [
      ["↑  ↓", "Line above, line below"],
      ["E", "Edit the line"],
      ["A", "Add a line below it"],
      ["Delete", "Take the line away"],
      ["Alt ↑  Alt ↓", "Move the line up or down"],
      ["R", "Rename the persona"],
      ["P", "Picture of the persona"],
      ["M", "Put the participant with the focus under another persona"],
      ["C", "Side by side"],
      ["T", "Show the first evidence in the transcript"]
    ]
  );
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
    const focus = (
      /** @type {HTMLElement|null} */
      document.activeElement?.closest?.("[data-focus]")?.dataset.focus
    );
    this.paint();
    if (focus) this.node.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }
  paint() {
    const { personas, unassigned, of } = this.cards;
    this.compare.setAttribute("aria-pressed", String(this.together));
    this.compare.hidden = personas.length < 2;
    fill(
      this.tabs,
      ...personas.map(
        (persona) => el(
          "button",
          { type: "button", class: `cxw-personatab cxw-hue-${HUES2[persona.hue % HUES2.length]}`, "aria-current": persona.key === this.shown && !this.together ? "true" : null, data: { drop: persona.key, focus: `persona:${persona.key}` }, on: { click: () => this.open(persona.key) } },
          el("span", { class: "cxw-personatab-name", text: persona.name, dir: "auto" }),
          el("span", { class: "cxw-small", text: `${persona.participants.length} of ${of}` })
        )
      ),
      el("div", { class: "cxw-personatab cxw-none", data: { drop: "none" } }, el("span", { text: "Under none" }), el("span", { class: "cxw-small", text: String(unassigned.length) }))
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
        { class: `cxw-persona cxw-scroll cxw-hue-${HUES2[persona.hue % HUES2.length]}` },
        el(
          "div",
          { class: "cxw-row cxw-spread" },
          el("div", { class: "cxw-row cxw-persona-who" }, el("button", { type: "button", class: "cxw-portrait", "aria-haspopup": "dialog", "aria-label": `Picture of ${persona.name}: choose another`, title: "Choose a picture (P)", on: { click: (event) => this.picture(event.currentTarget) } }, drawing(persona.shapes, 120)), el("h3", { class: "cxw-persona-name", text: persona.name, dir: "auto" })),
          button("Rename", (event) => this.rename(event.currentTarget))
        ),
        el("p", { class: "cxw-row" }, el("span", { class: "cxw-persona-summary", text: persona.summary, dir: "auto" }), button("Edit", (event) => this.summary(event.currentTarget), { class: "cxw-button cxw-bare cxw-small", "aria-label": "Edit the summary" })),
        persona.warning && el("p", { class: "cxw-thin", text: persona.warning }),
        this.people(persona.participants, persona.key),
        this.cards.unassigned.length > 0 && el("div", {}, el("h4", { class: "cxw-eyebrow", text: "Under no persona" }), this.people(this.cards.unassigned.map((id) => ({ id, belongs: "" })), "")),
        persona.metrics.length > 0 && el("p", { class: "cxw-row cxw-small" }, ...persona.metrics.map((metric) => el("span", { class: "cxw-chip", text: `${metric.name} ${metric.mean} (n = ${metric.n})` }))),
        ...fields
      ),
      this.evidence
    );
    this.drawEvidence();
  }
  people(people, persona) {
    return el(
      "ul",
      { class: "cxw-people", "aria-label": persona ? "Participants" : "Participants under no persona" },
      ...people.map(
        (person) => el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "cxw-person", data: { person: person.id, focus: `person:${person.id}` }, "aria-haspopup": "listbox", title: "Drag to a persona, or press to choose one (M)", on: { click: (event) => this.choosePersona(event.currentTarget, person.id) } },
            el("bdi", { text: person.id }),
            person.by_hand ? el("small", { text: "by hand" }) : persona && el("small", { text: person.belongs })
          )
        )
      )
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
        el("span", { class: "cxw-row" }, field.by && el("small", { class: "cxw-soft", text: `edited by ${field.by}` }), button("+", (event) => this.addLine(event.currentTarget, field.name), { class: "cxw-button cxw-bare", "aria-label": `Add a line to ${field.title}` }))
      ),
      el("ul", { class: "cxw-lines" }, ...rows),
      !rows.length && el("p", { class: "cxw-soft cxw-small", text: "Nothing was found; write a line yourself." })
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
        el("span", { class: "cxw-foot" }, facts && el("span", { text: facts, dir: "auto" }), line.thin && el("span", { class: "cxw-thin", text: "thin" }))
      )
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
        button("Down", () => this.shift(1), { title: "Alt ↓" })
      ),
      line.thin && el("p", { class: "cxw-thin", text: "Thin: one participant stands behind this. Treat it as a lead to follow, not as a finding." }),
      ...line.evidence.map((quote) => quoteCard(quote, { jump: this.app.has("transcripts") ? () => this.jump(quote) : void 0 })),
      more > 0 && el("p", { class: "cxw-soft cxw-small", text: `and ${count(more, "more quote")}` }),
      !line.evidence.length && el("p", { class: "cxw-soft", text: "No quote stands behind this line." })
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
      const at = pictures.indexOf(
        /** @type {HTMLElement} */
        document.activeElement
      );
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
      el("div", { class: "cxw-row" }, persona.picture && button("As drafted", () => choose("")), button("Cancel", () => this.app.popovers.close()))
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
    this.write(field, changed, "Moved the line.").then(() => (
      /** @type {HTMLElement|null} */
      this.body.querySelector(`[data-focus="line:${field}:${to}"]`)?.focus()
    ));
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
    const field = (
      /** @type {HTMLInputElement} */
      el("input", { type: "number", min: 1, max: 5, class: "cxw-input", placeholder: "as many as fit", "aria-label": "How many personas" })
    );
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
      el("div", { class: "cxw-row" }, button("Draft personas", go, { class: "cxw-button cxw-primary" }), button("Cancel", () => this.app.popovers.close()))
    );
    this.app.popovers.open(anchor, panel, field);
  }
  // ── side by side ──
  drawTogether() {
    const { personas } = this.cards;
    const rows = personas[0].fields.map(
      ({ name, title }) => el(
        "tr",
        {},
        el("th", { scope: "row", text: title }),
        ...personas.map((persona) => {
          const field = persona.fields.find((other) => other.name === name);
          return el("td", {}, el("ul", {}, ...field.lines.map((line) => el("li", { dir: "auto" }, line.text, " ", line.evidence.length > 0 && el("span", { class: "cxw-soft cxw-small", text: `${line.participants} of ${line.of}` }), line.thin && el("span", { class: "cxw-thin", text: "thin" })))));
        })
      )
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
          el("tbody", {}, el("tr", {}, el("th", { scope: "row", text: "Summary" }), ...personas.map((persona) => el("td", { text: persona.summary, dir: "auto" }))), ...rows)
        )
      )
    );
  }
  // ── drag and keys ──
  pickUp(target) {
    const node = (
      /** @type {HTMLElement|null} */
      target.closest("[data-person]")
    );
    if (!node) return null;
    const person = node.dataset.person;
    const from = this.cards.personas.find((persona) => persona.participants.some((other) => other.id === person))?.key ?? "none";
    return { label: person, payload: person, accepts: (drop) => drop !== from && drop !== "none" };
  }
  key(event) {
    const focus = (
      /** @type {HTMLElement|null} */
      document.activeElement
    );
    if (event.key.toLowerCase() === "c" && this.cards.personas.length > 1) return this.toggle(), true;
    if (event.key.toLowerCase() === "r") return this.rename(focus), true;
    if (event.key.toLowerCase() === "p" && this.persona()) return this.picture(this.body.querySelector(".cxw-portrait") ?? focus), true;
    const person = (
      /** @type {HTMLElement|null} */
      focus?.closest?.("[data-person]")
    );
    if (person && event.key.toLowerCase() === "m") return this.choosePersona(person, person.dataset.person), true;
    const line = focus?.closest?.(".cxw-line-open");
    if (!line) return false;
    const all = (
      /** @type {HTMLElement[]} */
      [...this.body.querySelectorAll(".cxw-line-open")]
    );
    const at = all.indexOf(
      /** @type {HTMLElement} */
      line
    );
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== void 0) return all[Math.max(0, Math.min(to, all.length - 1))].focus(), true;
    const quote = this.lines()[this.line.at]?.evidence[0];
    const commands = { e: () => this.editLine(line), a: () => this.addLine(line, this.line.field), delete: () => this.removeLine(), t: () => quote && this.jump(quote) };
    const run = commands[event.key.toLowerCase()];
    run?.();
    return Boolean(run);
  }
};

// views/review.js
var review_exports = {};
__export(review_exports, {
  create: () => create5
});
var FILTERS = [
  ["open", "To look at"],
  ["unknown", "Not hidden"],
  ["hidden", "Hidden"],
  ["all", "All"]
];
var EMPTY = {
  open: "Every word has been looked at.",
  unknown: "No capitalised word was left as it is.",
  hidden: "Nothing is hidden in this study.",
  all: "There is nothing to review yet; add transcripts first."
};
var SAID = { keep: "kept", reveal: "revealed", hide: "hidden by hand" };
function create5(app) {
  return new Review(app);
}
var Review = class {
  keys = (
    /** @type {[string, string][]} */
    [
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
      ["Ctrl Z", "Take back the last answer"]
    ]
  );
  constructor(app) {
    this.app = app;
    this.board = null;
    this.filter = "open";
    this.backs = [];
    this.build();
  }
  build() {
    this.bar = el("progress", { max: 1, "aria-label": "Looked at" });
    this.words = el("strong", { class: "cxw-small" });
    this.state = el("span", { class: "cxw-small cxw-soft" });
    this.filters = el("div", { class: "cxw-row", role: "group", "aria-label": "Which words" });
    this.search = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Search the words", "aria-label": "Search the words", on: { input: () => this.soon() } });
    this.list = new Listing({
      label: "Words",
      estimate: 84,
      load: (offset, limit) => this.app.ask("review", "rows", { filter: this.filter, search: this.search.value, offset, limit }),
      row: (row, index) => this.row(row, index),
      empty: () => el("p", { class: "cxw-soft", text: this.search.value ? "No word here holds these letters." : EMPTY[this.filter] })
    });
    this.ownWords = el("summary", { class: "cxw-small" });
    this.ownList = el("ul", { "aria-label": "Own words" });
    this.own = /** @type {HTMLDetailsElement} */
    el("details", { class: "cxw-own", hidden: true }, this.ownWords, this.ownList);
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row cxw-progress" }, this.words, this.bar, this.state),
      this.own,
      el("div", { class: "cxw-row cxw-spread" }, this.filters, this.search),
      this.list.node
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
    const bar = (
      /** @type {HTMLProgressElement} */
      this.bar
    );
    bar.value = looking ? board.looked / board.of : total ? board.answered / total : 1;
    const by = board.researchers.map(({ name, time }) => `${name} (${new Date(time).toLocaleDateString("en-CA")})`).join(", ");
    fill(
      this.state,
      board.done && !looking ? icon("check") : null,
      el("span", { text: looking ? "" : board.done ? by ? `Reviewed by ${by}` : "Nothing was left to review" : `Exports say “not reviewed” until every word is looked at${by ? `; so far by ${by}` : ""}`, dir: "auto" })
    );
    this.state.classList.toggle("cxw-reviewed", board.done && !looking);
    fill(
      this.filters,
      ...FILTERS.map(
        ([name, label2]) => button(el("span", {}, label2, " ", el("span", { class: "cxw-number", text: board.counts[name].toLocaleString("en") })), () => this.choose(name), { "aria-pressed": String(name === this.filter), data: { filter: name } })
      )
    );
  }
  /** What researchers wrote themselves of somebody hidden: nobody's own words change without being asked. */
  drawOwn() {
    const { own } = this.board;
    const held = this.ownList.contains(document.activeElement);
    this.own.hidden = !own.length;
    this.ownWords.textContent = `${count(own.length, "decision")} still ${own.length === 1 ? "names" : "name"} somebody hidden, in a researcher's own words`;
    const hide = (decisions, label2, name) => button(label2, () => this.hideOwn(decisions), { class: "cxw-button cxw-small", "aria-label": name });
    fill(
      this.ownList,
      ...own.map(
        (one) => el(
          "li",
          { class: "cxw-row cxw-spread" },
          el("span", {}, el("span", { text: one.text, dir: "auto" }), " ", el("span", { class: "cxw-soft cxw-small", text: `${one.what}, ${one.researcher}, ${new Date(one.time).toLocaleDateString("en-CA")}`, dir: "auto" })),
          hide([one.decision], "Hide it there too", `Hide it there too: ${one.text}`)
        )
      ),
      own.length > 1 && el("li", {}, hide(own.map((one) => one.decision), "Hide it in all of them"))
    );
    if (held) (this.ownList.querySelector("button") ?? this.list.node).focus();
  }
  hideOwn(decisions) {
    this.app.act("review.own", { decisions }, { said: `Hid it in ${count(decisions.length, "decision")}; revealing the stand-in takes it back.` });
  }
  async choose(name) {
    this.filter = name;
    const held = this.filters.contains(document.activeElement);
    this.drawHead();
    if (held) this.filters.querySelector(`[data-filter="${name}"]`).focus();
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
    const act = (label2, key, run) => button(el("span", {}, label2, " ", el("kbd", { text: key, "aria-hidden": "true" })), run, { tabindex: -1, "aria-label": `${label2} ${row.word}` });
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
          row.decision && el("span", { class: "cxw-mark" }, icon(row.decision === "hide" ? "hide" : "check"), el("span", { text: SAID[row.decision] }))
        ),
        el("ul", { class: "cxw-places" }, ...row.places.map((place) => this.place(place)))
      ),
      el(
        "div",
        { class: "cxw-row cxw-review-acts" },
        row.decision !== "keep" && row.decision !== "hide" && act("Keep", "K", () => this.keep(row)),
        !hidden && act("Hide", "H", () => this.hide(row)),
        hidden && !row.participant && act("Reveal", "V", () => this.ask(row, index)),
        button(icon("more"), (event) => this.menu(event.currentTarget, row, index), { class: "cxw-button cxw-bare", "aria-label": `What to do with ${row.word}`, "aria-haspopup": "menu", tabindex: -1 })
      )
    );
  }
  place(place) {
    const where = [place.who, place.name, place.at].filter(Boolean).join(" · ");
    return el(
      "li",
      {},
      el("span", { dir: "auto" }, place.before, el("mark", { text: place.match }), place.after),
      " ",
      this.app.has("transcripts") ? el("button", { type: "button", class: "cxw-link cxw-small", tabindex: -1, title: "Show in the transcript", on: { click: () => this.jump(place) } }, el("bdi", { text: where })) : el("bdi", { class: "cxw-soft cxw-small", text: where })
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
      veiled ? el("p", { text: `${row.word} stands for something written ${veiled}. Revealed, it stands in ${count(row.files, "interview")} for everybody who opens the study.`, dir: "auto" }) : el("p", { text: `The key beside the study does not know ${row.word}; it came with the transcript and stays.`, dir: "auto" }),
      el("div", { class: "cxw-row" }, veiled && go, button("Leave it hidden", () => this.app.popovers.close()))
    );
    this.app.popovers.open(
      anchor,
      panel,
      /** @type {HTMLElement} */
      panel.querySelector("button"),
      anchor
    );
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
      this.app.has("transcripts") && row.places.length > 0 && { label: "Show in the transcript", key: "T", run: () => this.jump(row.places[0]) }
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
      return (
        /** @type {HTMLElement} */
        this.ownList.querySelector("button").focus(), true
      );
    }
    if (key === "f") {
      const at = FILTERS.findIndex(([name]) => name === this.filter);
      return this.choose(FILTERS[(at + 1) % FILTERS.length][0]), true;
    }
    const node = (
      /** @type {HTMLElement|null} */
      document.activeElement?.closest?.("[data-index]")
    );
    if (!node || !this.list.node.contains(node)) {
      if (event.key === "ArrowDown" && !this.list.node.contains(document.activeElement)) return this.list.focus(), true;
      return false;
    }
    const index = Number(node.dataset.index);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: this.list.total - 1, PageDown: index + 6, PageUp: index - 6 }[event.key];
    if (to !== void 0) return this.list.focus(to), true;
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
};

// views/themes.js
var themes_exports = {};
__export(themes_exports, {
  create: () => create6
});

// views/themes_map.js
var MARGIN = 14;
var REACH = 12;
var STEP = 0.05;
var NONE = { key: "", name: "Unsorted", colour: "" };
var ThemeMap = class {
  /** @param {any} board the theme board: holds the chosen quotes, and is told when they change */
  constructor(board) {
    this.board = board;
    this.app = board.app;
    this.marks = new Marks();
    this.points = [];
    this.known = "";
    this.found = null;
    this.whole();
    this.frame = { x: 0.5, y: 0.5, size: 0.2 };
    this.lasso = null;
    this.texts = /* @__PURE__ */ new Map();
    this.build();
  }
  build() {
    this.canvas = /** @type {HTMLCanvasElement} */
    el("canvas", { class: "cxw-mapcanvas", tabindex: 0, role: "application", "aria-label": "Map of quotes: arrow keys move a frame, plus and minus size it, Space chooses what is in it", data: { nodrag: "1" } });
    this.labels = el("div", { class: "cxw-maplabels", role: "group", "aria-label": "Choose the quotes of a theme" });
    this.box = el("div", { class: "cxw-mapbox" }, this.canvas, this.labels);
    this.chooseFound = button("", () => this.choose([...this.found ?? []], "set"), { hidden: true });
    this.note = el("span", { class: "cxw-soft cxw-small" });
    this.again = button("Draw again", () => this.drawMap(), { class: "cxw-button cxw-small", hidden: true });
    this.zoomIn = button("Closer", () => this.closer(), { title: "Look closer at what is in the frame, or at the chosen quotes (Enter)" });
    this.zoomOut = button("Whole map", () => this.whole(true), { title: "0" });
    this.readout = el("p", { class: "cxw-readout cxw-small", "aria-hidden": "true", dir: "auto" });
    this.none = el("div", { class: "cxw-empty" }, el("p", { class: "cxw-soft", text: "There is no map yet. Drawing it takes a few seconds to a minute, beside the notebook; it is kept in the study." }), el("p", {}, button("Draw the map", () => this.drawMap(), { class: "cxw-button cxw-primary" })));
    this.node = el("div", { class: "cxw-thememap", hidden: true }, this.none, this.box, el("div", { class: "cxw-row cxw-spread" }, this.readout, el("div", { class: "cxw-row" }, this.chooseFound, this.note, this.again, this.zoomIn, this.zoomOut)));
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.box);
    this.listen();
  }
  listen() {
    const at = (event) => {
      const room = this.canvas.getBoundingClientRect();
      return [event.clientX - room.left, event.clientY - room.top];
    };
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.canvas.setPointerCapture(event.pointerId);
      this.lasso = [at(event)];
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.lasso) return this.look(...at(event));
      const point = at(event);
      const [x, y] = this.lasso[this.lasso.length - 1];
      if (Math.hypot(point[0] - x, point[1] - y) > 3) this.lasso.push(point);
      return this.draw();
    });
    this.canvas.addEventListener("pointerup", (event) => {
      const lasso = this.lasso;
      this.lasso = null;
      if (!lasso) return;
      const how = event.altKey ? "take" : event.shiftKey || event.ctrlKey || event.metaKey ? "add" : "set";
      if (lasso.length < 4) {
        const near = this.near(...lasso[0], REACH);
        if (near) this.choose([near.id], how === "set" ? "flip" : how);
        else if (how === "set") this.choose([], "set");
      } else this.choose(this.points.filter((point) => inside(this.pixel(point), lasso)).map((point) => point.id), how);
    });
    this.canvas.addEventListener("pointercancel", () => {
      this.lasso = null;
      this.draw();
    });
    for (const kind of ["focus", "blur", "pointerenter"]) this.canvas.addEventListener(kind, () => this.draw());
  }
  // ── what is on it ──
  async refresh() {
    const answer = await this.app.ask("themes", "map", { known: this.known });
    if (answer.laid) {
      const { id, x, y } = answer.laid;
      this.points = id.map((key, place) => ({ id: key, x: x[place], y: y[place], theme: null, starred: false, pinned: false, hidden: false }));
      this.known = answer.mark;
      this.whole();
    }
    this.points.forEach((point, place) => {
      point.theme = answer.themes[answer.theme[place]] ?? null;
      point.starred = point.pinned = false;
    });
    for (const place of answer.starred) this.points[place].starred = true;
    for (const place of answer.pinned) this.points[place].pinned = true;
    this.byId = new Map(this.points.map((point) => [point.id, point]));
    this.marks.know(answer.themes);
    for (const id of [...this.board.chosen.keys()]) {
      const point = this.byId.get(id);
      if (point) this.board.chosen.set(id, point);
      else this.board.chosen.delete(id);
    }
    this.none.hidden = answer.drawn;
    this.box.hidden = !answer.drawn;
    this.zoomIn.hidden = this.zoomOut.hidden = !answer.drawn;
    this.note.textContent = answer.drawn ? answer.missing ? `${count(answer.missing, "quote")} came later and ${answer.missing === 1 ? "is" : "are"} not on it` : count(this.points.length, "quote") : "";
    this.again.hidden = !answer.drawn || !answer.missing;
    this.draw();
  }
  drawMap() {
    this.app.start("map", null, () => this.app.refresh());
  }
  /** Show where the quotes lie that hold some words. */
  async search(words) {
    const { segments } = await this.app.ask("themes", "holding", { search: words });
    this.found = segments && new Set(segments.filter((id) => this.byId.has(id)));
    this.chooseFound.hidden = !this.found?.size;
    this.chooseFound.textContent = `Choose the ${this.found?.size ?? 0} found`;
    if (this.found) this.app.say(`${count(this.found.size, "quote")} found on the map`);
    this.draw();
  }
  theme(key) {
    return this.board.theme(key ?? "") ?? NONE;
  }
  // ── choosing ──
  /** @param {string[]} ids  @param {"set"|"add"|"take"|"flip"} how */
  choose(ids, how) {
    const { chosen } = this.board;
    if (how === "set") chosen.clear();
    for (const id of ids) {
      if (how === "take" || how === "flip" && chosen.has(id)) chosen.delete(id);
      else chosen.set(id, this.byId.get(id));
    }
    this.draw();
    this.board.chosenChanged();
    this.app.say(`${count(chosen.size, "quote")} chosen${chosen.size ? `: ${this.made([...chosen.values()])}` : ""}`);
  }
  chooseTheme(key) {
    this.choose(this.points.filter((point) => (point.theme ?? "") === key).map((point) => point.id), "set");
  }
  /** Say of which themes some quotes are, the most frequent first. */
  made(points) {
    const often = /* @__PURE__ */ new Map();
    for (const point of points) often.set(point.theme ?? "", (often.get(point.theme ?? "") ?? 0) + 1);
    const sorted = [...often].sort((a, b) => b[1] - a[1]);
    const said = sorted.slice(0, 3).map(([key, n]) => `${n} ${this.theme(key).name}`);
    return said.join(", ") + (sorted.length > 3 ? " and others" : "");
  }
  framed() {
    const { x, y, size } = this.frame;
    const [wide, high] = this.room();
    return this.points.filter((point) => {
      const [px, py] = this.pixel(point);
      return Math.abs(px / wide - x) <= size / 2 && Math.abs(py / high - y) <= size / 2;
    });
  }
  near(x, y, reach = Infinity) {
    let best = null;
    let least = reach;
    for (const point of this.points) {
      const [px, py] = this.pixel(point);
      const far = Math.hypot(px - x, py - y);
      if (far < least) [best, least] = [point, far];
    }
    return best;
  }
  /** Show the words of the quote nearest to a place. */
  look(x, y, reach = REACH) {
    const point = this.near(x, y, reach);
    if (point?.id === this.looked) return;
    this.looked = point?.id;
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      if (!point) return fill(this.readout);
      if (!this.texts.has(point.id)) {
        const { items } = await this.app.ask("themes", "these", { segments: [point.id] });
        if (items[0]) this.texts.set(point.id, items[0]);
      }
      const quote = this.texts.get(point.id);
      if (quote && this.looked === point.id) fill(this.readout, el("strong", { text: this.theme(point.theme).name }), ` ${quote.text} `, el("bdi", { class: "cxw-soft", text: quote.participant }));
      return void 0;
    }, 90);
  }
  // ── zoom ──
  whole(say = false) {
    const [xs, ys] = [this.points.map((point) => point.x), this.points.map((point) => point.y)];
    const [left, top] = [Math.min(1, ...xs), Math.min(1, ...ys)];
    this.view = this.points.length ? { left, top, wide: Math.max(0.02, Math.max(...xs) - left), high: Math.max(0.02, Math.max(...ys) - top) } : { left: 0, top: 0, wide: 1, high: 1 };
    if (say) {
      this.draw();
      this.app.say("The whole map");
    }
  }
  /** Look closer at the chosen quotes, or at the frame where the keys are on the map. */
  closer() {
    const points = document.activeElement === this.canvas ? this.framed() : [...this.board.chosen.values()];
    const shown = points.length > 1 ? points : this.framed();
    if (shown.length < 2) return this.app.say("There is too little to look closer at");
    const [xs, ys] = [shown.map((point) => point.x), shown.map((point) => point.y)];
    const span = (values) => [Math.min(...values), Math.max(0.02, Math.max(...values) - Math.min(...values))];
    const [[left, wide], [top, high]] = [span(xs), span(ys)];
    this.view = { left: left - wide * 0.05, top: top - high * 0.05, wide: wide * 1.1, high: high * 1.1 };
    this.draw();
    return this.app.say(`Closer: ${count(shown.length, "quote")}`);
  }
  // ── drawing ──
  room() {
    return [this.canvas.clientWidth || 1, this.canvas.clientHeight || 1];
  }
  pixel(point) {
    const [wide, high] = this.room();
    const { view } = this;
    return [MARGIN + (point.x - view.left) / view.wide * (wide - 2 * MARGIN), MARGIN + (point.y - view.top) / view.high * (high - 2 * MARGIN)];
  }
  draw() {
    cancelAnimationFrame(this.round);
    this.round = requestAnimationFrame(() => this.paint());
  }
  paint() {
    if (!this.canvas.isConnected || this.box.hidden) return;
    const [wide, high] = this.room();
    const fine = window.devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(wide * fine) || this.canvas.height !== Math.round(high * fine)) {
      this.canvas.width = Math.round(wide * fine);
      this.canvas.height = Math.round(high * fine);
    }
    const pen = this.canvas.getContext("2d");
    const style = getComputedStyle(this.canvas);
    const colour = (css) => css.startsWith("var(") ? style.getPropertyValue(css.slice(4, -1)).trim() : css;
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, wide, high);
    const size = this.points.length < 400 ? 5 : this.points.length < 3e3 ? 4 : 2.6;
    const lit = this.board.lit;
    const heaps = /* @__PURE__ */ new Map();
    for (const point of this.points) {
      const faded = this.found && !this.found.has(point.id) || lit !== null && (point.theme ?? "unsorted") !== lit;
      const chosen = this.board.chosen.has(point.id);
      const key = `${point.theme ?? ""} ${chosen ? 2 : faded ? 0 : 1}`;
      let heap = heaps.get(key);
      if (!heap) heaps.set(key, heap = { theme: this.theme(point.theme), none: point.theme === null, chosen, faded, path: new Path2D() });
      const [x, y] = this.pixel(point);
      if (x < -9 || y < -9 || x > wide + 9 || y > high + 9) continue;
      heap.path.moveTo(x + size, y);
      if (heap.none) heap.path.arc(x, y, size * 0.8, 0, 2 * Math.PI);
      else this.marks.draw(heap.path, heap.theme, x, y, chosen ? size * 1.15 : size);
    }
    const ink = style.color;
    for (const heap of [...heaps.values()].sort((a, b) => Number(a.chosen) - Number(b.chosen))) {
      pen.globalAlpha = heap.chosen ? 1 : heap.faded ? 0.16 : 0.9;
      if (!heap.none) {
        pen.fillStyle = colour(this.marks.colour(heap.theme));
        pen.fill(heap.path);
      }
      pen.lineWidth = heap.chosen ? size / 3 + 0.3 : heap.none ? 1.1 : 0.6;
      pen.strokeStyle = ink;
      if (!heap.chosen && !heap.none) pen.globalAlpha *= 0.6;
      pen.stroke(heap.path);
    }
    pen.globalAlpha = 1;
    pen.strokeStyle = colour("var(--cx-accent)");
    pen.lineWidth = 2;
    pen.setLineDash([6, 4]);
    if (this.lasso && this.lasso.length > 1) {
      pen.beginPath();
      this.lasso.forEach(([x, y], n) => n ? pen.lineTo(x, y) : pen.moveTo(x, y));
      pen.stroke();
    }
    if (document.activeElement === this.canvas && !this.lasso) {
      const { x, y, size: side } = this.frame;
      pen.strokeRect((x - side / 2) * wide, (y - side / 2) * high, side * wide, side * high);
    }
    pen.setLineDash([]);
    this.name(wide, high);
  }
  /** Put every theme's name where most of it lies, none over another. */
  name(wide, high) {
    const heaps = /* @__PURE__ */ new Map();
    for (const point of this.points) {
      if (point.theme === null) continue;
      const [x, y] = this.pixel(point);
      if (x < 0 || y < 0 || x > wide || y > high) continue;
      const heap = heaps.get(point.theme) ?? { xs: [], ys: [] };
      heap.xs.push(x);
      heap.ys.push(y);
      heaps.set(point.theme, heap);
    }
    const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    const focused = this.labels.contains(document.activeElement) ? (
      /** @type {HTMLElement} */
      document.activeElement.dataset.key
    ) : null;
    const shown = [...heaps].map(([key, { xs, ys }]) => ({ key, n: xs.length, x: middle(xs), y: middle(ys) })).sort((a, b) => b.n - a.n);
    fill(
      this.labels,
      ...shown.map(({ key, n }) => {
        const theme = this.theme(key);
        return el("button", { type: "button", class: "cxw-maplabel", data: { key, nodrag: "1" }, title: `Choose the quotes of “${theme.name}”`, "aria-label": `Choose the ${count(n, "quote")} of ${theme.name} on the map`, on: { click: () => this.chooseTheme(key) } }, el("span", { text: theme.name, dir: "auto" }));
      })
    );
    const taken = [];
    shown.forEach(({ x, y }, place) => {
      const node = (
        /** @type {HTMLElement} */
        this.labels.children[place]
      );
      const [w, h] = [node.offsetWidth, node.offsetHeight];
      const left = Math.max(2, Math.min(x - w / 2, wide - w - 2));
      let top = Math.max(2, Math.min(y - h / 2, high - h - 2));
      const over = () => taken.find((other) => left < other.left + other.w && other.left < left + w && top < other.top + other.h && other.top < top + h);
      for (let tries = 0; tries < 24 && over(); tries += 1) top = tries < 12 ? top + h / 2 : Math.max(2, y - h / 2 - (tries - 11) * (h / 2));
      if (over() || top + h > high) node.hidden = true;
      else taken.push({ left, top, w, h });
      node.style.left = `${left}px`;
      node.style.top = `${top}px`;
    });
    if (focused) this.labels.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  // ── keys ──
  key(event) {
    if (document.activeElement !== this.canvas) return false;
    const { frame } = this;
    const step = event.shiftKey ? STEP / 5 : STEP;
    const keep = (value) => Math.max(0, Math.min(1, value));
    const moves = {
      ArrowLeft: () => frame.x = keep(frame.x - step),
      ArrowRight: () => frame.x = keep(frame.x + step),
      ArrowUp: () => frame.y = keep(frame.y - step),
      ArrowDown: () => frame.y = keep(frame.y + step),
      "+": () => frame.size = Math.min(1, frame.size * 1.25),
      "=": () => frame.size = Math.min(1, frame.size * 1.25),
      "-": () => frame.size = Math.max(0.04, frame.size / 1.25)
    };
    if (moves[event.key]) {
      moves[event.key]();
      this.draw();
      const [wide, high] = this.room();
      this.look(frame.x * wide, frame.y * high, Infinity);
      clearTimeout(this.telling);
      this.telling = setTimeout(() => {
        const held = this.framed();
        this.app.say(`${count(held.length, "quote")} in the frame${held.length ? `: ${this.made(held)}` : ""}`);
      }, 250);
      return true;
    }
    if (event.key === " ") return this.choose(this.framed().map((point) => point.id), "add"), true;
    if (event.key === "Backspace") return this.choose(this.framed().map((point) => point.id), "take"), true;
    if (event.key === "Enter") return this.closer(), true;
    if (event.key === "0") return this.whole(true), true;
    return false;
  }
  close() {
    this.watcher.disconnect();
    cancelAnimationFrame(this.round);
    clearTimeout(this.timer);
    clearTimeout(this.telling);
  }
};
function inside([x, y], lasso) {
  let within = false;
  for (let at = 0, before = lasso.length - 1; at < lasso.length; before = at, at += 1) {
    const [[x1, y1], [x2, y2]] = [lasso[at], lasso[before]];
    if (y1 > y !== y2 > y && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) within = !within;
  }
  return within;
}

// views/themes.js
var UNSORTED = "unsorted";
var HIDDEN = "hidden";
var STABILITY = {
  steady: "Comes out again nearly the same when the analysis is repeated on part of the material",
  "fairly steady": "Comes out again for the most part when the analysis is repeated on part of the material",
  shaky: "Changes when the analysis is repeated on part of the material: look twice"
};
function create6(app) {
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
    this.mapped = false;
    this.lit = null;
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
      ["Enter  0", "On the map: closer, the whole map"]
    ]
  );
  build() {
    const { app } = this;
    this.filter = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Filter themes", "aria-label": "Filter themes", on: { input: () => this.drawThemes() } });
    this.list = el("ul", { class: "cxw-themelist cxw-scroll", "aria-label": "Themes" });
    this.total = el("p", { class: "cxw-soft cxw-small" });
    this.deleted = button("Deleted …", (event) => this.restore(event.currentTarget), { class: "cxw-button cxw-bare cxw-small", hidden: true });
    const draft = this.draftButton = button("Draft again …", (event) => this.draft(event.currentTarget), { "aria-haspopup": "dialog", title: "Run the analysis again; it learns from what you decided and changes none of it" });
    const side = el("nav", { class: "cxw-side", "aria-label": "Themes" }, el("div", { class: "cxw-row" }, this.filter, draft), this.list, el("div", { class: "cxw-row cxw-spread" }, this.total, this.deleted));
    this.name = el("h3", { class: "cxw-theme-name", dir: "auto" });
    this.about = el("p", { class: "cxw-soft cxw-small cxw-about", dir: "auto" });
    this.facts = el("p", { class: "cxw-facts cxw-small" });
    this.renameButton = button("Rename", (event) => this.rename(event.currentTarget));
    this.mergeButton = button("Merge …", (event) => this.merge(event.currentTarget), { "aria-haspopup": "listbox" });
    this.partsButton = button("Show parts", () => this.findParts(), { title: "Looks for sub-themes (F); nothing changes until you split" });
    this.moreButton = button(icon("more"), (event) => this.themeMenu(event.currentTarget), { class: "cxw-button cxw-bare", "aria-label": "More about this theme", "aria-haspopup": "menu" });
    this.search = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Search these quotes", "aria-label": "Search these quotes", on: { input: () => this.soon(), keydown: (event) => event.key === "Enter" && this.mapped && this.map.found && this.map.choose([...this.map.found], "set") } });
    this.selection = el("div", { class: "cxw-selection", role: "group", "aria-label": "Chosen quotes" });
    this.quotes = new Listing({
      label: "Quotes",
      estimate: 76,
      load: (offset, limit) => this.load(offset, limit),
      row: (quote, index) => this.row(quote, index),
      empty: () => el("p", { class: "cxw-soft", text: this.search.value && !this.mapped ? "No quote here holds these words." : this.emptyWords() })
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
    const on = theme.key === (this.mapped ? this.lit : this.shown);
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
      el("span", { class: "cxw-theme-title", dir: "auto" }, !theme.pile && (this.mapped || theme.colour) && this.mark(theme), theme.name),
      el("span", { class: "cxw-theme-notes" }, ...notes.map((note) => el("span", { text: note }))),
      !theme.pile && el("span", { class: "cxw-meter", "aria-hidden": "true", style: { "--share": `${100 * theme.n / most}%` } })
    );
    return el("li", { class: `cxw-theme${theme.pile ? " cxw-pile" : ""}`, data: theme.key === HIDDEN ? {} : { drop: theme.key }, style: { "--depth": String(theme.depth) } }, open);
  }
  /** The theme's mark, as on the map: a shape in its colour. */
  mark(theme) {
    const canvas = (
      /** @type {HTMLCanvasElement} */
      el("canvas", { class: "cxw-thememark", width: 32, height: 32, "aria-hidden": "true" })
    );
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
    return (
      /** @type {HTMLElement|null} */
      this.list.querySelector('[aria-current="true"]')
    );
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
    if (theme?.seeds.length) this.about.append(` · Seed words: ${theme.seeds.join(", ")}`);
    this.about.hidden = !this.about.textContent;
    this.search.placeholder = "Search these quotes";
    return void 0;
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
      theme && button("Choose its quotes", () => this.map.chooseTheme(theme.key), { class: "cxw-button cxw-small" })
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
      jump: this.app.has("transcripts") ? () => this.jump(quote) : void 0,
      note: notes.join(" · ")
    });
  }
  jump(quote) {
    if (this.app.has("transcripts")) this.app.go("transcripts", { source: quote.source, turn: quote.turn, segment: quote.id });
  }
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.mapped ? this.map.search(this.search.value) : this.quotes.reload({ keep: false }), 150);
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
    const act = (label2, run, props = {}) => button(label2, (event) => run(event.currentTarget), props);
    return fill(
      this.selection,
      el("strong", { class: "cxw-small", text: `${n} chosen` }),
      act("Move …", (anchor) => this.move(anchor), { "aria-haspopup": "listbox" }),
      act("New theme …", (anchor) => this.fresh(anchor)),
      this.parted() && act("Split off …", (anchor) => this.split(anchor)),
      act(icon("more"), (anchor) => this.manyMenu(anchor), { class: "cxw-button cxw-bare", "aria-label": "More for the chosen quotes", "aria-haspopup": "menu" }),
      act(icon("close"), () => this.unchoose(), { class: "cxw-button cxw-bare", "aria-label": "Choose none" })
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
    return keys.size === 1 ? this.theme([...keys][0] ?? "") : void 0;
  }
  targets(except = this.mapped ? null : this.shown) {
    return this.themes.filter((theme) => theme.key !== except).map((theme) => ({ value: theme.key, label: theme.name, note: count(theme.n, "quote") }));
  }
  places() {
    return this.shown === UNSORTED && !this.mapped ? this.targets() : [...this.targets(), { value: UNSORTED, label: "Unsorted", note: "no theme" }];
  }
  move(anchor, quotes = this.subject()) {
    if (!quotes.length) return;
    this.app.pick(anchor, `Move ${this.named(quotes)} to`, this.places(), (key) => this.moveTo(quotes, key), {
      fresh: (text) => `New theme “${text}”`,
      make: (text) => this.makeOf(quotes, text),
      back: this.quotes.node
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
      this.app.has("transcripts") && { label: "Show in the transcript", key: "T", run: () => this.jump(quote) }
    ]);
  }
  manyMenu(anchor) {
    this.app.menu(anchor, "The chosen quotes", [
      { label: "Pin to this theme", key: "P", run: () => this.pin() },
      { label: "Star", key: "S", run: () => this.switch("star") },
      { label: "Hide, or show again", key: "H", run: () => this.switch("hide") },
      null,
      { label: "They belong together", key: "B", run: () => this.link(true) },
      { label: "They belong apart", key: "A", run: () => this.link(false) }
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
      el("div", { class: "cxw-row" }, button("Draft themes", go, { class: "cxw-button cxw-primary" }), this.board?.drafted && button("Preview", look, { title: "Says what would change, and changes nothing" }), button("Cancel", () => this.app.popovers.close()))
    );
    this.app.popovers.open(anchor, panel, field);
  }
  /** What a re-run would change, with the choice to carry it out. */
  preview(result, n) {
    const fresh = result.themes.filter((theme) => theme.now < 0);
    const gone = result.themes.filter((theme) => theme.then < 0);
    const kept = result.themes.filter((theme) => theme.now >= 0 && theme.then >= 0);
    const list = (title, themes, words) => themes.length > 0 && el("div", {}, el("h4", { class: "cxw-eyebrow", text: `${title}: ${themes.length}` }), el("ul", { class: "cxw-small" }, ...themes.slice(0, 12).map((theme) => el("li", { text: words(theme), dir: "auto" }))));
    const carry = button("Draft so", () => {
      this.app.popovers.close();
      this.app.start("themes", n);
    }, { class: "cxw-button cxw-primary" });
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "What drafting again would change", class: "cxw-form" },
      el("p", { text: `${count(result.moved, "quote")} of ${result.segments} would move; ${result.held} stay where a person put them.` }),
      result.lost > 0 && el("p", { class: "cxw-thin", text: `${count(result.lost, "decision")} would have to be placed again.` }),
      list("New", fresh, (theme) => `${theme.name} (${theme.then})`),
      list("Gone", gone, (theme) => `${theme.name} (${theme.now})`),
      list("Kept", kept, (theme) => `${theme.name}: ${theme.now} → ${theme.then}`),
      el("div", { class: "cxw-row" }, carry, button("Leave it as it is", () => this.app.popovers.close()))
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
    const ids = found.parts.flatMap((part2) => part2.segments.slice(0, 2));
    const { items } = await this.app.ask("themes", "these", { segments: ids });
    const said = new Map(items.map((quote) => [quote.id, quote]));
    const above = (
      /** @type {HTMLInputElement} */
      el("input", { type: "checkbox", class: "cxw-tick" })
    );
    above.checked = true;
    const part = (one) => {
      const name = (
        /** @type {HTMLInputElement} */
        el("input", { class: "cxw-input", dir: "auto", "aria-label": `Name of the part “${one.name}”` })
      );
      name.value = one.name;
      onEnter(name, () => split());
      const quotes = one.segments.slice(0, 2).filter((id) => said.has(id)).map((id) => said.get(id));
      const node = el(
        "li",
        { class: "cxw-part" },
        el("div", { class: "cxw-row" }, name, el("span", { class: "cxw-small cxw-soft", text: count(one.n, "quote") })),
        ...quotes.map((quote) => el("p", { class: "cxw-small", dir: "auto" }, `“${quote.text}” `, el("bdi", { class: "cxw-soft", text: quote.participant })))
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
      el("div", { class: "cxw-row" }, carry, button("Leave it as it is", () => this.app.popovers.close()))
    );
    this.app.popovers.open(this.filter, panel, carry, this.partsButton);
    this.app.say(`${count(parts.length, "part")} found`);
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
        accepts: (drop) => this.mapped || drop !== this.shown
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
    if (this.mapped && this.map.key(event) || this.keyInThemes(event) || this.keyInQuotes(event)) return true;
    const one = this.mapped ? () => void 0 : (run2) => run2();
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
      "/": () => this.search.focus()
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
};

// views/transcripts.js
var transcripts_exports = {};
__export(transcripts_exports, {
  create: () => create7
});

// lib/words.js
function pointsBefore(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; at += text.codePointAt(at) > 65535 ? 2 : 1) points += 1;
  return points;
}
function unitsBefore(text, points) {
  let at = 0;
  for (let n = 0; n < points && at < text.length; n += 1) at += text.codePointAt(at) > 65535 ? 2 : 1;
  return at;
}
function runs(text, marks) {
  const points = Array.from(text);
  const cuts = /* @__PURE__ */ new Set([0, points.length]);
  for (const mark2 of marks) for (const at of [mark2.start, mark2.end]) cuts.add(Math.max(0, Math.min(points.length, at)));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, place) => {
    const end = sorted[place + 1];
    return { text: points.slice(start, end).join(""), start, end, marks: marks.filter((mark2) => mark2.start < end && mark2.end > start) };
  });
}
function wordsOf(text) {
  if ("Segmenter" in Intl)
    return [...new Intl.Segmenter(void 0, { granularity: "word" }).segment(text)].filter((part) => part.isWordLike).map((part) => [part.index, part.index + part.segment.length]);
  return [...text.matchAll(/\S+/g)].map((match) => [match.index, match.index + match[0].length]);
}
function unitsIn(element, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}
function selectUnits(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const length = node.textContent.length;
    if (!begun && start <= passed + length) {
      range.setStart(node, start - passed);
      begun = true;
    }
    if (begun && end <= passed + length) {
      range.setEnd(node, end - passed);
      break;
    }
    passed += length;
  }
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// views/transcripts.js
var ROLES = ["participant", "interviewer", "other"];
function create7(app) {
  return new Reader(app);
}
var Reader = class {
  keys = (
    /** @type {[string, string][]} */
    [
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
      ["<  >", "Interview before, interview after"]
    ]
  );
  constructor(app) {
    this.app = app;
    this.contents = null;
    this.source = null;
    this.picked = null;
    this.flash = null;
    this.build();
  }
  build() {
    this.sources = /** @type {HTMLSelectElement} */
    el("select", { class: "cxw-input", "aria-label": "Interview", on: { change: () => this.open(this.sources.value) } });
    this.people = el("div", { class: "cxw-speakers", role: "group", "aria-label": "Speakers and their roles" });
    this.search = /** @type {HTMLInputElement} */
    el("input", { type: "search", class: "cxw-input", placeholder: "Search all interviews", "aria-label": "Search all interviews", title: 'Words, "a phrase", begin*, -without, this OR that', on: { input: () => this.soon() } });
    const filter = (name, words) => el("select", { class: "cxw-input", "aria-label": words, data: { filter: name }, on: { change: () => this.seek() } });
    this.filters = [filter("theme", "Only this theme"), filter("label", "Only this label"), filter("code", "Only this code"), filter("person", "Only this person")];
    this.back = button("Back to the interview", () => this.leaveSearch(), { hidden: true });
    this.found = el("span", { class: "cxw-soft cxw-small", "aria-live": "polite" });
    this.turns = new Listing({
      label: "Turns",
      estimate: 78,
      load: (offset, limit) => this.app.ask("transcripts", "turns", { source: this.source, offset, limit }),
      row: (turn, index) => this.row(turn, index),
      empty: () => el("p", { class: "cxw-soft", text: "There is no interview in this study yet; study.add(…) reads transcripts." })
    });
    this.hits = new Listing({
      label: "Places found",
      estimate: 62,
      load: (offset, limit) => this.load(offset, limit),
      row: (hit) => this.hitRow(hit),
      empty: () => el("p", { class: "cxw-soft", text: "Nobody says that." })
    });
    this.hits.node.hidden = true;
    this.bar = el("div", { class: "cxw-wordbar", role: "toolbar", "aria-label": "For the chosen words", hidden: true });
    this.node = el(
      "div",
      {},
      el("div", { class: "cxw-row" }, this.sources, this.search, ...this.filters, this.found, this.back),
      this.people,
      el("div", { class: "cxw-reader" }, this.turns.node, this.hits.node, this.bar)
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
      ["Anybody", people.map((name) => [name, name])]
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
    const inside2 = this.turns.node.contains(document.activeElement);
    await (this.hits.node.hidden ? this.turns.reload() : this.hits.reload());
    if (picked && inside2) this.pick(picked.index, picked.start, picked.end);
    else this.hideBar();
  }
  here() {
    return this.contents?.sources.find((source) => source.id === this.source);
  }
  drawSpeakers() {
    const source = this.here();
    fill(
      this.people,
      ...(source?.speakers ?? []).map(
        (speaker) => el(
          "button",
          {
            type: "button",
            class: `cxw-speaker cxw-role-${speaker.role}`,
            "aria-haspopup": "menu",
            title: "Change the role, or say who this is",
            on: { click: (event) => this.roleMenu(event.currentTarget, speaker) }
          },
          el("bdi", { text: speaker.name || "No name" }),
          el("span", { class: "cxw-soft", text: `${speaker.role} · ${count(speaker.turns, "turn")}` }),
          icon("down")
        )
      )
    );
  }
  roleMenu(anchor, speaker) {
    this.app.menu(anchor, `Role of ${speaker.name || "the speaker without a name"}`, [
      ...ROLES.map((role) => ({
        label: `${speaker.role === role ? "✓ " : ""}${role}`,
        run: () => role !== speaker.role && this.app.act("role.set", { source: this.source, speaker: speaker.name, role }, { said: `${speaker.name} is ${role === "participant" ? "a" : role === "other" ? "neither participant nor interviewer:" : "an"} ${role} now.` })
      })),
      speaker.name !== "" && speaker.role === "participant" && { label: `Which participant: ${speaker.participant} …`, run: () => this.whose(anchor, speaker) }
    ]);
  }
  whose(anchor, speaker) {
    this.app.prompt(anchor, { label: `Which participant ${speaker.name} is; two speakers of one id are one person`, value: speaker.participant, done: "Say so" }, (participant) => participant !== speaker.participant && this.app.act("participant.set", { source: this.source, speaker: speaker.name, participant }, { said: `${speaker.name} is ${participant} now.` }));
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
      ...turn.codings.map((coding) => ({ ...coding, kind: "coding" }))
    ];
    const words = el(
      "p",
      { class: "cxw-turn-words", dir: "auto", data: { turn: String(index) } },
      ...runs(turn.text, marks).map((run) => {
        const segment = run.marks.find((mark2) => mark2.kind === "segment");
        const codings = run.marks.filter((mark2) => mark2.kind === "coding");
        const classes = [segment?.starred && "cxw-is-starred", segment?.hidden && "cxw-is-hidden", codings.length && "cxw-is-coded", segment && segment.id === this.flash && "cxw-flash"].filter(Boolean);
        return el("span", { text: run.text, class: classes.join(" ") || null, data: segment ? { segment: segment.id } : {}, style: codings[0]?.colour ? { "--code": codings[0].colour } : {} });
      })
    );
    const who = el(
      "div",
      { class: "cxw-turn-who" },
      el("strong", {}, el("bdi", { text: turn.speaker || turn.participant || "—" })),
      turn.at && el("span", { class: "cxw-soft", text: turn.at }),
      turn.participant && turn.participant !== turn.speaker && el("span", { class: "cxw-soft" }, el("bdi", { text: turn.participant }))
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
        el("button", { type: "button", class: "cxw-themechip", tabindex: -1, title: name, text: name, dir: "auto", on: { click: () => this.board(key), pointerenter: () => this.light(index, (s) => s.key === key), pointerleave: () => this.light(index, () => false) } })
      );
    if (labels.length) node.append(el("span", { class: "cxw-margin-labels" }, ...labels.map(label)));
    for (const coding of turn.codings)
      node.append(
        el(
          "button",
          { type: "button", class: "cxw-codechip", tabindex: -1, title: `${coding.path}, by ${coding.researcher}`, "aria-haspopup": "menu", style: coding.colour ? { "--code": coding.colour } : {}, on: { click: (event) => this.codingMenu(event.currentTarget, coding) } },
          el("span", { text: coding.name, dir: "auto" })
        )
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
    return void 0;
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
      el("span", { class: "cxw-foot" }, el("bdi", { text: hit.who || "—" }), el("bdi", { text: hit.name }), hit.role !== "participant" && el("span", { text: hit.role }))
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
    const index = Number(
      /** @type {HTMLElement} */
      start.dataset.turn
    );
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
    const words = (
      /** @type {HTMLElement} */
      node.querySelector(".cxw-turn-words")
    );
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
      act("Correct …", "W", (anchor) => this.correct(anchor))
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
      back: this.turns.nodes.get(index)
    });
  }
  codingMenu(anchor, coding) {
    const others = this.contents.codes.filter((code) => code.key !== coding.code).map((code) => ({ value: code.key, label: code.path }));
    this.app.menu(anchor, coding.path, [
      others.length > 0 && {
        label: "Another code …",
        run: () => this.app.pick(anchor, "Code", others, (code) => this.app.act("coding.move", { coding: coding.key, code }, { said: "Put another code there." }))
      },
      { label: "Take the code off", run: () => this.app.act("coding.remove", { coding: coding.key }, { said: `Took “${coding.name}” off.` }) },
      this.app.has("codebook") && { label: "Show in the codebook", run: () => this.app.go("codebook", { code: coding.code }) }
    ]);
  }
  labels(anchor) {
    const [segment] = this.segments();
    if (!segment) return;
    const options = this.contents.labels.map((name) => ({ value: name, label: name, on: segment.labels.includes(name) }));
    this.app.pick(anchor, "Put a label on, or take it off", options, (label2) => {
      const value = !segment.labels.includes(label2);
      this.app.act("tag.set", { segment: segment.id, label: label2, value }, { said: value ? `Labelled ${label2}.` : `Took the label ${label2} off.` });
    }, { back: this.turns.nodes.get(this.picked.index) });
  }
  theme(anchor) {
    const segments = this.ids();
    if (!segments.length) return;
    const options = this.contents.themes.map((theme) => ({ value: theme.key, label: theme.name, on: this.segments()[0].key === theme.key }));
    this.app.pick(anchor, "Move to", options, (theme) => this.app.act("quote.move", { segments, theme }, { said: "Moved." }), {
      fresh: (text) => `New theme “${text}”`,
      make: (name) => this.app.act("theme.new", { name, segments }, { said: `Made the theme “${name}”.` }),
      back: this.turns.nodes.get(this.picked.index)
    });
  }
  switch(what) {
    const segments = this.segments();
    if (!segments.length) return;
    const value = !segments.every((segment) => segment[what === "star" ? "starred" : "hidden"]);
    const said = what === "star" ? value ? "Starred." : "Took the star off." : value ? "Hidden: it stays here and is left out elsewhere." : "Shown again.";
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
      turn.speaker && { label: `Role of ${turn.speaker} …`, run: () => this.roleMenu(node, this.here().speakers.find((speaker) => speaker.name === turn.speaker)) }
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
    const row = (
      /** @type {HTMLElement|null} */
      document.activeElement?.closest?.("[data-index]")
    );
    if (!row) return false;
    const index = Number(row.dataset.index);
    const list = this.hits.node.contains(row) ? this.hits : this.turns;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: list.total - 1, PageDown: index + 5, PageUp: index - 5 }[event.key];
    if (to !== void 0) {
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
};

// views/registry.js
var MODULES = { transcripts: transcripts_exports, themes: themes_exports, codebook: codebook_exports, empathy: empathy_exports, personas: personas_exports, review: review_exports, activity: activity_exports };

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
