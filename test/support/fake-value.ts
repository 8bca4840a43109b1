import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { Ms } from '#core/time/ms';
import { noCapm } from '#core/value/no-capm';
import type { CapmEstimate, StatementRow } from '#core/value/types';
import { EntitySchema, StatementRowSchema, type Entity, type StoredRow, type ValueMarket } from '#shared/value';
import { LENDER, lenderRows, POOL, poolRows } from './lender';

type Asked = Extract<Channel, `value:${string}`>;
type Answers = { readonly [C in Asked]: (args: Args<C>) => Reply<C> };
type Kept = { readonly entity: Entity; readonly rows: readonly StoredRow[] };

const keyOf = ({ item, from, to, published }: Pick<StatementRow, 'item' | 'from' | 'to' | 'published'>): string =>
  JSON.stringify([item, Number.isNaN(from) ? null : from, to, published]);
const stored = (row: Args<'value:putRows'>['rows'][number]): StoredRow => ({
  ...StatementRowSchema.parse(row),
  from: row.from ?? NaN,
  own: true,
});
const newestOf = (rows: readonly StoredRow[]): Ms =>
  rows.length === 0 ? NaN : Math.max(...rows.map(({ published }) => published));

/** Of a token that moves a little more than the market. */
const measured = (beta: number): CapmEstimate & { readonly words: string } => ({
  ...{ beta, betaError: 0.12, alpha: 0.04, alphaError: 0.21, shrunkBeta: 1 + 0.7 * (beta - 1), shrunkError: 0.1 },
  ...{ correlation: 0.72, days: 90, reason: '', words: '90 daily closes' },
});
const PRICED: ValueMarket = {
  ...{ price: 12.5, priceAt: Date.UTC(2025, 9, 10), source: 'binance', riskFree: 0.04, riskFreeWords: 'policy rate' },
  capm: { basket: measured(1.3), btc: measured(1.45), spx: { ...noCapm('no closes of the S&P 500'), words: '' } },
  ...{ synthetic: false, lacks: '' },
};
const unpriced = (lacks: string): ValueMarket => {
  const none = { ...noCapm(lacks), words: '' };
  return {
    ...{ price: NaN, priceAt: NaN, source: '', riskFree: NaN, riskFreeWords: 'no policy rate is stored' },
    ...{ capm: { basket: none, btc: none, spx: none }, synthetic: false, lacks },
  };
};

/**
 * Entities in memory. One that names an instrument has a price and betas, any other one says that it has none.
 * @param now a lender and a pool are kept to begin with, as their statements would be known then
 */
export function createFakeValue(now?: Ms): Answers {
  const kept = new Map<string, Kept>();
  const find = (id: string): Kept => {
    const found = kept.get(id);
    if (!found) throw new Error(`no entity ${id}`);
    return found;
  };
  const known = ({ entity, rows }: Kept, asOf: Ms | undefined): Kept => {
    const then = rows.filter(({ published }) => published <= (asOf ?? Infinity));
    return { entity: { ...entity, rows: then.length, newest: newestOf(then) }, rows: then };
  };
  const answers: Answers = {
    'value:entities': (query) => [...kept.values()].map((one) => known(one, query?.asOf).entity),
    'value:entity': ({ id, asOf }) => known(find(id), asOf),
    'value:saveEntity': ({ id = `entity-${kept.size + 1}`, entity }) => {
      const rows = kept.get(id)?.rows ?? [];
      const saved: Entity = {
        ...EntitySchema.parse(entity),
        ...{ id, synthetic: false, rows: rows.length, newest: newestOf(rows) },
      };
      kept.set(id, { entity: saved, rows });
      return saved;
    },
    'value:deleteEntity': ({ id }) => void kept.delete(id),
    'value:putRows': ({ id, rows }) => {
      const { entity, rows: before } = find(id);
      const put = rows.map(stored);
      const keys = new Set(put.map(keyOf));
      kept.set(id, { entity, rows: [...before.filter((row) => !keys.has(keyOf(row))), ...put] });
      return known(find(id), undefined);
    },
    'value:removeRows': ({ id, rows }) => {
      const { entity, rows: before } = find(id);
      const keys = new Set(rows.map((row) => keyOf({ ...row, from: row.from ?? NaN })));
      kept.set(id, { entity, rows: before.filter((row) => !keys.has(keyOf(row))) });
      return known(find(id), undefined);
    },
    'value:import': () => null,
    'value:market': ({ id }) =>
      find(id).entity.instrument === null ? unpriced('no instrument is named whose prices are its own') : PRICED,
  };
  if (now !== undefined)
    for (const [entity, rows] of [[LENDER, lenderRows(now)], [POOL, poolRows(now)]] as const) {
      const { id } = answers['value:saveEntity']({ entity });
      answers['value:putRows']({ id, rows: [...rows] });
    }
  return answers;
} // prettier-ignore
