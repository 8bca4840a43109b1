"""Writes test/oracle/indicators/realized-vol.json: the estimators from their definitions, window by window, with Python's
statistics and fsum. Nothing is carried from one window to the next.

    python3 scripts/oracle/realized-vol.py
"""

import json
import math
import pathlib
import random
import statistics

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/indicators/realized-vol.json"
MS_PER_YEAR = 365 * 86_400_000
Bar = tuple[float, float, float, float]


def bars(seed: int, start: float, step: float, digits: int, rows: int = 90) -> list[Bar]:
    rng = random.Random(seed)
    price, out = start, []
    for _ in range(rows):
        opened = price * (1 + rng.gauss(0, step / 3))
        path = [opened]
        for _ in range(20):
            path.append(path[-1] * (1 + rng.gauss(0, step / math.sqrt(20))))
        price = path[-1]
        out.append(tuple(round(x, digits) for x in (opened, max(path), min(path), price)))
    return out


def close_to_close(window: list[Bar], before: float | None) -> float | None:
    if before is None:
        return None
    closes = [before, *[c for _, _, _, c in window]]
    return statistics.variance([math.log(b / a) for a, b in zip(closes, closes[1:])])


def parkinson(window: list[Bar], _: float | None) -> float:
    return math.fsum(math.log(h / l) ** 2 for _, h, l, _ in window) / (4 * len(window) * math.log(2))


def garman_klass(window: list[Bar], _: float | None) -> float:
    return statistics.fmean(0.5 * math.log(h / l) ** 2 - (2 * math.log(2) - 1) * math.log(c / o) ** 2 for o, h, l, c in window)


def yang_zhang(window: list[Bar], before: float | None) -> float | None:
    if before is None:
        return None
    n = len(window)
    closes = [before, *[c for _, _, _, c in window]]
    overnight = statistics.variance([math.log(bar[0] / closes[i]) for i, bar in enumerate(window)])
    open_close = statistics.variance([math.log(c / o) for o, _, _, c in window])
    rogers_satchell = statistics.fmean(
        math.log(h / c) * math.log(h / o) + math.log(l / c) * math.log(l / o) for o, h, l, c in window
    )
    k = 0.34 / (1.34 + (n + 1) / (n - 1))
    return overnight + k * open_close + (1 - k) * rogers_satchell


METHODS = {"close": close_to_close, "parkinson": parkinson, "garman-klass": garman_klass, "yang-zhang": yang_zhang}


def main() -> None:
    series = {"minute": (60_000, bars(1, 60_000, 0.001, 2)), "day": (86_400_000, bars(2, 3.5, 0.04, 4))}
    rows = []
    for key, (interval, data) in series.items():
        for name, method in METHODS.items():
            for length in (2, 20, 45):
                variances = [
                    method(data[i + 1 - length : i + 1], data[i - length][3] if i >= length else None)
                    for i in range(length - 1, len(data))
                ]
                values = [None if v is None else math.sqrt(v * MS_PER_YEAR / interval) for v in variances]
                rows.append({"series": key, "method": name, "window": length, "from": length - 1, "output": values})
    head = {
        "source": "definitions of Parkinson 1980, Garman & Klass 1980, Yang & Zhang 2000; Python statistics, math.fsum",
        "command": "python3 scripts/oracle/realized-vol.py",
        "tolerance": "1e-10 relative",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    inputs = ",\n    ".join(
        f"{json.dumps(key)}: {json.dumps({'interval': interval, **dict(zip('ohlc', zip(*data)))})}"
        for key, (interval, data) in series.items()
    )
    body = ",\n    ".join(json.dumps(row) for row in rows)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        "{\n" + "\n".join(lines) + f'\n  "series": {{\n    {inputs}\n  }},\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
