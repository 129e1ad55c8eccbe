"""Themes are the same tomorrow and in any order, keep what was pinned, and have an answer for every size of corpus."""

import random
import subprocess
import sys

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score

from cxresearch.analysis.fillers import words
from cxresearch.analysis.theme_geometry import unit
from cxresearch.analysis.theming import TOO_FAR, ThemeModel
from cxresearch.errors import InputError

TOPICS = {
    "refunds": ["refund request", "money back", "bank account", "late refund", "returned parcel"],
    "delivery": ["delivery window", "courier van", "front door", "parcel tracking", "delivery driver"],
    "search": ["search results", "product filter", "sorting order", "search box", "category page"],
    "account": ["login code", "account settings", "reset link", "user profile", "login page"],
    "stores": ["shop assistant", "opening hours", "shop window", "fitting room", "checkout queue"],
    "prices": ["discount voucher", "price tag", "seasonal sale", "voucher code", "price comparison"],
}
FRAMES = [
    "I never found the {}.",
    "The {} made me give up.",
    "My sister had trouble with the {} too.",
    "They changed the {}.",
]
FILLERS = ["Yeah, exactly.", "Um, okay, so.", "Mm-hmm.", "Let me think.", "Good question.", "I don't know."]


class Corpus:
    """An invented study: six topics, four people, vectors around a centre per topic."""

    def __init__(self, each: int = 12, noise: float = 0.5, seed: int = 0) -> None:
        generator = np.random.default_rng(seed)
        centres = unit(generator.normal(size=(len(TOPICS), 48)))
        self.truth = np.repeat(np.arange(len(TOPICS)), each)
        self.texts = [
            FRAMES[i % len(FRAMES)].format(phrases[i % len(phrases)]) + f" Visit {chr(97 + i)}."
            for phrases in TOPICS.values()
            for i in range(each)
        ]
        self.participants = [f"P{i * i % 7 + 1}" for i in range(len(self.texts))]
        self.ids = [f"{topic}{i:03}" for i, topic in enumerate(self.truth)]
        self.vectors = unit(centres[self.truth] + noise * unit(generator.normal(size=(len(self.texts), 48))))

    def __len__(self) -> int:
        return len(self.texts)

    def known(self, rows: list[int] | None = None) -> dict[str, object]:
        rows = list(range(len(self))) if rows is None else rows
        return {
            "ids": [self.ids[i] for i in rows],
            "vectors": self.vectors[rows],
            "participants": [self.participants[i] for i in rows],
        }


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture(scope="module")
def fitted(corpus: Corpus) -> ThemeModel:
    return ThemeModel().fit(corpus.texts, **corpus.known())


def test_the_topics_are_found(corpus: Corpus, fitted: ThemeModel) -> None:
    kept = fitted.labels_ >= 0

    assert adjusted_rand_score(corpus.truth[kept], fitted.labels_[kept]) == 1.0
    assert kept.mean() >= 0.9


def test_fitted_attributes_have_one_entry_per_segment(corpus: Corpus, fitted: ThemeModel) -> None:
    n = len(corpus)

    assert fitted.labels_.shape == fitted.confidence_.shape == (n,)
    assert len(fitted.also_) == len(fitted.reasons_) == n
    assert ((fitted.confidence_ >= 0) & (fitted.confidence_ <= 1)).all()
    assert all((reason == "") == (label >= 0) for reason, label in zip(fitted.reasons_, fitted.labels_, strict=True))
    assert all(label not in further for label, further in zip(fitted.labels_, fitted.also_, strict=True))


def test_themes_are_named_quoted_and_measured(corpus: Corpus, fitted: ThemeModel) -> None:
    person = dict(zip(corpus.ids, corpus.participants, strict=True))
    label = dict(zip(corpus.ids, fitted.labels_.tolist(), strict=True))

    assert [theme.key for theme in fitted.themes_] == [f"t{i + 1}" for i in range(len(fitted.themes_))]
    assert len({theme.name.casefold() for theme in fitted.themes_}) == len(fitted.themes_)
    for number, theme in enumerate(fitted.themes_):
        assert set(words(theme.name)) & {
            word for phrase in TOPICS[_topic(corpus, fitted, number)] for word in words(phrase)
        }
        assert len({person[quote] for quote in theme.quotes}) == 3
        assert {label[quote] for quote in theme.quotes} == {number}
        assert any(theme.summary in text for text in corpus.texts)
        assert theme.stability is not None
        assert theme.stability > 0.9


def _topic(corpus: Corpus, fitted: ThemeModel, number: int) -> str:
    return list(TOPICS)[int(np.bincount(corpus.truth[fitted.labels_ == number]).argmax())]


@pytest.mark.parametrize("seed", range(3))
def test_order_and_row_numbers_do_not_matter(corpus: Corpus, fitted: ThemeModel, seed: int) -> None:
    rows = list(range(len(corpus)))
    random.Random(seed).shuffle(rows)
    known = corpus.known(rows) | {"ids": [f"{i:03}" for i in range(len(rows))]}
    again = ThemeModel().fit([corpus.texts[i] for i in rows], **known)

    assert again.labels_.tolist() == fitted.labels_[rows].tolist()
    assert [theme.name for theme in again.themes_] == [theme.name for theme in fitted.themes_]
    assert np.allclose(again.confidence_, fitted.confidence_[rows])


@pytest.mark.parametrize("n_themes", [1, 2, 5, 9])
def test_as_many_themes_as_asked_for(corpus: Corpus, n_themes: int) -> None:
    texts = [*corpus.texts, *FILLERS]
    model = ThemeModel(n_themes).fit(texts)

    assert len(model.themes_) == n_themes
    assert set(model.labels_.tolist()) - {-1} == set(range(n_themes))


def test_fillers_are_unsorted_with_a_reason(corpus: Corpus) -> None:
    model = ThemeModel().fit([*corpus.texts, *FILLERS])

    assert set(model.reasons_[len(corpus) :]) == {"filler"}
    assert (model.labels_[len(corpus) :] == -1).all()
    assert sum(reason == TOO_FAR for reason in model.reasons_) <= 0.03 * len(corpus)


def test_pinned_segments_never_move_and_others_follow(corpus: Corpus) -> None:
    both = np.flatnonzero((corpus.truth == 0) | (corpus.truth == 1))
    pins = {corpus.ids[i]: "My money" for i in (0, 1, 12, 13)} | {"gone": "My money", corpus.ids[24]: "Finding"}
    model = ThemeModel().fit(corpus.texts, **corpus.known(), pins=pins)
    keys = [model.themes_[label].key if label >= 0 else "" for label in model.labels_]

    assert all(keys[corpus.ids.index(segment)] == key for segment, key in pins.items() if segment != "gone")
    assert np.mean([keys[i] == "My money" for i in both]) > 0.9
    assert all(model.confidence_[i] == 1.0 for i in (0, 1, 12, 13, 24))
    assert {theme.key for theme in model.themes_} > {"My money", "Finding"}


def test_a_pin_holds_against_all_likeness_and_on_a_filler(corpus: Corpus) -> None:
    texts = [*corpus.texts, "Yeah, exactly."]
    pins = {"0": "k", str(len(corpus)): "k", str(len(corpus) - 1): "k"}
    model = ThemeModel(4).fit(texts, vectors=np.vstack([corpus.vectors, corpus.vectors[:1]]), pins=pins)

    assert {model.themes_[model.labels_[int(row)]].key for row in pins} == {"k"}
    assert len(model.themes_) == 4


def test_new_keys_never_collide_with_pinned_ones(corpus: Corpus) -> None:
    model = ThemeModel(4).fit(corpus.texts, **corpus.known(), pins={corpus.ids[0]: "t1"})

    assert len({theme.key for theme in model.themes_}) == 4
    assert model.themes_[model.labels_[0]].key == "t1"


def test_themes_of_the_last_run_are_carried_on_when_an_interview_is_added(corpus: Corpus, fitted: ThemeModel) -> None:
    old = [i for i in range(len(corpus)) if corpus.participants[i] != "P1"]
    first = ThemeModel().fit([corpus.texts[i] for i in old], **corpus.known(old))
    previous = {
        corpus.ids[i]: f"theme-{label}" for i, label in zip(old, first.labels_.tolist(), strict=True) if label >= 0
    }
    second = ThemeModel().fit(corpus.texts, **corpus.known(), previous=previous)
    key = [second.themes_[label].key if label >= 0 else "" for label in second.labels_]

    assert np.mean([key[corpus.ids.index(segment)] == theme for segment, theme in previous.items()]) > 0.95
    assert all(theme.key.startswith("theme-") for theme in second.themes_)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 7, 20])
def test_small_corpora_have_an_answer(corpus: Corpus, n: int) -> None:
    rows = list(range(0, len(corpus), 3))[:n]
    model = ThemeModel().fit([corpus.texts[i] for i in rows], **corpus.known(rows))

    assert len(model.labels_) == n
    assert len(model.themes_) == (0 if n == 0 else 1) or n >= 8
    assert (model.labels_ >= 0).all()


def test_only_fillers_make_no_theme() -> None:
    model = ThemeModel().fit(FILLERS)

    assert (model.themes_, model.labels_.tolist()) == ([], [-1] * len(FILLERS))


def test_identical_texts_stay_together() -> None:
    texts = ["The refund was late."] * 15 + ["The shop window was dark."] * 15
    model = ThemeModel(2).fit(texts)

    assert len(set(model.labels_[:15].tolist())) == len(set(model.labels_[15:].tolist())) == 1
    assert len(set(ThemeModel().fit(texts[:12]).labels_.tolist())) <= 2


def test_another_script_without_vectors() -> None:
    texts = ["سفارش من دیر رسید", "پول من برنگشت", "سفارش گم شد", "پول را پس ندادند", "رنگ سفارش اشتباه بود"] * 4
    model = ThemeModel(2, language="fa").fit(texts, participants=[f"P{i % 4}" for i in range(20)])

    assert len(model.themes_) == 2
    assert all(theme.name for theme in model.themes_)


def test_context_is_taken_with_and_without_marks(corpus: Corpus) -> None:
    before = [[f"Q: What about {list(TOPICS)[topic]}?", "P: Well."] for topic in corpus.truth]
    model = ThemeModel(6).fit(corpus.texts, before=before)

    assert adjusted_rand_score(corpus.truth, model.labels_) > 0.8


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"ids": ["a"]}, "give one for each"),
        ({"ids": ["a", "a", "b"]}, "'a'"),
        ({"vectors": np.ones((2, 4))}, "2 vectors"),
        ({"participants": ["P1"]}, "1 participants"),
        ({"pins": {"0": "a", "1": "b"}}, "pinned or seeded to 2 themes"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(known: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        ThemeModel(1).fit(["The refund was late.", "The shop was shut.", "My login failed."], **known)


@pytest.mark.parametrize("n_themes", [0, -2, 4])
def test_a_number_of_themes_that_cannot_be_had_is_refused(n_themes: int) -> None:
    with pytest.raises(InputError, match="ask for"):
        ThemeModel(n_themes).fit(["The refund was late.", "The shop was shut.", "My login failed.", "Yeah."])


def test_progress_announces_the_slow_import(corpus: Corpus) -> None:
    told: list[tuple[int, int, str]] = []
    ThemeModel().fit(corpus.texts, **corpus.known(), progress=lambda *step: told.append(step))

    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1]
    assert any("first time" in label for _, _, label in told)


def test_scikit_learn_can_clone_it() -> None:
    model = clone(ThemeModel(7, seed=3, language="de")).set_params(n_themes=8)

    assert model.get_params() == {"n_themes": 8, "seed": 3, "language": "de"}
    with pytest.raises(ValueError, match="no parameter 'k'"):
        model.set_params(k=3)


def test_importing_it_is_light() -> None:
    heavy = "numpy sklearn scipy spacy torch bertopic pandas".split()
    code = f"import sys, cxresearch.analysis.theming; print([m for m in {heavy} if m in sys.modules])"

    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
