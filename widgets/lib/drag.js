// Dragging with pointer, pen or finger. Every drag has a key and a menu beside it; see each view's list of keys.
import { el } from "./el.js";

const SLOP = 6; // pixels before a press becomes a drag
const EDGE = 36; // pixels from the edge of a scrolling box where it starts to move

/**
 * Let things inside `area` be dragged onto elements with `data-drop`.
 * @param {HTMLElement} area
 * @param {HTMLElement} root holds the label that follows the pointer
 * @param {{
 *   pick: (target: HTMLElement) => {label: string, accepts: (drop: string) => boolean, payload: any} | null,
 *   drop: (payload: any, drop: string) => void,
 * }} rules
 */
export function draggable(area, root, rules) {
  let held = null;

  const over = (event) => {
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const zone = /** @type {HTMLElement|null} */ (below?.closest("[data-drop]") ?? null);
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
    window.addEventListener("click", swallow, true); // the click that ends a drag is none
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
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.button !== 0 || target.closest("input, textarea, select, a, summary, [data-nodrag]")) return;
    if (event.pointerType !== "mouse" && !target.closest(".cxw-grip")) return; // a finger on the text scrolls
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
