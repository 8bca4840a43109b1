"""Prints the coefficients of src/core/math/portable.ts, lowest power first, and the relative error of each fit; then rows for
test/oracle/math/portable.json.

Polynomials through Chebyshev nodes: (e^r - 1 - r) / r^2 of degree 9 on |r| <= ln 2 / 2, and (2 artanh(u) / u - 2) / u^2 of degree 6 in
u^2 up to 0.04, where the quotient of the two numbers is 1.5.

    python3 scripts/oracle/exp-log.py > test/oracle/math/portable.json
"""

import json
import random
import sys

import mpmath as mp

mp.mp.dps = 50


def fit(f, low: mp.mpf, high: mp.mpf, degree: int) -> list:
    n = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * n)) for i in range(n)]
    matrix = mp.matrix([[x**j for j in range(n)] for x in nodes])
    return [float(c) for c in mp.lu_solve(matrix, mp.matrix([f(x) for x in nodes]))]


def report(name: str, coefficients: list, error: mp.mpf) -> None:
    print(name, mp.nstr(error, 3), coefficients, file=sys.stderr)


half = mp.log(2) / 2 * mp.mpf("1.0001")
c = fit(lambda r: (mp.exp(r) - 1 - r) / r**2, -half, half, 9)
rs = [half * (mp.mpf(i) / 500 - 1) for i in range(1001) if i != 500]
report("exp", c, max(abs((1 + r + r * r * mp.polyval(c[::-1], r)) / mp.exp(r) - 1) for r in rs))

top = mp.mpf("0.0401")
rest = lambda z: (2 * mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 2) / z
c = fit(rest, mp.mpf(0), top, 6)
zs = [top * i / 500 for i in range(1, 501)]
report("log", c, max(abs((2 + z * mp.polyval(c[::-1], z)) / (2 + z * rest(z)) - 1) for z in zs))

random.seed(17)
exps = [random.uniform(-708, 709) for _ in range(300)] + [random.uniform(-1, 1) for _ in range(200)]
pairs = [(100 * random.uniform(0.5, 2), 100 * random.uniform(0.5, 2)) for _ in range(200)]
pairs += [(x, x * (1 + random.uniform(-1, 1) * 10.0 ** random.randint(-15, -1))) for x, _ in pairs]
pairs += [(10 ** random.uniform(-149, 149), 10 ** random.uniform(-149, 149)) for _ in range(200)]
rows = {
    "exp": [[x, float(mp.exp(mp.mpf(x)))] for x in exps],
    "log": [[a, b, float(mp.log(mp.mpf(a) / mp.mpf(b)))] for a, b in pairs],
}
print(json.dumps(rows))
