"""Writes test/oracle/options/black.json: the models of Black's family with mpmath at 60 digits, rounded once.

Every greek is a numerical derivative of the price at 60 digits, not a formula, so that formulas are checked too.

    python3 scripts/oracle/black.py
"""

import json
import math
import pathlib
import random

import mpmath as mp

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/options/black.json"
mp.mp.dps = 60


def black(w: int, f: mp.mpf, k: mp.mpf, s: mp.mpf) -> mp.mpf:
    d1 = mp.log(f / k) / s + s / 2
    return w * (f * mp.ncdf(w * d1) - k * mp.ncdf(w * (d1 - s)))


def price(model: str, w: int, x: mp.mpf, k: mp.mpf, tau: mp.mpf, r: mp.mpf, q: mp.mpf, vol: mp.mpf) -> mp.mpf:
    s = vol * mp.sqrt(tau)
    if model == "inverse":
        return black(w, x, k, s) / x
    forward = x * mp.exp((r - q) * tau) if model == "bsm" else x
    return mp.exp(-r * tau) * black(w, forward, k, s)


def figures(model: str, w: int, x: float, k: float, tau: float, r: float, q: float, vol: float) -> list[float]:
    def at(x_: mp.mpf, tau_: mp.mpf, r_: mp.mpf, vol_: mp.mpf) -> mp.mpf:
        return price(model, w, x_, mp.mpf(k), tau_, r_, mp.mpf(q), vol_)

    point = tuple(map(mp.mpf, (x, tau, r, vol)))

    def derivative(*orders: int) -> mp.mpf:
        return mp.diff(at, point, orders)

    per_day = mp.mpf(-1) / 365
    values = [at(*point), derivative(1, 0, 0, 0), derivative(2, 0, 0, 0), derivative(0, 0, 0, 1)]
    values += [per_day * derivative(0, 1, 0, 0), derivative(0, 0, 1, 0), derivative(1, 0, 0, 1)]
    values += [derivative(0, 0, 0, 2), per_day * derivative(1, 1, 0, 0)]
    return [float(v) for v in values]


def rounded(x: float) -> float:
    return float(f"{x:.6g}")


def rows(model: str, count: int) -> list[list[float]]:
    rng = random.Random(f"black {model}")
    out = []
    for _ in range(count):
        w = rng.choice([1, -1])
        tau = rounded(math.exp(rng.uniform(math.log(1 / 8760), math.log(10))))
        vol = rounded(math.exp(rng.uniform(math.log(0.01), math.log(5))))
        x = rounded(math.exp(rng.uniform(math.log(0.01), math.log(1e5))))
        r = 0.0 if model == "inverse" else rounded(rng.uniform(-0.02, 0.15))
        q = rounded(rng.uniform(-0.05, 0.1)) if model == "bsm" else 0.0
        forward = x * math.exp((r - q) * tau)
        k = rounded(forward * math.exp(vol * math.sqrt(tau) * rng.uniform(-10, 10)))
        out.append([w, x, k, tau, r, q, vol, *figures(model, w, x, k, tau, r, q, vol)])
    return out


def implied(count: int) -> list[list[float]]:
    """Value of the out-of-the-money side rounded to a double, and the volatility that it came from."""
    rng = random.Random("implied")
    out = []
    while len(out) < count:
        tau = rounded(math.exp(rng.uniform(math.log(1 / 8760), math.log(10))))
        vol = rounded(math.exp(rng.uniform(math.log(0.01), math.log(5))))
        f = rounded(math.exp(rng.uniform(math.log(0.01), math.log(1e5))))
        far = rng.choice([0.0, 1e-6, 0.1, 1.0, 3.0, 10.0])
        k = rounded(f * math.exp(vol * math.sqrt(tau) * rng.uniform(-far, far)))
        w = 1 if k >= f else -1
        s = mp.mpf(vol) * mp.sqrt(mp.mpf(tau))
        value = float(black(w, mp.mpf(f), mp.mpf(k), s))
        # What one rounding of the price leaves of the volatility: near the upper bound the price says little.
        vega = mp.mpf(f) * mp.npdf(mp.log(mp.mpf(f) / k) / s + s / 2) * mp.sqrt(mp.mpf(tau))
        lost = float(mp.mpf(value) * mp.mpf(2) ** -53 / (vega * vol))
        out.append([w, f, k, tau, value, vol, float(f"{lost:.3g}")])
    return out


def gaps() -> list[list[float]]:
    def mills(z: mp.mpf) -> mp.mpf:
        return mp.ncdf(-z) / mp.npdf(z)

    a = [0, 1e-9, 0.01, 0.3, 1, 2.5, 5, 7.99, 8, 12, 20, 37]
    t = [1e-12, 1e-6, 1e-3, 0.05, 0.1, 0.2, 0.25, 0.251, 0.5, 1, 3, 8]
    return [[x, y, float(mills(mp.mpf(x) - mp.mpf(y)) - mills(mp.mpf(x) + mp.mpf(y)))] for x in a for y in t]


def main() -> None:
    head = {
        "source": f"mpmath {mp.__version__}, 60 digits; greeks by numerical differentiation",
        "command": "python3 scripts/oracle/black.py",
        "tolerance": "see black.spec.ts",
        "columns": "type, spot or forward, strike, years, rate, carry, vol; price, delta, gamma, vega, theta, rho, vanna, volga, "
        "charm. implied: type, forward, strike, years, value, vol, relative error of vol that half a unit in the last place of "
        "value makes. millsGap: a, t, gap",
    }
    tables = {model: rows(model, 150) for model in ("black76", "bsm", "inverse")}
    tables |= {"implied": implied(600), "millsGap": gaps()}

    def table(lines: list[list[float]]) -> str:
        return "[\n    " + ",\n    ".join(json.dumps(line, separators=(",", ":")) for line in lines) + "\n  ]"

    body = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    body += [f"  {json.dumps(key)}: {table(value)}" for key, value in tables.items()]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(body) + "\n}\n", encoding="utf-8")


main()
