"""Writes test/oracle/stats/logistic-ridge.json: the penalised objective minimised by scipy (trust-exact), polished until its
gradient is 0 to rounding. One case is separable.

    python3 scripts/oracle/logistic.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import expit

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/logistic-ridge.json"


def fit(x: np.ndarray, y: np.ndarray, w: np.ndarray, l2: float) -> dict:
    design = np.column_stack([np.ones(len(x)), x])
    penalty = l2 * np.diag([0.0] + [1.0] * x.shape[1])

    def value(t: np.ndarray) -> float:
        eta = design @ t
        return float(w @ (np.logaddexp(0, eta) - y * eta) + 0.5 * t @ penalty @ t)

    def gradient(t: np.ndarray) -> np.ndarray:
        return design.T @ (w * (expit(design @ t) - y)) + penalty @ t

    def hessian(t: np.ndarray) -> np.ndarray:
        share = expit(design @ t)
        return design.T @ ((w * share * (1 - share))[:, None] * design) + penalty

    t = minimize(value, np.zeros(design.shape[1]), jac=gradient, hess=hessian, method="trust-exact").x
    for _ in range(5):
        t = t - np.linalg.solve(hessian(t), gradient(t))
    return {
        "n": len(x),
        "p": x.shape[1],
        "l2": l2,
        "x": x.ravel().tolist(),
        "y": y.tolist(),
        "weights": w.tolist(),
        "coefficients": t.tolist(),
        "covariance": np.linalg.inv(hessian(t)).ravel().tolist(),
    }


def main() -> None:
    rng = np.random.default_rng(6)
    rows = []
    for n, p, l2 in ((15, 2, 1.0), (80, 3, 0.01), (150, 6, 10.0)):
        x = np.round(rng.normal(size=(n, p)), 3)
        y = (rng.random(n) < expit(0.4 + x[:, 0])).astype(int)
        rows.append(fit(x, y, rng.integers(1, 3, n).astype(float), l2))
    x = np.array([[-2.0], [-1.0], [1.0], [3.0]])
    rows.append(fit(x, np.array([0, 0, 1, 1]), np.ones(4), 0.1))
    head = {
        "source": f"scipy {scipy.__version__}, optimize.minimize(method='trust-exact')",
        "command": "python3 scripts/oracle/logistic.py",
        "tolerance": "1e-9 relative",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.write_text("{\n" + "\n".join(lines) + f'\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
