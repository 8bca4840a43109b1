import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xirr } from '#core/value/irr';
import { flushOut } from '#core/value/weak-hands';
import { dayText, readDay } from '../../../../src/renderer/panes/shared/value/DayField';
import { build, builderFields, BUILDERS } from '../../../../src/renderer/panes/value/builders';
import { flowsText, readFlows } from '../../../../src/renderer/panes/value/flow-text';
import { drawWorth, rateSpan, worthAt } from '../../../../src/renderer/panes/value/npv';
import { draftOf, isSamePlace, newDraft, readDraft, withItem } from '../../../../src/renderer/panes/value/row-draft';
import { sideOf, whyNoYield } from '../../../../src/renderer/panes/value/sides';
import { periodWords, supersededKeys, rowKeyOf } from '../../../../src/renderer/panes/value/statement-columns';
import { readUnlocks, unlocksProblem, unlocksText } from '../../../../src/renderer/panes/value/unlocks';
import { valueModel } from '../../../../src/renderer/panes/value/model';
import { createValuation, selectSheet } from '../../../../src/renderer/state/valuation';
import type { StoredRow } from '#shared/value';
import { createFakeValue } from '../../../support/fake-value';

const DAY = 86_400_000;
const NOW = Date.UTC(2025, 10, 12);
const fake = createFakeValue(NOW);
const [lender] = fake['value:entities']({});
const reading = fake['value:entity']({ id: lender!.id });
const market = fake['value:market']({ id: lender!.id, window: 90 });
const sheet = selectSheet(null)(createValuation().getState());
const { inputs } = valueModel(reading, market, sheet, NOW);

describe('flows as text', () => {
  it('are read from what a spreadsheet copies, and come back as they were', () => {
    const { flows, problem } = readFlows('date\tamount\twords\n2025-01-01\t-1,000\tbought\n\n2025-12-31, 1120.5, sold at last\n2026-01-01 −5', 'utc');
    expect(problem).toBe('');
    expect(flows.map(({ amount, words }) => [amount, words])).toEqual([[-1_000, 'bought'], [1_120.5, 'sold at last'], [-5, '']]);
    expect(readFlows(flowsText(flows, 'utc'), 'utc').flows).toEqual(flows);
  });

  it('name the line that cannot be read, and none of them is taken', () => {
    expect(readFlows('2025-01-01 -5\n2025-02-30 7', 'utc')).toMatchObject({ flows: [], problem: expect.stringContaining('Line 2') });
    expect(readFlows('2025-01-01 much', 'utc').problem).toContain('no amount');
    expect(readFlows('', 'utc').problem).not.toBe('');
  });
}); // prettier-ignore

describe('the worth of flows against a rate', () => {
  const hump = [-100, 230, -132].map((amount, i) => ({ t: NOW + i * 365 * DAY, amount, words: '' }));
  it('is nothing at each root, and the picture shows them all', () => {
    const { value, roots, reason } = xirr(hump);
    expect([value, roots.length]).toEqual([NaN, 2]);
    expect(reason).toMatch(/^2 rates solve it/);
    for (const root of roots) expect(Math.abs(worthAt(hump, root))).toBeLessThan(1e-9 * 230);
    const [from, to] = rateSpan(roots);
    expect(from < 0.1 && to > 0.2).toBe(true);
    const { shapes, spots } = drawWorth(hump, roots, { width: 400, height: 200 });
    expect(shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(2);
    expect(spots.length).toBeGreaterThan(8);
  });

  it('never spans a rate of −100 %', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.999, max: 50, noNaN: true }), { maxLength: 4 }), (roots) => {
        const [from, to] = rateSpan(roots);
        expect(from > -1 && to > from).toBe(true);
      }),
    );
  });
});

describe('the flows of a position', () => {
  it('of each kind begin with money paid and return its yield', () => {
    for (const kind of BUILDERS) {
      const typed = Object.fromEntries(builderFields(kind, inputs).map(({ key, usual }) => [key, usual]));
      const { flows, reason, facts } = build(kind, typed, NOW);
      expect(reason, kind).toBe('');
      expect(flows[0]).toMatchObject({ t: NOW, amount: -10_000 });
      expect(facts.length).toBeGreaterThan(2);
      expect(Number.isFinite(xirr(flows).value), kind).toBe(true);
    }
    const loop = build('loop', Object.fromEntries(builderFields('loop', inputs).map(({ key, usual }) => [key, usual])), NOW);
    // 2.533 times the deposit at 5.3 %, 1.533 of it owed at 5.8 %.
    expect(loop.facts[0]!.value).toBe('4.53\u00a0%');
  }); // prettier-ignore

  it('say why they cannot be made', () => {
    expect(build('loop', { deposit: 1 }, NOW).reason).toBe('a figure is missing');
    expect(build('liquidity', { deposit: 1_000, priceRatio: 0, feeYield: 1, days: 30 }, NOW)).toMatchObject({ flows: [], reason: 'a price ratio is above 0' }); // prettier-ignore
  });
});

describe('weak hands', () => {
  const side = { t: NOW, reading, market };
  it('are judged by what was known on each side, and by rates typed for it, not by figures typed over today’s', () => {
    const typed = { ...sheet, overrides: { supplyRate: 9 }, assumptions: { riskFree: 0.03 } };
    const known = sideOf(side, typed, typed.loop, {});
    expect(known.loop.netYield).toBeCloseTo(2.533 * 0.053 - 1.533 * 0.058, 12);
    expect(known.carry.wacc).toBe(NaN); // no closes: no beta
    expect(flushOut({ before: known.carry, after: known.carry }).verdict).toBe('cannotTell');
    const own = { borrowRate: 0.02, wacc: 0.08 };
    const after = sideOf(side, typed, typed.loop, own);
    expect(after.carry).toEqual({ loopYield: after.loop.netYield, wacc: 0.08 });
    expect(flushOut({ before: { loopYield: 0.01, wacc: 0.08 }, after: after.carry }).verdict).toBe('flushed');
  });

  it('say which rate is missing', () => {
    const none = { ...side, reading: { ...reading, rows: [] } };
    const empty = sideOf(none, sheet, sheet.loop, {});
    expect(whyNoYield(empty, {})).toBe('supply rate: not stated');
    expect(whyNoYield(sideOf(none, sheet, sheet.loop, { supplyRate: 0.05 }), { supplyRate: 0.05 })).toBe('borrowing rate: not stated'); // prettier-ignore
  });
});

describe('a figure that is typed in', () => {
  it('is complete before it is kept, and says what is missing', () => {
    const draft = newDraft('earnings', NOW);
    expect(readDraft(draft)).toBe('Type the figure.');
    const whole = { ...draft, value: 1e6 };
    expect(readDraft(whole)).toMatchObject({ item: 'earnings', value: 1e6, source: 'typed in' });
    expect(readDraft({ ...whole, to: whole.from! - DAY })).toMatch(/ends before it begins\.$/);
    expect(readDraft({ ...whole, published: whole.to! - DAY })).toBe('Published before its period was over.');
    expect(readDraft({ ...withItem(whole, 'cash'), published: whole.to! - DAY })).toMatch(/before the day it is of/);
  });

  it('of a rate is typed in percent, and a stock has no beginning', () => {
    const rate = withItem({ ...newDraft('earnings', NOW), value: 4.25 }, 'supplyRate');
    const read = readDraft(rate);
    expect(read).toMatchObject({ value: 0.0425, from: null });
    const back = draftOf({ ...(read as StoredRow), from: NaN, own: true });
    expect([back.value, back.from]).toEqual([4.25, null]);
  });

  it('has one place by item, period and publication', () => {
    const row = reading.rows[0]!;
    const same = { ...row, from: Number.isNaN(row.from) ? null : row.from };
    expect(isSamePlace(row, same)).toBe(true);
    expect(isSamePlace(row, { ...same, published: row.published + 1 })).toBe(false);
    expect(isSamePlace(row, { ...same, from: 0 })).toBe(false);
  });

  it('has a period that ends with its last day', () => {
    expect(readDay('2025-09-30', 'end')).toBe(Date.UTC(2025, 9, 1));
    expect(readDay('2025-09-30 12:00', 'end')).toBe(Date.UTC(2025, 8, 30, 12));
    expect(dayText(Date.UTC(2025, 9, 1), 'end')).toBe('2025-09-30');
    expect(readDay('2025-13-01')).toBeUndefined();
    expect(periodWords({ from: Date.UTC(2025, 6, 1), to: Date.UTC(2025, 9, 1) })).toBe('2025-07-01 to 2025-09-30');
    expect(periodWords({ from: NaN, to: Date.UTC(2025, 9, 1) })).toBe('2025-10-01');
  });

  it('is told apart from one that was published again', () => {
    const row = reading.rows[0]!;
    const again = { ...row, published: row.published + DAY, value: 1 };
    expect([...supersededKeys([row, again])]).toEqual([rowKeyOf(row)]);
    expect(supersededKeys([again, row]).has(rowKeyOf(row))).toBe(true);
    expect(supersededKeys(reading.rows).size).toBe(0);
  });
});

it('unlocks are typed as percent of the supply, year by year', () => {
  expect(readUnlocks('10, 15% 7.5')).toEqual([0.1, 0.15, 0.075]);
  expect(unlocksText([0.1, 0.15])).toBe('10, 15');
  expect(unlocksProblem('10, ten')).toMatch(/“ten”/);
  expect(unlocksProblem('')).toBeUndefined();
});
