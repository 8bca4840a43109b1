import { describe, expect, it } from 'vitest';
import { confirmationRows } from '#core/evidence/confirmations';
import { lookaheadTest } from '#core/evidence/lookahead';
import { plantedLeak, type FindEvents } from '#core/evidence/planted-leak';
import { findEvents } from '#core/evidence/rules';
import type { StudyEvent, StudyMarket } from '#core/evidence/types';
import { RULES, simulatedMarket } from '../../support/study-market';

const HOUR = 3_600_000;
const HOURS = 700;
const market = simulatedMarket(3, HOURS);
const find: FindEvents = (m) => findEvents(m, RULES[1]!);
const whatOf = (leaky: FindEvents, more: object = {}): string[] =>
  lookaheadTest({ markets: [market], find: leaky, ...more })!.changed.map((c) => c.what);
const lastBar = (m: StudyMarket): number => m.bars.columns.t.at(-1) ?? NaN;

describe('lookaheadTest', () => {
  it('counts the instants it looked at: events up to the limit, and some without', () => {
    const events = find(market).length;
    expect(events).toBeGreaterThan(4);
    const result = lookaheadTest({ markets: [market], find, bars: 0 })!;
    expect(result).toMatchObject({ clean: true, changed: [], plantedCaught: true });
    expect(result.checked).toBeGreaterThan(events + 20);
    expect(result.checked).toBeLessThanOrEqual(events + 40);
    expect(lookaheadTest({ markets: [market], find, most: 3, bars: 0 })!.checked).toBeLessThanOrEqual(5);
    expect(lookaheadTest({ markets: [market], find, most: 3 })!.checked).toBeGreaterThan(HOURS - events);
  });

  it('says that an event is missing on the data of its decision', () => {
    const leaky = plantedLeak(find, 'nextBar');
    expect(whatOf(leaky)).toHaveLength(leaky(market).length);
    expect(whatOf(leaky)[0]).toBe('The rule finds this event on all data, but not on the data known at its decision.');
  });

  it('says that an event is not there later', () => {
    const leaky: FindEvents = (m) => find(m).filter((e) => lastBar(m) < e.decision + 2 * HOUR);
    expect(whatOf(leaky)).toContain(
      'The rule finds this event on the data known at its decision, but not on all data.',
    );
  });

  it('says which field changed', () => {
    const leaky: FindEvents = (m) => find(m).map((e): StudyEvent => ({ ...e, dropBp: m.bars.columns.c.at(-1)! }));
    expect(whatOf(leaky)[0]).toMatch(
      /^Its drop in bp is [\d.]+ on the data known at its decision, and [\d.]+ on all data\.$/,
    );
  });

  it('sees an event decided on cut data only, at an instant without one', () => {
    const leaky: FindEvents = (m) => {
      const events = find(m);
      const at = lastBar(m) + HOUR;
      const isWhole = at === HOURS * HOUR;
      return isWhole || events.length === 0 ? events : [...events, { ...events[0]!, decision: at }];
    };
    expect(whatOf(leaky).length).toBeGreaterThan(5);
    const future: FindEvents = (m) =>
      lastBar(m) === (HOURS - 1) * HOUR ? find(m) : find(m).map((e) => ({ ...e, decision: (HOURS + 9) * HOUR }));
    expect(whatOf(future).some((what) => what.includes('in the future'))).toBe(true);
  });

  it('sees a confirmation that reads ahead', () => {
    const confirmations = (m: StudyMarket, events: readonly StudyEvent[]): Float64Array => {
      const rows = confirmationRows(m, events);
      for (let i = 0; i < events.length; i++) rows[i * 13 + 3] = lastBar(m) > events[i]!.decision ? 1 : NaN;
      return rows;
    };
    expect(whatOf(find, { confirmations })[0]).toBe(
      'Its confirmation “Open interest down” is unknown on the data known at its decision, and yes on all data.',
    );
  });

  it('names the instrument, and looks at every market', () => {
    const other = simulatedMarket(6, 400, 'OTHER');
    const leaky: FindEvents = (m) => (m.instrument === 'OTHER' ? plantedLeak(find)(m) : find(m));
    const result = lookaheadTest({ markets: [market, other], find: leaky })!;
    expect(result.clean).toBe(false);
    expect(new Set(result.changed.map((c) => c.instrument))).toEqual(new Set(['OTHER']));
  });

  it('does not claim to have caught anything where there is nothing', () => {
    const none = lookaheadTest({ markets: [market], find: () => [] });
    expect(none).toMatchObject({ clean: true, changed: [], plantedCaught: false });
    expect(lookaheadTest({ markets: [], find })).toMatchObject({ checked: 0, plantedCaught: false });
  });

  it('stops when asked, and tells how far it is', () => {
    const shares: number[] = [];
    lookaheadTest({ markets: [market], find, onProgress: (share) => void shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    let calls = 0;
    expect(lookaheadTest({ markets: [market], find, shouldStop: () => ++calls > 3 })).toBeUndefined();
  });
});
