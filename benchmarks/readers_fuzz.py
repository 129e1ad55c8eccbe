"""Damage invented transcripts at random and see that every reader keeps its promises.

Run ``python benchmarks/readers_fuzz.py FAMILY --minutes 10 [--seed 1]``. A family is text, captions, tables, json,
pages, word, odt, sheets, ods, rtf, ttml or print. Archives are damaged inside their parts as well as outside. For each
file: a transcript or a named refusal, within ten seconds of processor time (90 for the child that reads documents); the
balance holds; two readings are equal. Nothing is lost: for text, captions, TTML and OpenDocument an independent count
of visible characters equals the account; words put into Rich Text with a mark of their own come out again.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

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
        if family in MADE:
            return [MADE[family](path, random.Random(number)) for number in range(40)]
        if family == "odt":
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


def counted(format_: str, path: Path) -> int | None:
    """Count the visible characters of a file by itself; None for formats that hold more than text."""
    if format_ in {"ttml", "odt", "ods"}:
        return _in_xml(format_, path)
    decoded = decode(path.read_bytes()) if format_ in {"text", "vtt", "srt", "whisper"} else None
    return _seen(decoded.text) if decoded else None


def _in_xml(family: str, path: Path) -> int | None:
    """Count the visible characters between the tags of a document's body, nobody's notes on the file left out."""
    parts = [path.read_bytes()]
    if family != "ttml":
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name in {"content.xml", "styles.xml"}]
    total = 0
    for part in parts:
        if b"ttm:agent" in part or (family == "ods" and b"leave?" in part) or (family == "ttml" and not part.isascii()):
            return None  # names of speakers and questions of columns are counted once for each; encodings are guessed
        try:
            root = ElementTree.fromstring(part)  # noqa: S314 - made and damaged here
        except (ElementTree.ParseError, LookupError):
            return None  # control characters, which the reader drops with a count
        bodies = [element for element in root.iter() if element.tag.rpartition("}")[2] in BODY[family]]
        total += sum(_between(body, OMITTED[family]) for body in bodies)
    return total


def _between(element: ElementTree.Element, omitted: frozenset[str]) -> int:
    own = _seen(element.text)
    for child in element:
        if child.tag.rpartition("}")[2] not in omitted:
            own += _between(child, omitted)
        own += _seen(child.tail)
    return own


def _seen(text: str | None) -> int:
    return sum(visible(piece) + dropped for piece, dropped in map(clean_text, (text or "").split()))


def rich_text(_: Path, rng: random.Random) -> bytes:
    """Invent a Rich Text document; every word with a mark stands in speech, a note, hidden text or a margin."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}"
    ways = [
        "{}", r"{{\b {}}}", r"{{\v {}\v0}}", r"{{\deleted {}}}", r"{}{{\footnote a {} b}}", r"{}\line {}", r"\'e9{}",
        r"\u233?{}", r"{{\*\annotation {}}}", r"\trowd {}\cell {}\cell\row ",
        r"{{\field{{\*\fldinst X}}{{\fldrslt {}}}}}",
        r"\u-10179?\u-8704?{}", r"{{\header {}\par}}", r"\pard\plain {}", "{}\n{}",
    ]  # fmt: skip
    body = ""
    for number in range(rng.randrange(4, 16)):
        label = rng.choice([r"\b I:\b0 ", "P1: ", r"{\b P1:}\tab ", ""])
        for _ in range(rng.randrange(1, 4)):
            way = rng.choice(ways)
            words = [f"qz{number}{rng.randrange(1000)}zq" for _ in range(way.count("{}"))]
            label += way.format(*words) + rng.choice([" ", ". ", "? "])
        body += label + r"\par" + rng.choice(["\n", " ", "\r\n"])
    return (head + body + "}").encode("cp1252")


def timed_text(_: Path, rng: random.Random) -> bytes:
    """Invent timed text, half of it with speakers."""
    named = rng.random() < 0.5
    space = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    agent = '<metadata><ttm:agent xml:id="a"><ttm:name>Lou</ttm:name></ttm:agent></metadata>' if named else ""
    body = ""
    for number in range(rng.randrange(3, 14)):
        times = rng.choice(
            [f'begin="{number}s" dur="900ms"', f'begin="00:00:{number:02d}.5" end="00:00:{number + 1:02d}"', ""]
        )
        who = rng.choice([' ttm:agent="a"', ""]) if named else ""
        said = rng.choice(
            ["Why did<br/>you leave?", "It was <span>slow</span>, I went.", "- Yes.<br/>- No.", "P1: I did.", " "]
        )
        body += f"<p {times}{who}>{said}</p>" + rng.choice(["\n", "</div><div>"])
    whole = f"<tt {space}><head>{agent}</head><body><div>{body}</div></body></tt>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{whole}'.encode()


def open_sheet(path: Path, rng: random.Random) -> bytes:
    """Invent an OpenDocument sheet of turns, of answers, or of both."""
    turns = [("speaker", "text"), *((rng.choice(["I", "P1"]), f"I waited {n} days, and you?") for n in range(9))]
    answers = [("id", "Why did you leave?"), *((f"P{n}", f"It was too slow for me, {n} times over.") for n in range(9))]
    tables = rng.sample([turns, answers, [("a", "1"), ("b", "2")]], rng.choice([1, 2, 3]))
    body = "".join(made.odt_table(*table).replace("table:table>", "table:table>", 1) for table in tables)
    made.write_odt(path, body)
    new = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("mimetype", "content.xml"):
            text = old.read(name).decode().replace("opendocument.text", "opendocument.spreadsheet")
            archive.writestr(name, text.replace("office:text>", "office:spreadsheet>"))
    return new.getvalue()


MADE: dict[str, Callable[[Path, random.Random], bytes]] = {"rtf": rich_text, "ttml": timed_text, "ods": open_sheet}
BODY = {"ttml": {"tt"}, "odt": {"text", "header", "footer"}, "ods": {"spreadsheet"}}
OMITTED = {
    "ttml": frozenset({"head", "metadata", "actor"}),
    "odt": frozenset({"sequence-decls", "variable-decls", "title", "desc", "note-citation"}),
    "ods": frozenset({"annotation"}),
}


def lost_words(path: Path, said: str) -> list[str]:
    """Return the marked words of a Rich Text document that are in no turn and no report."""
    raw = path.read_bytes().decode("cp1252", "replace")
    raw = re.sub(r"\\(?:fonttbl|colortbl|fldinst)(?:(?!\\(?:par|cell|row|line)\b).)*", " ", raw, flags=re.DOTALL)
    raw = re.sub(r"\\u-?\d+ ?[^\\{}]|\\[a-zA-Z]{1,32}-?\d*", " ", raw)  # control words, with what they swallow
    mark = r"(?=(qz\d+zq))"  # damage may write the end of one word into the beginning of the next
    return sorted(set(re.findall(mark, raw)) - set(re.findall(mark, said)))


def check(path: Path) -> str:
    """Read one damaged file; return what became of it."""
    try:
        transcript = read(path)
    except UnreadableFile as error:
        if not str(error).endswith("."):
            raise AssertionError(f"no sentence: {error}") from error
        if "needs more" in str(error):
            raise AssertionError(str(error)) from error
        return "refused"
    characters = account(path)
    if not (transcript.balance.holds and characters.holds):
        raise AssertionError("the balance does not hold")
    if transcript.format == "rtf" and not any("last group" in note for note in transcript.notes):
        told = " ".join(one.text for one in (*transcript.turns, *transcript.balance.reported))
        if lost := lost_words(path, told + " ".join(speaker.name for speaker in transcript.speakers)):
            raise AssertionError(f"{len(lost)} words are in no turn and no report")
    expected = counted(transcript.format, path)
    again = characters.extracted if transcript.format == "ods" else 0  # a question stands before each of its answers
    if expected is not None and characters.extracted != max(expected, again):
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
        damage_archive if options.family in {"word", "odt", "ods", "sheets"} else damage
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
                counts[check(path)] += 1
            except Exception as error:
                counts[re.sub(r"\d+", "#", f"{type(error).__name__}: {error}")[:120]] += 1
                if counts.total() < 1_000_000 and sum(1 for _ in options.keep.iterdir()) < 40:
                    (options.keep / f"{options.family}-{counts.total()}").write_bytes(data)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    print(options.family, sum(counts.values()), "files in", options.minutes, "minutes:", dict(counts))
    return int(any(key not in {"read", "refused"} for key in counts))


if __name__ == "__main__":
    raise SystemExit(main())
