"""Hand out stand-ins: what is given stays, numbers go up, numbers in use anywhere are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cxresearch.domain.transcript import Transcript
from cxresearch.readers import name_lists as lists
from cxresearch.readers.names import fold_name
from cxresearch.readers.pseudonym_key import PEOPLE, STAND_IN, Key, id_and_name, is_study_id
from cxresearch.readers.pseudonym_scan import Scan, canonical_of, hits_in

_OF_PEOPLE = tuple(f"{kind}:" for kind in PEOPLE)
_ID_IN_TEXT = re.compile(r"[Pp](?<![^\W_][Pp])[ _-]?0*(\d{1,5})(?!\w)")


def speakers_of(ordered: Sequence[tuple[str, Transcript]]) -> Iterator[tuple[str, str]]:
    """Yield every speaker label with its role, in order of appearance; the role of most words counts."""
    for _, transcript in ordered:
        roles: dict[str, str] = {speaker.name: speaker.role for speaker in transcript.speakers}
        spoken: dict[str, dict[str, int]] = {}
        for turn in transcript.turns:
            if turn.speaker:
                counts = spoken.setdefault(turn.speaker, {})
                counts[turn.role] = counts.get(turn.role, 0) + len(turn.text.split())
        for name, counts in spoken.items():
            yield name, roles.pop(name, "") or max(sorted(counts), key=lambda role: counts[role])
        yield from roles.items()


class Minting:
    """Hands out stand-ins: what is given stays, numbers go up, numbers in use anywhere are left out."""

    def __init__(self, key: Key, ordered: Sequence[tuple[str, Transcript]]) -> None:
        self._entries = dict(key.entries)
        self._forms = {stand_in: set(forms) for stand_in, forms in key.forms.items()}
        self._built: Key | None = None
        for name, transcript in ordered:
            labels = {turn.speaker or "" for turn in transcript.turns} | {
                speaker.name for speaker in transcript.speakers
            }
            # Written down, so that a later import does not give them away either.
            pieces = "\n".join((name, *sorted(labels), *(turn.text for turn in transcript.turns)))
            self._entries |= {f"used:{m.group()}": m.group() for m in STAND_IN.finditer(pieces)}
            self._entries |= {f"used:P{int(m[1])}": f"P{int(m[1])}" for m in _ID_IN_TEXT.finditer(pieces)}
        self._used: set[str] = set(self._entries.values())
        self._ids = {int(value[1:]) for value in self._used if re.fullmatch(r"P\d+", value)}

    def key(self) -> Key:
        """Return the key as it is by now."""
        if self._built is None:
            self._built = Key(dict(self._entries))
        return self._built

    def _add(self, canonical: str, stand_in: str) -> None:
        self._entries.setdefault(canonical, stand_in)
        self._used.add(stand_in)
        if canonical.startswith(_OF_PEOPLE):
            self._built = None

    def _numbered(self, kind: str, number: int = 1) -> str:
        while f"[{kind} {number}]" in self._used:
            number += 1
        return f"[{kind} {number}]"

    def speaker(self, label: str, role: str) -> None:
        """Give a speaker who has a name an id or a stand-in, by the role."""
        study_id, name = id_and_name(label)
        folded = fold_name(name)
        if is_study_id(label) or not folded or any(f"{kind}:{folded}" in self._entries for kind in PEOPLE[:2]):
            return
        if role == "participant":
            if study_id is None:
                number = next(n for n in range(1, len(self._ids) + 2) if n not in self._ids)
                self._ids.add(number)
                study_id = f"P{number}"
            self._add(f"participant:{folded}", study_id)
            self._forms.setdefault(study_id, set()).add(name.strip())
        elif role == "interviewer":
            stand_in = self._numbered("Interviewer", 2) if "[Interviewer]" in self._used else "[Interviewer]"
            self._add(f"interviewer:{folded}", stand_in)
            self._forms.setdefault(stand_in, set()).add(name.strip())
        elif any(word in lists.GIVEN for word in folded.split()) or (len(folded.split()) in (2, 3) and label.istitle()):
            self.person(folded, prefix="roster")

    def person(self, name: str, *, prefix: str = "person") -> None:
        """Give a folded name the stand-in of whoever bears it already, or the next free one."""
        if any(f"{kind}:{name}" in self._entries for kind in PEOPLE):
            return
        roster = self.key().roster
        words = name.split()
        known = roster.resolve(name) if len(words) == 1 else self._same_person(words)
        if known is not None and known != name:
            self._add(f"{prefix}:{name}", self._entries[canonical_of(self.key(), known)])
        else:
            self._add(f"{prefix}:{name}", self._numbered("Person"))

    def _same_person(self, words: Sequence[str]) -> str | None:
        """Return the one known single name that a fuller name contains, when nobody else bears it."""
        single = [w for w in (words[0], words[-1]) if any(f"{kind}:{w}" in self._entries for kind in PEOPLE)]
        others = (
            [c for c in self._entries if c.startswith(tuple(f"{k}:{single[0]} " for k in PEOPLE))] if single else []
        )
        return single[0] if single and not others else None

    def identifier(self, canonical: str, kind: str) -> None:
        """Give an identifier the next free stand-in of its kind."""
        if canonical not in self._entries:
            self._add(canonical, self._numbered(kind))

    def shared_names(self, scan: Scan) -> None:
        """Settle whom single names mean; one that several people share becomes a person of its own."""
        for match in scan.known_names(self.key()):
            if canonical_of(self.key(), match.name) not in self._entries:
                self.person(match.name)
            form = fold_name(scan.text[match.start : match.end])
            if match.rule != "mis-heard" and " " not in form and f"person:{form}" not in self._entries:
                self._entries.setdefault(f"form:{form}", self._entries[canonical_of(self.key(), match.name)])

    def with_forms(self, scans: Iterable[Scan]) -> Key:
        """Return the key with the surface forms that stand in these texts."""
        key = Key(dict(self._entries))
        for scan in scans:
            for hit in hits_in(scan, key):
                stand_in = hit.stand_in[1:-1] if hit.kind == "participant" else hit.stand_in
                self._forms.setdefault(stand_in, set()).add(hit.text)
        return Key(key.entries, {stand_in: tuple(sorted(forms)) for stand_in, forms in sorted(self._forms.items())})
