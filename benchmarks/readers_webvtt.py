"""Compare captions as we read them with those that a browser shows, for a folder of WebVTT files.

Run ``python benchmarks/readers_webvtt.py FOLDER`` with the folder ``webvtt/parsing/file-parsing/tests/support`` of a
checkout of the web platform tests (github.com/web-platform-tests/wpt; nothing of it is kept here). Chromium parses each
file; its cues and ours are compared by beginning, end and words. Ours may hold captions that the browser throws away.
"""

from __future__ import annotations

import argparse
import base64
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cxresearch.errors import UnreadableFile
from cxresearch.readers import read
from cxresearch.readers.caption_blocks import tokenize
from cxresearch.readers.content import Content
from cxresearch.readers.extract import tidy_texts
from tests.browser.test_report import ARGUMENTS, chromium

Cue = tuple[float | None, float | None, str]
SHOW = """async (encoded) => {
  const bytes = Uint8Array.from(atob(encoded), c => c.charCodeAt(0));
  const video = document.createElement("video"), track = document.createElement("track");
  track.src = URL.createObjectURL(new Blob([bytes], { type: "text/vtt" }));
  track.kind = "subtitles"; track.default = true;
  const done = new Promise(resolve => { track.onload = () => resolve(true); track.onerror = () => resolve(false); });
  video.append(track); document.body.append(video); track.track.mode = "hidden";
  const loaded = await done;
  const cues = loaded ? [...track.track.cues].map(c => [c.startTime, c.endTime, c.text]) : null;
  video.remove();
  return cues;
}"""


def shown(folder: Path) -> dict[str, list[Cue] | None]:
    """Return what Chromium makes of each file: cues in order of time, or None where it refuses the file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page()
        page.set_content("<!doctype html><title>captions</title>")
        files = sorted(folder.glob("*.vtt"))
        told = {path.name: page.evaluate(SHOW, base64.b64encode(path.read_bytes()).decode()) for path in files}
        browser.close()
    return {name: None if cues is None else [cue(*one) for one in cues] for name, cues in told.items()}


def cue(start: float, end: float, text: str) -> Cue:
    """Return a cue of the browser; an end before the beginning is none for us, and hides the cue there."""
    return start, end if end >= start else None, words(text)


def ours(path: Path) -> list[Cue]:
    """Return our captions of a file; read under another name, so that the name helps nobody."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "file"
        copy.write_bytes(path.read_bytes())
        try:
            read(copy)
        except UnreadableFile:
            return []
        texts, _ = tidy_texts(Content.load(copy).lines)
    items = tokenize([*enumerate(texts, 1)]).items
    return [(item.start, item.end, words("\n".join(line.text for line in item.texts))) for item in items]


def words(text: str) -> str:
    """Return words as both sides have them: single blanks, no null signs."""
    return " ".join(text.replace("\ufffd", "").replace("\0", "").split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    browser = shown(options.folder)
    equal = more = 0
    for name, cues in browser.items():
        found = ours(options.folder / name)
        missing = [cue for cue in cues or [] if cue not in found]
        extra = [cue for cue in found if cue not in (cues or [])]
        equal += not missing and not extra
        more += not missing and bool(extra)
        if missing or extra:
            print(f"{name}: browser {'refuses it' if cues is None else len(cues)}, ours {len(found)}")
            print(f"  in the browser only: {missing}\n  in ours only: {extra}")
    rest = len(browser) - equal - more
    print(f"{len(browser)} files: {equal} equal, {more} with captions that only we keep, {rest} that differ otherwise")


if __name__ == "__main__":
    main()
