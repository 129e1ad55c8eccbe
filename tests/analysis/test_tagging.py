"""Tags: an answer for anything, the same answer anywhere, and corrections that spread but never overwrite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cxresearch.analysis.adapters import fixed_batches
from cxresearch.analysis.tagging import Tagger, evaluate
from cxresearch.domain.quadrant import LABELS
from cxresearch.domain.suggestion import TagSuggestion
from cxresearch.errors import ModelUnavailable

ODD = ["", "   ", "😀😀😀", "?!", "word " * 5000, "این یک جمله است", "\ud800", "这是一个句子。", "a\x00b"]

SENTENCES = [
    "I was so frustrated that I nearly cried.",
    "I told my manager that the form is broken.",
    "We print the list every Monday and tick the boxes.",
    "I think the second screen should come first.",
    "Every morning I open the app and check my balance.",
    "She asked me whether I had an appointment.",
    "I love how quick it is.",
    "They have three offices in the city.",
]


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    return Tagger(cache=tmp_path_factory.mktemp("cache"))


def of(rows: list[TagSuggestion], segment: str, label: str) -> TagSuggestion:
    [row] = [row for row in rows if (row.segment, row.label) == (segment, label)]
    return row


def test_probabilities_of_anything(tagger: Tagger) -> None:
    probability = tagger.predict_proba(ODD)

    assert probability.shape == (len(ODD), 8)
    assert ((probability >= 0) & (probability <= 1)).all()
    assert tagger.predict_proba([]).shape == (0, 8)


@pytest.mark.parametrize("text", ["", "  ", "😀😀", "?!", "…", "XXXX XX XXXXX xxx XX."])
def test_what_has_no_words_has_no_tags(tagger: Tagger, text: str) -> None:
    assert not [row for row in tagger.suggest(["s"], [text]) if row.chosen]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [(0, "feel"), (1, "say"), (2, "do"), (3, "think"), (4, "do"), (5, "say"), (6, "feel"), (0, "pain"), (6, "gain")],
)
def test_plain_sentences_get_their_tag(tagger: Tagger, sentence: int, label: str) -> None:
    assert of(tagger.suggest(["s"], [SENTENCES[sentence]]), "s", label).chosen


def test_a_fact_about_the_world_gets_no_tag(tagger: Tagger) -> None:
    assert not [row for row in tagger.suggest(["s"], [SENTENCES[7]]) if row.chosen]


def test_a_row_depends_on_its_own_sentence_only(tmp_path: Path) -> None:
    before = [["Q: What happened then?", "P: It was a long day."] for _ in SENTENCES]
    together = Tagger(cache=tmp_path / "a").predict_proba(SENTENCES, before)
    reversed_ = Tagger(cache=tmp_path / "b").predict_proba(SENTENCES[::-1], before)[::-1]
    alone = Tagger(cache=tmp_path / "c").predict_proba(SENTENCES[3:4], before[3:4])[0]

    assert np.array_equal(together, reversed_)
    assert np.array_equal(together[3], alone)


def test_kept_results_equal_fresh_ones(tmp_path: Path) -> None:
    fresh = Tagger(cache=tmp_path).predict_proba(SENTENCES)
    second = Tagger(cache=tmp_path)

    assert np.array_equal(fresh, second.predict_proba(SENTENCES))
    assert second._model is None


def test_forgotten_sentences_are_read_again(tmp_path: Path) -> None:
    tagger = Tagger(cache=tmp_path)
    tagger.predict_proba(SENTENCES, [["Q: And?"]] * len(SENTENCES))
    tagger.forget(SENTENCES, [["Q: And?"]] * len(SENTENCES))

    assert not list(tmp_path.rglob("*.npz"))


def test_context_may_be_missing_short_or_long(tagger: Tagger) -> None:
    contexts = [[], ["Q: And then?"], ["a", "b", "c"], ["word " * 3000], [""]]
    probability = tagger.predict_proba(["I called them."] * 5, contexts)

    assert np.isfinite(probability).all()
    assert np.array_equal(tagger.predict_proba(["I called them."]), tagger.predict_proba(["I called them."], [[]]))
    with pytest.raises(ValueError, match="its own context"):
        tagger.predict_proba(["one", "two"], [[]])


def test_a_long_text_has_the_tags_of_its_parts(tagger: Tagger) -> None:
    filler = "The building has a door and a window and a roof. " * 40
    plain, long = tagger.predict_proba([filler, filler + "I was terrified and I hated it."])
    column = LABELS.index("feel")

    assert long[column] > plain[column] + 0.2


def test_eight_suggestions_per_segment_in_order(tagger: Tagger) -> None:
    rows = tagger.suggest(["x", "y"], SENTENCES[:2])

    assert [(row.segment, row.label) for row in rows] == [(s, label) for s in "xy" for label in LABELS]
    assert all(row.chosen == (row.probability >= tagger.thresholds[row.label]) for row in rows)


def test_cues_are_words_of_the_sentence(tagger: Tagger) -> None:
    rows = tagger.suggest([str(i) for i in range(8)], SENTENCES)

    assert of(rows, "0", "feel").cue == "frustrated"
    assert of(rows, "1", "say").cue == "told"
    assert all(row.cue in SENTENCES[int(row.segment)] for row in rows)
    assert all(row.chosen for row in rows if row.cue)


def test_corrections_move_alike_segments_and_leave_the_corrected_ones(tagger: Tagger) -> None:
    ids = ["a", "b", "c", "d"]
    texts = [
        "The menu is horrible.",
        "The menus are horrible.",
        "My sister lives in the north.",
        "I really love the new colours.",
    ]
    plain = tagger.suggest(ids, texts)
    taught = tagger.suggest(ids, texts, corrections=[("a", "feel", False)])

    assert of(plain, "b", "feel").probability > of(taught, "b", "feel").probability + 0.05
    assert [row for row in plain if row.segment == "a"] == [row for row in taught if row.segment == "a"]
    moved = {s: abs(of(plain, s, "feel").probability - of(taught, s, "feel").probability) for s in "bcd"}
    assert moved["b"] > moved["c"]
    assert [row for row in plain if row.label == "say"] == [row for row in taught if row.label == "say"]


def test_corrections_in_another_order_teach_the_same(tagger: Tagger) -> None:
    ids = [str(i) for i in range(8)]
    corrections = [("0", "do", True), ("1", "do", True), ("2", "say", True), ("5", "do", False)]
    one = tagger.suggest(ids, SENTENCES, corrections=corrections)
    other = tagger.suggest(ids, SENTENCES, corrections=corrections[::-1])

    assert one == other


def test_a_later_correction_beats_an_earlier_one(tagger: Tagger) -> None:
    ids = [str(i) for i in range(8)]
    twice = tagger.suggest(ids, SENTENCES, corrections=[("0", "do", True), ("0", "do", False)])

    assert twice == tagger.suggest(ids, SENTENCES, corrections=[("0", "do", False)])


def test_corrections_of_unknown_things(tagger: Tagger) -> None:
    assert tagger.suggest(["a"], ["Hm."], corrections=[("gone", "do", True)]) == tagger.suggest(["a"], ["Hm."])
    with pytest.raises(ValueError, match="Unknown label 'doo'"):
        tagger.suggest(["a"], ["Hm."], corrections=[("a", "doo", True)])
    with pytest.raises(ValueError, match="segment id"):
        tagger.suggest(["a", "b"], ["Hm."])


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("de", "Ich war so wütend und enttäuscht.", "feel"),
        ("pl", "Boję się, że stracę pieniądze.", "feel"),
        ("fa", "خیلی نگران و عصبانی بودم.", "feel"),
        ("it", "Sono arrabbiata e delusa.", "feel"),
    ],
)
def test_other_languages_are_answered_from_cues_less_surely(language: str, text: str, label: str) -> None:
    tagger = Tagger(language=language)
    row = of(tagger.suggest(["s"], [text]), "s", label)

    assert row.chosen
    assert row.cue
    assert row.probability < 0.7
    assert f"cues-{language}" in tagger.name


def test_a_language_without_cues_gets_base_rates_and_no_choice() -> None:
    tagger = Tagger(language="sv")

    assert not [row for row in tagger.suggest(["s"], ["Jag var så arg."]) if row.chosen]
    assert "base-rates" in tagger.name


def test_damaged_weights_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "broken.safetensors").write_bytes(b"\x08\x00\x00\x00\x00\x00\x00\x00notjson!")
    for name in ("broken.safetensors", "missing.safetensors"):
        with pytest.raises(ModelUnavailable, match="missing or damaged"):
            Tagger(weights=tmp_path / name).predict_proba(["x"])


def test_weights_stay_small() -> None:
    from cxresearch.analysis import tagging

    folder = Path(tagging.__file__).parent / "weights"
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 15_000_000


class Fixed(Tagger):
    """Answers what it is told, to test the measuring alone."""

    def __init__(self, answer: Callable[[str], list[float]]) -> None:
        super().__init__()
        self.answer = answer

    def predict_proba(self, texts, before=None, *, progress=None):  # type: ignore[no-untyped-def]  # noqa: ARG002
        return np.array([self.answer(text) for text in texts])


def test_evaluate_counts_right_and_wrong() -> None:
    items = [
        {"text": "yes", "quadrant": ["think"], "insight": []},
        {"text": "yes", "quadrant": [], "insight": []},
        {"text": "no", "quadrant": ["think"], "insight": []},
        {"text": "no", "quadrant": [], "insight": []},
    ] * 25
    report = evaluate(items, Fixed(lambda text: [0.99 if text == "yes" else 0.01] + [0.01] * 7))
    think = report["labels"]["think"]

    assert (think["precision"], think["recall"], think["f1"]) == (0.5, 0.5, 0.5)
    assert think["intervals"]["f1"][0] < 0.5 < think["intervals"]["f1"][1]
    assert think["ece"] == pytest.approx(0.49)
    assert think["brier"] > think["brier_base"] == 0.25
    assert think["kappa"] == 0
    assert report["quadrant"]["macro_f1"] == 0.125
    assert report["n"] == 100
    with pytest.raises(ValueError, match="no labelled sentence"):
        evaluate([], Tagger())


def test_batches_of_the_tagger_fit_its_longest_input() -> None:
    assert max(length for _, _, length in fixed_batches([1 + 2 * 33 + 160 + 1])) <= 512


def test_what_is_remembered_of_sentences_needs_no_model(tmp_path: Path) -> None:
    from cxresearch.analysis.tagging import _WIDTH, _keys

    texts, before = [f"Sentence {n}." for n in range(20)], [("Q: Why?",)] * 20
    kept = np.arange(20 * _WIDTH, dtype=np.float32).reshape(20, _WIDTH)
    first = Tagger(cache=tmp_path)
    assert first.known_vectors(texts, before) is None
    first._open_cache().put(_keys(texts, before)[:19], kept[:19])
    tagger = Tagger(cache=tmp_path)
    known = tagger.known_vectors(texts, before)
    assert known is not None
    assert (known[:19] == kept[:19, 8:]).all()
    assert np.allclose(known[19], kept[:19, 8:].mean(axis=0))
    assert tagger.known_vectors(texts + ["Else."] * 9, [*before, *[()] * 9]) is None
    assert Tagger(language="fi", cache=tmp_path).known_vectors(texts, before) is None
    assert tagger._model is None
