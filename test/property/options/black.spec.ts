import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bsm } from '#core/options/black-scholes-merton';
import { black76, black76Prices } from '#core/options/black76';
import { impliedVol } from '#core/options/implied-vol';
import { inverse } from '#core/options/inverse';
import type { OptionKind, OptionValue } from '#core/options/types';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positive = (min: number, max: number) => between(Math.log(min), Math.log(max)).map(Math.exp);
const market = fc
  .record({ f: positive(0.01, 1e5), tau: positive(1 / 8_760, 10), vol: positive(0.01, 5), r: between(-0.02, 0.15), q: between(-0.05, 0.1), far: between(-10, 10) })
  .map((m) => ({ ...m, k: m.f * Math.exp(m.far * m.vol * Math.sqrt(m.tau)) })); // prettier-ignore
/** Where every derivative is well above rounding. */
const near = fc
  .record({ f: positive(1, 1e3), tau: positive(0.02, 5), vol: positive(0.05, 1.5), r: between(-0.02, 0.15), q: between(-0.05, 0.1), far: between(-2, 2) })
  .map((m) => ({ ...m, k: m.f * Math.exp(m.far * m.vol * Math.sqrt(m.tau)) })); // prettier-ignore
const kinds = ['call', 'put'] as const;

describe('values', () => {
  it('satisfy put-call parity: C − P = DF·(F − K)', () => {
    fc.assert(
      fc.property(market, ({ f, k, tau, r, q, vol }) => {
        const gap = black76('call', f, k, tau, r, vol).price - black76('put', f, k, tau, r, vol).price;
        expect(Math.abs(gap - Math.exp(-r * tau) * (f - k))).toBeLessThanOrEqual(1e-14 * (f + k));
        const spot = bsm('call', f, k, tau, r, q, vol).price - bsm('put', f, k, tau, r, q, vol).price;
        const parity = f * Math.exp(-q * tau) - k * Math.exp(-r * tau);
        expect(Math.abs(spot - parity)).toBeLessThanOrEqual(1e-14 * (f + k));
        const coin = inverse('call', f, k, tau, vol).price - inverse('put', f, k, tau, vol).price;
        expect(Math.abs(coin - (1 - k / f))).toBeLessThanOrEqual(1e-14 * (1 + k / f));
      }),
      { numRuns: 1_000 },
    );
  });

  it('lie between intrinsic value and forward or strike', () => {
    fc.assert(
      fc.property(market, ({ f, k, tau, vol }) => {
        const call = black76('call', f, k, tau, 0, vol).price;
        const put = black76('put', f, k, tau, 0, vol).price;
        expect(call >= Math.max(0, f - k) && call <= f).toBe(true);
        expect(put >= Math.max(0, k - f) && put <= k).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('rise with volatility, and along the strikes fall (calls), rise (puts) and are convex', () => {
    fc.assert(
      fc.property(market, between(0.001, 0.5), ({ f, k, tau, vol }, step) => {
        for (const kind of kinds) {
          const strikes = Float64Array.of(k / (1 + step), k, k * (1 + step));
          const price = (v: number) => black76Prices(kind, f, strikes, tau, 0, new Float64Array(3).fill(v));
          const slack = 1e-14 * (f + 2 * k);
          const [a, b, c] = price(vol) as unknown as [number, number, number];
          price(vol * 1.01).forEach((dearer, i) => expect(dearer).toBeGreaterThanOrEqual([a, b, c][i]! - slack));
          const sign = kind === 'call' ? 1 : -1;
          expect(sign * (a - b) >= -slack && sign * (b - c) >= -slack).toBe(true);
          const share = (strikes[2]! - k) / (strikes[2]! - strikes[0]!);
          expect(b).toBeLessThanOrEqual(share * a + (1 - share) * c + slack);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('scale with forward and strike; a premium in coin does not change', () => {
    fc.assert(
      fc.property(near, positive(1e-3, 1e3), ({ f, k, tau, vol, r }, unit) => {
        for (const kind of kinds) {
          const one = black76(kind, f, k, tau, r, vol);
          const other = black76(kind, unit * f, unit * k, tau, r, vol);
          expect(Math.abs(other.price / (unit * one.price) - 1)).toBeLessThanOrEqual(1e-11);
          expect(Math.abs(other.delta - one.delta)).toBeLessThanOrEqual(1e-12);
          expect(Math.abs((other.gamma * unit) / one.gamma - 1)).toBeLessThanOrEqual(1e-11);
          const coin = inverse(kind, unit * f, unit * k, tau, vol).price;
          expect(Math.abs(coin / inverse(kind, f, k, tau, vol).price - 1)).toBeLessThanOrEqual(1e-11);
        }
      }),
    );
  });
});

/** Five points, so that the step can be wide. */
function slope(f: (h: number) => number, h: number): number {
  return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
}

describe.each<[string, (kind: OptionKind, x: number, k: number, tau: number, r: number, q: number, vol: number) => OptionValue]>([
  ['black76', (kind, x, k, tau, r, _q, vol) => black76(kind, x, k, tau, r, vol)],
  ['bsm', bsm],
  ['inverse', (kind, x, k, tau, _r, _q, vol) => inverse(kind, x, k, tau, vol)],
])('greeks of %s', (model, value) => {
  it('are the slopes of the price and of one another', () => {
    fc.assert(
      fc.property(near, fc.constantFrom(...kinds), ({ f, k, tau, r, q, vol }, kind) => {
        const at = value(kind, f, k, tau, r, q, vol);
        const s = vol * Math.sqrt(tau);
        const unit = model === 'inverse' ? 2 + k / f : f; // a put in coin is not bounded by 1
        const close = (found: number, by: (h: number) => number, h: number, scale: number, name: string): void =>
          expect(Math.abs(found - slope(by, h)), name).toBeLessThanOrEqual(2e-5 * scale);
        const x = (h: number) => value(kind, f + h, k, tau, r, q, vol);
        const v = (h: number) => value(kind, f, k, tau, r, q, vol + h);
        const t = (h: number) => value(kind, f, k, tau - h, r, q, vol);
        close(at.delta, (h) => x(h).price, 0.01 * Math.min(s, 1) * f, unit / f, 'delta');
        close(at.gamma, (h) => x(h).delta, 0.01 * Math.min(s, 1) * f, unit / (f * f * s), 'gamma');
        close(at.vega, (h) => v(h).price, 0.01 * vol, unit * Math.sqrt(tau), 'vega');
        close(at.vanna, (h) => v(h).delta, 0.01 * vol, unit / f / vol, 'vanna');
        close(at.volga, (h) => v(h).vega, 0.01 * vol, (unit * Math.sqrt(tau)) / vol, 'volga');
        close(365 * at.theta, (h) => t(h).price, 0.01 * tau, (unit * (1 + s)) / tau, 'theta');
        close(365 * at.charm, (h) => t(h).delta, 0.01 * tau, unit / f / tau, 'charm');
        close(at.rho, (h) => value(kind, f, k, tau, r + h, q, vol).price, 1e-3 * s, unit * tau, 'rho');
      }),
      { numRuns: 300 },
    );
  });
}); // prettier-ignore

describe('implied volatility', () => {
  it('comes back from a price with every digit that the price carries', () => {
    fc.assert(
      fc.property(market, ({ f, k, tau, vol }) => {
        for (const kind of kinds) {
          const { price, vega } = black76(kind, f, k, tau, 0, vol);
          const lost = (price * 2 ** -52) / (vega * vol);
          if (!(lost < 1e-14 && price > 1e-290)) continue;
          expect(Math.abs(Number(impliedVol(kind, f, k, tau, price)) / vol - 1)).toBeLessThanOrEqual(1e-13);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('never is a number for an impossible price', () => {
    fc.assert(
      fc.property(market, between(0, 1), ({ f, k, tau }, share) => {
        for (const kind of kinds) {
          const intrinsic = Math.max(kind === 'call' ? f - k : k - f, 0);
          const bound = kind === 'call' ? f : k;
          expect(impliedVol(kind, f, k, tau, bound * (1 + share))).toBe('aboveMaximum');
          expect(impliedVol(kind, f, k, tau, -share - 1e-9)).toBe('belowIntrinsic');
          if (intrinsic < bound) expect(impliedVol(kind, f, k, tau, intrinsic)).toBe('noTimeValue');
          if (intrinsic > 0) expect(impliedVol(kind, f, k, tau, intrinsic * (1 - 1e-9))).toBe('belowIntrinsic');
        }
      }),
    );
  });
});
