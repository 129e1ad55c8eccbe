// Offsets of a study count Unicode code points, those of a page count UTF-16 units: this leads from one to the other.

/** Code points before a place given in UTF-16 units. */
export function pointsBefore(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) points += 1;
  return points;
}

/** UTF-16 units before a place given in code points. */
export function unitsBefore(text, points) {
  let at = 0;
  for (let n = 0; n < points && at < text.length; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/**
 * Cut a text wherever a mark begins or ends.
 * @param {string} text
 * @param {{start: number, end: number}[]} marks in code points; they may overlap
 * @returns {{text: string, start: number, end: number, marks: any[]}[]} `start` and `end` in code points
 */
export function runs(text, marks) {
  const points = Array.from(text);
  const cuts = new Set([0, points.length]);
  for (const mark of marks) for (const at of [mark.start, mark.end]) cuts.add(Math.max(0, Math.min(points.length, at)));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, place) => {
    const end = sorted[place + 1];
    return { text: points.slice(start, end).join(""), start, end, marks: marks.filter((mark) => mark.start < end && mark.end > start) };
  });
}

/** The words of a text as [start, end] in UTF-16 units, in its own language's manner where the browser knows it. */
export function wordsOf(text) {
  if ("Segmenter" in Intl)
    return [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)]
      .filter((part) => part.isWordLike)
      .map((part) => [part.index, part.index + part.segment.length]);
  return [...text.matchAll(/\S+/g)].map((match) => [match.index, match.index + match[0].length]);
}

/** Offset in UTF-16 units of a point of a selection within an element's text. */
export function unitsIn(element, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** Select a piece of an element's text, given in UTF-16 units. */
export function selectUnits(element, start, end) {
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
