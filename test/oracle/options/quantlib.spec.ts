import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bsm, bsmGreeks } from '#core/options/black-scholes-merton';
import { black76, black76Greeks } from '#core/options/black76';
import { inverse } from '#core/options/inverse';
import { firstOf, type OptionKind, type OptionValue } from '#core/options/types';

type Row = readonly [type: number, x: number, k: number, time: number, r: number, q: number, vol: number, ...number[]];
const oracle = JSON.parse(readFileSync(new URL('quantlib.json', import.meta.url), 'utf8')) as Record<string, Row[]>;
const kindOf = (type: number): OptionKind => (type === 1 ? 'call' : 'put');
const GREEKS = ['delta', 'gamma', 'vega', 'theta', 'rho'] as const;

/** Long enough for the kernel. */
const strip = (x: number): Float64Array => new Float64Array(16).fill(x);

describe.each<[string, string, (row: Row) => OptionValue]>([
  ['bsm', 'alone', ([type, s, k, tau, r, q, vol]) => bsm(kindOf(type), s, k, tau, r, q, vol)],
  [
    'bsm',
    'in a strip',
    ([type, s, k, tau, r, q, vol]) => firstOf(bsmGreeks(kindOf(type), s, strip(k), tau, r, q, strip(vol))),
  ],
  ['black76', 'alone', ([type, f, k, tau, r, , vol]) => black76(kindOf(type), f, k, tau, r, vol)],
  [
    'black76',
    'in a strip',
    ([type, f, k, tau, r, , vol]) => firstOf(black76Greeks(kindOf(type), f, strip(k), tau, r, strip(vol))),
  ],
])('%s %s on 1,200 options of QuantLib', (model, _where, valueOf) => {
  const rows = oracle[model]!;
  it('has them all', () => expect(rows).toHaveLength(1_200));
  it('price within 1e-12 of the underlying', () => {
    for (const row of rows)
      expect(Math.abs(valueOf(row).price - row[7]!), row.join()).toBeLessThanOrEqual(1e-12 * row[1]);
  });
  it.each(GREEKS.map((name, g) => [name, g] as const))('%s within 1e-9', (name, g) => {
    for (const row of rows) {
      const [, x, k, tau, , , vol] = row;
      const root = Math.sqrt(tau);
      const scale = { delta: 1, gamma: 1 / (x * vol * root), vega: x * root, theta: (x * (1 + vol / root)) / 365, rho: k * tau }[name]; // prettier-ignore
      expect(Math.abs(valueOf(row)[name] - row[8 + g]!), row.join()).toBeLessThanOrEqual(1e-9 * Math.abs(row[8 + g]!) + 1e-14 * scale); // prettier-ignore
    }
  });
});

it('a premium in coin is the undiscounted value over the forward, within 1e-12 coin', () => {
  for (const [type, f, k, tau, r, , vol, value] of oracle.black76!)
    expect(Math.abs(inverse(kindOf(type), f, k, tau, vol).price - (value! * Math.exp(r * tau)) / f)).toBeLessThanOrEqual(1e-12); // prettier-ignore
});
