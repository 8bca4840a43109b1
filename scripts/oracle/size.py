"""Writes test/oracle/hedge/size.json: the least CVaR within a premium budget, by scipy.optimize.linprog, checked here against the
CVaR of the sorted losses at the sizes found. P&L of two to four layers that pay when the book falls, the last of more than two one
that only costs.

    python3 scripts/oracle/size.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import linprog

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/hedge/size.json"

# name, paths, layers, budget, most, level
CASES = [
    ("two", 60, 2, 0.02, 3.0, 0.95),
    ("tight", 80, 3, 0.004, 3.0, 0.9),
    ("loose", 80, 3, 1.0, 2.0, 0.95),
    ("part-of-a-path", 73, 4, 0.03, 5.0, 0.97),
    ("median", 50, 2, 0.05, 1.0, 0.5),
    ("nothing-to-spend", 40, 2, 0.0, 3.0, 0.95),
]


def cvar(loss, level):
    ordered = np.sort(loss)[::-1]
    count = (1 - level) * len(loss)
    whole = int(np.floor(count + 1e-9))
    part = count - whole
    return (ordered[:whole].sum() + (part * ordered[whole] if part > 1e-9 else 0.0)) / count


def main() -> None:
    rng = np.random.default_rng(7)
    rows = []
    for name, paths, layers, budget, most, level in CASES:
        book = rng.normal(0.01, 0.12, paths)
        premium = rng.uniform(0.004, 0.02, layers)
        strikes = rng.uniform(-0.15, -0.02, layers)
        pnl = np.maximum(strikes - book[:, None], 0) * rng.uniform(0.5, 1.5, layers) - premium
        if layers > 2:
            pnl[:, -1] = -premium[-1] + rng.normal(0, 0.01, paths)
        n = layers + 1 + paths
        cost = np.concatenate([np.zeros(layers), [1.0], np.full(paths, 1 / ((1 - level) * paths))])
        tail = np.hstack([-pnl, -np.ones((paths, 1)), -np.eye(paths)])
        spend = np.concatenate([premium, np.zeros(n - layers)])
        bounds = [(0, most)] * layers + [(None, None)] + [(0, None)] * paths
        found = linprog(cost, A_ub=np.vstack([tail, spend]), b_ub=np.concatenate([book, [budget]]), bounds=bounds)
        assert found.status == 0, found.message
        sizes = found.x[:layers]
        assert abs(cvar(-(book + pnl @ sizes), level) - found.fun) < 1e-9
        rows.append(
            {
                "name": name,
                "level": level,
                "budget": budget,
                "most": most,
                "premium": premium.tolist(),
                "unhedged": book.tolist(),
                "layers": pnl.T.tolist(),
                "cvar": float(found.fun),
                "none": float(cvar(-book, level)),
            }
        )
    head = {
        "source": f"numpy {np.__version__}, scipy {scipy.__version__}, linprog",
        "command": "python3 scripts/oracle/size.py",
        "tolerance": "CVaR within 1e-9",
    }
    body = ",\n    ".join(json.dumps(row) for row in rows)
    lines = ",\n  ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in head.items())
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(f'{{\n  {lines},\n  "rows": [\n    {body}\n  ]\n}}\n')


if __name__ == "__main__":
    main()
