"""Writes test/oracle/value/{returns,dividends,pools}.json.

Rates of return: of evenly spaced flows every positive real root of the polynomial, with mpmath at 60 digits; of dated flows every sign
change on a fine grid of rates, bisected at 40 digits. Dividend models: payments discounted one by one at 40 digits, and a long tail in
closed form. Pools: rational arithmetic of the rule x * y >= k with the fee taken off what is put in, as UniswapV2Library.getAmountOut has
it; largest front-runs and best gains by search over front-runs.

    python3 scripts/oracle/value.py
"""

import json
import pathlib
import random
from fractions import Fraction

import mpmath as mp
import numpy as np

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/value"
LEAST, MOST = -1 + 1e-9, 1e9
COMMAND = "python3 scripts/oracle/value.py"


def write(name: str, body: dict) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = [f'  "{key}": {json.dumps(value)}' for key, value in body.items() if not isinstance(value, list)]
    for key, rows in body.items():
        if isinstance(rows, list):
            lines.append(f'  "{key}": [\n' + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]")
    (TARGET / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def periodic(flows: list[int]) -> list[float]:
    """Rates 1 / z - 1 of the roots z > 0 of sum flow * z^i."""
    mp.mp.dps = 60
    while flows and flows[-1] == 0:
        flows = flows[:-1]
    roots = mp.polyroots([mp.mpf(c) for c in reversed(flows)], maxsteps=500, extraprec=400)
    rates = [1 / mp.re(z) - 1 for z in roots if abs(mp.im(z)) < mp.mpf(10) ** -25 and mp.re(z) > 0]
    return sorted(float(r) for r in rates if LEAST < r < MOST)


def evenly(rng: random.Random) -> list[dict]:
    rows = []
    while len(rows) < 400:
        flows = [rng.randint(-1000, 1000) for _ in range(rng.randint(2, 14))]
        if min(flows) < 0 < max(flows):
            rows.append({"flows": flows, "roots": periodic(list(flows))})
    # Flows made from their rates: products of (z - 1 / (1 + r)) with 2 to 5 rates chosen.
    while len(rows) < 480:
        rates = rng.sample([Fraction(k, 20) for k in range(-10, 60)], rng.randint(2, 5))
        flows = [Fraction(1)]
        for r in rates:
            flows = [a * (1 + r) - b for a, b in zip(flows + [Fraction(0)], [Fraction(0)] + flows)]
        # Multiplied out in 1 / (1 + r): sum flow * (1 + r)^-i has the rates as its roots.
        scale = np.lcm.reduce([f.denominator for f in flows])
        whole = [int(f * int(scale)) for f in reversed(flows)]
        assert np.allclose(periodic(list(whole)), sorted(float(r) for r in rates), atol=1e-12)
        rows.append({"flows": whole, "roots": sorted(float(r) for r in rates)})
    return rows


def dated(rng: random.Random) -> list[dict]:
    mp.mp.dps = 40
    grid = np.concatenate([np.linspace(np.log1p(LEAST), -2, 20_000), np.linspace(-2, 2, 200_001)[1:], np.linspace(2, np.log1p(MOST), 20_000)[1:]])
    rows = []
    while len(rows) < 120:
        n = rng.randint(2, 12)
        days = sorted(rng.sample(range(0, 2500), n))
        amounts = [round(rng.uniform(-1e5, 1e5), 2) for _ in range(n)]
        if not min(amounts) < 0 < max(amounts):
            continue
        tau = np.array([d - days[0] for d in days]) / 365
        values = (np.exp(-np.outer(grid, tau)) * amounts).sum(axis=1)
        f = lambda x: mp.fsum(mp.mpf(a) * mp.exp(-mp.mpf(d - days[0]) / 365 * x) for a, d in zip(amounts, days))
        roots = []
        for i in np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0):
            lo, hi = mp.mpf(float(grid[i])), mp.mpf(float(grid[i + 1]))
            up = f(lo) < 0
            for _ in range(110):
                middle = (lo + hi) / 2
                lo, hi = (middle, hi) if (f(middle) < 0) == up else (lo, middle)
            roots.append(float(mp.expm1(lo)))
        rows.append({"days": days, "amounts": amounts, "roots": roots})
    return rows


def dividends(rng: random.Random) -> list[dict]:
    mp.mp.dps = 40
    rows = []
    for _ in range(60):
        paid, growth, first, years = rng.uniform(0.01, 20), rng.uniform(-0.1, 0.06), rng.uniform(-0.3, 0.6), rng.randint(0, 15)
        discount = growth + rng.uniform(0.005, 0.4)
        r, g, g1 = mp.mpf(discount), mp.mpf(growth), mp.mpf(first)
        tail = lambda last, n: last * (1 + g) / (r - g) / (1 + r) ** n
        d, stages = mp.mpf(paid), mp.mpf(0)
        for t in range(1, years + 1):
            d *= 1 + g1
            stages += d / (1 + r) ** t
        # What the H-model approximates: growth that fades in a straight line over the years.
        faded, fading = mp.mpf(paid), mp.mpf(0)
        for t in range(1, years + 1):
            faded *= 1 + g1 + (g - g1) * (2 * t - 1) / (2 * years)
            fading += faded / (1 + r) ** t
        rows.append({
            "paid": paid, "discount": discount, "growth": growth, "firstGrowth": first, "firstYears": years,
            "gordon": float(mp.nsum(lambda t: paid * (1 + g) ** t / (1 + r) ** t, [1, mp.inf])),
            "twoStage": float(stages + tail(d, years)),
            "fading": float(fading + tail(faded, years)),
        })
    return rows


class Pool:
    def __init__(self, base: Fraction, quote: Fraction, fee: Fraction):
        self.base, self.quote, self.fee = base, quote, fee

    def sell(self, size: Fraction) -> Fraction:
        counted = size * (1 - self.fee)
        out = counted * self.quote / (self.base + counted)
        self.base += size
        self.quote -= out
        return out

    def cost_of(self, size: Fraction) -> Fraction:
        return self.quote * size / ((self.base - size) * (1 - self.fee))


def sandwich(base, quote, fee, size, front):
    pool = Pool(base, quote, fee)
    got = pool.sell(front) if front else Fraction(0)
    victim = pool.sell(size)
    return victim, (got - pool.cost_of(front) if front else Fraction(0))


def largest_front(base, quote, fee, size, accepted):
    lo, hi = Fraction(0), base
    while sandwich(base, quote, fee, size, hi)[0] > accepted:
        hi *= 2
    for _ in range(70):
        middle = Fraction(float((lo + hi) / 2))
        lo, hi = (middle, hi) if sandwich(base, quote, fee, size, middle)[0] >= accepted else (lo, middle)
    return lo


def pools(rng: random.Random) -> list[dict]:
    rows = []
    for i in range(100):
        base, quote = Fraction(round(10 ** rng.uniform(1, 6), 2)), Fraction(round(10 ** rng.uniform(2, 8), 2))
        fee = rng.choice([Fraction(0), Fraction(1, 10_000), Fraction(5, 10_000), Fraction(3, 1_000), Fraction(1, 100)])
        size = Fraction(float(base) * 10 ** rng.uniform(-3, 0.3))
        tolerance = rng.choice([Fraction(1, 1_000), Fraction(1, 200), Fraction(1, 100), Fraction(1, 20)])
        if i >= 80:  # Sales that just pay a front-run its fees, and that accept a lot less: the best one is smaller than the largest.
            fee, tolerance = rng.choice([Fraction(3, 1_000), Fraction(1, 100)]), rng.choice([Fraction(1, 5), Fraction(1, 2)])
            size = Fraction(float(base * fee) * rng.uniform(1.02, 1.4))
        pool = Pool(base, quote, fee)
        out = pool.sell(size)
        front = largest_front(base, quote, fee, size, out * (1 - tolerance))
        free = largest_front(base, quote, Fraction(0), size, Pool(base, quote, Fraction(0)).sell(size) * (1 - tolerance))
        # Best gain: every 1/2,000 of the largest front-run, and again around the best of them.
        best = Fraction(0)
        for turn in range(2):
            step = front / 2_000 ** (turn + 1)
            near = [best + step * k for k in (range(2_001) if turn == 0 else range(-2_000, 2_001))]
            best = max((f for f in near if 0 <= f <= front), key=lambda f: sandwich(base, quote, fee, size, f)[1])
        rows.append({
            "reserveBase": float(base), "reserveQuote": float(quote), "fee": float(fee), "size": float(size), "tolerance": float(tolerance),
            "out": float(out), "midAfter": float(pool.quote / pool.base), "largestFront": float(front),
            "beforeFees": float(sandwich(base, quote, Fraction(0), size, free)[1]),
            "bestFront": float(best), "afterFees": float(sandwich(base, quote, fee, size, best)[1]),
        })
    return rows


rng = random.Random(1958)
source = {"source": f"mpmath {mp.__version__}, fractions", "command": COMMAND}
write("returns", source | {"evenly": evenly(rng), "dated": dated(rng)})
write("dividends", source | {"rows": dividends(rng)})
write("pools", source | {"rows": pools(rng)})
