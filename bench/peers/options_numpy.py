"""Black-76 calls by numpy and scipy: price, delta, gamma, vega, theta, rho of strips. Reads from a file columns forward, strike,
tau, vol, rate (float64, n rows, `strip` rows of one forward, tau and rate after the other), tries chunk sizes and prints as JSON the
median milliseconds of `runs` passes with the fastest.

    python3 options_numpy.py <file> <n> <strip> <runs>
"""

import json
import sys
import time

import numpy as np
from scipy.special import ndtr

file, n, strip, runs = sys.argv[1], *map(int, sys.argv[2:5])
forward, strike, tau, vol, rate = np.fromfile(file, count=5 * n).reshape(5, n)
out = np.empty((6, n))


def strips(size: int) -> None:
    """Chunks of `size` rows, at most a strip, so that forward, tau and rate are scalars as they are for us."""
    for a in range(0, n, size):
        b = min(a + size, n)
        f, t, r = forward[a], tau[a], rate[a]
        k, v = strike[a:b], vol[a:b]
        root, discount = np.sqrt(t), np.exp(-r * t)
        s = v * root
        d1 = np.log(f / k) / s + 0.5 * s
        cdf1 = ndtr(d1)
        phi = (discount * 0.3989422804014327) * np.exp(-0.5 * d1 * d1)
        price, delta, gamma, vega, theta, rho = out[:, a:b]
        np.multiply(discount, f * cdf1 - k * ndtr(d1 - s), out=price)
        np.multiply(discount, cdf1, out=delta)
        np.divide(phi, f * s, out=gamma)
        np.multiply(phi, f * root, out=vega)
        np.multiply(1 / 365, r * price - vega * v * (0.5 / t), out=theta)
        np.multiply(-t, price, out=rho)


def timed(size: int) -> float:
    start = time.perf_counter()
    strips(size)
    return (time.perf_counter() - start) * 1e3


sizes = [size for size in (512, 1024, 2048, 4096, 8192, 16384, 32768) if size <= strip]
best = min(sizes, key=lambda size: min(timed(size) for _ in range(3)))
print(json.dumps({"ms": sorted(timed(best) for _ in range(runs))[runs // 2], "chunk": best}))
