"""Theme keys survive a re-run where themes share enough segments, whatever the order."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.analysis.theme_keys import match_keys

GROUPS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]), st.frozensets(st.sampled_from("123456789"), max_size=6), max_size=4
)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def total(matched: dict[str, str], new: dict[str, frozenset[str]], old: dict[str, frozenset[str]]) -> float:
    return sum(jaccard(new[draft], old[key]) for draft, key in matched.items())


def test_the_same_themes_keep_their_keys_under_other_draft_ids() -> None:
    old = {"k1": frozenset("123"), "k2": frozenset("456")}

    assert match_keys({"x": frozenset("456"), "y": frozenset("123")}, old) == {"x": "k2", "y": "k1"}


def test_a_split_theme_gives_its_key_to_the_larger_part() -> None:
    old = {"k": frozenset("1234567")}

    assert match_keys({"small": frozenset("123"), "large": frozenset("4567")}, old) == {"large": "k"}


def test_the_sum_of_overlaps_counts_not_the_greedy_choice() -> None:
    new = {"a": frozenset("123456"), "b": frozenset("1234")}
    old = {"k1": frozenset("12345"), "k2": frozenset("56")}

    assert match_keys(new, old) == {"a": "k2", "b": "k1"} or total(match_keys(new, old), new, old) >= 0.8


def test_too_little_in_common_is_a_new_theme() -> None:
    assert match_keys({"a": frozenset("12349")}, {"k": frozenset("5678")}) == {}
    assert match_keys({"a": frozenset("129")}, {"k": frozenset("345678")}, at_least=0.1) == {}


def test_ties_go_to_the_key_earlier_in_the_alphabet() -> None:
    assert match_keys({"a": frozenset("12")}, {"k2": frozenset("12"), "k1": frozenset("12")}) == {"a": "k1"}


def test_nothing_to_match() -> None:
    assert match_keys({}, {"k": frozenset("1")}) == match_keys({"a": frozenset("1")}, {}) == {}


@given(GROUPS, GROUPS)
def test_matches_are_one_to_one_large_enough_and_the_best_there_are(
    new: dict[str, frozenset[str]], old: dict[str, frozenset[str]]
) -> None:
    found = match_keys(new, old)

    assert len(set(found.values())) == len(found)
    assert all(jaccard(new[draft], old[key]) >= 0.3 for draft, key in found.items())
    keys = [*old, *[None] * len(new)]
    best = max(
        sum(v for d, k in zip(new, order, strict=False) if k and (v := jaccard(new[d], old[k])) >= 0.3)
        for order in permutations(keys, len(new))
    )
    assert abs(total(found, new, old) - best) < 1e-6


@given(GROUPS, GROUPS, st.randoms())
def test_the_order_of_the_mappings_does_not_matter(new, old, random) -> None:  # type: ignore[no-untyped-def]
    drafts, keys = list(new), list(old)
    random.shuffle(drafts)
    random.shuffle(keys)

    assert match_keys({d: new[d] for d in drafts}, {k: old[k] for k in keys}) == match_keys(new, old)
