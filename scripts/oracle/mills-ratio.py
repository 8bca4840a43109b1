"""Prints the coefficients of millsRatio (src/core/math/special.ts), lowest power first, and the relative error of the fit.

A rational function of degree 9 over 10 for z in [0, 5000]: least squares of the relative error on Chebyshev nodes of
u = z / (z + 3), the denominator of the round before as weight, re-weighted towards the largest errors (Lawson's algorithm).

    python3 scripts/oracle/mills-ratio.py
"""

import mpmath as mp

mp.mp.dps = 50
TOP, BOTTOM, NODES, ROUNDS, FARTHEST, BEND = 9, 10, 200, 25, 5000, 3


def mills_ratio(z: mp.mpf) -> mp.mpf:
    return mp.sqrt(mp.pi / 2) * mp.exp(z * z / 2) * mp.erfc(z / mp.sqrt(2))


def solve(z: list, f: list, weight: list, bottom: list) -> tuple[list, list]:
    columns = TOP + 1 + BOTTOM
    rows, right = mp.matrix(NODES, columns), mp.matrix(NODES, 1)
    for i in range(NODES):
        scale = mp.sqrt(weight[i]) / (f[i] * bottom[i])
        for j in range(TOP + 1):
            rows[i, j] = scale * z[i] ** j
        for j in range(BOTTOM):
            rows[i, TOP + 1 + j] = -scale * f[i] * z[i] ** j
        right[i] = scale * f[i] * z[i] ** BOTTOM
    norms = [mp.sqrt(sum(rows[i, j] ** 2 for i in range(NODES))) for j in range(columns)]
    for i in range(NODES):
        for j in range(columns):
            rows[i, j] /= norms[j]
    x = mp.lu_solve(rows.T * rows, rows.T * right)
    c = [x[j] / norms[j] for j in range(columns)]
    return c[: TOP + 1], [*c[TOP + 1 :], mp.mpf(1)]


def main() -> None:
    end = mp.mpf(FARTHEST) / (FARTHEST + BEND)
    u = [end * (1 - mp.cos(mp.pi * (2 * i + 1) / (2 * NODES))) / 2 for i in range(NODES)]
    z = [BEND * x / (1 - x) for x in u]
    f = [mills_ratio(x) for x in z]
    weight, bottom = [mp.mpf(1)] * NODES, [mp.mpf(1)] * NODES
    best = (mp.inf, [], [])
    for _ in range(ROUNDS):
        p, q = solve(z, f, weight, bottom)
        bottom = [mp.polyval(q[::-1], x) for x in z]
        errors = [abs(mp.polyval(p[::-1], x) / b / y - 1) for x, b, y in zip(z, bottom, f)]
        best = min(best, (max(errors), p, q), key=lambda one: one[0])
        weight = [w * (e + sum(errors) / NODES / 20) for w, e in zip(weight, errors)]
        weight = [w * NODES / sum(weight) for w in weight]
    error, p, q = best
    print("error", mp.nstr(error, 3))
    print("top", [float(c / q[0]) for c in p])
    print("bottom", [float(c / q[0]) for c in q])


main()
