"""Vectors depend on the text alone, survive damage of the cache, and need no network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxresearch.analysis.adapters import DIMENSIONS, fixed_batches, minilm_folder, pieces, verified
from cxresearch.analysis.encoding import LSA_DIMENSIONS, Encoder
from cxresearch.analysis.vector_cache import VectorCache, default_folder
from cxresearch.errors import ModelUnavailable

ODD = ["", "😀😀😀", "word " * 1200, "این یک جمله است", "\ud800 lone surrogate", "I pay by card."]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return Encoder(cache=tmp_path_factory.mktemp("cache"))


def test_rows_have_length_one_and_meaning(encoder: Encoder) -> None:
    vectors = encoder.encode(["The bank charged me twice.", "I was billed two times.", "We planted tulips."])

    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_vector_depends_on_its_text_alone(tmp_path: Path) -> None:
    texts = [f"Sentence number {i} is about {'very ' * (i % 7)}slow trains." for i in range(40)]
    together = Encoder(cache=tmp_path / "a").encode(texts)
    reversed_ = Encoder(cache=tmp_path / "b").encode(texts[::-1])[::-1]
    alone = Encoder(cache=tmp_path / "c").encode([texts[17]])[0]

    assert np.array_equal(together, reversed_)
    assert np.array_equal(together[17], alone)


def test_odd_texts_have_vectors(encoder: Encoder) -> None:
    vectors = encoder.encode(ODD)

    assert np.isfinite(vectors).all()
    assert len(vectors) == len(ODD)
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_minilm_equals_its_publishers_implementation(encoder: Encoder, tmp_path: Path) -> None:
    texts = ["I pay by card.", "Nobody told me that the office had moved to the other side of the river."]
    other = Encoder(str(minilm_folder()), cache=tmp_path)

    assert encoder.encode(texts) == pytest.approx(other.encode(texts), abs=1e-4)


def test_the_passage_encoder_is_minilm_a_little_moved(encoder: Encoder, tmp_path: Path) -> None:
    texts = ["The meter is in the cellar.", "I go down and read it on Fridays.", "We planted tulips."]
    moved = Encoder("passages", cache=tmp_path).encode(texts)
    plain = encoder.encode(texts)

    assert np.linalg.norm(moved, axis=1) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(moved, plain, atol=0.05)
    assert ((moved * plain).sum(axis=1) > 0.5).all()
    assert moved[0] @ moved[1] > moved[0] @ moved[2]
    again = Encoder("passages", cache=tmp_path)
    assert np.array_equal(again.encode(texts), moved)
    assert again.name != encoder.name


def test_missing_passage_weights_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxresearch.analysis.encoding.PASSAGES", tmp_path / "passages.safetensors")
    with pytest.raises(ModelUnavailable, match="reinstall"):
        Encoder("passages", cache=tmp_path).encode(["The meter is in the cellar."])


def test_progress_ends_with_everything_done(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    Encoder(cache=tmp_path).encode(["one", "two two", "three"], progress=lambda *step: seen.append(step))

    assert seen[-1][:2] == (3, 3)
    assert all(done <= total for done, total, _ in seen)


def test_kept_vectors_are_used(tmp_path: Path) -> None:
    Encoder(cache=tmp_path).encode(["kept"])
    second = Encoder(cache=tmp_path)
    second.encode(["kept"])

    assert second._loaded is None


def test_forgotten_texts_leave_no_vector(tmp_path: Path) -> None:
    encoder = Encoder(cache=tmp_path)
    kept, gone = encoder.encode(["kept", "gone"])
    encoder.forget(["gone"])
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert gone.tobytes() not in content
    assert kept.tobytes() in content


@pytest.mark.parametrize(("language", "kind"), [("en", "minilm"), ("en-GB", "minilm"), ("de", "lsa"), ("fa", "lsa")])
def test_auto_takes_minilm_where_it_knows_the_language(language: str, kind: str) -> None:
    assert Encoder(language=language).kind == kind


def test_names_tell_models_apart() -> None:
    assert len({Encoder(model).name for model in ("minilm", "passages", "lsa", "some/other")}) == 4


def test_latent_vectors_do_not_depend_on_order() -> None:
    texts = [f"Das ist Satz {i} über {'Züge' if i % 2 else 'Rechnungen'}." for i in range(200)]
    first = Encoder("lsa").encode(texts)
    second = Encoder("lsa").encode(texts[::-1])[::-1]

    assert first.shape == (200, LSA_DIMENSIONS)
    assert np.array_equal(first, second)
    assert first[0] @ first[2] > first[0] @ first[1]


@pytest.mark.parametrize("texts", [[], ["x"], ["a b", "a b"], ["", "  ", "😀"], ["one two", "three"]])
def test_latent_vectors_of_few_texts(texts: list[str]) -> None:
    vectors = Encoder("lsa").encode(texts)

    assert vectors.shape == (len(texts), LSA_DIMENSIONS)
    assert np.isfinite(vectors).all()


def test_a_model_that_is_not_here_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="not on this computer"):
        Encoder("nobody/nothing", cache=tmp_path).encode(["x"])


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="not the one its publisher lists"):
        verified(tmp_path)
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        verified(tmp_path / "missing")


def test_the_environment_names_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXRESEARCH_CACHE", str(tmp_path))

    assert default_folder() == tmp_path


def _filled(folder: Path, n: int = 3) -> VectorCache:
    cache = VectorCache("model", 4, folder=folder)
    cache.put([f"t{i}" for i in range(n)], np.arange(4 * n, dtype=np.float32).reshape(n, 4))
    return cache


def test_a_cache_gives_back_what_was_put(tmp_path: Path) -> None:
    _filled(tmp_path)
    found = VectorCache("model", 4, folder=tmp_path).get(["t1", "absent"])

    assert set(found) == {"t1"}
    assert found["t1"].tolist() == [4, 5, 6, 7]
    assert VectorCache("another", 4, folder=tmp_path).get(["t1"]) == {}


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda _: b"", lambda b: b[:200] + b"\x00" + b[201:]])
def test_a_damaged_cache_file_is_dropped(tmp_path: Path, damage: object) -> None:
    cache = _filled(tmp_path)
    [path] = cache.folder.glob("*.npz")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    again = VectorCache("model", 4, folder=tmp_path)
    found = again.get(["t0", "t1", "t2"])

    assert all(found[text].tolist() == [4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3] for i, text in enumerate(found))
    again.put(["t0"], np.ones((1, 4), dtype=np.float32))


def test_two_writers_keep_both(tmp_path: Path) -> None:
    one, two = VectorCache("model", 4, folder=tmp_path), VectorCache("model", 4, folder=tmp_path)
    one.put(["a"], np.ones((1, 4), dtype=np.float32))
    two.put(["b"], np.zeros((1, 4), dtype=np.float32))

    assert set(one.get(["a", "b"])) == set(VectorCache("model", 4, folder=tmp_path).get(["a", "b"])) == {"a", "b"}


def test_many_small_files_become_few(tmp_path: Path) -> None:
    cache = VectorCache("model", 4, folder=tmp_path)
    for i in range(60):
        cache.put([f"t{i}"], np.full((1, 4), i, dtype=np.float32))

    assert len(list(cache.folder.glob("*"))) < 30
    assert len(VectorCache("model", 4, folder=tmp_path).get([f"t{i}" for i in range(60)])) == 60


def test_a_cache_that_cannot_be_written_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("in the way")
    cache = _filled(tmp_path)

    assert set(cache.get(["t0"])) == {"t0"}
    assert VectorCache("model", 4, folder=tmp_path).get(["t0"]) == {}


@given(st.lists(st.integers(1, 300), max_size=60))
def test_batches_hold_every_row_once_in_fixed_shapes(lengths: list[int]) -> None:
    seen = []
    shapes: dict[int, int] = {}
    for rows, size, length in fixed_batches(lengths):
        seen += rows
        assert len(rows) <= size
        assert all(length - 8 < lengths[row] <= length for row in rows)
        assert shapes.setdefault(length, size) == size

    assert sorted(seen) == list(range(len(lengths)))


@settings(max_examples=50)
@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_pieces_lose_nothing(ids: list[int], size: int) -> None:
    cut = pieces(ids, size)

    assert [number for part in cut for number in part] == ids
    assert all(len(part) <= size for part in cut)
    assert cut
