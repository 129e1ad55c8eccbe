"""Damage invented transcripts at random and see that every reader keeps its promises.

Run ``python benchmarks/readers_fuzz.py FAMILY --minutes 10 [--seed 1]``. A family is text, captions, tables, json,
pages, word, open, sheets or print. Archives are damaged inside their parts as well as outside. For each file:
a transcript or a named refusal, within ten seconds of processor time; the balance holds; the visible characters that
an independent count finds in the file are those that the reader accounts for; two readings are equal.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cxresearch.domain.text import clean_text
from cxresearch.errors import UnreadableFile
from cxresearch.readers import account, read
from cxresearch.readers.content import decode
from cxresearch.readers.extract import visible
from tests.readers import documents as made

CASES = Path(__file__).parents[1] / "tests" / "readers" / "cases"
TOKENS = [
    b"\n", b"\r", b"\r\n\r\n", b":", b"-->", b"**", b"[", b"]", b"(", b"\x00", b"\xff", b"#", b"<v Ana>", b"</v>",
    b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8", b"00:01:02.000", b"00:61:99", b"? *", b"\t", b"\"",
    b"WEBVTT", b"NOTE", b"I:", b"B1:", b"Interviewer:", b"1", b"12\n", b"---", b"* * *", b"<", b">", b"&amp;", b"&#0;",
    b"{", b"}", b",", b";", b"\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd", b"e\xcc\x81", b"\xd9\x85\xd8\xb1", b"null", b"1e999",
    b"w:p", b"w:ins", b"w:del", b"text:p", b"<br/>", b"<!--", b"--" + b">", b"'", b"|", b">>", b"- ", b"\xef\xbb\xbf",
]  # fmt: skip
TEXTS = {"txt", "md"}
CAPTIONS = {"vtt", "srt"}
TABLES = {"csv", "tsv"}


def seeds(family: str) -> list[bytes]:
    """Return the invented files that a family begins with."""
    kinds = {"text": TEXTS, "captions": CAPTIONS, "tables": TABLES, "json": {"json"}, "pages": {"html"}}
    if family in kinds:
        files = sorted(p for p in CASES.iterdir() if p.suffix[1:] in kinds[family])
        return [path.read_bytes() for path in files]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        talk = [("Interviewer", "What made you stop?"), ("P1", "It asked twice. I gave up."), ("Interviewer", "Why?")]
        if family == "word":
            body = "".join(made.p(f"{who}: {said}") for who, said in talk) + made.table(*talk)
            new, gone = made.r("P1: I like it "), "<w:r><w:delText>not</w:delText></w:r>"
            changed = f"<w:p><w:ins>{new}</w:ins><w:del>{gone}</w:del></w:p>"
            notes = {"word/comments.xml": made.wrap("comments", f"<w:comment>{made.p('check')}</w:comment>")}
            return [made.write_docx(path, body, notes).read_bytes(), made.write_docx(path, changed + body).read_bytes()]
        if family == "open":
            body = "".join(f"<text:p>{who}: {said}</text:p>" for who, said in talk)
            return [made.write_odt(path, body + made.odt_table(*talk)).read_bytes()]
        if family == "sheets":
            rows = made.sheet_rows(("Speaker", "Text"), *talk)
            return [made.write_xlsx(path, {"Talk": rows, "_old": rows}).read_bytes()]
        lines = [f"{who}: {said}" for who, said in talk]
        return [made.write_pdf(path, [["Study 4", *lines, "1"], ["Study 4", *lines, "2"]]).read_bytes()]


def damage(data: bytes, rng: random.Random) -> bytes:
    """Cut, double, insert, overwrite or splice at random places."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3, 6, 12])):
        at = rng.randrange(len(out) + 1)
        what = rng.randrange(7)
        if what == 0:
            del out[at : at + rng.choice([1, 3, 20, 200])]
        elif what == 1:
            out[at:at] = rng.choice(TOKENS) * rng.choice([1, 1, 2, 40])
        elif what == 2:
            out[at:at] = out[at : at + rng.choice([5, 60, 300])]
        elif what == 3 and at < len(out):
            out[at] = rng.randrange(256)
        elif what == 4:
            out = out[:at]
        elif what == 5:
            lines = bytes(out).splitlines(keepends=True)
            rng.shuffle(lines)
            out = bytearray(b"".join(lines[: rng.randrange(1, len(lines) + 1)] if lines else b""))
        else:
            other = rng.randrange(len(out) + 1)
            out[at:at] = out[other : other + rng.choice([10, 100])]
    return bytes(out[:200_000])


def damage_archive(data: bytes, rng: random.Random) -> bytes:
    """Damage one part of an archive, or now and then the archive itself."""
    if rng.random() < 0.15:
        return damage(data, rng)
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [name for name in old.namelist() if name != "mimetype"]
        chosen = set(rng.sample(names, rng.choice([1, 1, min(2, len(names))])))
        for name in old.namelist():
            part = old.read(name)
            archive.writestr(name, tame(part, rng) if name in chosen else part)
    return new.getvalue()


def tame(part: bytes, rng: random.Random) -> bytes:
    """Damage XML so that it often stays well formed: swap, double or drop whole elements, or change their text."""
    if rng.random() < 0.25:
        return damage(part, rng)
    text = part.decode("utf-8", errors="replace")
    for _ in range(rng.choice([1, 2, 4])):
        pieces = text.split("</w:p>") if "</w:p>" in text else text.split("</text:p>") if "</text:p>" in text else None
        if pieces and len(pieces) > 3 and rng.random() < 0.5:
            inner = pieces[1:-1]
            rng.shuffle(inner)
            text = ("</w:p>" if "</w:p>" in text else "</text:p>").join([pieces[0], *inner, pieces[-1]])
            continue
        at = text.find(">", rng.randrange(len(text)))
        token = rng.choice(TOKENS).decode("utf-8", errors="replace")
        text = text[: at + 1] + token.replace("<", "&lt;").replace("&amp;", "and") + text[at + 1 :] if at > 0 else text
    return text.encode("utf-8")


def counted(family: str, path: Path) -> int | None:
    """Count the visible characters of a text file by itself; None for formats that hold more than text."""
    if family not in {"text", "captions"}:
        return None
    decoded = decode(path.read_bytes())
    if decoded is None:
        return None
    pieces = [clean_text(piece) for piece in decoded.text.split()]
    return sum(visible(text) + dropped for text, dropped in pieces)


def check(family: str, path: Path) -> str:
    """Read one damaged file; return what became of it."""
    try:
        transcript = read(path)
    except UnreadableFile as error:
        if not str(error).endswith("."):
            raise AssertionError(f"no sentence: {error}") from error
        return "refused"
    characters = account(path)
    if not (transcript.balance.holds and characters.holds):
        raise AssertionError("the balance does not hold")
    expected = counted(family, path)
    if (
        expected is not None
        and transcript.format in {"text", "vtt", "srt", "whisper"}
        and characters.extracted != expected
    ):
        raise AssertionError(f"{characters.extracted} characters accounted for, {expected} in the file")
    if read(path) != transcript:
        raise AssertionError("two readings differ")
    return "read"


def stopped(*_: object) -> None:
    """Turn the alarm into an error."""
    raise TimeoutError("took longer than ten seconds of processor time")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "readers_fuzz")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    found = seeds(options.family)
    worse: Callable[[bytes, random.Random], bytes] = (
        damage_archive if options.family in {"word", "open", "sheets"} else damage
    )
    options.keep.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, stopped)
    until = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        while time.monotonic() < until:
            data = worse(rng.choice(found), rng)
            path.write_bytes(data)
            signal.setitimer(signal.ITIMER_PROF, 10)
            try:
                counts[check(options.family, path)] += 1
            except Exception as error:
                counts[f"{type(error).__name__}: {error}"[:120]] += 1
                if counts.total() < 1_000_000 and sum(1 for _ in options.keep.iterdir()) < 40:
                    (options.keep / f"{options.family}-{counts.total()}").write_bytes(data)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    print(options.family, sum(counts.values()), "files in", options.minutes, "minutes:", dict(counts))
    return int(any(key not in {"read", "refused"} for key in counts))


if __name__ == "__main__":
    raise SystemExit(main())
