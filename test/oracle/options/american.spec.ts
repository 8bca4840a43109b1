import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { american, americanImpliedVol } from '#core/options/american';
import { bsm } from '#core/options/black-scholes-merton';
import type { OptionKind } from '#core/options/types';

type Row = readonly [type: number, s: number, k: number, days: number, r: number, q: number, vol: number, value: number, delta: number, gamma: number, vega: number, tree: number | null]; // prettier-ignore
const rows = (JSON.parse(readFileSync(new URL('quantlib.json', import.meta.url), 'utf8')) as { american: Row[] })
  .american;
const kindOf = (type: number): OptionKind => (type === 1 ? 'call' : 'put');
const ours = rows.map(([type, s, k, days, r, q, vol]) => american(kindOf(type), s, k, days / 365, r, q, vol));

/** Largest error, and the one that 19 of 20 stay below. */
function errors(of: (i: number, row: Row, deviation: number) => number): readonly [worst: number, most: number] {
  const sorted = rows.map((row, i) => of(i, row, row[6] * Math.sqrt(row[3] / 365))).sort((a, b) => a - b);
  return [sorted.at(-1)!, sorted[Math.floor(0.95 * sorted.length)]!];
}

describe('the tree of 201 steps, against a converged engine', () => {
  it('prices within 2e-4 of strike or spot, 19 of 20 within 6e-5', () => {
    const [worst, most] = errors((i, [, s, k, , , , , value]) => Math.abs(ours[i]!.price - value) / Math.max(s, k));
    expect(rows).toHaveLength(240);
    expect(worst).toBeLessThanOrEqual(2e-4);
    expect(most).toBeLessThanOrEqual(6e-5);
  });

  it('has a delta within 0.015, 19 of 20 within 3e-4', () => {
    const [worst, most] = errors((i, row) => Math.abs(ours[i]!.delta - row[8]));
    expect(worst).toBeLessThanOrEqual(0.015);
    expect(most).toBeLessThanOrEqual(3e-4);
  });

  it('has gamma and vega 19 of 20 times within 4e-3 and 5e-4 of their scale', () => {
    expect(errors((i, row, d) => Math.abs(ours[i]!.gamma - row[9]) * row[1] * d)[1]).toBeLessThanOrEqual(4e-3);
    expect(errors((i, row, d) => (Math.abs(ours[i]!.vega - row[10]) * row[6]) / (row[1] * d))[1]).toBeLessThanOrEqual(5e-4); // prettier-ignore
  });

  it('is what the engine converges to with 10,001 steps', () => {
    const both = rows.filter((row) => row[11] !== null);
    expect(both).toHaveLength(8);
    for (const [, s, k, , , , , value, , , , tree] of both)
      expect(Math.abs(tree! - value) / Math.max(s, k)).toBeLessThanOrEqual(5e-5);
  });
});

it('a call on a spot without yield is the European one, in every greek', () => {
  for (const [, s, k, days, r, , vol] of rows.slice(0, 60)) {
    const tau = days / 365;
    const root = Math.sqrt(tau);
    const one = american('call', s, k, tau, r, 0, vol);
    const exact = bsm('call', s, k, tau, r, 0, vol);
    const scale = { price: s, delta: 1, gamma: 1 / (s * vol * root), vega: s * root, theta: (s * (r + vol / root)) / 365, rho: k * tau, vanna: 1 / vol, volga: (s * root) / vol, charm: 1 / (365 * tau) }; // prettier-ignore
    for (const name of Object.keys(scale) as (keyof typeof scale)[])
      expect(Math.abs(one[name] - exact[name]) / scale[name], `${name} ${s} ${k} ${days} ${vol}`).toBeLessThanOrEqual(2e-3); // prettier-ignore
  }
});

it('finds the volatility of a price in its own tree, or says that exercise at once hides it', () => {
  let found = 0;
  rows.forEach(([type, s, k, days, r, q, vol], i) => {
    const { price, vega } = ours[i]!;
    const implied = americanImpliedVol(kindOf(type), s, k, days / 365, r, q, price);
    if (price <= (type === 1 ? s - k : k - s)) return expect(implied).toBe('noTimeValue');
    found++;
    const lost = (1e-13 * Math.max(s, k)) / (vega * vol);
    expect(Math.abs(Number(implied) / vol - 1)).toBeLessThanOrEqual(1e-11 + lost);
  });
  expect(found).toBeGreaterThan(200);
});
