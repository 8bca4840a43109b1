import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bsm } from '#core/options/black-scholes-merton';
import { black76, black76Greeks } from '#core/options/black76';
import { impliedVol } from '#core/options/implied-vol';
import { inverse } from '#core/options/inverse';
import { millsGap } from '#core/options/normalised';
import { firstOf, type OptionKind, type OptionValue } from '#core/options/types';

const oracle = JSON.parse(readFileSync(new URL('black.json', import.meta.url), 'utf8')) as Record<string, number[][]>;
const kindOf = (type: number): OptionKind => (type === 1 ? 'call' : 'put');
const GREEKS = ['price', 'delta', 'gamma', 'vega', 'theta', 'rho', 'vanna', 'volga', 'charm'] as const;
const relative = (value: number, expected: number): number =>
  value === expected ? 0 : Math.abs(value - expected) / Math.abs(expected);

/** Long enough for the kernel. */
const strip = (x: number): Float64Array => new Float64Array(16).fill(x);
type Row = readonly [type: number, x: number, k: number, tau: number, r: number, q: number, vol: number, ...number[]];
const valueOf: Readonly<Record<string, (row: Row) => OptionValue>> = {
  black76: ([type, f, k, tau, r, , vol]) => black76(kindOf(type), f, k, tau, r, vol),
  'black76 in a strip': ([type, f, k, tau, r, , vol]) =>
    firstOf(black76Greeks(kindOf(type), f, strip(k), tau, r, strip(vol))),
  bsm: ([type, s, k, tau, r, q, vol]) => bsm(kindOf(type), s, k, tau, r, q, vol),
  inverse: ([type, f, k, tau, , , vol]) => inverse(kindOf(type), f, k, tau, vol),
};

describe.each(Object.entries(valueOf))('%s', (model, value) => {
  it.each(GREEKS.map((name, g) => [name, g] as const))('%s to ten deviations from the money, in relative terms', (name, g) => {
    // The forward of a spot is rounded: that moves a price far from the money by its last digit times ln(F/K)/variance.
    const tolerance = model === 'bsm' ? 3e-12 : 1e-12;
    for (const row of oracle[model.split(' ')[0]!] as unknown as Row[])
      expect(relative(value(row)[name], row[7 + g]!), row.join()).toBeLessThanOrEqual(tolerance);
  }); // prettier-ignore
});

it('millsGap keeps its digits', () => {
  for (const [a, t, expected] of oracle.millsGap as [number, number, number][]) {
    const tolerance = 6e-16 * (a < 8 ? 10 + a * a : 10 + 4 * a);
    expect(relative(millsGap(a, t), expected), `a=${a} t=${t}`).toBeLessThanOrEqual(tolerance);
  }
});

it('finds the volatility of a price wherever the price carries it', () => {
  for (const [type, f, k, tau, value, vol, lost] of oracle.implied as [number, number, number, number, number, number, number][]) // prettier-ignore
    expect(relative(Number(impliedVol(kindOf(type), f, k, tau, value)), vol), `${f} ${k} ${tau} ${vol}`).toBeLessThanOrEqual(1e-14 + 2 * lost); // prettier-ignore
});
