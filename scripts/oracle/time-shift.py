"""Writes test/oracle/timeshift/time-shift.json with numpy and scipy: distances of states, bands of samples, coverage of bands.

    python3 scripts/oracle/time-shift.py
"""

import json
import math
import pathlib

import numpy as np
import scipy
from scipy.stats import binomtest, median_abs_deviation

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/timeshift/time-shift.json"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
WIDTH = 15


def plain(value):
    """NaN as null."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(x) for x in value]
    return None if value is None or math.isnan(value) else float(value)


def states(rng, n, missing):
    scale = 10.0 ** rng.integers(-4, 4, WIDTH)
    drawn = rng.standard_t(3, (n, WIDTH)) * scale
    drawn[rng.uniform(size=drawn.shape) < missing] = np.nan
    if n > 3:
        drawn[:, 4] = 0.25  # without spread
        drawn[: n // 2 + 1, 7] = 1.5  # more than half alike
    return drawn


def distances(sample, weights):
    """Of every other row from the first one, and the share of the weight in common."""
    with np.errstate(all="ignore"):
        spread = 1.4826 * median_abs_deviation(sample, axis=0, nan_policy="omit")
    weight = np.where(spread > 0, weights, 0.0)
    out = []
    for row in sample[1:]:
        both = ~np.isnan(row) & ~np.isnan(sample[0]) & (spread > 0)
        common = weight[both].sum() / weight.sum() if weight.sum() > 0 else 0.0
        z = (row[both] - sample[0][both]) / spread[both]
        out.append((np.sqrt(np.average(z**2, weights=weight[both])) if common >= 0.5 else np.nan, common))
    return out


def coverage(decision, outcome, over):
    inside = {0.5: 0, 0.9: 0}
    tested = 0
    for i, y in enumerate(outcome):
        told = [
            outcome[j]
            for j in range(len(outcome))
            if decision[j] < decision[i] and over[j] <= decision[i] and not math.isnan(outcome[j])
        ]
        if math.isnan(y) or len(told) < 20:
            continue
        tested += 1
        for band in inside:
            lo, hi = np.quantile(told, [(1 - band) / 2, (1 + band) / 2], method="weibull")
            inside[band] += lo <= y <= hi
    return tested, inside


def main() -> None:
    rng = np.random.default_rng(19)
    compared = []
    for n, missing in ((2, 0.0), (5, 0.1), (40, 0.0), (41, 0.25), (60, 0.55)):
        sample = states(rng, n, missing)
        weights = np.round(rng.uniform(0, 3, WIDTH), 2)
        weights[rng.integers(WIDTH)] = 0
        found = distances(sample, weights)
        compared.append(
            {
                "states": plain(sample),
                "weights": plain(weights),
                "distance": plain([d for d, _ in found]),
                "common": plain([c for _, c in found]),
            }
        )
    bands = []
    for n in (2, 3, 8, 19, 20, 97):
        values = rng.normal(0, 0.03, n)
        bands.append({"values": plain(values), "quantiles": plain(np.quantile(values, LEVELS, method="weibull"))})
    covered = []
    for n, horizon in ((15, 1.0), (30, 1.0), (120, 5.0), (200, 40.0)):
        decision = np.sort(rng.integers(0, 3 * n, n)).astype(float)
        outcome = rng.standard_t(4, n)
        outcome[rng.uniform(size=n) < 0.05] = np.nan
        over = decision + horizon
        tested, inside = coverage(decision, outcome, over)
        wilson = {
            f"in{round(100 * band)}": plain([k / tested, *binomtest(int(k), tested).proportion_ci(method="wilson")])
            for band, k in inside.items()
            if tested > 0
        }
        covered.append(
            {"decision": plain(decision), "outcome": plain(outcome), "over": plain(over), "n": tested, **wilson}
        )
    head = {
        "source": f"numpy {np.__version__}, quantile(method='weibull'); scipy {scipy.__version__}, median_abs_deviation, binomtest.proportion_ci('wilson')",
        "command": "python3 scripts/oracle/time-shift.py",
        "tolerance": "1e-12 relative",
        "levels": LEVELS,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    parts = [
        f'  "{name}": [\n    ' + ",\n    ".join(json.dumps(row) for row in rows) + "\n  ]"
        for name, rows in (("compared", compared), ("bands", bands), ("covered", covered))
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + "\n".join(lines) + "\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
