"""Writes test/oracle/hedge/simulation.json: four layers carried through a crash and a recovery by hand, with the standard library
alone: calendars by zoneinfo, Black (1976) by math.erfc, strikes by bisection, greeks in closed form, costs, rolls, profit taking and
attribution from the rules of method.md, sections 4 and 5. The smile is flat at each tenor.

    python3 scripts/oracle/hedge.py
"""

import json
import pathlib
from datetime import datetime, timedelta, timezone
from math import erfc, exp, log, pi, sin, sqrt
from zoneinfo import ZoneInfo

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/hedge/simulation.json"

START = datetime(2025, 9, 3, tzinfo=timezone.utc)
STEPS = 120
DAY = timedelta(days=1)
CARRY = 0.06
VOL_BETA = 0.4
SLICES = [(10, 0.55), (45, 0.48), (150, 0.52)]  # days, volatility
INDEX = {"level": 48.0, "longRun": 56.0, "speed": 3.5, "volOfVol": 0.85}
COSTS = {"crossed": 0.6, "optionSpread": 0.08, "leastVolSpread": 0.02, "linearSpread": 0.001, "optionFee": 0.0004, "optionFeeCap": 0.1, "linearFee": 0.0007}  # fmt: skip
SPOT = [100 * exp(-0.32 * sin(d / 14) ** 3 + 0.012 * sin(1.9 * d)) if d else 100.0 for d in range(STEPS + 1)]
VOL = [0.5 * (1 + 0.5 * sin(d / 17)) if d else 0.5 for d in range(STEPS + 1)]
PARTS = ["delta", "gamma", "vega", "vannaVolga", "theta", "carry", "costs"]


def years(delta: timedelta) -> float:
    return delta / (365 * DAY)


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> datetime:
    """nth > 0 from the front, −1 the last."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    days = [datetime(year, month, 1) + i * DAY for i in range(31)]
    found = [d for d in days if d.month == month and d.weekday() == weekday]
    return found[nth - 1] if nth > 0 else found[-1]


def crypto_month(year: int, month: int) -> datetime:
    return weekday_of_month(year, month, 4, -1).replace(hour=8, tzinfo=timezone.utc)


def index_month(year: int, month: int) -> datetime:
    day = weekday_of_month(year, month + 1, 4, 3) - 30 * DAY
    return day.replace(hour=9, minute=30, tzinfo=ZoneInfo("America/New_York")).astimezone(timezone.utc)


def expiry_for(calendar, t: datetime, target: float, least: float, most: float) -> datetime:
    listed = [calendar(t.year, t.month + i) for i in range(-1, 12)]
    tenors = [(abs((e - t) / DAY - target), e) for e in listed if max(least, 1e-9) <= (e - t) / DAY <= most]
    return min(tenors)[1]


def cdf(x: float) -> float:
    return 0.5 * erfc(-x / sqrt(2))


def phi(x: float) -> float:
    return exp(-x * x / 2) / sqrt(2 * pi)


def black(kind: str, f: float, k: float, tau: float, vol: float) -> dict:
    s = vol * sqrt(tau)
    d1 = log(f / k) / s + s / 2
    d2 = d1 - s
    sign = 1 if kind == "call" else -1
    vega = f * phi(d1) * sqrt(tau)
    return {
        "value": sign * (f * cdf(sign * d1) - k * cdf(sign * d2)),
        "delta": sign * cdf(sign * d1),
        "gamma": phi(d1) / (f * s),
        "vega": vega,
        "theta": -f * phi(d1) * vol / (2 * sqrt(tau)),
        "vanna": -phi(d1) * d2 / vol,
        "volga": vega * d1 * d2 / vol,
        "forward": f,
        "vol": vol,
    }


class World:
    def __init__(self) -> None:
        self.s = 0

    @property
    def t(self) -> datetime:
        return START + self.s * DAY

    @property
    def spot(self) -> float:
        return SPOT[self.s]

    @property
    def level(self) -> float:
        return INDEX["level"] * VOL[self.s] / VOL[0]

    def vol(self, tau: float) -> float:
        """At the money of a tenor: total variance linear in time, moved by the power law of the tenor."""
        d = tau * 365
        points = [(n, v * v * n / 365) for n, v in SLICES]
        if d <= points[0][0]:
            base = SLICES[0][1]
        elif d >= points[-1][0]:
            base = SLICES[-1][1]
        else:
            (a, va), (b, vb) = next(p for p in zip(points, points[1:]) if p[0][0] <= d <= p[1][0])
            base = sqrt((va + (vb - va) * (d - a) / (b - a)) / tau)
        moved = VOL[self.s] / VOL[0] * (self.spot / SPOT[0]) ** -VOL_BETA
        power = (30 / d) ** (0.3 if d < 30 else 0.13)
        return base * max(0.05, 1 + (moved - 1) * power)

    def forward(self, on: str, tau: float) -> float:
        if on == "asset":
            return self.spot * exp(CARRY * tau)
        return INDEX["longRun"] + (self.level - INDEX["longRun"]) * exp(-INDEX["speed"] * tau)

    def implied(self, on: str, tau: float) -> float:
        if on == "asset":
            return self.vol(tau)
        share = lambda x: (1 - exp(-2 * INDEX["speed"] * x)) / (2 * INDEX["speed"] * x)  # noqa: E731
        return INDEX["volOfVol"] * sqrt(share(tau) / share(30 / 365))

    def mark(self, leg: dict) -> dict:
        tau = years(leg["expiry"] - self.t)
        return black(leg["kind"], self.forward(leg["on"], tau), leg["strike"], tau, self.implied(leg["on"], tau))

    def strike(self, kind: str, on: str, delta: float, expiry: datetime) -> float:
        tau = years(expiry - self.t)
        f, vol = self.forward(on, tau), self.implied(on, tau)
        lo, hi = log(0.05), log(20)
        for _ in range(200):
            m = (lo + hi) / 2
            over = abs(black(kind, f, f * exp(m), tau, vol)["delta"]) > delta
            lo, hi = (m, hi) if over == (kind == "call") else (lo, m)
        return f * exp((lo + hi) / 2)


WORLD = World()


def cost(mark: dict, on: str, q: float) -> float:
    underlying = WORLD.spot if on == "asset" else mark["forward"]
    slip = COSTS["crossed"] / 2 * max(COSTS["optionSpread"] * mark["value"], COSTS["leastVolSpread"] * mark["vega"])
    fee = min(COSTS["optionFee"] * underlying, COSTS["optionFeeCap"] * mark["value"])
    return abs(q) * (min(slip + fee, mark["value"]) if q < 0 else slip + fee)


def run(layer: dict) -> dict:
    sums = dict.fromkeys(PARTS, 0.0)
    cash, legs, due, paid_unit, fired, opened_units = 0.0, [], START, 0.0, 0, 0.0
    gains, log_ = [], []

    def trade(traded: list[tuple[dict, float]]) -> float:
        """Buys q of each leg. @returns what it cost at the middle."""
        nonlocal cash
        money = sum(q * leg["mark"]["value"] for leg, q in traded)
        fees = sum(cost(leg["mark"], leg["on"], q) for leg, q in traded)
        cash -= money + fees
        sums["costs"] -= fees
        return money

    def drop(share: float) -> None:
        nonlocal legs
        trade([(leg, -share * leg["q"]) for leg in legs])
        for leg in legs:
            leg["q"] *= 1 - share
        if share == 1:
            legs = []

    for step in range(STEPS + 1):
        before = (SPOT[max(0, step - 1)], INDEX["level"] * VOL[max(0, step - 1)] / VOL[0])
        WORLD.s = step
        t = WORLD.t
        over = bool(legs) and legs[0]["expiry"] <= t
        for leg in legs:
            old, on = leg["mark"], leg["on"]
            now = WORLD.spot if on == "asset" else WORLD.level
            tau = max(0.0, years(leg["expiry"] - t))
            slope = exp((CARRY if on == "asset" else -INDEX["speed"]) * tau)
            new = old | {"forward": now} if over else WORLD.mark(leg)
            d_f, d_v, q = new["forward"] - old["forward"], new["vol"] - old["vol"], leg["q"]
            moved = slope * (now - (before[0] if on == "asset" else before[1]))
            sums["delta"] += q * old["delta"] * moved
            sums["carry"] += q * old["delta"] * (d_f - moved)
            sums["gamma"] += q * old["gamma"] * d_f**2 / 2
            sums["vega"] += q * old["vega"] * d_v
            sums["vannaVolga"] += q * (old["vanna"] * d_f * d_v + old["volga"] * d_v**2 / 2)
            sums["theta"] += q * old["theta"] * years(min(t, leg["expiry"]) - (t - DAY))
            leg["mark"] = new
            if over:
                sign = 1 if leg["kind"] == "call" else -1
                cash += q * max(0.0, sign * (now - leg["strike"]))
        if over:
            legs = []
            log_.append(["expire", step])
        if step < STEPS:
            value = sum(leg["q"] * leg["mark"]["value"] for leg in legs)
            while legs and paid_unit > 0 and fired < len(layer["multiples"]):
                at, share = layer["multiples"][fired]
                if value / opened_units / paid_unit < at:
                    break
                fired += 1
                drop(share)
                log_.append(["monetise", step])
                value *= 1 - share
                opened_units *= 1 - share
            if t >= due:
                expiry = expiry_for(layer["calendar"], t, layer["target"], layer["least"], layer["most"])
                fresh = []
                for kind, ratio, delta in layer["legs"]:
                    leg = {"kind": kind, "on": layer["on"], "q": ratio, "expiry": expiry}
                    leg["strike"] = WORLD.strike(kind, layer["on"], delta, expiry)
                    leg["mark"] = WORLD.mark(leg)
                    fresh.append(leg)
                unit = sum(leg["q"] * leg["mark"]["value"] for leg in fresh)
                spot_book = WORLD.spot * 10
                held = (expiry - t) / DAY - layer["daysBefore"]
                kind, x = layer["size"]
                units = {
                    "contracts": x,
                    "exposure": x * 10,
                    "premium": x * spot_book / unit,
                    "budget": x * spot_book * max(held, layer["every"]) / 365 / unit,
                }[kind]
                log_.append(["roll" if legs else "open", step])
                if legs:
                    drop(1)
                for leg in fresh:
                    leg["q"] *= units
                trade([(leg, leg["q"]) for leg in fresh])
                legs, paid_unit, fired, opened_units = fresh, unit, 0, units
                due = max(expiry - layer["daysBefore"] * DAY, t + layer["every"] * DAY)
        gains.append(cash + sum(leg["q"] * leg["mark"]["value"] for leg in legs))
    total = gains[-1]
    return {"gains": gains, "attribution": sums | {"total": total}, "events": log_}


LAYERS = {
    "puts rolled before expiry": {
        "on": "asset", "legs": [("put", 1, 0.25)], "calendar": crypto_month, "target": 30, "least": 10, "most": 60,
        "size": ("exposure", 0.5), "daysBefore": 5, "every": 0, "multiples": [],
    },
    "tail puts on a budget, sold at multiples": {
        "on": "asset", "legs": [("put", 1, 0.1)], "calendar": crypto_month, "target": 60, "least": 20, "most": 100,
        "size": ("budget", 0.03), "daysBefore": 10, "every": 61, "multiples": [(2, 0.5), (3, 0.5), (6, 1)],
    },
    "condor": {
        "on": "asset", "legs": [("put", 1, 0.05), ("put", -1, 0.2), ("call", -1, 0.2), ("call", 1, 0.05)],
        "calendar": crypto_month, "target": 30, "least": 10, "most": 60,
        "size": ("contracts", 3), "daysBefore": 0, "every": 0, "multiples": [],
    },
    "calls on the volatility index": {
        "on": "volatility", "legs": [("call", 1, 0.5)], "calendar": index_month, "target": 40, "least": 10, "most": 90,
        "size": ("premium", 0.01), "daysBefore": 3, "every": 0, "multiples": [(1.5, 0.5)],
    },
}  # fmt: skip


def described(name: str, layer: dict) -> dict:
    rest = {k: v for k, v in layer.items() if k != "calendar"}
    return {"name": name, "layer": rest | {"calendar": "vix" if layer["on"] == "volatility" else "crypto"}} | run(layer)


if __name__ == "__main__":
    out = {
        "source": "Python standard library",
        "command": "python3 scripts/oracle/hedge.py",
        "tolerance": "1e-9 of the book",
        "start": START.timestamp() * 1000,
        "carry": CARRY,
        "volBeta": VOL_BETA,
        "slices": SLICES,
        "index": INDEX,
        "costs": COSTS,
        "spot": SPOT,
        "vol": VOL,
        "rows": [described(name, layer) for name, layer in LAYERS.items()],
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(out, separators=(", ", ": ")).replace('"rows": [', '"rows": [\n').replace('}, {"name"', '},\n{"name"') + "\n")
