"""What a re-run would change, before it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxresearch.domain.reading import UNSORTED, Orphan, Reading

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 8
"""How many themes of each sort, and how many orphans, are written out."""


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """A theme with its number of segments now and after the re-run, and how many stay in it."""

    key: str
    name: str
    now: int
    then: int
    stay: int


@dataclass(frozen=True, slots=True)
class Move:
    """A segment that would be in another theme: keys, or ``"unsorted"``."""

    segment: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a re-run would change; nothing of it is stored.

    Attributes
    ----------
    themes
        Every theme that stands now or would stand then, those that stay first.
    moved
        Segments that would go from one place to another; none of them was placed by a person.
    lost
        Decisions that would become orphans, and could be placed again.
    segments
        How many segments there are.
    held
        How many of them stay because a person placed them.
    """

    themes: tuple[ThemeChange, ...] = ()
    moved: tuple[Move, ...] = ()
    lost: tuple[Orphan, ...] = ()
    segments: int = 0
    held: int = 0

    @property
    def new(self) -> tuple[ThemeChange, ...]:
        """Themes that would be new."""
        return tuple(theme for theme in self.themes if theme.now < 0)

    @property
    def gone(self) -> tuple[ThemeChange, ...]:
        """Themes that would be gone."""
        return tuple(theme for theme in self.themes if theme.then < 0)

    @property
    def kept(self) -> tuple[ThemeChange, ...]:
        """Themes that would stay, with more, fewer or other segments."""
        return tuple(theme for theme in self.themes if theme.now >= 0 and theme.then >= 0)

    @property
    def frame(self) -> pd.DataFrame:
        """A row per theme: its name, what would become of it, and its segments now, then and staying."""
        import pandas as pd

        rows = [
            {
                "theme": theme.key,
                "name": theme.name,
                "change": "new" if theme.now < 0 else "gone" if theme.then < 0 else "kept",
                "now": max(0, theme.now),
                "then": max(0, theme.then),
                "stay": theme.stay,
            }
            for theme in self.themes
        ]
        return pd.DataFrame(rows, columns=["theme", "name", "change", "now", "then", "stay"]).set_index("theme")

    def __repr__(self) -> str:
        if not (self.moved or self.new or self.gone or self.lost):
            return "Preview: a re-run would change nothing."
        held = f"; {self.held} stay where a person put them" if self.held else ""
        lines = [f"Preview: {len(self.moved)} of {self.segments} segments would move{held}."]
        for what, themes in (("new", self.new), ("gone", self.gone)):
            lines += [f"  {what}: {theme.name} ({max(theme.now, theme.then)})" for theme in themes[:_SHOWN]]
            if len(themes) > _SHOWN:
                lines.append(f"  {what}: {len(themes) - _SHOWN} more")
        lines += [f"  kept: {theme.name} ({theme.now} → {theme.then})" for theme in self.kept[:_SHOWN]]
        if len(self.kept) > _SHOWN:
            lines.append(f"  kept: {len(self.kept) - _SHOWN} more")
        for orphan in self.lost[:_SHOWN]:
            lines.append(f"  to be placed again: decision {orphan.decision.number} ({orphan.decision.kind})")
        if len(self.lost) > _SHOWN:
            lines.append(f"  to be placed again: {len(self.lost) - _SHOWN} more")
        return "\n".join(lines)


def compare(before: Reading, after: Reading) -> Preview:
    """Say what differs between two readings of one corpus and the same decisions.

    Examples
    --------
    >>> from cxresearch.domain.corpus import Corpus
    >>> empty = Reading("s", 0, Corpus())
    >>> compare(empty, empty)
    Preview: a re-run would change nothing.
    """
    now, then = ({k: m.theme or UNSORTED for k, m in r.memberships.items()} for r in (before, after))
    keys = dict.fromkeys([*(t.key for t in before.themes), *(t.key for t in after.themes)])
    changes = [
        ThemeChange(
            key,
            (after.theme_by_key.get(key) or before.theme_by_key[key]).name,
            _size(now, key) if key in before.theme_by_key else -1,
            _size(then, key) if key in after.theme_by_key else -1,
            sum(now.get(segment) == key for segment, theme in then.items() if theme == key),
        )
        for key in keys
    ]
    changes.sort(key=lambda change: (change.now < 0, change.then < 0, -max(change.now, change.then), change.key))
    known = {(orphan.decision.uuid, orphan.missing) for orphan in before.orphans}
    return Preview(
        themes=tuple(changes),
        moved=tuple(
            Move(segment, now.get(segment, UNSORTED), theme)
            for segment, theme in then.items()
            if now.get(segment, UNSORTED) != theme
        ),
        lost=tuple(o for o in after.orphans if (o.decision.uuid, o.missing) not in known),
        segments=len(after.memberships),
        held=sum(membership.by != "suggestion" for membership in after.memberships.values()),
    )


def _size(places: dict[str, str], key: str) -> int:
    return sum(theme == key for theme in places.values())
