import { describe, expect, it } from 'vitest';
import { CONFIRMATION_INFO } from '#core/evidence/confirmation-info';
import { DEFAULT_CONFIRMATION_SETTINGS } from '#core/evidence/confirmation-settings';
import { confirmationRows, confirmationsAt } from '#core/evidence/confirmations';
import { findEvents } from '#core/evidence/rules';
import {
  CONFIRMATIONS,
  type Confirmation,
  type ConfirmationId,
  type KnownPoints,
  type StudyEvent,
  type StudyMarket,
} from '#core/evidence/types';
import { RULES, simulatedMarket } from '../../support/study-market';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const f = (...x: number[]): Float64Array => Float64Array.of(...x);

/** Bars of an interval from closes; lows and highs are the close. */
function barsOf(
  interval: number,
  closes: readonly number[],
  more: Partial<StudyMarket['bars']['columns']> = {},
): StudyMarket['bars'] {
  // prettier-ignore
  const c = Float64Array.from(closes);
  return { interval, columns: { t: c.map((_, i) => i * interval), o: c, h: c, l: c, c, v: c, ...more } };
}
const flat = (n: number): number[] => new Array<number>(n).fill(100);
const event = (start: number, decision: number, more: Partial<StudyEvent> = {}): StudyEvent => ({
  ...{ instrument: 'X', side: 'long', start, end: decision, decision, priceExtreme: 90, dropBp: 500 },
  ...{ notionalUsd: 1e6, coverage: null },
  ...more,
});
const at = (id: ConfirmationId, market: Partial<StudyMarket>, e: StudyEvent): Confirmation =>
  confirmationsAt({ instrument: 'X', bars: barsOf(HOUR, flat(200)), ...market }, e).find((c) => c.id === id)!;
const points = (...pairs: [known: number, value: number][]): KnownPoints => ({
  known: Float64Array.from(pairs, (p) => p[0]),
  value: Float64Array.from(pairs, (p) => p[1]),
});

describe('confirmationsAt', () => {
  const NEEDS: Partial<Record<ConfirmationId, readonly (keyof StudyMarket)[]>> = {
    openInterestDown: ['oi'],
    breakEvenReset: ['oi'],
    fundingNegative: ['funding'],
    intensityDecayed: ['liquidations'],
    absorptionBack: ['liquidations'],
    breadthDivergence: ['breadth'],
    termStructureUpward: ['termSlope'],
    skewEased: ['skew'],
    macroStabilising: ['cpi', 'ppi'],
    rateDifferentialNarrowing: ['rateDifferential'],
    reerEasing: ['reer'],
  };

  it('says yes and no of each somewhere on markets that have everything', () => {
    const seen = new Map<string, number>();
    for (const seed of [1, 3, 6]) {
      const market = simulatedMarket(seed, 2_600);
      const spans = [0, 1, 2, 3, 4, 5].map((i) => event((2_300 + 30 * i) * HOUR, (2_310 + 30 * i) * HOUR));
      const found = RULES.flatMap((rule) => findEvents(market, rule).slice(-8));
      for (const e of [...spans, ...found])
        for (const { id, state } of confirmationsAt(market, e))
          seen.set(`${id} ${state}`, (seen.get(`${id} ${state}`) ?? 0) + 1);
    }
    for (const id of CONFIRMATIONS)
      for (const state of ['yes', 'no']) expect(seen.get(`${id} ${state}`) ?? 0, `${id} ${state}`).toBeGreaterThan(0);
  });

  it('is unknown and says what is missing when a series is absent, for each', () => {
    const market = simulatedMarket(4, 500);
    const e = findEvents(market, RULES[0]!).at(-1)!;
    for (const id of CONFIRMATIONS) {
      const without: StudyMarket = { ...market };
      for (const need of NEEDS[id] ?? []) Object.assign(without, { [need]: undefined });
      if (NEEDS[id] === undefined) Object.assign(without, { bars: barsOf(HOUR, []) });
      const found = confirmationsAt(without, e).find((c) => c.id === id)!;
      expect(found, id).toMatchObject({ state: 'unknown', value: NaN });
      expect(found.lacks, id).not.toBe('');
    }
  });

  it('gives a reason exactly when it does not know', () => {
    for (const rule of RULES)
      for (const e of findEvents(simulatedMarket(5, 400), rule))
        for (const c of confirmationsAt(simulatedMarket(5, 400), e)) {
          expect(c.lacks === '', c.id).toBe(c.state !== 'unknown');
          expect(Number.isNaN(c.value), c.id).toBe(c.state === 'unknown');
        }
  });

  it('reads the RSI on the timeframes that the bars can give', () => {
    const falling = Array.from({ length: 200 }, (_, i) => 1_000 - i);
    const e = event(98 * HOUR, 100 * HOUR);
    expect(at('rsiOversold', { bars: barsOf(HOUR, falling) }, e)).toMatchObject({ state: 'yes', value: 2 });
    expect(at('rsiOversold', { bars: barsOf(HOUR, falling) }, { ...e, side: 'short' }).state).toBe('no');
    expect(at('rsiOversold', { bars: barsOf(4 * HOUR, falling) }, e)).toMatchObject({ state: 'yes', value: 1 });
    expect(at('rsiOversold', { bars: barsOf(15 * MINUTE, flat(900)) }, e)).toMatchObject({ state: 'no', value: 0 });
    expect(at('rsiOversold', { bars: barsOf(DAY, falling) }, event(99 * DAY, 100 * DAY))).toMatchObject({
      state: 'unknown',
      lacks: 'bars of 4h or finer (there are bars of 1d)',
    });
    // 20 hours are enough for 1h, not for 4h: with two asked for, 4h could still decide
    const young = event(19 * HOUR, 20 * HOUR);
    expect(at('rsiOversold', { bars: barsOf(HOUR, falling) }, young)).toMatchObject({
      state: 'unknown',
      lacks: 'enough bars before the decision for RSI(14) on 4h',
    });
    expect(at('rsiOversold', { bars: barsOf(HOUR, flat(200)) }, young).state).toBe('no');
  });

  it('sees the histogram turn after a fall that slows', () => {
    const closes = Array.from({ length: 100 }, (_, i) => (i < 80 ? 100 : i < 90 ? 100 - (i - 79) * 2 : 80));
    const bars = barsOf(HOUR, closes);
    expect(at('macdTurningUp', { bars }, event(80 * HOUR, 84 * HOUR)).state).toBe('no');
    expect(at('macdTurningUp', { bars }, event(80 * HOUR, 97 * HOUR)).state).toBe('yes');
    expect(at('macdTurningUp', { bars }, event(80 * HOUR, 84 * HOUR, { side: 'short' })).state).toBe('yes');
    expect(at('macdTurningUp', { bars }, event(20 * HOUR, 30 * HOUR)).state).toBe('unknown');
  });

  it('reads open interest and funding as of the decision, a later reading never', () => {
    const oi = { columns: { t: f(0, HOUR, 2 * HOUR, 3 * HOUR), base: f(100, 100, 96, 90), usd: f(1, 1, 1, 1) }, interval: HOUR }; // prettier-ignore
    expect(at('openInterestDown', { oi }, event(2 * HOUR, 3 * HOUR))).toMatchObject({ state: 'no', value: 1 - 96 / 100 }); // prettier-ignore
    expect(at('openInterestDown', { oi }, event(2 * HOUR, 4 * HOUR)).state).toBe('yes');
    expect(at('openInterestDown', { oi }, event(5 * HOUR, 6 * HOUR)).lacks).toBe('open interest since the start');
    expect(at('openInterestDown', { oi }, event(HOUR / 2, 2 * HOUR)).lacks).toBe('open interest at the start');
    const funding = { t: f(HOUR, 5 * HOUR), rate: f(1e-4, -1e-4) };
    expect(at('fundingNegative', { funding }, event(HOUR, 4 * HOUR))).toMatchObject({ state: 'no', value: 1e-4 });
    expect(at('fundingNegative', { funding }, event(HOUR, 5 * HOUR)).state).toBe('yes');
    expect(at('fundingNegative', { funding }, event(HOUR, 5 * HOUR, { side: 'short' })).state).toBe('no');
    expect(at('fundingNegative', { funding }, event(HOUR, 30 * HOUR)).state).toBe('unknown');
  });

  const buckets = (long: readonly number[], minutes = 1): NonNullable<StudyMarket['liquidations']> => ({
    series: {
      kind: 'buckets',
      columns: { t: Float64Array.from(long, (_, i) => i * minutes * MINUTE), long: Float64Array.from(long), short: new Float64Array(long.length) }, // prettier-ignore
      interval: minutes * MINUTE,
    },
    until: long.length * minutes * MINUTE,
  });

  it('lets liquidations decay by half in five minutes', () => {
    const bars = barsOf(MINUTE, flat(60));
    const liquidations = buckets([0, 0, 4e6, 0, 0, 0, 0, 0, 0, 0]);
    const found = at('intensityDecayed', { bars, liquidations }, event(2 * MINUTE, 7 * MINUTE));
    expect(found.state).toBe('no');
    expect(found.value).toBeCloseTo(2 ** (-4 / 5), 12);
    expect(at('intensityDecayed', { bars, liquidations }, event(2 * MINUTE, 9 * MINUTE)).state).toBe('yes');
    expect(at('intensityDecayed', { bars, liquidations }, event(2 * MINUTE, 11 * MINUTE)).lacks).toContain('to the decision'); // prettier-ignore
    expect(at('intensityDecayed', { bars, liquidations }, event(2 * MINUTE, 9 * MINUTE, { side: 'short' })).lacks).toBe('short liquidations during the event'); // prettier-ignore
  });

  it('compares the move per million USD after the peak with that at the peak', () => {
    const closes = [100, 100, 99, 97, 96.9, 96.8, 96.8, 96.8];
    const bars = barsOf(MINUTE, closes);
    const liquidations = buckets([0, 0, 1e6, 4e6, 3e6, 2e6, 0, 0]);
    const e = event(2 * MINUTE, 8 * MINUTE, { end: 6 * MINUTE });
    const found = at('absorptionBack', { bars, liquidations }, e);
    const want = (1e4 * Math.log(97 / 96.8)) / 5 - (1e4 * Math.log(99 / 97)) / 4;
    expect(found.state).toBe('yes');
    expect(found.value).toBeCloseTo(want, 9);
    const last = at('absorptionBack', { bars, liquidations }, { ...e, end: 4 * MINUTE });
    expect(last).toMatchObject({ state: 'unknown', lacks: 'bins between the peak and the end of the event' });
  });

  it('sets the low and the line against the last swing low before', () => {
    const lows = [...flat(10), 95, ...flat(10), 92, 100, 100];
    const bars = barsOf(HOUR, lows);
    const e = event(20 * HOUR, 23 * HOUR);
    const line = (low: number): KnownPoints => points([10 * HOUR, 50], [21.5 * HOUR, low], [22.5 * HOUR, 0]);
    expect(at('breadthDivergence', { bars, breadth: line(50) }, e)).toMatchObject({ state: 'yes', value: 0 });
    expect(at('breadthDivergence', { bars, breadth: line(49) }, e)).toMatchObject({ state: 'no', value: -1 });
    const higher = barsOf(HOUR, [...flat(10), 95, ...flat(10), 96, 100, 100]);
    expect(at('breadthDivergence', { bars: higher, breadth: line(60) }, e).state).toBe('no');
    expect(at('breadthDivergence', { bars, breadth: line(60) }, event(8 * HOUR, 12 * HOUR)).lacks).toBe('a swing low before the event'); // prettier-ignore
  });

  it('reads slope and skew as of the decision', () => {
    const termSlope = points([HOUR, 0.1], [4 * HOUR, -0.1]);
    expect(at('termStructureUpward', { termSlope }, event(2 * HOUR, 3 * HOUR)).state).toBe('no');
    expect(at('termStructureUpward', { termSlope }, event(2 * HOUR, 4 * HOUR)).state).toBe('yes');
    expect(at('termStructureUpward', { termSlope }, event(2 * HOUR, 4 * HOUR + 4 * DAY + 1)).state).toBe('unknown');
    const skew = points([HOUR, -0.2], [4 * HOUR, -0.1]);
    expect(at('skewEased', { skew }, event(2 * HOUR, 5 * HOUR)).value).toBeCloseTo(0.1, 12);
    expect(at('skewEased', { skew }, event(2 * HOUR, 5 * HOUR, { side: 'short' })).state).toBe('no');
    expect(at('skewEased', { skew }, event(2 * HOUR, 3 * HOUR)).lacks).toBe('a 25-delta risk reversal since the start');
    expect(at('skewEased', { skew }, event(0, 5 * HOUR)).lacks).toBe('the 25-delta risk reversal at the start');
  });

  it('asks both price indices, and the one that is known when the other is not', () => {
    const slowing = points([0, 0.04], [30 * DAY, 0.03]);
    const rising = points([0, 0.01], [31 * DAY, 0.015]);
    const e = event(35 * DAY, 36 * DAY);
    expect(at('macroStabilising', { cpi: slowing, ppi: rising }, e).state).toBe('no');
    expect(at('macroStabilising', { cpi: slowing, ppi: rising }, event(1, 30.5 * DAY)).state).toBe('yes');
    expect(at('macroStabilising', { ppi: slowing }, e)).toMatchObject({ state: 'yes', value: 0.03 - 0.04 });
    expect(at('macroStabilising', { cpi: slowing, ppi: slowing }, event(0, 20 * DAY)).state).toBe('unknown');
    expect(at('macroStabilising', { cpi: slowing, ppi: slowing }, event(0, 106 * DAY)).state).toBe('unknown');
  });

  it('compares sizes of the rate differential ninety days apart', () => {
    const rateDifferential = points([0, -0.03], [50 * DAY, 0.02]);
    expect(at('rateDifferentialNarrowing', { rateDifferential }, event(0, 90 * DAY))).toMatchObject({ state: 'yes' });
    expect(at('rateDifferentialNarrowing', { rateDifferential }, event(0, 89 * DAY)).state).toBe('unknown');
    expect(at('rateDifferentialNarrowing', { rateDifferential }, event(0, 150 * DAY)).state).toBe('no');
  });

  it('compares the real exchange rate with a release ago, the other way round for a squeeze', () => {
    const reer = points([0, 108], [30 * DAY, 107.5]);
    const e = event(35 * DAY, 36 * DAY);
    expect(at('reerEasing', { reer }, e)).toMatchObject({ state: 'yes', value: -0.5 });
    expect(at('reerEasing', { reer }, { ...e, side: 'short' }).state).toBe('no');
    expect(at('reerEasing', { reer }, event(0, 29 * DAY)).state).toBe('unknown'); // one release alone
    expect(at('reerEasing', { reer }, event(0, 106 * DAY)).state).toBe('unknown');
  });
});

describe('confirmationRows', () => {
  it('says of many events what is said of each from the market cut at its decision', () => {
    const market = simulatedMarket(7, 600);
    for (const rule of RULES) {
      const events = findEvents(market, rule);
      const rows = confirmationRows(market, events);
      const code = { yes: 1, no: 0, unknown: NaN };
      expect([...rows]).toEqual(events.flatMap((e) => confirmationsAt(market, e).map((c) => code[c.state])));
    }
    expect(confirmationRows(market, [])).toHaveLength(0);
  });

  it('obeys its settings', () => {
    const market = simulatedMarket(7, 600);
    const events = findEvents(market, RULES[0]!);
    const column = (oiClosedShare: number): number[] => {
      const rows = confirmationRows(market, events, { ...DEFAULT_CONFIRMATION_SETTINGS, oiClosedShare });
      return events.map((_, i) => rows[i * CONFIRMATIONS.length + CONFIRMATIONS.indexOf('openInterestDown')]!);
    };
    expect(new Set(column(-1))).toEqual(new Set([1]));
    expect(new Set(column(0.9))).toEqual(new Set([0]));
  });
});

describe('CONFIRMATION_INFO', () => {
  it('has a text for each', () => {
    expect(Object.keys(CONFIRMATION_INFO)).toEqual([...CONFIRMATIONS]);
    for (const { title, definition, method } of Object.values(CONFIRMATION_INFO))
      expect([title, definition, method].every((x) => x.length > 5)).toBe(true);
  });
});
