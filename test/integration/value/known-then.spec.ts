import { beforeAll, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { inputsOf } from '#core/value/inputs';
import { ITEMS, type Item } from '#core/value/types';
import type { SeriesKey } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import type { StatementRowInput } from '#shared/value';
import { leaksOf } from '../replay/support/witness';
import { blockOf, pageOf, walkingBars } from '../store/support/pages';
import { useServices } from '../sync/support/services';

const stores = useServices();
const FROM = Date.UTC(2022, 0, 1);
const DAYS = 900;
const END = FROM + DAYS * MS_PER_DAY;
const INSTANTS = 1_000;

/** Quarters and balances, two thirds of them published again, some of those twice, at odd hours. */
function history(rng: Rng): StatementRowInput[] {
  const items = Object.keys(ITEMS) as Item[];
  return Array.from({ length: 400 }, (): StatementRowInput[] => {
    const item = items[rng.below(items.length)]!;
    const to = FROM + rng.below(DAYS - 60) * MS_PER_DAY;
    const from = ITEMS[item].kind === 'flow' ? to - (1 + rng.below(90)) * MS_PER_DAY : null;
    const publications = 1 + rng.below(3);
    return Array.from({ length: publications }, (_, k) => ({
      ...{ item, from, to, published: to + k * 20 * MS_PER_DAY + rng.below(15 * MS_PER_DAY), value: rng.below(1e6) / 100 },
      ...{ source: `publication ${k + 1}`, estimated: rng.below(4) === 0 },
    })); // prettier-ignore
  }).flat();
}

const metric = (field: string): SeriesKey => ({ instrument: 'lend-v2', kind: 'metric', interval: MS_PER_DAY, source: 'defillama', field }); // prettier-ignore
const FIGURES = ['tvl', 'dailyFees', 'dailyRevenue'];
const daily = { t: Float64Array.from({ length: DAYS }, (_, i) => FROM + i * MS_PER_DAY), value: Float64Array.from({ length: DAYS }, (_, i) => 1 + i) }; // prettier-ignore
const bars = walkingBars(DAYS * 24, { from: FROM, interval: MS_PER_HOUR, seed: 5 });
const HOURS: SeriesKey = { instrument: 'LENDUSDT', kind: 'bars', interval: MS_PER_HOUR, source: 'file', field: '' };
const BTC: SeriesKey = { ...HOURS, instrument: 'BTCUSDT' };

const rng = new Rng(11);
const rows = history(rng);
const instants = Array.from({ length: INSTANTS }, () => {
  // at a publication, a millisecond before it, or anywhere
  const { published } = rows[rng.below(rows.length)]!;
  return [published, published - 1, FROM - MS_PER_DAY + Math.floor(rng.uniform() * (END - FROM))][rng.below(3)]!;
});

let own = '';
let linked = '';
beforeAll(async () => {
  const writer = openWriter(stores.at('market'));
  const traits = { knownLag: MS_PER_DAY, unit: 'USD' };
  writer.commitPage(pageOf([...FIGURES.map((field) => blockOf(daily, metric(field), { traits })), blockOf(bars, HOURS), blockOf(walkingBars(DAYS * 24, { from: FROM, interval: MS_PER_HOUR, seed: 6 }), BTC)])); // prettier-ignore
  writer.close();
  const services = await stores.open('market');
  const fields = { kind: 'protocol' as const, symbol: '', instrument: null, figures: null, note: '' };
  own = (await services.value.save(undefined, { ...fields, name: 'Typed', instrument: 'LENDUSDT' })).id;
  linked = (await services.value.save(undefined, { ...fields, name: 'Linked', figures: 'other, lend-v2' })).id;
  await services.value.putRows(own, rows);
  await stores.close(services);
});

/** What of the typed history had been published. */
const publishedBy = (t: Ms) => rows.filter(({ published }) => published <= t);
const keyOf = ({ item, from, to, published }: Pick<StatementRowInput, 'item' | 'to' | 'published'> & { from: Ms | null }) => `${item} ${from ?? NaN} ${to} ${published}`; // prettier-ignore

it(`at ${INSTANTS} random instants an entity has what had been published, each restatement from its own publication on`, async () => {
  const { value } = await stores.open('market');
  // of two rows with one key the later one was stored
  const stored = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  for (const t of instants) {
    const reading = await value.entity(own, t);
    const expected = stored.filter(({ published }) => published <= t);
    expect(reading.rows.map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
    expect(reading.entity).toMatchObject({ rows: expected.length, newest: expected.length > 0 ? Math.max(...expected.map(({ published }) => published)) : NaN }); // prettier-ignore
    expect(leaksOf(reading, t, { end: END })).toEqual([]);
    // and what answers read is what they would read with the whole history at hand
    expect(inputsOf(reading.rows, t)).toEqual(inputsOf(stored.map((row) => ({ ...row, from: row.from ?? NaN })), t)); // prettier-ignore
  }
  expect(instants.filter((t) => publishedBy(t).length < rows.length).length).toBeGreaterThan(INSTANTS / 2);
}, 120_000);

it("a provider's figures are known when their day is over and its lag has passed", async () => {
  const { value } = await stores.open('market');
  for (const t of instants.slice(0, 300)) {
    const { rows: told, entity } = await value.entity(linked, t);
    const days = daily.t.filter((day) => day + MS_PER_DAY <= t).length;
    expect([told.length, entity.rows]).toEqual([FIGURES.length * days, FIGURES.length * days]);
    expect(told.every(({ own: isOwn, published }) => !isOwn && published <= t)).toBe(true);
    expect(leaksOf(told, t, { end: END })).toEqual([]);
  }
  const { rows: all } = await value.entity(linked, undefined);
  expect(all.filter(({ item }) => item === 'fees').slice(0, 1)).toMatchObject([{ from: FROM, to: FROM + MS_PER_DAY, published: FROM + MS_PER_DAY, value: 1, source: 'defillama, lend-v2' }]); // prettier-ignore
  expect(all.filter(({ item }) => item === 'tvl').slice(0, 1)).toMatchObject([{ from: NaN, to: FROM, published: FROM + MS_PER_DAY, value: 1 }]); // prettier-ignore
}, 60_000);

it('the list leaves out an entity of which nothing had been published', async () => {
  const { value } = await stores.open('market');
  const first = Math.min(...rows.map(({ published }) => published));
  const names = async (t: Ms) => (await value.entities(t)).map(({ name }) => name);
  expect(await names(first - 1)).not.toContain('Typed');
  expect(await names(first)).toContain('Typed');
  expect(await names(FROM + MS_PER_DAY - 1)).not.toContain('Linked');
  expect(await names(FROM + MS_PER_DAY)).toContain('Linked');
  for (const t of instants.slice(0, 100)) expect(leaksOf(await value.entities(t), t, { end: END })).toEqual([]);
});

it('price and market risk are those of bars that were closed', async () => {
  const { value } = await stores.open('market', { threads: 2 });
  for (const t of instants.slice(0, 150)) {
    const market = await value.market(own, 60, t);
    expect(leaksOf(market, t, { end: END })).toEqual([]);
    const closed = bars.t.findLastIndex((open) => open + MS_PER_HOUR <= t);
    if (closed < 0) expect(market.lacks).not.toBe('');
    else expect(market).toMatchObject({ price: bars.c![closed], priceAt: bars.t[closed]! + MS_PER_HOUR, lacks: '' });
    expect(market.capm.btc.days).toBe(closed < 0 ? 0 : Math.min(60, Math.max(0, Math.floor((t - FROM) / MS_PER_DAY) - 1))); // prettier-ignore
  }
}, 120_000);
