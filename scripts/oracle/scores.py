"""Writes test/oracle/stats/scores.json: Brier score and log loss by numpy, AUC by scipy.stats.mannwhitneyu, Wilson intervals by
scipy.stats.binomtest on numpy's equal split of the sorted forecasts (no ties across bins).

    python3 scripts/oracle/scores.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/scores.json"


def row(p: np.ndarray, y: np.ndarray, bins: int | None) -> dict:
    clipped = np.clip(p, 1e-15, 1 - 1e-15)
    out = {
        "p": p.tolist(),
        "y": y.tolist(),
        "brier": float(np.mean((p - y) ** 2)),
        "logLoss": float(-np.mean(np.where(y == 1, np.log(clipped), np.log1p(-clipped)))),
        "auc": float(stats.mannwhitneyu(p[y == 1], p[y == 0]).statistic / ((y == 1).sum() * (y == 0).sum())),
    }
    if bins:
        order = np.argsort(p)
        parts = [order[round(b * len(p) / bins) : round((b + 1) * len(p) / bins)] for b in range(bins)]
        ci = [stats.binomtest(int(y[i].sum()), len(i)).proportion_ci(method="wilson") for i in parts]
        out["bins"] = bins
        out["reliability"] = {
            "meanPredicted": [float(p[i].mean()) for i in parts],
            "observed": [float(y[i].mean()) for i in parts],
            "lo": [float(c.low) for c in ci],
            "hi": [float(c.high) for c in ci],
            "n": [len(i) for i in parts],
        }
    return out


def main() -> None:
    rng = np.random.default_rng(9)
    rows = []
    for n, digits, bins in ((9, 6, 3), (100, 8, 10), (303, 8, 7), (200, 1, None)):
        p = np.round(rng.random(n), digits)
        rows.append(row(p, (rng.random(n) < p**1.3).astype(int), bins))
    rows.append(row(np.array([0.0, 1.0, 1.0, 0.2]), np.array([1, 1, 0, 0]), None))
    head = {
        "source": f"numpy {np.__version__}, scipy {scipy.__version__}",
        "command": "python3 scripts/oracle/scores.py",
        "tolerance": "1e-12 relative",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.write_text("{\n" + "\n".join(lines) + f'\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
