"""Invented vectors for the tests of themes."""

import numpy as np

from cxresearch.analysis.theme_geometry import unit


def blobs(n_blobs: int, each: int, *, noise: float = 0.35, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    centres = unit(generator.normal(size=(n_blobs, 32)))
    truth = np.repeat(np.arange(n_blobs), each)
    return unit(centres[truth] + noise * unit(generator.normal(size=(len(truth), 32)))), truth
