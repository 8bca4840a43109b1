"""Cluster bootstrap by numpy. Reads from a file: per-cluster sums, then per-cluster counts (float64). For the mean of clusters
(one column) and the ratio of two columns it tries integer types and chunk sizes, then prints as JSON the median time in
milliseconds of `runs` whole bootstraps with the fastest.

    python3 bootstrap_numpy.py <file> <clusters> <resamples> <runs>
"""

import json
import sys
import time

import numpy as np

file, k, resamples, runs = sys.argv[1], *map(int, sys.argv[2:5])
data = np.fromfile(file)
sums, counts = data[:k], data[k:]


def bootstrap(columns: list[np.ndarray], dtype: type, chunk: int, n: int) -> np.ndarray:
    rng = np.random.default_rng(1)
    out = np.empty(n)
    for a in range(0, n, chunk):
        index = rng.integers(0, k, (min(chunk, n - a), k), dtype=dtype)
        # mode="clip" spares take a check of its own
        drawn = [np.take(column, index, mode="clip").sum(axis=1) for column in columns]
        out[a : a + chunk] = drawn[0] / (k if len(columns) == 1 else drawn[1])
    return out


def timed(columns: list[np.ndarray], dtype: type, chunk: int, n: int) -> float:
    start = time.perf_counter()
    bootstrap(columns, dtype, chunk, n)
    return (time.perf_counter() - start) * 1e3


def best(columns: list[np.ndarray], dtypes: list[type]) -> dict:
    tried = [(dtype, chunk) for dtype in dtypes for chunk in (10, 25, 50, 100, 250, 500, 1000)]
    trial = max(1000, resamples // 20)
    dtype, chunk = min(tried, key=lambda way: min(timed(columns, *way, trial) for _ in range(3)))
    ms = sorted(timed(columns, dtype, chunk, resamples) for _ in range(runs))[runs // 2]
    return {"ms": ms, "chunk": chunk, "dtype": dtype.__name__}


print(
    json.dumps(
        {
            "mean": best([sums], [np.int64]),
            "ratio": best([sums, counts], [np.int64]),
            "tuned": best([sums], [np.int32, np.uint16]),
        }
    )
)
