"""The desk: questions answered from the reading, edits through a list, on disk before they are acknowledged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cxresearch.errors import CxError, DecisionRefused, InputError
from cxresearch.joiners.desk import StudyDesk, worth_asking
from cxresearch.joiners.desk_actions import ACTIONS, REVIEWS
from cxresearch.study import Study
from cxresearch.views.registry import VIEWS, views
from tests.payloads import BROKEN
from tests.views import fixtures


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fixtures.make(tmp_path_factory.mktemp("gardens") / "gardens.cxr")


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Iterator[Study]:
    path = tmp_path / "gardens.cxr"
    path.write_bytes(made.read_bytes())
    with Study(path, researcher="Ana") as opened:
        yield opened


@pytest.fixture
def desk(study: Study) -> StudyDesk:
    return StudyDesk(study)


def ask(desk: StudyDesk, view: str, part: str = "", as_of: int | None = None, **query: Any) -> dict[str, Any]:
    return desk.present(views(view)[0], part, query, as_of)


def test_every_part_of_every_view_is_plain_json(desk: StudyDesk, study: Study) -> None:
    reading = study.reading()
    query = {"theme": reading.themes[0].key, "source": reading.corpus.sources[0].id, "label": "pain", "words": "tap"}
    for view in VIEWS:
        for part in view.parts:
            shown = desk.present(view, part, query, None)
            assert json.loads(json.dumps(shown, allow_nan=False)) == shown, (view.name, part)


def test_every_part_of_every_view_takes_an_empty_study(tmp_path: Path) -> None:
    with Study(tmp_path / "empty.cxr", researcher="Ana") as study:
        for view in VIEWS:
            for part in view.parts:
                assert StudyDesk(study).present(view, part, {}, None)["version"]


def test_nonsense_in_a_query_is_no_reason_to_fail(desk: StudyDesk) -> None:
    for nonsense in (None, -3, 10**9, "x", ["y"], {"z": 1}, True):
        names = ("offset", "limit", "theme", "source", "label", "words", "search", "scope", "code", "person", "below")
        names += ("filter", "word", "known", "segments", "persona")
        for view in VIEWS:
            for part in view.parts:
                shown = desk.present(view, part, dict.fromkeys(names, nonsense), None)
                assert json.loads(json.dumps(shown, allow_nan=False)) == shown, (view.name, part, nonsense)


def test_a_move_is_on_disk_when_it_is_acknowledged(desk: StudyDesk, study: Study) -> None:
    segment = study.reading().members["theme-water"][0]
    done = desk.do("quote.move", {"segments": [segment.id], "theme": "theme-shed"})
    with Study(study.path, read_only=True) as other:
        assert other.decisions[-1].uuid == done["decisions"][0]
        assert other.reading().memberships[segment.id].theme == "theme-shed"
    assert re.fullmatch(r"\d\d:\d\d:\d\d", done["saved"])


def test_several_quotes_move_in_one_go_and_one_undo_takes_all_back(desk: StudyDesk, study: Study) -> None:
    segments = [segment.id for segment in study.reading().members["theme-water"][:4]]
    desk.do("quote.move", {"segments": segments, "theme": "theme-shed"})
    assert {study.reading().memberships[s].theme for s in segments} == {"theme-shed"}
    desk.do("undo", {})
    assert {study.reading().memberships[s].theme for s in segments} == {"theme-water"}
    desk.do("redo", {})
    assert {study.reading().memberships[s].theme for s in segments} == {"theme-shed"}


def test_nothing_is_written_when_one_of_several_cannot_be_decided(desk: StudyDesk, study: Study) -> None:
    segments = [study.reading().members["theme-water"][0].id, "no such segment"]
    with pytest.raises(DecisionRefused):
        desk.do("quote.move", {"segments": segments, "theme": "theme-shed"})
    assert study.decisions == ()


def test_undo_of_named_decisions_is_refused_while_others_rest_on_them(desk: StudyDesk, study: Study) -> None:
    water = [segment.id for segment in study.reading().members["theme-water"]]
    split = desk.do("theme.split", {"theme": "theme-water", "name": "Rain", "segments": water[:2]})
    rain = next(theme.key for theme in study.reading().themes if theme.name == "Rain")
    desk.do("theme.rename", {"theme": rain, "name": "Rain at last"})
    with pytest.raises(DecisionRefused, match="rest on"):
        desk.do("undo", {"decisions": split["decisions"]})
    desk.do("undo", {"decisions": split["decisions"], "together": True})
    assert rain not in study.reading().theme_by_key
    with pytest.raises(DecisionRefused, match="undone already"):
        desk.do("undo", {"decisions": split["decisions"]})


def test_undo_takes_back_ones_own_and_leaves_what_others_decided(desk: StudyDesk, study: Study) -> None:
    desk.do("theme.rename", {"theme": "theme-water", "name": "By Ana"})
    with Study(study.path, researcher="Ben") as ben:
        ben.rename("theme-shed", "By Ben")
    desk.do("undo", {})
    names = {theme.name for theme in study.reading().themes}
    assert "By Ben" in names
    assert "By Ana" not in names
    with pytest.raises(DecisionRefused, match="nothing of yours"):
        desk.do("undo", {})
    desk.do("redo", {})
    assert "By Ana" in {theme.name for theme in study.reading().themes}


def test_going_back_is_one_decision_that_can_be_undone(desk: StudyDesk, study: Study) -> None:
    names = ["One", "Two", "Three"]
    for name in names:
        desk.do("theme.rename", {"theme": "theme-water", "name": name})
    desk.do("undo", {})
    desk.do("back", {"number": 1})
    assert study.reading().theme_by_key["theme-water"].name == "One"
    desk.do("redo", {})
    assert study.reading().theme_by_key["theme-water"].name == "Two"
    with pytest.raises(DecisionRefused):
        desk.do("back", {"number": 999})


def test_an_earlier_state_is_shown_and_nothing_is_changed(desk: StudyDesk, study: Study) -> None:
    desk.do("theme.rename", {"theme": "theme-water", "name": "Later"})
    names = {theme["name"] for theme in ask(desk, "themes", as_of=0)["themes"]}
    assert "Later" not in names
    assert "Later" in {theme["name"] for theme in ask(desk, "themes")["themes"]}


def test_the_version_changes_when_anybody_writes(desk: StudyDesk, study: Study) -> None:
    first = desk.version()["version"]
    assert desk.version()["version"] == first
    with Study(study.path, researcher="Ben") as other:
        other.rename("theme-water", "Said by Ben")
    assert desk.version()["version"] != first
    assert "Said by Ben" in {theme["name"] for theme in ask(desk, "themes")["themes"]}


def test_what_is_not_listed_is_refused(desk: StudyDesk) -> None:
    for action in ("close", "__init__", "write", "export", "", "theme"):
        with pytest.raises(DecisionRefused):
            desk.do(action, {})


@pytest.mark.parametrize("action", sorted({*ACTIONS, *REVIEWS} - {"undo", "redo", "back"}))
@pytest.mark.parametrize("value", [None, 7, [], ["x"], "x", {"a": 1}])
def test_an_edit_with_nonsense_is_refused_in_a_sentence(desk: StudyDesk, study: Study, action: str, value: Any) -> None:
    names = "theme into themes name segments text segment label from to persona field participant source".split()
    names += "speaker role target code codes coding start end value decision missing labels".split()
    names += "words word stand_in link colour".split()
    writes_anything = (action in ("memo", "settle", "code.new") and value == "x") or action in REVIEWS
    try:
        desk.do(action, dict.fromkeys(names, value))
    except CxError as error:
        assert str(error).endswith((".", "?", "!")) or ";" in str(error)
        assert study.decisions == ()
    else:
        assert writes_anything


def test_words_are_coded_with_a_code_that_is_made_on_the_way(desk: StudyDesk, study: Study) -> None:
    source = study.reading().corpus.sources[0]
    turn = ask(desk, "transcripts", "turns", source=source.id)["items"][1]
    words = turn["text"].split()[1]
    start = turn["begins"] + turn["text"].index(words)
    desk.do("code.apply", {"source": source.id, "start": start, "end": start + len(words), "name": "Odd words"})
    (coding,) = study.codebook.codings
    assert coding.quote == words
    shown = ask(desk, "transcripts", "turns", source=source.id)["items"][1]["codings"]
    assert [turn["text"][c["start"] : c["end"]] for c in shown] == [words]
    assert ask(desk, "codebook")["codes"][0]["n"] == 1
    assert ask(desk, "codebook", "codings", code=coding.code)["items"][0]["text"] == words


def test_a_speaker_is_given_to_another_participant(desk: StudyDesk, study: Study) -> None:
    source = study.reading().corpus.sources[0]
    speaker = next(turn.speaker for turn in source.turns if turn.role == "participant")
    desk.do("participant.set", {"source": source.id, "speaker": speaker, "participant": "P77"})
    shown = next(s for s in ask(desk, "transcripts")["sources"] if s["id"] == source.id)["speakers"]
    assert next(s["participant"] for s in shown if s["name"] == speaker) == "P77"
    desk.do("undo", {})
    assert "P77" not in {person.id for person in study.reading().corpus.participants}


def test_a_word_is_corrected_and_what_stands_on_it_stays(desk: StudyDesk, study: Study) -> None:
    segment = study.reading().members["theme-water"][0]
    desk.do("quote.star", {"segments": [segment.id], "value": True})
    turn = ask(desk, "transcripts", "turns", source=segment.source)["items"][segment.turn]
    word = segment.text.split()[1]
    start = turn["begins"] + segment.start + segment.text.index(word)
    desk.do("text.correct", {"source": segment.source, "start": start, "end": start + len(word), "words": "otherwise"})
    corrected = study.reading().segment(segment.id)
    assert "otherwise" in corrected.text
    assert corrected.id in study.reading().starred


def test_an_answer_to_what_was_asked_says_all_labels_and_is_one_undo(desk: StudyDesk, study: Study) -> None:
    asked = ask(desk, "empathy", "asking")["items"]
    assert len(asked) == 12
    desk.do("tag.answer", {"segment": asked[0]["id"], "labels": ["pain", "do"]})
    assert set(study.reading().labels(asked[0]["id"])) == {"pain", "do"}
    assert asked[0]["id"] not in worth_asking(study.reading())
    desk.do("undo", {})
    assert list(study.reading().labels(asked[0]["id"])) == asked[0]["labels"]


def test_a_card_moves_from_one_label_to_another(desk: StudyDesk, study: Study) -> None:
    card = next(label for label in ask(desk, "empathy")["labels"] if label["label"] == "pain")["cards"][0]
    desk.do("tag.move", {"segment": card["id"], "from": "pain", "to": "gain"})
    labels = study.reading().labels(card["id"])
    assert "gain" in labels
    assert "pain" not in labels


def test_the_snapshot_holds_no_text_of_a_transcript(desk: StudyDesk, study: Study) -> None:
    desk.do("theme.rename", {"theme": "theme-water", "name": "A name"})
    snapshot = json.dumps(desk.snapshot())
    assert not any(segment.text in snapshot for segment in study.reading().corpus.segments)
    assert "A name" not in snapshot


def test_only_one_analysis_runs_at_a_time_and_unknown_ones_are_refused(desk: StudyDesk) -> None:
    with pytest.raises(InputError, match="no analysis"):
        desk.do("work.start", {"kind": "guess"})
    assert desk.version()["work"] is None


NAMES = """Interviewer: How was the counter?
P7: The form went to Brightwater. Nobody at Brightwater could say why, not even Quorra.
Interviewer: And then?
P7: I asked my husband Tom to call. Tom said it takes a week.
"""


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Study]:
    (tmp_path / "one.txt").write_text(NAMES, encoding="utf-8")
    (tmp_path / "two.txt").write_text(NAMES.replace("P7", "P8"), encoding="utf-8")
    with Study(tmp_path / "named.cxr", researcher="Ana") as opened:
        opened.add(tmp_path / "one.txt", tmp_path / "two.txt")
        yield opened


def test_the_review_lists_hits_and_words_not_hit_each_in_its_place(named: Study) -> None:
    desk = StudyDesk(named)
    board = ask(desk, "review")
    assert (board["answered"], board["done"], board["looked"] == board["of"]) == (0, False, True)
    rows = {row["word"]: row for row in ask(desk, "review", "rows", filter="all")["items"]}
    assert set(rows) >= {"Brightwater", "Quorra", "[Person 1]"}
    assert (rows["Brightwater"]["count"], rows["Brightwater"]["files"]) == (4, 2)
    for row in rows.values():
        for place in row["places"]:
            assert place["match"] == row["word"]
            assert ask(desk, "transcripts", "turns", source=place["source"])["items"][place["turn"]]["text"]
    assert {row["kind"] for row in ask(desk, "review", "rows", filter="hidden")["items"]} == {"hidden"}
    assert [row["word"] for row in ask(desk, "review", "rows", filter="all", search="quo")["items"]] == ["Quorra"]


def test_every_answer_is_on_disk_and_the_review_comes_to_an_end(named: Study) -> None:
    desk = StudyDesk(named)
    words = [row["word"] for row in ask(desk, "review", "rows", filter="open")["items"]]
    first = desk.version()["version"]
    hidden = desk.do("review.hide", {"word": "Quorra"})
    assert hidden["interviews"] == 2
    assert re.fullmatch(r"\d\d:\d\d:\d\d", hidden["saved"])
    assert desk.version()["version"] != first
    for word in words:
        if word != "Quorra":
            desk.do("review.keep", {"words": [word]})
            with Study(named.path, read_only=True) as other:
                assert other.review.said[word].decision == "keep"
    board = ask(desk, "review")
    assert board["done"]
    assert named.review.done
    assert [one["name"] for one in board["researchers"]] == ["Ana"]
    desk.do("review.open", {"words": [words[0]]})
    assert not ask(desk, "review")["done"]
    desk.do("review.reveal", {"stand_in": hidden["stand_in"]})
    assert "Quorra" in {row["word"] for row in ask(desk, "review", "rows", filter="unknown")["items"]}


def test_no_name_behind_a_stand_in_travels_to_a_view(named: Study) -> None:
    desk = StudyDesk(named)
    everything = [desk.present(view, part, {"filter": "all"}, None) for view in VIEWS for part in view.parts]
    everything += [ask(desk, "review", "behind", word=stand_in) for stand_in in ("[Person 1]", "P7", "nobody")]
    assert "Tom" not in json.dumps([*everything, desk.snapshot(), desk.version()])
    assert ask(desk, "review", "behind", word="[Person 1]")["veiled"] == "T…, 3 letters"
    assert "[Person 1]" in ask(desk, "review", "people")["items"]


def test_a_long_study_is_looked_through_in_pieces(named: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxresearch.joiners.desk._TEXTS_AT_A_TIME", 2)
    desk = StudyDesk(named)
    boards = [ask(desk, "review") for _ in range(5)]
    assert boards[0]["looked"] < boards[0]["of"]
    assert not boards[0]["done"]
    assert boards[-1]["looked"] == boards[-1]["of"]
    assert boards[-1]["counts"]["all"] == len(named.review.words)


def test_quotes_are_linked_and_the_link_is_taken_away_again(desk: StudyDesk, study: Study) -> None:
    first, second = (segment.id for segment in study.reading().members["theme-water"][:2])
    desk.do("quote.together", {"segments": [first, second]})
    (quote,) = ask(desk, "themes", "these", segments=[first])["items"]
    assert [(link["together"], link["others"]) for link in quote["links"]] == [(True, 1)]
    with pytest.raises(DecisionRefused, match="together"):
        desk.do("quote.apart", {"segments": [first, second]})
    desk.do("link.remove", {"link": quote["links"][0]["key"]})
    assert study.reading().links == ()
    with pytest.raises(DecisionRefused, match="not linked"):
        desk.do("link.remove", {"link": quote["links"][0]["key"]})


def test_a_theme_has_a_colour_and_seed_words(desk: StudyDesk, study: Study) -> None:
    desk.do("theme.colour", {"theme": "theme-water", "colour": "#44aa99"})
    desk.do("theme.seed", {"theme": "theme-water", "words": ["tap", "hose"]})
    theme = next(theme for theme in ask(desk, "themes")["themes"] if theme["key"] == "theme-water")
    assert (theme["colour"], theme["seeds"]) == ("#44aa99", ["tap", "hose"])
    desk.do("theme.seed", {"theme": "theme-water", "words": []})
    desk.do("theme.colour", {"theme": "theme-water", "colour": ""})
    theme = next(theme for theme in ask(desk, "themes")["themes"] if theme["key"] == "theme-water")
    assert (theme["colour"], theme["seeds"]) == ("", [])


def test_the_map_is_drawn_once_and_shows_what_stands_now(desk: StudyDesk, study: Study) -> None:
    assert ask(desk, "themes", "map")["drawn"] is False
    assert study.theme_map.draw() == len(study.reading().corpus.segments)
    shown = ask(desk, "themes", "map")
    ids = shown["laid"]["id"]
    assert (shown["drawn"], shown["missing"], len(ids)) == (True, 0, len(study.reading().corpus.segments))
    assert all(0 <= at <= 1 for axis in "xy" for at in shown["laid"][axis])
    segment = study.reading().members["theme-water"][0].id
    desk.do("quote.move", {"segments": [segment], "theme": "theme-shed"})
    desk.do("quote.star", {"segments": [segment]})
    again = ask(desk, "themes", "map", known=shown["mark"])
    assert again["laid"] is None
    assert again["themes"][again["theme"][ids.index(segment)]] == "theme-shed"
    assert again["starred"] == [ids.index(segment)]
    desk.do("quote.hide", {"segments": [segment]})
    assert segment not in ask(desk, "themes", "map", known=shown["mark"])["laid"]["id"]
    held = ask(desk, "themes", "holding", search="mouldy")["segments"]
    assert held
    assert all("mouldy" in quote["text"] for quote in ask(desk, "themes", "these", segments=held)["items"])


def test_a_map_outlives_a_corrected_word_and_says_what_came_later(study: Study, tmp_path: Path) -> None:
    study.theme_map.draw()
    segment = study.reading().members["theme-water"][0]
    turn = ask(StudyDesk(study), "transcripts", "turns", source=segment.source)["items"][segment.turn]
    start = turn["begins"] + segment.start
    study.correct(segment.source, start, start + len(segment.text.split()[0]), "Otherwise")
    assert segment.id not in study.reading().corpus.segment_by_id
    (tmp_path / "later.txt").write_text("Interviewer: And?\nP9: The gate squeaks so that I wake up at night.", "utf-8")
    study.add(tmp_path / "later.txt", pseudonymise=False)
    shown = ask(StudyDesk(study), "themes", "map")
    assert shown["missing"] == 1


def test_a_persona_shows_the_picture_that_was_chosen(desk: StudyDesk, study: Study) -> None:
    before = ask(desk, "personas")["personas"][0]
    pictures = ask(desk, "personas", "pictures", persona=before["key"])["items"]
    desk.do("persona.edit", {"persona": before["key"], "field": "picture", "value": pictures[3]["name"]})
    after = next(p for p in ask(desk, "personas")["personas"] if p["key"] == before["key"])
    assert (before["picture"], after["picture"]) == ("", pictures[3]["name"])
    assert after["shapes"] == pictures[3]["shapes"] != before["shapes"]
    with pytest.raises(DecisionRefused, match="no picture"):
        desk.do("persona.edit", {"persona": before["key"], "field": "picture", "value": "a photograph"})


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_no_file_can_hold_is_left_out_of_what_is_typed(desk: StudyDesk, study: Study, text: str) -> None:
    reading = study.reading()
    segment, source = reading.corpus.segments[3].id, reading.corpus.sources[0].id
    for action, arguments in (
        ("theme.rename", {"theme": "theme-water", "name": text}),
        ("theme.describe", {"theme": "theme-water", "text": text}),
        ("theme.new", {"name": f"{text}?", "segments": [segment]}),
        ("memo", {"target": segment, "text": text}),
        ("code.apply", {"source": source, "start": 1, "end": 9, "name": text}),
        ("persona.edit", {"persona": "persona-a", "field": "traits", "value": [{"text": text, "evidence": []}]}),
        ("text.correct", {"source": source, "start": 30, "end": 35, "words": text}),
    ):
        desk.do(action, arguments)
    kept = json.dumps([decision.payload for decision in study.decisions], ensure_ascii=False)
    assert not re.search("[\x00-\x1f\ud800-\udfff]", kept)
    assert study.reading().theme_by_key["theme-water"].name == "".join(c for c in text if c.isprintable())
    with pytest.raises(CxError, match="needs a name"):
        desk.do("theme.rename", {"theme": "theme-water", "name": "\ud83d"})


def test_a_researcher_whose_name_is_broken_can_decide(study: Study) -> None:
    study.researcher = "Ana\ud83d"
    assert study.star(study.reading().corpus.segments[0].id).researcher == "Ana"


class Remembering:
    """A tagger that remembers the sentences: all alike but one."""

    def __init__(self, apart: str) -> None:
        self.apart = apart

    def known_vectors(self, texts: list[str], before: list[tuple[str, ...]]) -> np.ndarray:
        assert len(before) == len(texts)
        return np.array([[0.0, 1.0] if text == self.apart else [1.0, 0.0] for text in texts], dtype=np.float32)


def test_what_the_tagger_remembers_tells_which_segments_are_alike(study: Study) -> None:
    """Of segments that it takes for one another, one is asked about early and the others late."""
    reading = study.reading()
    by_words = worth_asking(reading, None, 200)
    last = by_words[-1]
    text = reading.corpus.segment_by_id[last].text
    told = worth_asking(reading, Remembering(text), 200)  # type: ignore[arg-type]
    assert sorted(told) == sorted(by_words)
    first_alike = min(n for n, id_ in enumerate(told) if reading.corpus.segment_by_id[id_].text == text)
    assert first_alike <= 2
    assert worth_asking(reading, None, 200) == by_words
