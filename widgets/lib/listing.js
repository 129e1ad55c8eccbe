// A list of which only the part in sight is in the page: pages are asked for as they come into view.
import { el } from "./el.js";

const PAGE = 60;
const BEYOND = 600; // pixels kept ready above and below

export class Listing {
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
    this.items = new Map(); // index → item
    this.nodes = new Map(); // index → element
    this.heights = new Map(); // index → measured pixels
    this.focused = 0;
    this.round = 0;
    this.pending = new Set();
    this.frame = 0;
    this.node.addEventListener("scroll", () => this.soon());
    this.node.addEventListener("focusin", (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest("[data-index]");
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
    let last = first;
    while (last < this.total - 1 && y < bottom) {
      y += this.heights.get(last) ?? usual;
      last += 1;
    }
    return [first, Math.min(last, this.total - 1), start];
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
    const [first, last, start] = this.window();
    const held = this.holdFocus();
    const wanted = [];
    for (let index = first; index <= last; index += 1) {
      const item = this.items.get(index);
      let node = this.nodes.get(index);
      if (!node || (fresh && node.dataset.stale) || (item && node.dataset.blank)) {
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
    for (const index of [...this.nodes.keys()]) if (index < first || index > last) this.nodes.delete(index);
    this.sync(wanted);
    for (let index = first; index <= last; index += 1) {
      const node = this.nodes.get(index);
      if (!node.dataset.blank && node.offsetHeight) this.heights.set(index, node.offsetHeight);
    }
    let rest = 0;
    const usual = this.average();
    for (let index = last + 1; index < this.total; index += 1) rest += this.heights.get(index) ?? usual;
    this.before.style.height = `${start}px`;
    this.after.style.height = `${rest}px`;
    held?.();
    this.need(first, last);
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
    const active = /** @type {HTMLElement} */ (document.activeElement);
    if (!this.rows.contains(active)) return null;
    const index = Number(active.closest("[data-index]")?.dataset.index ?? this.focused);
    return () => {
      if (!this.rows.contains(document.activeElement)) this.nodes.get(Math.min(index, this.total - 1))?.focus({ preventScroll: true });
    };
  }

  /** Ask for the pages in sight that are not there yet. */
  need(first, last) {
    const round = this.round;
    for (let start = Math.floor(first / PAGE) * PAGE; start <= last; start += PAGE) {
      let missing = false;
      for (let index = Math.max(first, start); index <= Math.min(last, start + PAGE - 1); index += 1) missing ||= !this.items.has(index);
      if (!missing || this.pending.has(start)) continue;
      this.pending.add(start);
      this.options.load(start, PAGE).then(
        (page) => {
          this.pending.delete(start);
          if (round === this.round) this.take(page);
        },
        () => this.pending.delete(start),
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
      const node = this.nodes.get(index); // estimates were used on the way: now measure where it really stands
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
      const moved = new Map();
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
}
