import { beforeAll, describe, expect, it } from 'vitest';
import { black76, normalCdf } from '#core/sample/black76';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { atTheMoney, smileVolatility } from '#core/sample/surface';
import { SAMPLE_END } from '#core/sample/timeline';
import type { SampleUnit } from '#core/sample/types';
import type { Columns } from '#core/series/schema';
import { MS_PER_YEAR } from '#core/time/ms';
import { columnsOf, correlation, hourly, logReturns, quantile } from './support';

const work = { call: 0, nd1: 0, nd2: 0, vega: 0, gamma: 0 };

describe('black76', () => {
  it('gives textbook values', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 14);
    expect(normalCdf(-8) / 6.220960574271785e-16).toBeCloseTo(1, 7);
    expect(black76(100, 100, 1, 0.2, work).call).toBeCloseTo(7.965567455405804, 12);
  });
});

describe('surface', () => {
  it('is free of calendar arbitrage in the money and out, and smiles', () => {
    for (const level of [0.25, 0.45, 0.9, 1.6]) {
      const state = { level, mean: 0.5, rho: -0.3 };
      for (const k of [-0.4, -0.1, 0, 0.1, 0.4]) {
        let previous = 0;
        for (let days = 2; days < 400; days += 3) {
          const tau = days / 365;
          const variance = smileVolatility(state, k, tau) ** 2 * tau;
          expect(variance, `level ${level} k ${k} days ${days}`).toBeGreaterThan(previous);
          previous = variance;
        }
      }
      expect(smileVolatility(state, -0.3, 0.1)).toBeGreaterThan(atTheMoney(state, 0.1));
      expect(smileVolatility(state, -0.2, 0.1)).toBeGreaterThan(smileVolatility(state, 0.2, 0.1));
    }
  });
});

describe('option chains', () => {
  let unit: SampleUnit;
  let chain: Columns<'chain'>;
  beforeAll(() => {
    unit = createSampleMarket(DEFAULT_SAMPLE_SEED).run(0);
    chain = columnsOf(unit, 'chain', 0, 'chain');
  }, 60_000);

  it('has 6 expiries × 15 strikes × 2 a day for a year, in the order of the key', () => {
    expect(chain.t).toHaveLength(365 * 180);
    expect(chain.t[chain.t.length - 1]).toBe(SAMPLE_END - 86_400_000);
    for (let i = 1; i < chain.t.length; i++) {
      const step =
        chain.t[i] - chain.t[i - 1] || chain.expiry[i] - chain.expiry[i - 1] ||
        chain.strike[i] - chain.strike[i - 1] || chain.type[i] - chain.type[i - 1]; // prettier-ignore
      if (!(step > 0)) expect.fail(`row ${i}`);
    }
  });

  it('quotes on the tick around the mark, wider for what trades less', () => {
    for (let i = 0; i < chain.t.length; i++) {
      const bid = chain.bid[i];
      const ask = chain.ask[i];
      if (!(ask >= chain.mark[i] && ask > 0 && Math.abs(ask * 1e4 - Math.round(ask * 1e4)) < 1e-6))
        expect.fail(`row ${i}`);
      if (Number.isNaN(bid)) {
        if (chain.bidSize[i] !== 0 || !Number.isNaN(chain.bidIv[i])) expect.fail(`row ${i}`);
      } else if (!(bid <= chain.mark[i] && bid > 0)) expect.fail(`row ${i}`);
      if (chain.bidIv[i] > chain.markIv[i] + 1e-9 || chain.askIv[i] < chain.markIv[i] - 1e-9) expect.fail(`row ${i}`);
    }
    expect(quantile(chain.markIv, 0.01)).toBeGreaterThan(0.15);
    expect(quantile(chain.markIv, 0.99)).toBeLessThan(2);
  });

  it('gives marks at put-call parity, and ask IVs that price back to the ask', () => {
    for (let i = 0; i < chain.t.length; i += 2) {
      const parity = chain.mark[i + 1] - chain.mark[i] - (1 - chain.strike[i] / chain.underlying[i]);
      if (Math.abs(parity) > 1e-12) expect.fail(`row ${i}: ${parity}`);
      if (i % 50 !== 0 || Number.isNaN(chain.askIv[i + 1])) continue;
      const tau = (chain.expiry[i] - chain.t[i]) / MS_PER_YEAR;
      const { call } = black76(chain.underlying[i], chain.strike[i], tau, chain.askIv[i + 1], work);
      expect(call / chain.underlying[i]).toBeCloseTo(chain.ask[i + 1], 7);
    }
  });

  it('has deltas from 0 to 1 and marks without butterfly arbitrage', () => {
    for (let i = 0; i < chain.t.length; i += 2) {
      if (!(chain.delta[i + 1] > 0 && chain.delta[i + 1] < 1 && chain.delta[i] < 0)) expect.fail(`row ${i}`);
      if (i < 4 || chain.expiry[i] !== chain.expiry[i - 4] || chain.t[i] !== chain.t[i - 4]) continue;
      const convex = chain.mark[i + 1] - 2 * chain.mark[i - 1] + chain.mark[i - 3];
      if (convex < -1e-12) expect.fail(`row ${i}: ${convex}`);
    }
  });

  it('has a volatility index that rises when prices fall', () => {
    const index = unit.series.find((series) => series.kind === 'vol')!;
    expect(index.instrument).toBe('SIM-DVOL-BTC');
    const { o, h, l, c } = index.columns;
    for (let i = 0; i < c.length; i++)
      if (!(l[i] <= Math.min(o[i], c[i]) && h[i] >= Math.max(o[i], c[i]))) expect.fail(`${i}`);
    expect(quantile(c, 0.01)).toBeGreaterThan(0.15);
    expect(quantile(c, 0.99)).toBeLessThan(1.6);
    expect(correlation(logReturns(c), logReturns(hourly(unit).c))).toBeLessThan(-0.1);
  });
});
