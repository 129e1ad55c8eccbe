// The frame around all views: tabs, what is saved, undo and redo, keys, messages. It knows no view by name.
import { button, count, el, fill, icon, uid } from "./el.js";
import { Link } from "./link.js";
import { Popovers } from "./popover.js";

const TOAST = 9000;
const KEYS = [
  ["?", "Show these keys"],
  ["[  ]", "View before, view after"],
  ["Ctrl Z", "Undo"],
  ["Ctrl Shift Z", "Redo"],
  ["Esc", "Close a menu, stop a drag"],
];
const WORK = {
  themes: "Drafting themes", map: "Drawing the map", preview: "Trying out themes", tags: "Tagging", personas: "Drafting personas",
  parts: "Looking for parts", split: "Splitting the theme",
};

/**
 * @typedef {{
 *   node: HTMLElement,
 *   refresh: () => Promise<void>|void,
 *   keys: [string, string][],
 *   key?: (event: KeyboardEvent) => boolean|void,
 *   show?: (place: any) => void,
 *   undo?: () => void,
 *   close?: () => void,
 * }} ViewPart what `create(app)` of a view's module returns
 */
export class App {
  constructor({ model, el: host, signal }, modules) {
    this.model = model;
    this.modules = modules;
    this.tabs = model.get("views").filter((view) => modules[view.name]);
    /** @type {Map<string, ViewPart>} */
    this.made = new Map();
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
            type: "button", role: "tab", id: uid("tab"), "aria-controls": this.panel.id, class: "cxw-tab", text: tab.title,
            data: { view: tab.name }, on: { click: () => this.go(tab.name) },
          }),
        );
      this.tablist.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        this.step(getComputedStyle(this.root).direction === "rtl" ? -step : step);
        /** @type {HTMLElement} */ (this.tablist.querySelector("[aria-selected=true]")).focus();
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
        el("div", { class: "cxw-tools" }, this.status, this.undoButton, this.redoButton, help),
      ),
      this.workBar,
      this.banner,
      this.panel,
      this.toasts,
      this.live,
    );
    this.popovers = new Popovers(this.root);
    this.root.addEventListener("keydown", (event) => this.onKey(event));
    this.inside = false;
    this.follow = (event) => (this.inside = this.root.contains(event.target));
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
    await this.loading(() => (place ? part.show?.(place) : part.refresh()));
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
    if (!done) return; // another one is under way, and whoever waits for it goes on waiting
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
        button("Make it so", () => this.restore(number), { class: "cxw-button", title: "Takes back every later decision; this can be undone too" }),
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
    const words = state.lost
      ? `The kernel was stopped. Run the cell again: all that was saved is there${state.waiting ? `, but not ${count(state.waiting, "edit")} that waited` : ""}.`
      : state.busy
        ? state.waiting
          ? "The kernel is busy; your last edits wait and are sent when it is free."
          : "The kernel is busy; what you see may be behind."
        : state.waiting
          ? `Saving ${count(state.waiting, "edit")} …`
          : state.saved
            ? `Saved ${state.saved}`
            : "Nothing to save yet";
    const mark = state.lost || state.busy ? "wait" : state.waiting ? "wait" : state.saved ? "check" : null;
    if (this.status.textContent !== words) fill(this.status, mark && icon(mark), el("span", { text: words }));
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
          button("Cancel", () => this.act("work.cancel", {}, { still: true })),
        );
      const detail = work.label ? `: ${work.label}${work.total > 1 ? ` ${work.done}/${work.total}` : ""}` : "";
      this.workBar.querySelector(".cxw-work-label").textContent = `${WORK[work.kind] ?? "Working"}${detail}`;
      /** @type {HTMLProgressElement} */ (this.workBar.querySelector("progress")).value = share;
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
    setTimeout(() => (this.live.textContent = text), 30);
  }

  /** Say something below the board for a while; an alarm stays until it is closed. */
  toast(text, { undo = null, back = null, redo = false, alarm = false } = {}) {
    const node = el("div", { class: `cxw-toast${alarm ? " cxw-alarm" : ""}`, role: alarm ? "alert" : null }, el("span", { text, dir: "auto" }));
    const gone = () => node.remove();
    if (back) node.append(button("Undo", () => { gone(); back(); }));
    else if (undo?.length)
      node.append(
        button("Undo", () => {
          gone();
          this.act("undo", { decisions: undo }).then((done) => done && this.say("Undone."));
        }),
      );
    if (redo) node.append(button("Redo", () => { gone(); this.redo(); }));
    node.append(button(icon("close"), gone, { class: "cxw-button cxw-bare", "aria-label": "Close this message" }));
    for (const old of this.toasts.querySelectorAll(".cxw-toast")) if (alarm || !old.classList.contains("cxw-alarm")) old.remove();
    this.toasts.append(node);
    if (!alarm) {
      this.say(text);
      setTimeout(gone, TOAST);
    }
  }

  menu(anchor, label, items) {
    this.popovers.menu(anchor, label, items);
  }

  pick(anchor, label, options, choose, more) {
    this.popovers.pick(anchor, label, options, choose, more);
  }

  prompt(anchor, what, take) {
    this.popovers.prompt(anchor, what, take);
  }

  // ── keys ──

  onKey(event) {
    event.stopPropagation();
    const target = /** @type {HTMLElement} */ (event.target);
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
      el("dd", { text: what }),
    ];
    const close = button("Close", () => this.popovers.close());
    const panel = el(
      "div",
      { role: "dialog", "aria-label": "Keys", class: "cxw-help" },
      el("h3", { text: this.tabs.find((tab) => tab.name === this.current).title }),
      el("dl", {}, ...(this.made.get(this.current)?.keys ?? []).flatMap(row)),
      el("h3", { text: "Everywhere" }),
      el("dl", {}, ...KEYS.flatMap(row)),
      close,
    );
    this.popovers.open(anchor, panel, close, document.activeElement);
  }

  close() {
    this.link.close();
    this.popovers.close(false);
    for (const kind of ["focusin", "pointerdown"]) document.removeEventListener(kind, this.follow);
    for (const part of this.made.values()) part.close?.();
  }
}
