"""Writes test/oracle/stats/special.json: the special functions with mpmath at 50 digits, rounded once.

    python3 scripts/oracle/special.py
"""

import json
import pathlib

import mpmath as mp

TARGET = pathlib.Path(__file__).parent.parent.parent / "test/oracle/stats/special.json"
mp.mp.dps = 50


def kolmogorov_survival(x: float) -> mp.mpf:
    if x < mp.mpf("0.5"):
        factor = mp.sqrt(2 * mp.pi) / mp.mpf(x)
        return 1 - factor * mp.nsum(lambda j: mp.exp(-((2 * j - 1) ** 2) * mp.pi**2 / (8 * mp.mpf(x) ** 2)), [1, 40])
    return 2 * mp.fsum((-1) ** (j - 1) * mp.exp(-2 * j * j * mp.mpf(x) ** 2) for j in range(1, 60))


def mills_ratio(z: mp.mpf) -> mp.mpf:
    return mp.sqrt(mp.pi / 2) * mp.exp(z * z / 2) * mp.erfc(z / mp.sqrt(2))


def rows() -> dict[str, list[list[float]]]:
    normal = [-38, -30.3, -12.5, -8, -5.66, -5.65, -3.1, -1.96, -1, -0.675, -0.674, -0.1, -1e-9, 0, 0.3, 0.7, 1.5, 4, 5.7, 8.2]
    quantile = [1e-300, 1e-100, 1e-20, 1e-11, 1e-10, 1e-6, 0.001, 0.024, 0.0749, 0.0751, 0.3, 0.499999, 0.6, 0.925, 0.9251, 0.975, 0.9999]
    mills = [-30, -8, -2.5, -0.7, -0.1, 0, 1e-9, 0.1, 0.5, 1, 1.7, 2.5, 4, 5.7, 8, 12, 20, 38, 39.5, 60, 100, 300, 1000]
    gamma = [1e-10, 0.01, 0.5, 0.999, 1.0001, 1.5, 2.3, 5, 9.99, 10, 33.3, 171, 1e4, 1e8]
    chi = [(x, df) for df in (0.5, 1, 2, 3, 10, 51, 400, 1000) for x in (0.01, 0.5, 1, 2.5, df, df + 3, 3 * df + 20)]
    lam = [0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.17, 1.19, 1.36, 1.63, 2, 3, 5]
    return {
        "normCdf": [[x, float(mp.ncdf(mp.mpf(x)))] for x in normal],
        "normQuantile": [[p, float(mp.findroot(lambda z: mp.log(mp.ncdf(z)) - mp.log(mp.mpf(p)), mp.mpf(guess(p))))] for p in quantile],
        "millsRatio": [[z, float(mills_ratio(mp.mpf(z)))] for z in mills],
        "logGamma": [[x, float(mp.loggamma(mp.mpf(x)))] for x in gamma],
        "chiSquareSurvival": [[x, df, float(mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, regularized=True))] for x, df in chi],
        "kolmogorovSurvival": [[x, float(kolmogorov_survival(x))] for x in lam],
    }


def guess(p: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(p))


def main() -> None:
    head = {
        "source": f"mpmath {mp.__version__}, 50 digits",
        "command": "python3 scripts/oracle/special.py",
        "tolerance": "see special.spec.ts",
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in {**head, **rows()}.items()]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
