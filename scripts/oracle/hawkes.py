"""Writes test/oracle/liquidations/hawkes.json: log likelihood of self-exciting prints as the double sum of its definition, its
maximum by SciPy's general optimisers from many starts, and the profile interval of the branching ratio by root finding on
maxima with the ratio held.

    python3 scripts/oracle/hawkes.py
"""

import json
import math
import pathlib
import random

import numpy as np
import scipy.stats
from scipy.optimize import brentq, minimize

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/liquidations/hawkes.json"
EPOCH = 1_600_000_000_000
CUT = scipy.stats.chi2.ppf(0.95, 1) / 2

# name, seed, mu, alpha, beta (per second), prints, extra seconds before the first and after the last (None: window = first to last)
CASES = [
    ("weak", 1, 0.5, 0.5, 1.0, 400, None),
    ("strong", 2, 0.05, 0.16, 0.2, 300, None),
    ("fast", 3, 0.2, 12.0, 20.0, 200, (5.0, 8.0)),
    ("few", 4, 0.1, 0.35, 0.5, 100, (0.0, 3.0)),
]
TRIALS = [(0.3, 0.2, 0.5), (0.05, 1.0, 4.0), (1.0, 0.0, 1.0), (0.02, 3.0, 2.0)]


def simulate(seed: int, mu: float, alpha: float, beta: float, count: int) -> list[int]:
    """Ogata's thinning, every intensity as a sum over all prints; stamps in whole milliseconds, so that some may coincide."""
    rng = random.Random(seed)
    times: list[float] = []
    t = 0.0
    while len(times) < count:
        bound = mu + sum(alpha * math.exp(-beta * (t - s)) for s in times)
        t += rng.expovariate(bound)
        rate = mu + sum(alpha * math.exp(-beta * (t - s)) for s in times)
        if rng.random() * bound <= rate:
            times.append(t)
    return [EPOCH + round(1000 * s) for s in times]


def log_likelihood(t: np.ndarray, window: tuple[float, float], mu: float, alpha: float, beta: float) -> float:
    start, end = window
    counted = t[(t > start) & (t <= end)]
    lags = counted[:, None] - t[None, :]
    rates = mu + alpha * np.where(lags > 0, np.exp(-beta * np.maximum(lags, 0)), 0).sum(axis=1)
    seen = np.maximum(start - t, 0)
    integral = mu * (end - start) + alpha / beta * (np.exp(-beta * seen) - np.exp(-beta * (end - t))).sum()
    return float(np.log(rates).sum() - integral)


def best(loss, starts) -> tuple[float, np.ndarray]:
    """Simplex from each start; the best one again from where it ended, until nothing moves."""
    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20_000, "maxfev": 20_000}
    found = min((minimize(loss, x, method="Nelder-Mead", options=options) for x in starts), key=lambda r: r.fun)
    for _ in range(3):
        found = minimize(loss, found.x, method="Nelder-Mead", options=options)
    return -found.fun, found.x


def main() -> None:
    rows = []
    for name, seed, mu, alpha, beta, count, extra in CASES:
        stamps = simulate(seed, mu, alpha, beta, count)
        start = stamps[0] if extra is None else EPOCH - round(1000 * extra[0])
        end = stamps[-1] + (0 if extra is None else round(1000 * extra[1]))
        t = (np.array(stamps) - start) / 1000
        window = (0.0, (end - start) / 1000)
        rate = count / window[1]

        def free(x):
            m, b, d = np.exp(x)
            return -log_likelihood(t, window, m, b * d, d)

        starts = [np.log([rate / 2, b, rate * d]) for b in (0.2, 0.6) for d in (0.1, 1.0, 10.0, 100.0)]
        top, x = best(free, starts)
        fitted = np.exp(x)

        def held(b: float) -> float:
            def loss(y):
                m, d = np.exp(y)
                return -log_likelihood(t, window, m, b * d, d)

            return best(loss, [x[[0, 2]], x[[0, 2]] + [0.5, -0.5], x[[0, 2]] + [-0.5, 0.5]])[0] - (top - CUT)

        lo = brentq(held, 0.05 * fitted[1], fitted[1], xtol=1e-7)
        hi = brentq(held, fitted[1], 3 * fitted[1], xtol=1e-7)
        rows.append(
            {
                "name": name,
                "t": stamps,
                "from": start,
                "to": end,
                "trials": [
                    {"mu": m, "alpha": a, "beta": d, "logLikelihood": log_likelihood(t, window, m, a, d)} for m, a, d in TRIALS
                ],
                "fit": {"mu": fitted[0], "alpha": fitted[1] * fitted[2], "beta": fitted[2], "logLikelihood": top},
                "branching": {"value": fitted[1], "lo": lo, "hi": hi},
            }
        )
    head = {
        "source": f"double sum of the definition, numpy {np.__version__}; Nelder-Mead and Brent of scipy {scipy.__version__}",
        "command": "python3 scripts/oracle/hawkes.py",
        "units": "t, from and to in ms; mu, alpha and beta per second",
        "tolerance": "log likelihood 1e-10 relative at trials; 1e-6 at the maximum; parameters and interval 1e-3",
    }
    lines = "".join(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + lines + f'  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
