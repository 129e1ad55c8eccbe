"""The part of the fold about segments that belong together in one theme, or apart.

A person's word beats the model's, so links are carried out here as well, whatever a run suggests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cxresearch.domain.decision import Decision
from cxresearch.domain.folding_state import Linked, State
from cxresearch.domain.reading import Conflict, Link, Membership

APART = "kept apart from another quote"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Links that do not contradict each other.

    Attributes
    ----------
    links
        In the order in which they were decided.
    groups
        Segment to the first segment of the group that must be in one theme with it.
    apart
        Group to the groups that must be in other themes.
    refused
        Links that contradict later ones, each with those it contradicts.
    """

    links: tuple[Linked, ...]
    groups: Mapping[str, str]
    apart: Mapping[str, frozenset[str]]
    refused: tuple[tuple[Linked, tuple[Linked, ...]], ...] = ()


def agree(links: Sequence[Linked]) -> Agreed:
    """Keep the later of links that contradict each other, as two segments cannot be together and apart."""
    bonds = _Bonds()
    kept: list[Linked] = []
    refused: list[tuple[Linked, tuple[Linked, ...]]] = []
    for link in reversed(links):
        if bonds.take(link):
            kept.append(link)
        else:
            refused.append((link, tuple(other for other in kept if other.together != link.together)))
    kept.reverse()
    return Agreed(tuple(kept), bonds.groups(), bonds.apart(), tuple(refused))


class _Bonds:
    """Groups of segments that are together, and which groups are apart; a link that contradicts is not taken."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._against: dict[str, set[str]] = {}

    def _root(self, segment: str) -> str:
        above = self._above
        above.setdefault(segment, segment)
        while above[segment] != segment:
            above[segment] = above[above[segment]]
            segment = above[segment]
        return segment

    def take(self, link: Linked) -> bool:
        """Take a link in, or leave everything as it is and say no."""
        roots = [self._root(segment) for segment in link.segments]
        if not link.together:
            if len(set(roots)) < len(roots):
                return False
            for one, other in combinations(roots, 2):
                self._against.setdefault(one, set()).add(other)
                self._against.setdefault(other, set()).add(one)
            return True
        if any(other in self._against.get(one, ()) for one, other in combinations(dict.fromkeys(roots), 2)):
            return False
        for root in roots[1:]:
            self._join(self._root(roots[0]), self._root(root))
        return True

    def _join(self, one: str, other: str) -> None:
        if one == other:
            return
        kept, gone = sorted((one, other))
        self._above[gone] = kept
        for enemy in self._against.pop(gone, ()):
            self._against[enemy].discard(gone)
            self._against[enemy].add(kept)
            self._against.setdefault(kept, set()).add(enemy)

    def groups(self) -> dict[str, str]:
        """Return the group of every segment that a link names."""
        return {segment: self._root(segment) for segment in self._above}

    def apart(self) -> dict[str, frozenset[str]]:
        """Return the groups from which each group is apart."""
        return {group: frozenset(others) for group, others in self._against.items() if others}


def carry_out(state: State, agreed: Agreed, standing: dict[str, Membership]) -> None:
    """Put every group of segments into one theme, and groups to be kept apart into different ones.

    A group goes where a person last put one of its segments, else where most of its segments are suggested to
    be. Of groups to be kept apart, the one that a person placed last stays, then the surest; another one goes
    to a theme that it also speaks of, else to the unsorted pile.
    """
    members: dict[str, list[str]] = {}
    for segment, group in agreed.groups.items():
        if segment in standing:
            members.setdefault(group, []).append(segment)
    wishes = {
        group: _wish(state, segments, standing)
        for group, segments in members.items()
        if group in agreed.apart or _differ([standing[segment] for segment in segments])
    }
    taken: dict[str, str | None] = {}
    for group in sorted(wishes, key=lambda group: (-wishes[group].placed, -wishes[group].confidence, group)):
        wish = wishes[group]
        others = {taken[other] for other in agreed.apart.get(group, ()) if other in taken}
        taken[group] = next((theme for theme in wish.themes if theme is None or theme not in others), None)
        gave_way = bool(wish.themes) and taken[group] != wish.themes[0]
        for segment in members[group]:
            standing[segment] = _put(standing[segment], taken[group], wish, gave_way=gave_way)


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where a group would go: the themes in order, by which decision (0: none), how surely, and by whose word."""

    themes: tuple[str | None, ...]
    placed: int
    confidence: float
    by: str


def _differ(memberships: Sequence[Membership]) -> bool:
    """Say whether anything has to be done to bring a group into one theme, by one word."""
    first = memberships[0]
    by_model = first.by == "suggestion"
    return any(m.theme != first.theme or (m.by == "suggestion") != by_model for m in memberships[1:])


def _wish(state: State, segments: Sequence[str], standing: Mapping[str, Membership]) -> _Wish:
    votes: dict[str, int] = {}
    sure: dict[str, float] = {}
    also: dict[str, int] = {}
    last: tuple[str, Decision] | None = None
    for segment in segments:
        membership = standing[segment]
        if membership.theme is not None:
            votes[membership.theme] = votes.get(membership.theme, 0) + 1
            sure[membership.theme] = sure.get(membership.theme, 0.0) + membership.confidence
        for key in membership.also:
            also[key] = also.get(key, 0) + 1
        if membership.by != "suggestion" and segment in state.placed:
            decision = state.placed[segment].decision
            if last is None or decision.number > last[1].number:
                last = segment, decision
    further = tuple(sorted(also, key=lambda key: (-also[key], key)))
    if last is not None:
        return _Wish((standing[last[0]].theme, *further, None), last[1].number, 1.0, last[1].researcher)
    themes = sorted(votes, key=lambda key: (-votes[key], -sure[key], key))
    best = sure[themes[0]] / votes[themes[0]] if themes else 0.0
    return _Wish((*themes, *(key for key in further if key not in votes), None), 0, best, "suggestion")


def _put(membership: Membership, theme: str | None, wish: _Wish, *, gave_way: bool) -> Membership:
    if wish.placed and not gave_way:  # follows the one that a person placed, wherever a run suggests it to be
        if membership.by != "suggestion" and membership.theme == theme:
            return membership
        reason = "" if theme is not None else "set aside by hand"
        return Membership(membership.segment, theme, 1.0 if theme else 0.0, (), reason, wish.by, pinned=True)
    if theme == membership.theme and not gave_way:
        return membership
    reason = "" if theme is not None else APART if gave_way else membership.reason
    also = tuple(key for key in membership.also if key != theme)
    return replace(membership, theme=theme, also=also, reason=reason, by="suggestion", pinned=False)


def shown(agreed: Agreed) -> tuple[Link, ...]:
    """Return the links that stand, as the reading shows them."""
    return tuple(
        Link(link.decision.target, link.together, link.segments, link.decision.researcher) for link in agreed.links
    )


def conflicts(agreed: Agreed, settled: Mapping[tuple[str, str], Decision]) -> tuple[Conflict, ...]:
    """Return the links that later ones contradict, where nobody has settled that."""
    return tuple(
        Conflict(link.decision.target, "link", (link.decision, *(other.decision for other in others)))
        for link, others in agreed.refused
        if (link.decision.target, "link") not in settled
    )
