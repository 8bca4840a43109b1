"""Writes test/oracle/stats/cluster-bootstrap.json:
draws    quantiles of the cluster bootstrap by numpy, 1,000,000 resamples, with the standard error of each quantile
bca      percentile and BCa intervals of given draws by scipy.stats.bootstrap of the mean
signFlip exact p-values by scipy.stats.permutation_test over all sign flips

    python3 scripts/oracle/cluster-bootstrap.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats
from scipy.stats._resampling import BootstrapResult

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/cluster-bootstrap.json"
LEVELS = (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99)
RESAMPLES = 1_000_000


def draws(k: int, groups: int) -> dict:
    rng = np.random.default_rng(k)
    data = []
    for g in range(groups):
        count = rng.integers(1, 2, k) if k % 2 else rng.integers(g, 9, k)
        data.append({"sum": np.round(rng.gamma(0.7, 20, k) * count - 10 * count, 3), "count": count})
    weights = [1, -1][:groups]
    out = np.empty(RESAMPLES)
    step = 10_000
    for a in range(0, RESAMPLES, step):
        i = rng.integers(0, k, (step, k))
        out[a : a + step] = sum(w * d["sum"][i].sum(1) / d["count"][i].sum(1) for w, d in zip(weights, data))
    q = np.quantile(out, LEVELS)
    width = np.quantile(out, np.array(LEVELS) + 0.005) - np.quantile(out, np.array(LEVELS) - 0.005)
    error = np.sqrt(np.array(LEVELS) * (1 - np.array(LEVELS))) * width / 0.01  # times 1/sqrt(draws)
    return {
        "k": k,
        "weights": weights,
        "groups": [{key: d[key].tolist() for key in ("sum", "count")} for d in data],
        "mean": float(out.mean()),
        "sd": float(out.std()),
        "quantiles": q.tolist(),
        "errors": error.tolist(),
    }


def intervals(seed: int, n: int, resamples: int, level: float) -> dict:
    rng = np.random.default_rng(seed)
    values = np.round(rng.gamma(0.8, 10, n) ** 1.3, 3)
    sample = np.round(values[rng.integers(0, n, (resamples, n))].mean(1), 6)
    out = {"values": values.tolist(), "draws": sample.tolist(), "level": level}
    for method in ("percentile", "BCa"):
        given = BootstrapResult(confidence_interval=None, bootstrap_distribution=sample, standard_error=None)
        ci = stats.bootstrap(
            (values,), np.mean, n_resamples=0, bootstrap_result=given, method=method, confidence_level=level
        ).confidence_interval
        out[method.lower()] = [float(ci.low), float(ci.high)]
    return out


def sign_flip(seed: int, k: int, shift: float) -> dict:
    x = np.round(np.random.default_rng(seed).normal(shift, 1, k), 2)
    p = stats.permutation_test((x,), np.sum, permutation_type="samples", n_resamples=np.inf, alternative="two-sided").pvalue
    return {"sum": x.tolist(), "p": float(p)}


def main() -> None:
    rows = {
        "draws": [draws(k, groups) for k, groups in ((13, 1), (30, 2), (64, 1), (65, 2), (150, 2), (201, 1), (300, 2))],
        "intervals": [intervals(1, 12, 400, 0.95), intervals(2, 60, 301, 0.9), intervals(3, 25, 250, 0.8)],
        "signFlip": [sign_flip(1, 5, 0.4), sign_flip(2, 9, 0.5), sign_flip(3, 12, 0), sign_flip(4, 14, 0.9)],
    }
    head = {
        "source": f"numpy {np.__version__}, scipy {scipy.__version__}",
        "command": "python3 scripts/oracle/cluster-bootstrap.py",
        "tolerance": "draws and signFlip five standard errors of both sides' sampling; intervals 1e-12 relative",
        "levels": LEVELS,
        "resamples": RESAMPLES,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    for key, list_ in rows.items():
        body = ",\n    ".join(json.dumps(row) for row in list_)
        lines.append(f"  {json.dumps(key)}: [\n    {body}\n  ]")
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
