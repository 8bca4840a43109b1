import { describe, expect, it } from 'vitest';
import type { Alignment, BandCoverage } from '#core/timeshift/types';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { readCard } from '../../../../src/renderer/panes/plan/card-text';
import {
  alignTo,
  moreAlign,
  moreOptions,
  moreValue,
  quickOf,
} from '../../../../src/renderer/panes/time-shift/align-options';
import { timeShiftCard } from '../../../../src/renderer/panes/time-shift/card';
import { analogColumns, heldWords } from '../../../../src/renderer/panes/time-shift/columns';
import { coverageWords, fanWarning } from '../../../../src/renderer/panes/time-shift/coverage';
import { fanGrid, pathGrid } from '../../../../src/renderer/panes/time-shift/grids';
import { aheadOf } from '../../../../src/renderer/panes/time-shift/use-actions';
import { changedParts } from '../../../../src/renderer/panes/time-shift/use-time-shift';
import { alignWords, offsetWords } from '../../../../src/renderer/panes/time-shift/words';
import {
  createTimeShift,
  DEFAULT_CHOICE,
  DEFAULT_MANNER,
  readTimeShift,
  specOf,
} from '../../../../src/renderer/state/time-shift';
import { createFakeTimeShift } from '../../../support/fake-time-shift';

const HOUR = 3_600_000;
const CLOCK = Date.UTC(2020, 2, 12, 22);
const spec = TimeShiftSpecSchema.parse({ instrument: 'SIM-BTC', align: { kind: 'cascade' }, asOf: CLOCK });
const result = createFakeTimeShift(spec);
const band = (share: number, lo: number, hi: number) => ({ share, lo, hi });
const coverage = (in50: BandCoverage['in50'], in90: BandCoverage['in90'], n = 61): BandCoverage => ({ h: 24 * HOUR, n, in50, in90 }); // prettier-ignore

describe('the honesty of the fan', () => {
  it('is told in words, with its intervals', () => {
    const words = coverageWords(coverage(band(0.47, 0.35, 0.59), band(0.885, 0.78, 0.94)), 24 * HOUR);
    expect(words.replaceAll('\u00a0', ' ')).toBe(
      'Of 61 outcomes at 1 d 47 % fell inside the 50 % band (35 to 59 %), 89 % fell inside the 90 % band (78 to 94 %).',
    );
    expect(coverageWords(undefined, HOUR)).toMatch(/could not be tested at 1\sh/);
  });

  it('warns only where the interval leaves out what the band says, and in which direction', () => {
    const fine = band(0.885, 0.78, 0.94);
    expect(fanWarning(coverage(band(0.47, 0.35, 0.59), fine))).toBeUndefined();
    expect(fanWarning(coverage(band(0.31, 0.2, 0.44), fine))).toMatch(/50\s% band was too narrow/);
    expect(fanWarning(coverage(band(0.75, 0.62, 0.85), fine))).toMatch(/50\s% band was too wide/);
    expect(fanWarning(coverage(band(0.3, 0.2, 0.4), band(0.7, 0.6, 0.8)))).toMatch(/50\s% band and the 90\s% band/);
    expect(fanWarning(coverage(band(NaN, NaN, NaN), band(NaN, NaN, NaN), 0))).toBeUndefined();
  });
});

describe('an analog', () => {
  it('held, was undercut after so long, or is not told', () => {
    const [first, , third] = result.analogs;
    expect(heldWords(first!, 2, true)).toBe('held');
    expect(heldWords(third!, 2, true)).toBe('undercut 4\u00a0h');
    expect(heldWords(third!, 2, false)).toBe('overrun 4\u00a0h');
    expect(heldWords({ ...first!, undercut: Float64Array.of(NaN) }, 0, true)).toBe('not yet known');
  });

  it('says in its columns what is unknown, and never prints it as 0', () => {
    const columns = analogColumns({ result, zone: 'utc', horizonMs: 24 * HOUR, open: null, onToggle: () => undefined });
    const text = (id: string, i: number): string => {
      const column = columns.find((one) => one.id === id)!;
      return column.text(result.analogs[i]!);
    };
    expect(text('distance', 0)).toBe('0.60');
    expect(text('distance', result.analogs.length - 1)).toBe('too little known');
    expect(text('oiChange', 2)).toBe('not known');
    expect(text('skew', 0)).toBe('not known');
    expect(text(`after-${7 * 24 * HOUR}`, 1)).toBe('not yet known');
    expect(columns.find(({ id }) => id === 'skew')).toMatchObject({ hidden: true });
  });

  it('is pasted from where the present stands, or whole once the present is past its end', () => {
    expect(aheadOf(result, { t0: 0 })).toEqual({ from: 11 * HOUR, length: 61 * HOUR });
    const over = { ...result, present: { ...result.present!, path: new Float64Array(result.grid.length) } };
    expect(aheadOf(over, { t0: 0 })).toEqual({ from: 0, length: 72 * HOUR });
    expect(aheadOf({ ...result, present: null }, { t0: 0 })).toEqual({ from: 0, length: 72 * HOUR });
  });
});

describe('an evidence card', () => {
  it('is read by the plan as it is copied', () => {
    const row = result.outcomes[2]!;
    const card = readCard(JSON.stringify(timeShiftCard(result, row, '', CLOCK)));
    expect(card).toMatchObject({
      fingerprint: result.fingerprint,
      title: 'Time-shift aligned at the peak of a long cascade',
      verdict: 'cannotTell',
    });
    expect(card).toHaveProperty('words', expect.stringMatching(/^At 1 d\..*too few to tell.*Of 59 outcomes/));
  });

  it('writes what is not known as null', () => {
    const text = JSON.stringify(timeShiftCard(result, result.outcomes[2]!, '', null));
    expect(JSON.parse(text)).toMatchObject({ computedAt: null, asOf: '2020-03-12T22:00:00.000Z' });
    expect(text).not.toMatch(/NaN|Infinity/);
  });
});

describe('alignments', () => {
  it('are one click away, or in the list beside', () => {
    expect(quickOf(alignTo('CPI', DEFAULT_CHOICE.align))).toBe('CPI');
    expect(alignTo('PPI', { kind: 'release', label: 'CPI', which: 'above' })).toMatchObject({ which: 'above' });
    expect(moreValue(alignTo('cascade', DEFAULT_CHOICE.align), '')).toBeUndefined();
    for (const { value } of moreOptions([], [], DEFAULT_CHOICE.align, '')) {
      const found = moreAlign(value, []);
      if (value === 'builder') expect(found).toBeUndefined();
      else {
        expect(moreValue(found!.align, found!.ruleName)).toBe(value);
        expect(TimeShiftSpecSchema.safeParse(specOf('X', { ...found!, present: null }, DEFAULT_MANNER, null)).success).toBe(true); // prettier-ignore
      }
    }
  });

  it('are in the list though what they name is gone from it', () => {
    const rule = { kind: 'cascade', side: 'long', k: null, minNotionalUsd: 0, mergeMs: 900_000 } as const;
    const named = (align: Alignment, name: string) => moreOptions([], [], align, name).find(({ value }) => value === moreValue(align, name))?.label; // prettier-ignore
    expect(named({ kind: 'rule', rule }, 'Long cascade')).toBe('Long cascade');
    expect(named({ kind: 'rule', rule }, '')).toBe('A rule of your own');
    expect(named({ kind: 'release', label: 'PAYROLLS', which: 'all' }, '')).toBe('PAYROLLS');
    expect(named({ kind: 'release', label: 'GDP', which: 'all' }, '')).toBe('GDP');
  });

  it('are told in words', () => {
    expect(alignWords({ kind: 'release', label: 'CPI', which: 'above' })).toBe('a CPI release, above consensus');
    expect(alignWords({ kind: 'differential', a: 'USD', b: 'EUR', turn: 'narrowing' })).toContain('narrowing');
    expect([-24 * HOUR, 0, 72 * HOUR, 240 * HOUR, 90_000].map(offsetWords).map((one) => one.replaceAll('\u00a0', ' '))).toEqual(['\u221224 h', '0', '+72 h', '+10 d', '+1 m 30 s']); // prettier-ignore
  });
});

describe('what is asked', () => {
  it('is remembered by instrument, and another alignment begins with its newest instance', () => {
    let kept: unknown;
    const store = createTimeShift(undefined, (next) => (kept = JSON.parse(JSON.stringify({ version: 1, ...next }))));
    const cpi = { kind: 'release', label: 'CPI', which: 'all' } as const;
    store.getState().align('A', cpi);
    store.getState().setPresent('A', 5);
    store.getState().set({ weights: { drop: 2 } });
    const again = createTimeShift(readTimeShift(kept)).getState();
    expect(again.choices['A']).toEqual({ align: cpi, ruleName: '', present: 5 });
    expect(again.choices['B']).toBeUndefined();
    expect(again.manner.weights).toEqual({ drop: 2 });
    store.getState().align('A', { kind: 'cascade', side: 'short' });
    expect(store.getState().choices['A']?.present).toBeNull();
  });

  it('begins anew where what was kept is broken', () => {
    const good = { version: 1, choices: {}, manner: DEFAULT_MANNER };
    expect(readTimeShift(good)).toBeDefined();
    for (const broken of [
      null,
      3,
      { ...good, version: 2 },
      { ...good, manner: { ...DEFAULT_MANNER, horizonsMs: [] } },
      { ...good, manner: null },
    ])
      // prettier-ignore
      expect(readTimeShift(broken)).toBeUndefined();
    expect(readTimeShift({ ...good, choices: { A: { align: { kind: 'moon' } } } })?.choices).toEqual({});
    expect(readTimeShift({ ...good, manner: { ...DEFAULT_MANNER, weights: { drop: -1, moon: 2 } } })?.manner.weights).toEqual({}); // prettier-ignore
  });

  it('is told apart from what is shown', () => {
    const shown = specOf('A', DEFAULT_CHOICE, DEFAULT_MANNER, 1);
    expect(changedParts(shown, specOf('A', DEFAULT_CHOICE, DEFAULT_MANNER, 2))).toBe('clock');
    expect(changedParts(shown, specOf('A', DEFAULT_CHOICE, { ...DEFAULT_MANNER, weights: { drop: 0 }, seed: 1 }, 1))).toBe('distance and seed'); // prettier-ignore
  });
});

it('files hold every digit and nothing where nothing is known', () => {
  const paths = pathGrid(result);
  expect(paths[0]).toHaveLength(2 + result.analogs.length);
  expect(paths).toHaveLength(1 + result.grid.length);
  expect(paths.at(-1)![1]).toBe(''); // the present after the clock
  const fan = fanGrid(result);
  expect(fan[0]).toEqual(['offset ms', 'n', 'quantile 0.05', 'quantile 0.25', 'quantile 0.5', 'quantile 0.75', 'quantile 0.95']); // prettier-ignore
  expect(fan[1]![1]).toBe('14');
});
