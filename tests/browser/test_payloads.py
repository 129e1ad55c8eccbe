"""Hostile texts in every field of a study, in every view, in real JupyterLab: shown as text, and nothing happens.

By default a few payloads are drawn; CX_FULL=1 tries all of them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxresearch.domain.text import storable
from cxresearch.joiners.desk import StudyDesk
from cxresearch.study import Study
from cxresearch.views.registry import VIEWS
from tests import payloads
from tests.browser import lab as labs
from tests.browser.acting import cell
from tests.views import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AT_ONCE = 21
DRAWN = 10


def batches() -> list[dict[str, str]]:
    rows = list(payloads.drawn(DRAWN).items())
    return [dict(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]


WATCH = """() => {
  window.cxSeen = new Set();
  window.cxWrong = new Set();
  window.cxCommands = [];
  window.jupyterapp.commands.commandExecuted.connect((_, done) => window.cxCommands.push(done.id));
  const elements = "script,img,iframe,frame,object,embed,video,audio,source,track,form,base,meta,link,style,math," +
    "marquee,template,applet,foreignObject,animate,set,use,image,a,area,portal,dialog";
  const fetching =
    /^(src|srcdoc|srcset|href|xlink:href|action|formaction|poster|background|ping|data|on.*|data-commandlinker.*)$/i;
  const attributes = (node) => {
    for (const {name, value} of node.attributes) {
      if (fetching.test(name) || (/^(id|name|class|for)$/.test(name) && value.includes("¶"))
        || (name === "style" && /url\\(|image\\(|@import|expression/i.test(value)))
        window.cxWrong.add(`${node.tagName} ${name}=${value.slice(0, 80)}`);
      if (value.includes("¶")) window.cxSeen.add(value);
    }
  };
  const look = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data.includes("¶")) window.cxSeen.add(node.data);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(elements)) window.cxWrong.add(node.outerHTML.slice(0, 120));
    if (node.shadowRoot) window.cxWrong.add("a shadow root");
    attributes(node);
    node.childNodes.forEach(look);
  };
  const root = document.querySelector(".cxw");
  look(root);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") attributes(change.target);
      else if (change.type === "characterData") look(change.target);
      else change.addedNodes.forEach(look);
    }
  }).observe(root, {attributes: true, characterData: true, childList: true, subtree: true});
}"""
"""Notes every text that bears a mark, and every element or attribute that could run, fetch or clobber something."""

TOUR = (
    """async () => {
  const settled = """
    + labs.SETTLED
    + """;
  const root = document.querySelector(".cxw");
  const view = root.querySelector(".cxw-view");
  const there = (selector, most = 400) =>
    [...root.querySelectorAll(selector)].filter(node => node.getClientRects().length).slice(0, most);
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  const scroll = async () => {
    for (const list of there(".cxw-listing")) {
      for (let top = 0; top < list.scrollHeight && top < 200000; top += 900) {
        list.scrollTop = top;
        await settled();
      }
      list.scrollTop = 0;
    }
  };
  await scroll();
  for (const list of there("select", 9))  {
    const values = [...list.options].map(option => option.value).slice(0, 150);
    for (const value of values) {
      list.value = value;
      list.dispatchEvent(new Event("change"));
      await settled();
    }
    if (values.length) list.value = values[0];
    list.dispatchEvent(new Event("change"));
    await settled();
  }
  const openers =
    ".cxw-theme-open, .cxw-line-open, .cxw-personatab:not(.cxw-none), summary, [data-key], " +
    '[aria-pressed]:not(.cxw-toggle, .cxw-review *), [title^="The cards from which"]';
  for (let at = 0; at < there(openers).length; at += 1) {
    there(openers)[at].click();
    await settled();
    if (at % 5 === 0) await scroll();
  }
  const menus = new Map();
  const opening = () => there("button, [aria-haspopup]")
    .filter(node => node.ariaHasPopup || node.textContent.trim().endsWith("…"));
  for (let at = 0; at < opening().length; at += 1) {
    const anchor = opening()[at];
    const sort = anchor.getAttribute("aria-label") ?? anchor.className + anchor.textContent.slice(0, 9);
    menus.set(sort, (menus.get(sort) ?? 0) + 1);
    if (menus.get(sort) > 4) continue;
    anchor.click();
    await settled();
    press("Escape");
  }
  for (const field of there("input[type=search]")) {
    field.value = "owned";
    field.dispatchEvent(new Event("input"));
    await new Promise(done => setTimeout(done, 250));
    await settled();
    await scroll();
    field.value = "";
    field.dispatchEvent(new Event("input"));
    await new Promise(done => setTimeout(done, 250));
    await settled();
  }
}"""
)
"""Goes through a view: every choice of its lists, everything that opens, a few menus of each sort, a search."""


def shown(path: Path, researcher: str) -> dict[str, dict[str, str]]:
    """Return what each hostile field says by now, by view and by the mark it bears, as the views are given it."""
    found: dict[str, dict[str, str]] = {}
    with Study(path, researcher=researcher, read_only=True) as study:
        reading, desk = study.reading(), StudyDesk(study)
        for view in VIEWS:
            queries: list[dict[str, Any]] = [{"limit": 200}]
            queries += [{"source": source.id} for source in reading.corpus.sources]
            queries += [{"theme": key, "label": "gain"} for key in [*reading.theme_by_key, "unsorted"]]
            queries += [{"code": code.key} for code in reading.codes]
            for part, present in view.parts.items():
                for query in queries[:1] if part in ("", "asking") else queries:
                    for text in hostile.texts(present(desk.scene(), query)):
                        for mark in text.split(hostile.MARK)[1::2]:
                            known = found.setdefault(view.name, {})
                            known[mark] = min(text, known.get(mark, text), key=len)
    return found


def nothing_happened(sheet: labs.Sheet, beyond: labs.Beyond, where: str) -> None:
    page = sheet.page
    assert sorted(page.evaluate("[...window.cxWrong]")) == [], where
    assert page.evaluate("window.owned") is None, where
    assert page.evaluate("window.cxCommands") == [], where
    assert page.evaluate("({}).owned") is None, where
    assert [url for url in sheet.requests if "owned" in url] == [], where
    assert sheet.outside() == [], where
    assert beyond.asked == [], where
    assert [text for text in sheet.complaints if "owned" in text] == [], where


@pytest.mark.parametrize("number", range(len(batches())))
def test_everything_is_text_in_every_field_of_every_view(
    browser: Browser, lab: labs.Lab, beyond: labs.Beyond, number: int
) -> None:
    batch = batches()[number]
    path = hostile.make(lab.folder / f"hostile{number}.cxr", batch)
    researcher = hostile.value("researcher", *next(iter(batch.items())))
    expected = shown(path, researcher)
    for field, views in hostile.FIELDS.items():  # the study holds what it was made to hold
        for view in views:
            assert any(mark.startswith(f"{field}:") for mark in expected.get(view, ())), (field, view)
    with lab.opened(browser, f"hostile{number}", cell(path, researcher)) as sheet:
        page = sheet.page
        sheet.run()
        page.evaluate(WATCH)
        for view in VIEWS:
            page.locator(f'.cxw-tab[data-view="{view.name}"]').click()
            sheet.settled()
            page.evaluate("window.cxSeen.clear()")
            page.evaluate(TOUR)
            nothing_happened(sheet, beyond, view.name)
            seen = "\x00".join(page.evaluate("[...window.cxSeen]"))
            wanted = {
                mark: text
                for mark, text in expected.get(view.name, {}).items()
                if view.name in hostile.FIELDS.get(mark.split(":")[0], ())
            }
            assert [mark for mark, text in wanted.items() if text not in seen] == [], view.name
        assert not list(lab.folder.glob("*owned*"))
        assert not list(lab.folder.glob("[Uu]ntitled*"))
        assert [text for text in sheet.complaints if "WebSocket" not in text] == []


def test_what_is_typed_stays_text(browser: Browser, lab: labs.Lab, beyond: labs.Beyond) -> None:
    """Names are written through the forms, and come back in messages, lists, history and what a drag shows."""
    path = hostile.make(lab.folder / "typed.cxr", {"bold": payloads.PAYLOADS["bold"]})
    tried = payloads.drawn(6, seed=1)
    with lab.opened(browser, "typed", cell(path)) as sheet:
        page = sheet.page
        sheet.run()
        page.evaluate(WATCH)
        for name, text in tried.items():
            typed = hostile.value("typed", name, " ".join(text.split()).replace("/", "∕"))  # no name of a code has a /
            for title, key in (("themes", "r"), ("codebook", "r"), ("personas", "r")):
                page.locator(f'.cxw-tab[data-view="{title}"]').click()
                sheet.settled()
                page.locator(".cxw-view button:not([aria-haspopup])").first.focus()
                page.keyboard.press(key)
                page.locator(".cxw-popover input").fill(typed)
                page.keyboard.press("Enter")
                sheet.settled()
            nothing_happened(sheet, beyond, name)
        seen = "\x00".join(page.evaluate("[...window.cxSeen]"))
    with Study(path, read_only=True) as study:
        decided = [d.payload.get("name", d.payload.get("value")) for d in study.decisions[-3 * len(tried) :]]
    assert all(hostile.MARK in text for text in decided)
    seen = storable(seen)  # a message says what was typed, the study holds what can be stored of it
    assert [text for text in decided if f"“{text}”" not in seen] == []


def test_a_hostile_name_is_text_where_no_kernel_runs(tmp_path: Path) -> None:
    """What a notebook shows without a kernel is HTML of ours: nothing but our own elements may be in it."""
    from lxml import html

    with Study(tmp_path / "made.cxr", researcher="Ana") as study:
        view = study.workbench()
        for text in payloads.PAYLOADS.values():
            view.snapshot = {**view.snapshot, "title": text, "saved": text}
            data, _ = view._repr_mimebundle_()
            made = html.fragment_fromstring(data["text/html"], create_parent=True)
            assert {node.tag for node in made.iter()} == {"div", "p", "strong", "br", "em"}
            assert not any(node.attrib for node in made.iter())
        view._desk._study.close()


@pytest.mark.skipif(os.name == "nt", reason="files of such names cannot be made here")
def test_files_of_hostile_names_are_read_and_shown(tmp_path: Path) -> None:
    """Through the ordinary door: file names, speakers and words of an import, broken Unicode among them."""
    import json

    folder = tmp_path / "transcripts"
    folder.mkdir()
    texts = {**payloads.PAYLOADS, **payloads.BROKEN}
    for name, text in texts.items():
        turns = [
            {"speaker": f"Interviewer {text[:60]}", "text": f"What did it say? {text}"},
            {"speaker": f"P {text[:60]}", "text": f"It said {text} and nothing else happened."},
        ] * 3
        safe = text.lstrip(".").replace("/", "∕").replace("\x00", "")  # a file that begins with a dot is hidden
        safe = safe.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore")
        (folder / f"{safe} {name}.json").write_text(json.dumps(turns), encoding="utf-8")
    with Study(tmp_path / "read.cxr", researcher="Ana") as study:
        table = study.add(folder, pseudonymise=False)
        assert set(table["status"]) == {"read"}, table[["file", "reason"]].to_dict("records")
        assert len(study.reading().corpus.sources) == len(texts)
        desk = StudyDesk(study)
        for view in VIEWS:
            for part in view.parts:
                json.dumps(desk.present(view, part, {}, None)).encode("utf-8")
