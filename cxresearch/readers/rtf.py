"""Rich Text (RTF): our own walk over its control words, since what others write for it drops words without a note.

The syntax is that of the "Rich Text Format (RTF) Specification" 1.9.1 (Microsoft). What stands in the text is spoken;
hidden and deleted text, notes, headers and footers are reported; pictures and objects are left out.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from cxresearch.errors import UnreadableFile
from cxresearch.readers.content import TEXT_LIMIT, Content
from cxresearch.readers.extract import Extract, Gathering, Line, tidy
from cxresearch.readers.layouts import lay_out

name = "rtf"
title = "Rich Text documents"

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info pict object objdata themedata colorschememapping datastore latentstyles listtable"
    " listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst datafield bkmkstart bkmkend mmathPr pgptbl"
    " shprslt nonshppict atnid atnauthor atndate atnref atnicn shpinst blipuid picprop wgrffmtfilter listtext pntext"
    " pnseclvl xe tc factoidname ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn userprops docvar passwordhash"
    " protusertbl".split()
)
_ASIDE = {
    "header": "a page header", "headerl": "a page header", "headerr": "a page header", "headerf": "a page header",
    "footer": "a page footer", "footerl": "a page footer", "footerr": "a page footer", "footerf": "a page footer",
    "footnote": "a note", "annotation": "a comment", "shptxt": "a text box",
}  # fmt: skip
_MADE = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_ENDS = frozenset({"par", "line", "row", "sect", "page", "column", "nestrow"})
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac_roman",
}  # fmt: skip
_DEEPEST = 2_000
_UNSHOWN = "text that is not shown"
_SKIPPED_TEXT = "text among fonts, pictures or fields"
_DATA = re.compile(r"[\W_0-9a-fA-F]*")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: whether its text is left out or set aside, and how its bytes are read."""

    skipped: bool = False
    aside: str = ""
    hidden: str = ""
    page: str = "cp1252"
    after: int = 1


@dataclass
class _Walk:
    """Collects the paragraphs of a document while its control words go by."""

    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aside: list[tuple[int, str, str]] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    page: str = "cp1252"
    dropped: int = 0
    unclosed: int = 0
    _words: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _beside: dict[str, list[str]] = field(default_factory=dict)
    _font: int | None = None
    _fresh: bool = False
    _optional: bool = False
    _broken: bool = False
    _left_out: int = 0
    _surrogate: int = 0

    def go(self, text: str) -> None:
        """Go through the tokens of a document."""
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if self._left_out and kind in {"byte", "text", "word"} and not (kind == "word" and match["word"] == "u"):
                if kind != "text":
                    self._left_out -= 1
                    continue
                rest = match[0][self._left_out :]
                self._left_out = max(0, self._left_out - len(match[0]))
                self._say(rest)
                continue
            if kind == "byte":
                self._bytes.append(int(match["byte"], 16))
                continue
            self._settle()
            if kind == "text":
                self._say(match[0])
            elif kind == "open":
                self.stack.append(self.state)
                self._fresh, self._left_out = True, 0
                if len(self.stack) > _DEEPEST:
                    return
                continue
            elif kind == "close":
                self._left_out = 0
                self._close()
            elif kind == "sign":
                self._sign(match["sign"])
                continue
            elif kind == "number" or match["word"]:
                self._word(match["word"], int(match["number"]) if match["number"] else None)
                continue
            self._fresh = self._optional = False
        self._settle()
        self.unclosed = len(self.stack)
        while self.stack:
            self._close()
        self._end_line()

    def _close(self) -> None:
        before = self.state
        self.state = self.stack.pop() if self.stack else _State(page=self.page)
        if before.skipped and not self.state.skipped:
            if self._broken:
                self._end_aside(_SKIPPED_TEXT)
            self._beside.pop(_SKIPPED_TEXT, None)
            self._broken = False
        if before.aside != self.state.aside:
            self._end_aside(before.aside)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._optional = True
            return
        made = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}.get(sign, "")
        if sign in "\r\n":
            self._end_line()
        self._say(made)

    def _word(self, word: str, number: int | None) -> None:
        fresh, optional = self._fresh, self._optional
        self._fresh = self._optional = False
        if fresh and word in _SKIPPED:
            aside = "fonts" if word == "fonttbl" else self.state.aside
            self.state = replace(self.state, skipped=True, aside=aside)
        elif fresh and optional and word not in _ASIDE:
            self.state = replace(self.state, aside=self.state.aside or _UNSHOWN)
        elif fresh and word in _ASIDE:
            self.state = replace(self.state, aside=_ASIDE[word], skipped=False)
        elif word in _ENDS:
            self._end_line()
        elif word in _MADE:
            self._say(_MADE[word])
        elif word == "u" and number is not None:
            self._code(number)
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        """Take in a control word that changes how text is read."""
        if word == "f" and number is not None:
            self._font = number
            self.state = replace(self.state, page=self.fonts.get(number, self.page))
        elif word == "fcharset" and self._font is not None and self.state.aside == "fonts":
            self.fonts[self._font] = _CHARSETS.get(number or 0, self.page)
        elif word == "uc" and number is not None:
            self.state = replace(self.state, after=min(max(number, 0), 9))
        elif word == "v" or word == "deleted":
            off = "" if number == 0 else "hidden text" if word == "v" else "deleted text"
            self.state = replace(self.state, hidden=off)
        elif word == "plain":
            self.state = replace(self.state, hidden="", page=self.page)
        elif word == "ansicpg" and number:
            self._set_page(f"cp{number}" if number != 65001 else "utf-8")
        elif word in _PAGES:
            self._set_page(_PAGES[word])

    def _set_page(self, page: str) -> None:
        try:
            codecs.lookup(page)
        except LookupError:
            return
        self.page = page
        self.state = replace(self.state, page=page)

    def _code(self, number: int) -> None:
        """Say a character given by its number; halves of a pair beyond the first plane are put together."""
        code = number & 0xFFFF if number < 0 else number
        self._left_out = self.state.after
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000:
            if self._surrogate:
                self._say(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00))
            else:
                self.dropped += 1
        elif code <= 0x10FFFF:
            self._say(chr(code))
        self._surrogate = 0

    def _settle(self) -> None:
        """Say the bytes that were given one by one, in the code page of the place."""
        if self._bytes:
            said = bytes(self._bytes).decode(self.state.page, errors="replace")
            self._bytes.clear()
            self._say(said)

    def _say(self, text: str) -> None:
        if not text:
            return
        reason = _SKIPPED_TEXT if self.state.skipped else self.state.hidden or self.state.aside
        (self._beside.setdefault(reason, []) if reason else self._words).append(text)

    def _end_line(self) -> None:
        if self.state.skipped:  # fonts, pictures and the like have no paragraphs: a bracket of theirs is broken
            self._broken = True
            self._end_aside(_SKIPPED_TEXT)
            return
        if self.state.aside:
            self._say("\n")
            return
        number = len(self.lines) + 1
        for reason in [reason for reason in self._beside if reason.endswith(" text")]:
            self._end_aside(reason)
        text, lost = tidy("".join(self._words))
        self._words.clear()
        self.dropped += lost
        self.lines.append(Line(number, text.rstrip("\t")))

    def _end_aside(self, reason: str) -> None:
        """Report what was gathered beside the text."""
        text, lost = tidy(" ".join("".join(self._beside.pop(reason, [])).split()))
        if reason in (_UNSHOWN, _SKIPPED_TEXT) and _DATA.fullmatch(text):
            return
        self.dropped += lost
        if text:
            self.aside.append((len(self.lines) + 1, reason, text))


def _without_binary(data: bytes) -> bytes:
    """Take out raw bytes that pictures may hold, which could look like control words."""
    parts: list[bytes] = []
    at = 0
    for match in re.finditer(rb"\\bin(\d{1,9}) ?", data):
        if match.start() >= at:
            parts.append(data[at : match.start()])
            at = match.end() + int(match[1])
    return b"".join([*parts, data[at:]])


def recognises(content: Content) -> bool:
    """Tell whether the content begins as Rich Text does."""
    return content.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def extract(content: Content) -> Extract:
    """Read a Rich Text document, then find its layout like that of a text.

    A unit is a line of a paragraph or a row of a table, or a piece of text that is set aside.

    Raises
    ------
    UnreadableFile
        When it is longer than a text may be, or its groups nest too deeply.
    """
    path = content.path
    if len(content.data) > TEXT_LIMIT:
        raise UnreadableFile(
            f"{path.name} has more than {TEXT_LIMIT // 2**20} MB; save it without pictures and try again.", path=path
        )
    walk = _Walk()
    walk.go(_without_binary(content.data).decode("cp1252", errors="replace"))
    if len(walk.stack) > _DEEPEST:
        raise UnreadableFile(f"{path.name} nests more than {_DEEPEST} groups and was not read.", path=path)
    gathering = Gathering(dropped=walk.dropped)
    for number, reason, text in walk.aside:
        gathering.report(number, reason, text)
    notes = ["the file ends before its last group is closed; export it again to be sure"] if walk.unclosed else []
    return lay_out(walk.lines, gathering, format=name, encoding=walk.page, notes=notes, paragraphs=True)
