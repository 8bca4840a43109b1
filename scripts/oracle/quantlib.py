"""Writes test/oracle/options/quantlib.json: QuantLib's BlackCalculator and its American engines on seeded random options.

    apt-get install libquantlib0-dev
    python3 scripts/oracle/quantlib.py
"""

import json
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent.parent / "test/oracle/options/quantlib.json"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        binary = pathlib.Path(folder) / "quantlib"
        subprocess.run(["g++", "-O1", "-o", binary, HERE / "quantlib.cpp", "-lQuantLib"], check=True)

        def ask(*arguments: str) -> str:
            return subprocess.run([binary, *arguments], capture_output=True, text=True, check=True).stdout

        def rows(*arguments: str) -> str:
            table = [[None if x == "nan" else float(x) for x in line.split()] for line in ask(*arguments).splitlines()]
            return "[\n    " + ",\n    ".join(json.dumps(row, separators=(",", ":")) for row in table) + "\n  ]"

        head = {
            "source": f"QuantLib {ask('version').strip()} of Debian: BlackCalculator; QdFpAmericanEngine, highPrecisionScheme; "
            "BinomialVanillaEngine<LeisenReimer>, 10001 steps",
            "command": "python3 scripts/oracle/quantlib.py",
            "tolerance": "see quantlib.spec.ts",
            "columns": "type, spot or forward, strike, years (american: days), rate, carry, vol; value, delta, gamma, vega, "
            "theta per day, rho (american: value, delta, gamma, vega, value of the tree)",
        }
        lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
        lines += [f'  "bsm": {rows("bsm", "1200")}', f'  "black76": {rows("black76", "1200")}']
        lines += [f'  "american": {rows("american", "240", "8")}']
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


main()
