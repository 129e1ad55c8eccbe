"""Every visible character of a file, counted by code that shares nothing with the readers, is in their account.

The counting here takes archives and markup apart with regular expressions. On the real studies it is the same code;
PDF text comes from another program there.
"""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read
from tests.readers import documents as made

STUDIES = os.environ.get("CX_STUDIES", "")


def _docx(path: Path) -> str:
    found = ""
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if re.fullmatch(r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", part):
                found += "".join(re.findall(r"<w:(?:t|delText)(?:\s[^>]*)?>([^<]*)</w:", archive.read(part).decode()))
    return html.unescape(found)


def _odt(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        whole = archive.read("content.xml").decode()
    body = whole[whole.index("<office:text") : whole.rindex("</office:text>")]
    body = re.sub(r"<text:(sequence-decls|variable-decls)\b.*?</text:\1>", "", body, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def _xlsx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
        listed = archive.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in archive.namelist() else ""
    strings = ["".join(re.findall(r"<t[^>]*>([^<]*)</t>", one)) for one in re.findall(r"<si>(.*?)</si>", listed)]
    found = ""
    for attributes, body in (cell for sheet in sheets for cell in re.findall(r"<c ([^>]*)>(.*?)</c>", sheet)):
        value = re.search(r"<v>([^<]*)</v>", body)
        if value is None:
            found += "".join(re.findall(r"<t[^>]*>([^<]*)</t>", body))
        else:
            found += strings[int(value[1])] if 't="s"' in attributes else value[1]
    return html.unescape(found)


def _csv(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _html(path: Path) -> str:
    body = re.sub(r"<(script|style|title)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<!--(.*?)-->", r"\1", body, flags=re.DOTALL)))


def _json(path: Path) -> str:
    def spoken(value: Any) -> str:
        if isinstance(value, list):
            return "".join(map(spoken, value))
        if isinstance(value, dict):
            return "".join(str(held) if key in {"text", "speaker"} else spoken(held) for key, held in value.items())
        return ""

    return spoken(json.loads(path.read_text(encoding="utf-8")))


def _pdf(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout


COUNTED: dict[str, Callable[[Path], str]] = {
    ".docx": _docx, ".odt": _odt, ".xlsx": _xlsx, ".csv": _csv, ".tsv": _csv, ".html": _html, ".json": _json,
    ".pdf": _pdf,
}  # fmt: skip
TALK = [
    ("Interviewer", "Why did you leave the café?"),
    ("P1", "It was slow & dear – “too dear” (really)."),
    ("Interviewer", "And after that, what then?"),
    ("P1", "[laughs] I waited 3 days; nothing came."),
]


def _visible(text: str) -> str:
    return "".join(text.split())


def _out(path: Path) -> Counter[str]:
    transcript = read(path)
    return Counter("".join(_visible(one.text) for one in (*transcript.turns, *transcript.balance.reported)))


def write(folder: Path, ending: str) -> Path:
    path = folder / f"talk{ending}"
    safe = [(who, html.escape(said, quote=False)) for who, said in TALK]
    lines = [f"{who}: {said}" for who, said in safe]
    if ending == ".docx":
        beside = made.r("secret", "<w:vanish/>") + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        cells = made.table(*safe)
        return made.write_docx(path, "".join(made.p(line) for line in lines) + f"<w:p>{beside}</w:p>" + cells)
    if ending == ".odt":
        return made.write_odt(path, "".join(f"<text:p>{line}</text:p>" for line in lines) + made.odt_table(*safe))
    if ending == ".xlsx":
        rows = made.sheet_rows(("speaker", "text"), *safe)
        return made.write_xlsx(path, {"Talk": rows, "_Off": made.sheet_rows(("nobody", "sees"), ("this", "one"))})
    if ending in {".csv", ".tsv"}:
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter="\t" if ending == ".tsv" else ",").writerows([("speaker", "text"), *TALK])
    elif ending == ".html":
        body = "".join(f"<p><b>{who}:</b> {said}</p>" for who, said in safe)
        path.write_text(f"<!doctype html><html><body><!-- a note --><nav>Home</nav>{body}</body></html>", "utf-8")
    else:
        rows_ = [{"speaker": who, "text": said, "start": n} for n, (who, said) in enumerate(TALK)]
        path.write_text(json.dumps({"segments": rows_}), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", sorted(set(COUNTED) - {".pdf"}))
def test_what_is_in_the_file_is_in_the_account(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path, ending)
    own = Counter(_visible(COUNTED[ending](path)))
    characters = account(path)
    labels = Counter("".join(f"{who}:" for who, _ in TALK) * 2 + "speakertext" + 9 * ',"')

    assert characters.holds
    assert characters.extracted == sum(own.values())
    assert not _out(path) - own  # nothing made up
    assert not own - _out(path) - labels  # nothing lost but labels, which name the speakers


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_letters_of_a_printed_file(tmp_path: Path) -> None:
    path = made.write_pdf(tmp_path / "a.pdf", [["A study of cafes", *(f"{w}: {s}" for w, s in TALK[::2]), "Page 1"]])

    assert account(path).extracted == len(_visible(_pdf(path)))


@pytest.mark.studies
@pytest.mark.skipif(not STUDIES, reason="CX_STUDIES does not point to the real studies")
@pytest.mark.parametrize("ending", [".docx", ".odt", ".tsv", ".pdf"])
def test_what_is_in_the_files_of_real_studies_is_in_the_account(ending: str) -> None:
    if ending == ".pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    counted = 0
    for path in sorted((*Path(STUDIES).glob(f"*/raw/*{ending}"), *Path(STUDIES).glob(f"format-samples/*{ending}"))):
        try:
            found = account(path).extracted
        except UnreadableFile:
            continue
        own, counted = _visible(COUNTED[ending](path)), counted + 1
        if ending == ".pdf":  # numbers beside the lines are printed, and read, in another way
            digits = sum(map(str.isdigit, own))
            assert abs(found - len(own)) <= 0.1 * len(own), path.name
            letters = Counter(filter(str.isalpha, own))
            assert not Counter({c: n for c, n in _out(path).items() if c.isalpha()}) - letters, (path.name, digits)
        else:
            assert found == len(own), path.name
    assert counted
