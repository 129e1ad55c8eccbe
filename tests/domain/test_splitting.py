from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxresearch.domain.splitting import nearest_seeds


@given(st.dictionaries(st.sampled_from("cdefgh"), st.tuples(st.floats(-1, 1), st.floats(-1, 1))))
def test_every_segment_follows_the_nearer_seed_once(near: dict[str, tuple[float, float]]) -> None:
    likeness = {segment: {"a": one, "b": other} for segment, (one, other) in near.items()}
    found = nearest_seeds(likeness, {"One": ["a"], "Other": ["b"]})

    assert sorted([*found["One"], *found["Other"]]) == sorted(near)
    for segment, (one, other) in near.items():
        assert segment in found["One" if one >= other else "Other"]
    assert all(0.5 <= sure <= 1 for part in found.values() for sure in part.values())


def test_seeds_follow_nobody() -> None:
    assert nearest_seeds({"a": {"a": 1.0, "b": 0.0}}, {"One": ["a"], "Other": ["b"]}) == {"One": {}, "Other": {}}
