import { beforeAll, describe, expect, it } from 'vitest';
import { defaultPlan } from '#core/hedge/blank-layers';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import type { BookEvent } from '#core/hedge/replay/types';
import type { HedgePlan, Position } from '#core/hedge/types';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import type { Columns } from '#core/series/schema';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { openWriter } from '#main/store/writer';
import type { ReplayAct } from '#shared/replay';
import type { ReplayBook } from '#shared/replay-book';
import { useServices } from '../sync/support/services';
import { pagesOf } from './support/market';

const services = useServices();
/** The last hour of the worst day of the leader. */
let crash: Ms;
beforeAll(() => {
  const { series } = createSampleMarket(DEFAULT_SAMPLE_SEED).run(0);
  const stored = series.filter(({ kind, interval }) => ['vol', 'funding'].includes(kind) || (kind === 'bars' && interval >= MS_PER_HOUR)); // prettier-ignore
  const bars = stored.find(({ kind, interval }) => kind === 'bars' && interval === MS_PER_HOUR)!;
  const { t, c } = bars.columns as Columns<'bars'>;
  let worst = Infinity;
  for (let i = 60 * 24; i < t.length - 10 * 24; i++) {
    if (c[i]! / c[i - 24]! >= worst) continue;
    [worst, crash] = [c[i]! / c[i - 24]!, t[i]!];
  }
  const parts = [...stored, { ...bars, instrument: 'SIM-BARE' }].map(
    ({ instrument, kind, interval, source, field, coverage, columns, ...traits }) => ({ key: { instrument, kind, interval, source, field }, traits, coverage, columns }),
  );
  const writer = openWriter(services.at('sample'));
  for (const page of pagesOf({ parts, contradicting: [], macro: [], quarantined: [], settled: [], decisions: [] })) writer.commitPage(page);
  writer.close();
}, 60_000); // prettier-ignore

const position = (kind: Position['kind'], quantity: number, instrument: string): Position => ({ id: kind, label: kind, kind, instrument, quantity, price: null, option: null, beta: null }); // prettier-ignore
const planOf = (change: Partial<HedgePlan> = {}, asset = 'SIM-BTC'): HedgePlan => ({
  ...defaultPlan(asset),
  positions: [position('spot', 1, asset), position('perpetual', 10, asset)],
  ...change,
});
const at = (hours: number): Ms => crash + hours * MS_PER_HOUR;
const put = (hours: number, plan: HedgePlan | null): ReplayAct => ({ at: at(hours) - 1, plan });

describe('the book of a replay', () => {
  it('calls for margin in a crash, draws what there is and then sells', async () => {
    const { replayBooks } = await services.open('sample', { threads: 1 });
    const capital = { ...HEDGE_DEFAULTS.capital, margin: 62_000, reserve: 3_000, credit: { limit: 4_000, rate: 0.1, haircut: 0.5 }, synthetic: { share: 0.1, rate: 0.1 } }; // prettier-ignore
    const { book } = await replayBooks.book({ acts: [put(-48, planOf({ capital, layers: [] }))], step: MS_PER_HOUR, asOf: at(24) });
    const { events, columns, start } = book!;
    expect(start).toBe(at(-48));
    const first = (action: BookEvent['action'], words = ''): Ms => events.find((event) => event.action === action && event.words.startsWith(words))!.t;
    const steps = [first('call'), first('draw', 'reserve'), first('draw', 'credit'), first('draw', 'financing'), first('forcedSale')];
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([columns.reserve.at(-1), columns.credit.at(-1)]).toEqual([0, 4_000]);
    expect(columns.sold.at(-1)).toBeGreaterThan(0);
    // What was sold for meets the requirement.
    columns.margin.forEach((margin, i) => expect(margin).toBeGreaterThanOrEqual(columns.requirement[i]! - 1e-6));
  }); // prettier-ignore

  it('goes on from bar to bar as it would be carried at once, and knows nothing of later', async () => {
    const [walking, whole] = [await services.open('sample', { threads: 1 }), await services.open('sample', { threads: 1 })]; // prettier-ignore
    const other = planOf({ layers: [...defaultPlan('SIM-BTC').layers, { ...defaultPlan('SIM-BTC').layers[0]!, id: 'more', gate: { gate: { kind: 'hysteresis', signal: 'drawdown', on: -0.2, off: -0.1 }, reads: 'step' } }] }); // prettier-ignore
    const acts = [put(-30, planOf()), put(-10, other), put(2, null)];
    const ask = async ({ replayBooks }: typeof whole, hours: number, given = acts): Promise<ReplayBook> => {
      const { book, problem } = await replayBooks.book({ acts: given, step: MS_PER_HOUR, asOf: at(hours) + 1 });
      expect(problem).toBeNull();
      return book!;
    };
    let before: ReplayBook | undefined;
    for (const hours of [-29, -28, -11, -10, -9, -1, 2, 3, 8]) {
      const book = await ask(walking, hours);
      expect(book.columns.hedged).toHaveLength(hours + 31);
      before?.events.forEach((event, i) => expect(book.events[i]).toEqual(event));
      if (before) expect(book.columns.hedged.slice(0, before.columns.hedged.length)).toEqual(before.columns.hedged);
      before = book;
    }
    expect(before!.events.map(({ action }) => action)).toEqual(expect.arrayContaining(['act', 'open', 'gateOn', 'close']));
    expect(before).toEqual(await ask(whole, 8));
    // Back, and on with another act in the place of the last.
    expect(await ask(walking, -20)).toEqual(await ask(whole, -20));
    const undone = [...acts.slice(0, 2), put(1, planOf())];
    expect(await ask(walking, 6, undone)).toEqual(await ask(whole, 6, undone));
  }); // prettier-ignore

  it('is empty before the first fill, and says what it lacks', async () => {
    const { replayBooks } = await services.open('sample', { threads: 1 });
    const ask = (acts: readonly ReplayAct[], asOf: Ms) => replayBooks.book({ acts, step: MS_PER_HOUR, asOf });
    expect(await ask([put(-1, planOf())], at(-1) - 1)).toEqual({ book: null, problem: null });
    expect(await ask([put(-2, null)], at(0))).toEqual({ book: null, problem: null });
    const { problem } = await ask([put(-2, planOf({}, 'SIM-BARE'))], at(0));
    expect(problem).toMatch(/^No volatility of SIM-BARE was known by .*: store an option chain or its volatility index\.$/);
    const mixed = await ask([put(-3, planOf()), put(-2, planOf({}, 'SIM-BARE'))], at(0));
    expect(mixed.problem).toMatch(/is on SIM-BARE, and the book is on SIM-BTC/);
    expect((await ask([put(-2, planOf({ positions: [] }))], at(0))).problem).toMatch(/holds nothing/);
  }); // prettier-ignore
});
