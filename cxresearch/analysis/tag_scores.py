"""How good tags are: against labelled sentences, with intervals, calibration and agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from cxresearch.analysis.agreement import cohen_kappa, gwet_ac1
from cxresearch.analysis.calibration import bootstrap, brier, calibration_error, reliability
from cxresearch.domain.quadrant import INSIGHTS, LABELS, QUADRANTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cxresearch.analysis.tagging import Tagger


def evaluate(items: Sequence[Mapping[str, Any]], tagger: Tagger) -> dict[str, Any]:
    """Measure a tagger against labelled sentences.

    Parameters
    ----------
    items
        Mappings with ``text``, ``quadrant`` and ``insight`` (lists of labels), and ``before`` where known.
    tagger
        The tagger.

    Returns
    -------
    dict
        ``n``; ``labels``: per label precision, recall, f1 (each with a 95 % bootstrap interval under
        ``intervals``), ece (ten equal-mass bins), brier and brier_base (of always saying the base rate), kappa and
        ac1 with the labels given, prevalence, reliability; ``quadrant`` and ``insight``: macro f1 with interval.

    Raises
    ------
    ValueError
        There is no sentence.
    """
    import numpy as np

    if not items:
        raise ValueError("There is no labelled sentence to measure with.")
    texts = [str(item["text"]) for item in items]
    before = [list(item.get("before") or ()) for item in items]
    probability = tagger.predict_proba(texts, before)
    truth = np.array([[label in item["quadrant"] or label in item["insight"] for label in LABELS] for item in items])
    listed = probability >= np.array([tagger.thresholds[label] for label in LABELS])
    report: dict[str, Any] = {"n": len(items), "tagger": tagger.name, "labels": {}}
    for column, label in enumerate(LABELS):
        report["labels"][label] = _label_report(probability[:, column], truth[:, column], listed[:, column])
    for facet, labels in (("quadrant", QUADRANTS), ("insight", INSIGHTS)):
        columns = [LABELS.index(label) for label in labels]

        def macro(rows: NDArray[np.intp], columns: list[int] = columns) -> float:
            return float(np.mean([_scores(truth[rows, c], listed[rows, c])[2] for c in columns]))

        report[facet] = {
            "macro_f1": macro(np.arange(len(items))),
            "interval": bootstrap(macro, len(items)),
        }
    return report


def _label_report(p: NDArray[np.float64], truth: NDArray[np.bool_], listed: NDArray[np.bool_]) -> dict[str, Any]:
    import numpy as np

    names = ("precision", "recall", "f1")
    report: dict[str, Any] = dict(zip(names, _scores(truth, listed), strict=True))

    def score(rows: NDArray[np.intp], *, at: int) -> float:
        return _scores(truth[rows], listed[rows])[at]

    report["intervals"] = {name: bootstrap(partial(score, at=at), len(truth)) for at, name in enumerate(names)}
    share = float(np.mean(truth))
    kappa = cohen_kappa(truth.tolist(), listed.tolist())
    report |= {
        "ece": calibration_error(p, truth),
        "brier": brier(p, truth),
        "brier_base": share * (1 - share),
        "kappa": kappa if np.isfinite(kappa) else 1.0,  # both said the same one thing throughout
        "ac1": gwet_ac1(truth.tolist(), listed.tolist()),
        "prevalence": share,
        "listed": float(np.mean(listed)),
        "reliability": reliability(p, truth),
    }
    return report


def _scores(truth: NDArray[np.bool_], listed: NDArray[np.bool_]) -> tuple[float, float, float]:
    both, true, said = int((truth & listed).sum()), int(truth.sum()), int(listed.sum())
    return both / said if said else 0.0, both / true if true else 0.0, 2 * both / (true + said) if true + said else 0.0
