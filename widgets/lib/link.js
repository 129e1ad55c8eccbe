// The line to the kernel: questions, edits in order, and the watch for what others changed.

const PATIENCE = 2000; // milliseconds without an answer after which the kernel counts as busy
const EVERY = 1500; // milliseconds between two looks for changes
const GONE = ["restarting", "autorestarting", "dead"];

/**
 * @typedef {{saved: string, waiting: number, busy: boolean, lost: boolean, refused: string}} LinkState
 */
export class Link {
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
    /** @type {Map<string, {resolve: Function, reject: Function}>} */
    this.open = new Map();
    /** @type {{action: string, arguments: any, resolve: Function, reject: Function}[]} */
    this.queue = [];
    this.sending = false;
    /** @type {LinkState} */
    this.state = { saved: "", waiting: 0, busy: false, lost: false, refused: "" };
    this.hear = this.hear.bind(this);
    model.on("msg:custom", this.hear);
    this.dead = () => this.set({ lost: true, busy: false });
    model.on("comm:close", this.dead);
    this.alive = () => model.comm_live === false && this.dead();
    model.on("comm_live_update", this.alive);
    // Where a kernel died and was started again by itself, JupyterLab closes no widget: only the kernel's status tells.
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
    if (!waiting) return; // another view of the same widget asked
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
        // said elsewhere when it matters; the next look tells
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
}
