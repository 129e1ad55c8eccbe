// The map of quotes in the theme board: what is alike lies together. Chosen with a lasso, a frame moved by keys, by
// theme or by words; what can be done with the chosen ones is the board's.
import { button, count, el, fill } from "../lib/el.js";
import { Marks } from "../lib/colours.js";

const MARGIN = 14; // pixels around the outermost quotes
const REACH = 12; // pixels around the pointer within which a quote is meant
const STEP = 0.05; // of the map's width, for one press of an arrow key
const NONE = { key: "", name: "Unsorted", colour: "" };

export class ThemeMap {
  /** @param {any} board the theme board: holds the chosen quotes, and is told when they change */
  constructor(board) {
    this.board = board;
    this.app = board.app;
    this.marks = new Marks();
    /** @type {{id: string, x: number, y: number, theme: string|null, starred: boolean, pinned: boolean, hidden: boolean}[]} */
    this.points = [];
    this.known = "";
    /** @type {Set<string>|null} */
    this.found = null;
    this.whole();
    this.frame = { x: 0.5, y: 0.5, size: 0.2 };
    this.lasso = null;
    this.texts = new Map();
    this.build();
  }

  build() {
    this.canvas = /** @type {HTMLCanvasElement} */ (
      el("canvas", { class: "cxw-mapcanvas", tabindex: 0, role: "application", "aria-label": "Map of quotes: arrow keys move a frame, plus and minus size it, Space chooses what is in it", data: { nodrag: "1" } })
    );
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
    this.canvas.addEventListener("pointercancel", () => { this.lasso = null; this.draw(); });
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
    this.note.textContent = answer.drawn ? (answer.missing ? `${count(answer.missing, "quote")} came later and ${answer.missing === 1 ? "is" : "are"} not on it` : count(this.points.length, "quote")) : "";
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
      if (how === "take" || (how === "flip" && chosen.has(id))) chosen.delete(id);
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
    const often = new Map();
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
      return undefined;
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
    return [MARGIN + ((point.x - view.left) / view.wide) * (wide - 2 * MARGIN), MARGIN + ((point.y - view.top) / view.high) * (high - 2 * MARGIN)];
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
    const colour = (css) => (css.startsWith("var(") ? style.getPropertyValue(css.slice(4, -1)).trim() : css);
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, wide, high);
    const size = this.points.length < 400 ? 5 : this.points.length < 3000 ? 4 : 2.6;
    const lit = this.board.lit;
    /** @type {Map<string, any>} */
    const heaps = new Map();
    for (const point of this.points) {
      const faded = (this.found && !this.found.has(point.id)) || (lit !== null && (point.theme ?? "unsorted") !== lit);
      const chosen = this.board.chosen.has(point.id);
      const key = `${point.theme ?? ""} ${chosen ? 2 : faded ? 0 : 1}`;
      let heap = heaps.get(key);
      if (!heap) heaps.set(key, (heap = { theme: this.theme(point.theme), none: point.theme === null, chosen, faded, path: new Path2D() }));
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
      this.lasso.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
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
    const heaps = new Map();
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
    const focused = this.labels.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.key : null;
    const shown = [...heaps].map(([key, { xs, ys }]) => ({ key, n: xs.length, x: middle(xs), y: middle(ys) })).sort((a, b) => b.n - a.n);
    fill(
      this.labels,
      ...shown.map(({ key, n }) => {
        const theme = this.theme(key);
        return el("button", { type: "button", class: "cxw-maplabel", data: { key, nodrag: "1" }, title: `Choose the quotes of “${theme.name}”`, "aria-label": `Choose the ${count(n, "quote")} of ${theme.name} on the map`, on: { click: () => this.chooseTheme(key) } }, el("span", { text: theme.name, dir: "auto" }));
      }),
    );
    const taken = [];
    shown.forEach(({ x, y }, place) => {
      const node = /** @type {HTMLElement} */ (this.labels.children[place]);
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
    if (focused) /** @type {HTMLElement|null} */ (this.labels.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
  }

  // ── keys ──

  key(event) {
    if (document.activeElement !== this.canvas) return false;
    const { frame } = this;
    const step = event.shiftKey ? STEP / 5 : STEP;
    const keep = (value) => Math.max(0, Math.min(1, value));
    const moves = {
      ArrowLeft: () => (frame.x = keep(frame.x - step)), ArrowRight: () => (frame.x = keep(frame.x + step)),
      ArrowUp: () => (frame.y = keep(frame.y - step)), ArrowDown: () => (frame.y = keep(frame.y + step)),
      "+": () => (frame.size = Math.min(1, frame.size * 1.25)), "=": () => (frame.size = Math.min(1, frame.size * 1.25)), "-": () => (frame.size = Math.max(0.04, frame.size / 1.25)),
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
}

/** Tell whether a place lies inside a lasso. */
function inside([x, y], lasso) {
  let within = false;
  for (let at = 0, before = lasso.length - 1; at < lasso.length; before = at, at += 1) {
    const [[x1, y1], [x2, y2]] = [lasso[at], lasso[before]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
  }
  return within;
}
