"""Writes test/oracle/options/svi.json: smiles, and the least loss that SciPy's differential evolution finds for all five raw SVI
parameters at once, polished by a simplex. Loss: sum of ((w_fit - w) / (2 iv tau max(spread, 0.002)))^2, w = iv^2 tau;
bounds |a| <= max w, |rho| <= 1, b (1 + |rho|) <= 2, k[0] <= m <= k[-1], and no negative total variance.

    python3 scripts/oracle/svi.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import differential_evolution, minimize

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/options/svi.json"

# name, tau, (a, b, rho, m, sigma), strikes, width of the strikes in deviations, noise of volatility
CASES = [
    ("exact", 0.25, (0.01, 0.1, -0.4, 0.02, 0.15), 15, 2.5, 0.0),
    ("noisy", 0.08, (0.004, 0.06, -0.3, 0.01, 0.08), 25, 3.0, 0.01),
    ("call-skew", 0.5, (0.05, 0.2, 0.5, -0.1, 0.3), 20, 2.0, 0.005),
    ("one-day", 0.003, (0.0001, 0.02, -0.2, 0.001, 0.01), 12, 2.5, 0.02),
    ("flat-noise", 0.1, (0.036, 0.0, 0.0, 0.0, 0.1), 10, 1.5, 0.01),
    ("deep-vertex", 0.02, (-0.001, 0.05, -0.1, 0.01, 0.05), 18, 3.0, 0.004),
    ("few", 0.2, (0.02, 0.15, -0.6, 0.0, 0.1), 6, 1.5, 0.01),
]


def variance(p, k):
    a, b, rho, m, sigma = p
    return a + b * (rho * (k - m) + np.sqrt((k - m) ** 2 + sigma**2))


def main() -> None:
    rng = np.random.default_rng(1)
    rows = []
    for name, tau, true, n, width, noise in CASES:
        deviation = np.sqrt(variance(true, 0.0))
        k = np.sort(np.linspace(-width, width, n) * deviation + rng.normal(0, 0.02 * deviation, n))
        iv = np.sqrt(variance(true, k) / tau) + noise * rng.normal(size=n)
        spread = np.abs(rng.normal(0.01, 0.006, n))
        w = iv**2 * tau
        scale = 1 / (2 * iv * tau * np.maximum(spread, 0.002))
        least = np.sqrt(w.min())
        span = k[-1] - k[0]

        def loss(x):
            # wing slopes u = b (1 + rho) and v = b (1 - rho) instead of b and rho: the bounds are a box
            a, u, v, m, log_sigma = x
            if a + np.exp(log_sigma) * np.sqrt(max(u * v, 0.0)) < 0:
                return 1e12
            b, rho = (u + v) / 2, (u - v) / (u + v) if u + v > 0 else 0.0
            return float((((variance((a, b, rho, m, np.exp(log_sigma)), k) - w) * scale) ** 2).sum())

        bounds = [(-w.max(), w.max()), (0, 2), (0, 2), (k[0], k[-1]), (np.log(1e-3 * least), np.log(10 * (least + span)))]
        best = np.inf
        for seed in range(6):
            found = differential_evolution(loss, bounds, seed=seed, maxiter=4000, popsize=20, tol=1e-14, atol=0, polish=False)
            options = {"xatol": 1e-13, "fatol": 1e-15, "maxiter": 20_000, "maxfev": 40_000}
            polished = minimize(loss, found.x, method="Nelder-Mead", bounds=bounds, options=options)
            best = min(best, found.fun, polished.fun)
        rows.append({"name": name, "tau": tau, "k": k.tolist(), "iv": iv.tolist(), "spread": spread.tolist(), "loss": best})
        print(name, best)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "source": f"numpy {np.__version__}, scipy {scipy.__version__}, differential_evolution",
        "command": "python3 scripts/oracle/svi.py",
        "tolerance": "loss at most 1e-6 relative above",
    }
    lines = ",\n".join("    " + json.dumps(row) for row in rows)
    TARGET.write_text(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n' + lines + "\n  ]\n}\n")


if __name__ == "__main__":
    main()
