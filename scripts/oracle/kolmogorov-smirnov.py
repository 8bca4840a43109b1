"""Writes test/oracle/stats/kolmogorov-smirnov.json: scipy.stats.kstest on samples near and far from their hypothesis.
Between 140 and 500 values, where kstest itself turns to an expansion, p comes from scipy's form of Pomeranz' recursion.

    python3 scripts/oracle/kolmogorov-smirnov.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats
from scipy.stats._ksstats import _kolmogn_Pomeranz

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/kolmogorov-smirnov.json"


def main() -> None:
    rng = np.random.default_rng(7)
    rows = []
    for n in (1, 2, 3, 5, 10, 30, 100, 140, 300, 500, 501, 1000):
        for power in (1.0, 1.15, 1.6):
            for law in ("uniform", "exponential"):
                u = rng.random(n) ** power
                x = np.round(u if law == "uniform" else -np.log1p(-u), 5)
                result = stats.kstest(x, "uniform" if law == "uniform" else "expon", method="exact")
                d, p = float(result.statistic), float(result.pvalue)
                if 140 < n <= 500 and n * d * d < 4:
                    p = 1 - float(_kolmogn_Pomeranz(n, d))
                rows.append({"law": law, "n": n, "d": d, "p": p, "x": x.tolist()})
    head = {
        "source": f"scipy {scipy.__version__}, stats.kstest(method='exact') and _ksstats._kolmogn_Pomeranz",
        "command": "python3 scripts/oracle/kolmogorov-smirnov.py",
        "tolerance": "d 1e-15; p 1e-8 relative where exact, 1e-4 absolute where approximate",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.write_text("{\n" + "\n".join(lines) + f'\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
