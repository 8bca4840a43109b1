"""Writes test/oracle/stats/benjamini-hochberg.json with scipy.stats.false_discovery_control.

    python3 scripts/oracle/benjamini-hochberg.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy.stats import false_discovery_control

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/benjamini-hochberg.json"


def main() -> None:
    rng = np.random.default_rng(5)
    samples = [[0.04], [0.01, 0.02, 0.03], [0.5, 0.5, 0.01, 0.01], [0.0, 1.0, 0.2]]
    samples += [np.round(rng.random(n) ** power, 6).tolist() for n in (7, 40) for power in (1, 4)]
    rows = [{"p": p, "adjusted": false_discovery_control(p, method="bh").tolist()} for p in samples]
    head = {
        "source": f"scipy {scipy.__version__}, stats.false_discovery_control(method='bh')",
        "command": "python3 scripts/oracle/benjamini-hochberg.py",
        "tolerance": "1e-15",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.write_text("{\n" + "\n".join(lines) + f'\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
