// Small panels over the board: menus, pickers with a filter, and forms. All of them close with Esc and give the focus back.
import { button, el, fill, icon, uid } from "./el.js";

/** Opens panels inside a root element, one at a time. */
export class Popovers {
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
  menu(anchor, label, items) {
    const list = el("div", { role: "menu", "aria-label": label, class: "cxw-menu" });
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
        item.key && el("kbd", { text: item.key, "aria-hidden": "true" }),
      );
      entry.addEventListener("click", () => {
        this.close();
        item.run();
      });
      list.append(entry);
    }
    const entries = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=menuitem]")]);
    list.addEventListener("keydown", (event) => {
      const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (to !== undefined) {
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
  pick(anchor, label, options, choose, more = {}) {
    const id = uid("pick");
    const input = /** @type {HTMLInputElement} */ (
      el("input", {
        type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": id, "aria-label": label,
        "aria-autocomplete": "list", placeholder: label, class: "cxw-input", autocomplete: "off", spellcheck: "false",
      })
    );
    const list = el("div", { role: "listbox", id, "aria-label": label, class: "cxw-options" });
    const panel = el("div", { class: "cxw-pick" }, input, list);
    let shown = [];
    let at = 0;
    const mark = () => {
      [...list.children].forEach((node, place) => node.setAttribute("aria-selected", String(place === at)));
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
            option.note && el("small", { text: option.note }),
          );
          node.addEventListener("click", () => take(option));
          return node;
        }),
      );
      if (!shown.length) list.append(el("div", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "cxw-option cxw-soft", text: more.look && !input.value.trim() ? "Type some of the words" : "Nothing of that name" }));
      at = 0;
      mark();
    };
    input.addEventListener("input", more.look ? looked : draw);
    input.addEventListener("keydown", (event) => {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (to !== undefined && shown.length) {
        event.preventDefault();
        at = (to + shown.length) % shown.length;
        mark();
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
    const field = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (
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
      el("div", { class: "cxw-row" }, button(what.done, submit, { class: "cxw-button cxw-primary" }), button("Cancel", () => this.close())),
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
}
