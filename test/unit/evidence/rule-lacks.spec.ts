import { describe, expect, it } from 'vitest';
import { coarsestBars } from '#core/evidence/coarsest';
import { ruleLacks } from '#core/evidence/rule-lacks';
import { findEvents } from '#core/evidence/rules';
import type { Condition, Rule, Signal } from '#core/evidence/types';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { RULES, simulatedMarket } from '../../support/study-market';

const market = simulatedMarket(2);
const [, move, proxy] = RULES as [Rule, Rule & { kind: 'absoluteMove' }, Rule];
const below = (signal: Signal, value: number | Signal = 0): Condition => ({ signal, is: 'below', value });
const condition = (when: Condition): Rule => ({ kind: 'condition', side: 'long', when, cooldownMs: 1, lookbackMs: 1 });

describe('ruleLacks', () => {
  it('has nothing to say of rules that find what they ask for', () => {
    for (const rule of RULES) {
      expect(ruleLacks(market, rule)).toEqual([]);
      expect(findEvents(market, rule).length).toBeGreaterThan(0);
    }
  });

  it('says that a move is looked for over a longer time than asked', () => {
    const within = { ...move, withinMs: 15 * MS_PER_MINUTE };
    expect(ruleLacks(market, within)).toEqual([
      'SIM: a move within 15m is looked for within 1h, the interval of its bars.',
    ]);
    expect(findEvents(market, within)).toEqual(findEvents(market, { ...move, withinMs: MS_PER_HOUR }));
  });

  it('says that open interest is too coarse for the proxy', () => {
    const daily = { ...market, oi: { ...market.oi!, interval: MS_PER_DAY } };
    expect(ruleLacks(daily, proxy)).toEqual([
      'SIM: the proxy finds nothing, because open interest comes per 1d and the bars are 1h.',
    ]);
  });

  it('names each signal of a condition that is unknown throughout, once', () => {
    const { funding: _, ...without } = market;
    const funding = below({ name: 'funding' });
    const rsi = below({ name: 'close' }, { name: 'ema', period: 3, interval: 5 * MS_PER_MINUTE });
    const rule = condition({ any: [funding, { not: { within: MS_PER_DAY, of: { all: [funding, rsi] } } }] });
    expect(ruleLacks(without, rule)).toEqual([
      'SIM: “Funding rate” is unknown throughout, for want of funding.',
      'SIM: “Exponential average” is unknown throughout, for want of bars of which 5m is a multiple (there are bars of 1h).',
    ]);
    expect(findEvents(without, rule)).toEqual([]);
  });
});

describe('coarsestBars', () => {
  it('is the shortest time that a rule speaks of', () => {
    expect(coarsestBars(move)).toBe(2 * MS_PER_HOUR);
    expect(coarsestBars(proxy)).toBe(Infinity);
    const hour = below({ name: 'rsi', period: 14, interval: MS_PER_HOUR });
    const two = below({ name: 'volumeZ', over: MS_PER_HOUR });
    expect(coarsestBars(condition(hour))).toBe(MS_PER_HOUR);
    expect(coarsestBars(condition({ all: [hour, two, below({ name: 'close' })] }))).toBe(30 * MS_PER_MINUTE);
    expect(coarsestBars(condition(below({ name: 'funding' })))).toBe(Infinity);
  });
});
