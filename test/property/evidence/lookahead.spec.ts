import { describe, expect, it } from 'vitest';
import { confirmationRows } from '#core/evidence/confirmations';
import { lookaheadTest } from '#core/evidence/lookahead';
import { LEAKS, plantedLeak, type FindEvents, type LeakKind } from '#core/evidence/planted-leak';
import { findEvents } from '#core/evidence/rules';
import { RULES, simulatedMarket } from '../../support/study-market';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);
const KINDS = Object.keys(LEAKS) as LeakKind[];
const findBy =
  (seed: number): FindEvents =>
  (market) =>
    findEvents(market, RULES[seed % RULES.length]!);

describe('lookaheadTest', () => {
  it('finds nothing in a rule without a leak, on 200 markets, and sees its planted leaks', () => {
    for (const seed of SEEDS) {
      const markets = [simulatedMarket(seed, 320)];
      const find = findBy(seed);
      const result = lookaheadTest({ markets, find, confirmations: confirmationRows, most: 10, bars: 0 })!;
      expect(result.changed, `seed ${seed}`).toEqual([]);
      expect(result.clean).toBe(true);
      expect(result.plantedCaught, `seed ${seed}`).toBe(find(markets[0]!).length > 0);
    }
  });

  it.each(KINDS)('flags a planted leak on each of 200 markets: %s', (kind) => {
    let planted = 0;
    for (const seed of SEEDS) {
      const markets = [simulatedMarket(seed, 320)];
      const find = plantedLeak(findBy(seed), kind);
      if (find(markets[0]!).length === 0) continue;
      planted++;
      const result = lookaheadTest({ markets, find, most: 10, bars: 0 })!;
      expect(result.clean, `seed ${seed}`).toBe(false);
      expect(result.changed[0]!.what).not.toBe('');
    }
    expect(planted, 'markets on which the leak kept an event').toBeGreaterThan(kind === 'lowItself' ? 40 : 190);
  });

  it('flags a filter that drops an event once the bar after it is known, on small data every time', () => {
    let planted = 0;
    for (let seed = 0; seed < 40; seed++) {
      const market = simulatedMarket(seed, 320);
      const find: FindEvents = (m) =>
        findBy(seed)(m).filter(({ decision }) => {
          const { t, c } = m.bars.columns;
          const next = t.findIndex((open) => open >= decision);
          return next < 0 || c[next]! > c[next - 1]!;
        });
      if (find(market).length === findBy(seed)(market).length) continue;
      planted++;
      expect(lookaheadTest({ markets: [market], find, most: 10 })!.clean, `seed ${seed}`).toBe(false);
    }
    expect(planted).toBeGreaterThan(20);
  });
});
