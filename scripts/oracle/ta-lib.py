"""Writes test/oracle/indicators/ta-lib.json: what TA-Lib's own C code says on seeded series.

    npm pack talib@1.1.6 && tar xzf talib-1.1.6.tgz     # carries TA-Lib's C source
    python3 scripts/oracle/ta-lib.py package/src/lib
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent.parent / "test/oracle/indicators/ta-lib.json"
CASES = [
    ("rsi", {"period": 2}), ("rsi", {"period": 5}), ("rsi", {"period": 14}), ("rsi", {"period": 50}),
    ("sma", {"period": 2}), ("sma", {"period": 10}), ("sma", {"period": 60}),
    ("ema", {"period": 2}), ("ema", {"period": 10}), ("ema", {"period": 60}),
    ("atr", {"period": 2}), ("atr", {"period": 5}), ("atr", {"period": 14}),
    ("macd", {"fast": 12, "slow": 26, "signal": 9}), ("macd", {"fast": 3, "slow": 10, "signal": 16}),
    ("macd", {"fast": 2, "slow": 3, "signal": 2}),
]  # fmt: skip


def walk(seed: int, start: float, step: float, digits: int, rows: int = 160) -> dict[str, list[float]]:
    rng = random.Random(seed)
    price, out = start, {"h": [], "l": [], "c": []}
    for _ in range(rows):
        close = price * (1 + rng.gauss(0, step))
        out["h"].append(round(max(price, close) * (1 + rng.random() * step), digits))
        out["l"].append(round(min(price, close) * (1 - rng.random() * step), digits))
        out["c"].append(round(close, digits))
        price = close
    return out


def build(library: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    source = library / "src"
    includes = ["include", "src/ta_common", "src/ta_func", "src/ta_abstract", "src/ta_abstract/frames"]
    files = [HERE / "ta-lib.c", *(source / "ta_common").glob("*.c"), *(source / "ta_func").glob("*.c")]
    binary = folder / "ta-lib"
    subprocess.run(["gcc", "-O2", "-w", *[f"-I{library / i}" for i in includes], *files, "-lm", "-o", binary], check=True)
    return binary


def run(binary: pathlib.Path, name: str, parameters: dict[str, int], series: dict[str, list[float]]) -> dict:
    rows = list(zip(series["h"], series["l"], series["c"], strict=True))
    text = f"{len(rows)}\n" + "\n".join(" ".join(map(repr, row)) for row in rows)
    arguments = [str(value) for value in parameters.values()]
    answer = subprocess.run([binary, name, *arguments], input=text, capture_output=True, text=True, check=True)
    begin, *lines = answer.stdout.splitlines()
    columns = list(zip(*[[float(x) for x in line.split()] for line in lines], strict=True))
    names = ["macd", "signal", "histogram"] if name == "macd" else [name]
    return {"from": int(begin), "output": dict(zip(names, columns, strict=True))}


def main() -> None:
    series = {
        "bitcoin": walk(1, 60_000, 0.004, 2),
        "coin": walk(2, 0.0731, 0.02, 6),
        "calm": walk(3, 1.0, 0.0002, 4),
    }
    with tempfile.TemporaryDirectory() as folder:
        binary = build(pathlib.Path(sys.argv[1]), pathlib.Path(folder))
        rows = [
            {"indicator": name, "parameters": parameters, "series": key, **run(binary, name, parameters, series[key])}
            for key in series
            for name, parameters in CASES
        ]
    head = {
        "source": "TA-Lib C 0.6, as carried by the npm package talib 1.1.6; series from Python's random.Random(seed)",
        "command": "npm pack talib@1.1.6 && tar xzf talib-1.1.6.tgz && python3 scripts/oracle/ta-lib.py package/src/lib",
        "tolerance": "1e-10 relative; macd, signal and histogram 1e-10 of the price, which is what they are differences of",
    }
    body = ",\n    ".join(json.dumps(row) for row in rows)
    inputs = ",\n    ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in series.items())
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        "{\n" + "\n".join(lines) + f'\n  "series": {{\n    {inputs}\n  }},\n  "rows": [\n    {body}\n  ]\n}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
