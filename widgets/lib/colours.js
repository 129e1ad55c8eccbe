// The colours a person can give, told apart by colour-blind eyes too, and the shapes that go with them: colour is never alone.

/** Value and name; an empty value takes the colour away. */
export const COLOURS = [
  ["#332288", "indigo"], ["#44aa99", "teal"], ["#cc6677", "rose"], ["#ddcc77", "sand"], ["#88ccee", "cyan"],
  ["#882255", "wine"], ["#117733", "green"], ["#aa4499", "purple"], ["#999933", "olive"], ["", "no colour"],
];

/** What `pick` offers for a colour. */
export function colourOptions(chosen) {
  return COLOURS.map(([value, label]) => ({ value, label, on: value === chosen, colour: value || undefined }));
}

const HUES = ["do", "feel", "think", "goal", "need", "gain", "pain", "say"];
const SHAPES = [
  (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  (path, x, y, r) => path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 3, -Math.PI / 2),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 4, 0),
  (path, x, y, r) => polygon(path, x, y, r * 1.25, 3, Math.PI / 2),
  (path, x, y, r) => cross(path, x, y, r * 1.1),
  (path, x, y, r) => polygon(path, x, y, r * 1.1, 6, 0),
];

function polygon(path, x, y, r, corners, turn) {
  for (let n = 0; n < corners; n += 1) {
    const angle = turn + (2 * Math.PI * n) / corners;
    if (n) path.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    else path.moveTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  path.closePath();
}

function cross(path, x, y, r) {
  const w = r * 0.38;
  [[-w, -r], [w, -r], [w, -w], [r, -w], [r, w], [w, w], [w, r], [-w, r], [-w, w], [-r, w], [-r, -w], [-w, -w]].forEach(([dx, dy], n) => (n ? path.lineTo(x + dx, y + dy) : path.moveTo(x + dx, y + dy)));
  path.closePath();
}

/** Colours and shapes of themes: a theme keeps its own for as long as the board is open, whatever happens to others. */
export class Marks {
  constructor() {
    this.place = new Map();
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
    SHAPES[(this.place.get(theme.key) ?? 0) % SHAPES.length](path, x, y, r);
  }
}
