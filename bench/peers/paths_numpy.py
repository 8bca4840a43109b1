"""Paths of geometric Brownian motion by numpy: normal draws, their running sum, its exponential, in place. Tries how many paths at a
time it does fastest and prints as JSON the median milliseconds of `runs` whole sets.

    python3 paths_numpy.py <paths> <steps> <runs>
"""

import json
import sys
import time

import numpy as np

paths, steps, runs = map(int, sys.argv[1:4])
start, drift, vol, dt = 100.0, 0.05, 0.8, 1 / 365
out = np.empty((paths, steps))


def fill(chunk: int, n: int) -> None:
    rng = np.random.default_rng(1)
    for a in range(0, n, chunk):
        part = out[a : min(a + chunk, n)]
        rng.standard_normal(out=part)
        part *= vol * np.sqrt(dt)
        part += (drift - 0.5 * vol * vol) * dt
        np.cumsum(part, axis=1, out=part)
        np.exp(part, out=part)
        part *= start


def timed(chunk: int, n: int) -> float:
    begin = time.perf_counter()
    fill(chunk, n)
    return (time.perf_counter() - begin) * 1e3


fill(1000, paths)
trial = max(1, paths // 10)
best = min((100, 300, 1000, 3000, 10000, 30000), key=lambda chunk: min(timed(chunk, trial) for _ in range(3)))
print(json.dumps({"ms": sorted(timed(best, paths) for _ in range(runs))[runs // 2], "chunk": best}))
