"""Writes test/oracle/stats/quantile.json with numpy.quantile (linear, type 7).

    python3 scripts/oracle/quantile.py
"""

import json
import pathlib

import numpy as np

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/quantile.json"
LEVELS = (0, 0.025, 0.1, 0.25, 1 / 3, 0.5, 0.9, 0.975, 1)


def main() -> None:
    rng = np.random.default_rng(3)
    samples = [[4.5], [2, 1], [3, 3, 3, 1], *(np.round(rng.normal(0, 100, n), 3).tolist() for n in (7, 20, 101))]
    rows = [{"values": values, "quantiles": np.quantile(values, LEVELS).tolist()} for values in samples]
    head = {
        "source": f"numpy {np.__version__}, quantile(method='linear')",
        "command": "python3 scripts/oracle/quantile.py",
        "tolerance": "1e-13 of the largest value",
        "levels": LEVELS,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.write_text("{\n" + "\n".join(lines) + f'\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
