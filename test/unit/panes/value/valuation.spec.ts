import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/plan/canonical';
import { readCard } from '../../../../src/renderer/panes/plan/card-text';
import { claimOf } from '../../../../src/renderer/panes/shared/plan/cite';
import { cardText, evidenceCard, plainJson } from '../../../../src/renderer/panes/shared/value/card';
import { instantOf, whenWords } from '../../../../src/renderer/panes/shared/value/instant';
import { answerFigure } from '../../../../src/renderer/panes/value/cite';
import { valueGrid } from '../../../../src/renderer/panes/value/grids';
import { answerIn, basisOf, capmRows, valueModel } from '../../../../src/renderer/panes/value/model';
import { drawSensitivity, sensitivityGrid, sensitivityModel } from '../../../../src/renderer/panes/value/sensitivity';
import { drawTornado } from '../../../../src/renderer/panes/value/tornado';
import {
  assume,
  createValuation,
  override,
  readSheets,
  resetAll,
  selectSheet,
  type Sheet,
} from '../../../../src/renderer/state/valuation';
import { tornado } from '#core/value/valuate';
import { createFakeValue } from '../../../support/fake-value';
import { LENDER } from '../../../support/lender';
import { planDocument } from '../../../support/plan';

const NOW = Date.UTC(2025, 10, 12);
const fake = createFakeValue(NOW);
const [lender] = fake['value:entities']({});
const reading = (asOf = NOW) => fake['value:entity']({ id: lender!.id, asOf }) as ReturnType<(typeof fake)['value:entity']> & { then?: never }; // prettier-ignore
const bare = fake['value:market']({ id: lender!.id, window: 90 });
const priced = (() => {
  const { id } = fake['value:saveEntity']({ entity: { ...LENDER, name: 'Priced', instrument: 'X' } });
  return fake['value:market']({ id, window: 90 });
})();
const SHEET: Sheet = selectSheet(null)(createValuation().getState());
const model = (sheet: Sheet = SHEET, market = bare, at = NOW) => valueModel(reading(at), market, sheet, at);

describe('what is answered of an entity', () => {
  it('are multiples of the trailing year, and in words why one cannot be had', () => {
    expect(answerIn(model(), 'priceEarnings')).toMatchObject({ value: 15, diluted: 30, estimated: false });
    expect(answerIn(model(), 'quickRatio').value).toBe(2);
    expect(answerIn(model(), 'priceFfo')).toMatchObject({ value: 20, estimated: true });
    const cash = answerIn(model(), 'priceCashFlow');
    expect([cash.value, cash.reason]).toEqual([NaN, 'Operating cash flow: not stated']);
    expect(answerIn(model(), 'wacc').reason).toBe('Risk-free rate: not given');
  });

  it('reads nothing that was published after the clock', () => {
    const before = model(SHEET, bare, Date.UTC(2025, 9, 20)); // the newest quarter is published on the 22nd
    expect(before.known.price.value).toBe(NaN);
    expect(answerIn(before, 'priceEarnings').value).toBe(NaN);
    expect(before.known.earnings.reason).toMatch(/^statements cover 27\d of the 365 days/);
  });

  it('takes the newer one of the stated price and the market’s', () => {
    expect(model(SHEET, priced).known.price).toMatchObject({ value: 12, source: 'quarterly report' });
    const later = { ...priced, priceAt: NOW };
    expect(model(SHEET, later).known.price).toMatchObject({ value: 12.5, source: 'binance' });
    expect(model(SHEET, later).known.marketCap.value).toBe(12.5 * 50e6);
  });

  it('follows what is typed over it, marks it, and comes back', () => {
    const store = createValuation();
    const sheet = () => selectSheet('a')(store.getState());
    store.getState().edit('a', override('earnings', 20e6));
    expect(answerIn(model(sheet()), 'priceEarnings')).toMatchObject({ value: 30, estimated: true });
    expect(model(sheet()).known.earnings.value).toBe(40e6);
    store.getState().edit('a', assume({ riskFree: 0.03, discount: 0.1 }));
    expect(answerIn(model(sheet()), 'gordon').value).toBeCloseTo((0.4 * 1.02) / 0.08, 12);
    store.getState().edit('a', resetAll);
    expect(answerIn(model(sheet()), 'priceEarnings').value).toBe(15);
    store.getState().undo('a');
    store.getState().undo('a');
    expect(sheet()).toMatchObject({ overrides: { earnings: 20e6 }, assumptions: {} });
    store.getState().redo('a');
    expect(sheet().assumptions.riskFree).toBe(0.03);
    expect(selectSheet('b')(store.getState()).overrides).toEqual({});
  });

  it('keeps a gesture as one step, and sheets of the last session; broken ones are as usual', () => {
    const store = createValuation();
    for (const price of [1, 2, 3]) store.getState().edit('a', override('price', price), 'typing');
    store.getState().undo('a');
    expect(selectSheet('a')(store.getState()).overrides).toEqual({});
    const kept = {
      a: { ...SHEET, overrides: { price: 3, gone: 4, cash: 'x' }, loop: { loops: 'many', loanToValue: 0.5 } },
      b: null,
    };
    const read = readSheets(JSON.parse(JSON.stringify(kept)));
    expect(Object.keys(read)).toEqual(['a']);
    expect(read['a']).toMatchObject({
      overrides: { price: 3 },
      loop: { loops: 3, loanToValue: 0.5, before: {} },
      beta: { window: 90 },
    });
    expect(read['a']!.overrides).not.toHaveProperty('gone');
  });

  it('sets three benchmarks side by side, by the raw beta or the shrunk one', () => {
    const [basket, , spx] = capmRows(model(SHEET, priced), priced, false);
    expect(basket!.expected.value).toBeCloseTo(0.04 + 1.3 * 0.05, 12);
    expect(basket!.expectedError).toBeCloseTo(0.12 * 0.05, 12);
    expect([spx!.capm.beta, spx!.expected.reason]).toEqual([NaN, 'Beta: no closes of the S&P 500']);
    expect(capmRows(model(SHEET, priced), priced, true)[0]!.expected.value).toBeCloseTo(0.04 + 1.21 * 0.05, 12);
    const shrunk = model({ ...SHEET, beta: { window: 90, shrunk: true } }, priced);
    expect(answerIn(shrunk, 'expectedReturn').value).toBeCloseTo(0.04 + 1.21 * 0.05, 12);
  });
});

describe('the pictures', () => {
  it('of the sensitivity say why a cell is impossible and hold worth against the price', () => {
    const grid = sensitivityModel(model({ ...SHEET, assumptions: { growth: 0.05, discount: 0.06 } }).args, 'gordon')!;
    const { spots, shapes } = drawSensitivity(grid, { width: 700, height: 300 });
    expect(spots).toHaveLength(49);
    const impossible = spots.find(({ name }) => name.startsWith('Growth 7.0\u00a0%, discount 6.0\u00a0%'))!;
    expect(impossible.name).toMatch(/no answer\. Growth of 7\.0 % is not below the discount rate of 6\.0 %/);
    expect(spots.find(({ name }) => name.startsWith('Growth 5.0\u00a0%, discount 6.0\u00a0%'))!.name).toContain(
      '42.00 USD. +250\u00a0% against the price of 12.00 USD.',
    );
    expect(shapes.filter((shape) => shape.kind === 'text' && shape.text === 'g ≥ r')).toHaveLength(
      spots.filter(({ name }) => name.includes('no answer')).length,
    );
    expect(sensitivityModel(model().args, 'gordon'), 'no rate, no table').toBeUndefined();
  });

  it('of the sensitivity can be had as a file, impossible cells with their reason', () => {
    const grid = sensitivityGrid(model({ ...SHEET, assumptions: { growth: 0.05, discount: 0.06 } }).args);
    expect(grid).toHaveLength(1 + 3 * 49);
    expect(
      Number(
        grid.find(([form, growth, discount]) => form === 'gordon' && growth === '0.05' && discount === '0.06')![3],
      ),
    ).toBeCloseTo(42, 9);
    expect(
      grid
        .filter(([, growth, discount]) => Number(growth) >= Number(discount))
        .every(([, , , worth, reason]) => worth === '' && reason !== ''),
    ).toBe(true);
    expect(sensitivityGrid(model().args)).toEqual([]);
  });

  it('of the tornado have their bars inside the plot, and say it where a side has no answer', () => {
    const { args } = model({ ...SHEET, assumptions: { growth: 0.05, discount: 0.055 } });
    const bars = tornado(args, 'gordon');
    const drawn = drawTornado({ id: 'gordon', value: 42, unit: 'USD' }, bars, 0.2, { width: 480, height: 200 });
    expect(drawn.spots.map(({ id }) => id)).toEqual(bars.map(({ input }) => input));
    expect(drawn.spots.find(({ id }) => id === 'growth')!.name).toMatch(/20\u00a0% higher: no answer/);
    for (const shape of drawn.shapes)
      if (shape.kind === 'rect') expect(shape.x >= 0 && shape.x + shape.w <= 480).toBe(true);
  });
});

describe('a figure that is cited', () => {
  const answer = answerIn(model(), 'priceEarnings');
  const figure = answerFigure(reading().entity, model(), answer, NOW);
  it('stands alone in words, with what it rests on', () => {
    expect(figure.words).toBe(
      'P/E of Harbour Lending is 15.00 ×, 30.00 × fully diluted, as known at 2025-11-12 00:00 UTC, on Earnings 40.0 M USD, Price 12.00 USD, Float 50.0 M units.',
    );
    expect(Object.keys(basisOf(model(), answer).inputs)).toEqual(
      expect.arrayContaining(['price', 'float', 'earnings']),
    );
  });

  it('has the SHA-256 of the canonical form of inputs, assumptions and answer, and is read by the plan as it was copied', async () => {
    const card = await evidenceCard(figure);
    expect(card.fingerprint).toBe(createHash('sha256').update(canonicalJson(figure.basis)).digest('hex'));
    expect(readCard(await cardText(figure))).toEqual(card);
    const other = answerFigure(reading().entity, model({ ...SHEET, overrides: { earnings: 41e6 } }), answer, NOW);
    expect((await evidenceCard(other)).fingerprint).not.toBe(card.fingerprint);
    const unrelated = model({ ...SHEET, overrides: { cash: 1 } });
    const same = answerFigure(reading().entity, unrelated, answerIn(unrelated, 'priceEarnings'), NOW);
    expect((await evidenceCard(same)).fingerprint, 'what it does not read changes nothing').toBe(card.fingerprint);
  });

  it('is a claim of the thesis once, with its card', async () => {
    const card = await evidenceCard(figure);
    const plan = claimOf(card)(planDocument({ claims: [], evidence: [] }));
    expect(plan.claims).toEqual([{ text: figure.words, evidence: [card.fingerprint] }]);
    expect(claimOf(card)(plan).claims).toHaveLength(1);
    expect(plan.evidence).toEqual([card]);
  });

  it('has no number where there is none', () => {
    expect(plainJson({ a: NaN, b: [Infinity, 1], c: undefined })).toEqual({ a: null, b: [null, 1] });
  });
});

it('the time of a made-up market ends with its data; that of any other entity goes on', () => {
  const { entity } = reading();
  expect(instantOf(null, entity, NOW, NaN)).toBe(NOW);
  expect(instantOf(5, { ...entity, synthetic: true }, NOW, 9)).toBe(5);
  expect(instantOf(null, { ...entity, synthetic: true, newest: 7 }, NOW, 9)).toBe(9);
  expect(instantOf(null, { ...entity, synthetic: true, newest: NaN }, NOW, NaN)).toBe(NOW);
  expect(whenWords({ synthetic: true }, NOW)).toBe('as known at 2025-11-12 00:00 UTC in the synthetic sample market');
});

it('the file of inputs and answers holds every digit, and no 0 for what is missing', () => {
  const grid = valueGrid(model({ ...SHEET, overrides: { cash: 1.5 } }));
  const row = (part: string, name: string) => grid.find(([a, b]) => a === part && b === name)!;
  expect(row('input', 'Cash').slice(2, 4)).toEqual(['1.5', 'USD']);
  expect(row('known', 'Cash')[2]).toBe('4000000');
  expect(row('answer', 'P/CF')[2]).toBe('');
  expect(row('answer', 'P/CF').at(-1)).toBe('Operating cash flow: not stated');
  expect(row('answer', 'P/E')[2]).toBe('15');
}); // prettier-ignore
