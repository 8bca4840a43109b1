"""A scenario grid by numpy and scipy: legs of calls and puts, their Black-76 values added over prices x volatility shocks x dates.
Reads from a file (float64) prices, elapsed, then per leg strike, tau, sign (1 call, -1 put), quantity, then volatilities (legs, shocks,
dates). Broadcasts as many shocks at a time as it does fastest and prints as JSON the median milliseconds of `runs` grids; the grid
goes to a second file.

    python3 scenario_numpy.py <file> <out> <prices> <shocks> <dates> <legs> <runs>
"""

import json
import sys
import time

import numpy as np
from scipy.special import ndtr

file, answer, (p, v, d, legs, runs) = sys.argv[1], sys.argv[2], map(int, sys.argv[3:8])
data = np.fromfile(file)
prices, elapsed, rest = data[:p], data[p : p + d], data[p + d :]
strike, tau, sign, quantity = rest[: 4 * legs].reshape(4, legs)
vols = rest[4 * legs :].reshape(legs, v, d)
out = np.empty((v, d, p))


def grid(chunk: int) -> None:
    for a in range(0, v, chunk):
        total = out[a : a + chunk]
        total[...] = 0
        for leg in range(legs):
            s = (vols[leg, a : a + chunk] * np.sqrt(tau[leg] - elapsed))[..., None]
            d1 = np.log(prices / strike[leg]) / s + 0.5 * s
            one = sign[leg]
            value = prices * ndtr(one * d1) - strike[leg] * ndtr(one * (d1 - s))
            value *= one * quantity[leg]
            total += value


def timed(chunk: int) -> float:
    start = time.perf_counter()
    grid(chunk)
    return (time.perf_counter() - start) * 1e3


best = min((1, 2, 4, 8, 16, v), key=lambda chunk: min(timed(chunk) for _ in range(3)))
print(json.dumps({"ms": sorted(timed(best) for _ in range(runs))[runs // 2], "chunk": best}))
out.tofile(answer)
