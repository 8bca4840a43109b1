import type { Args, Channel, Reply } from '#shared/ipc/contract';
import type { CapmEstimate, StatementRow } from '#core/value/types';
import { EntitySchema, StatementRowSchema, type Entity, type StoredRow } from '#shared/value';

type Asked = Extract<Channel, `value:${string}`>;
type Answers = { readonly [C in Asked]: (args: Args<C>) => Reply<C> };

const UNKNOWN: CapmEstimate & { readonly words: string } = {
  beta: NaN,
  betaError: NaN,
  alpha: NaN,
  alphaError: NaN,
  shrunkBeta: NaN,
  shrunkError: NaN,
  correlation: NaN,
  days: 0,
  reason: 'no closes',
  words: '',
};
const keyOf = ({ item, from, to, published }: Pick<StatementRow, 'item' | 'from' | 'to' | 'published'>): string =>
  JSON.stringify([item, Number.isNaN(from) ? null : from, to, published]);

/** Entities in memory, without prices. */
export function createFakeValue(): Answers {
  const kept = new Map<string, { entity: Entity; rows: readonly StoredRow[] }>();
  const find = (id: string) => {
    const found = kept.get(id);
    if (!found) throw new Error(`no entity ${id}`);
    return found;
  };
  return {
    'value:entities': () => [...kept.values()].map(({ entity }) => entity),
    'value:entity': ({ id }) => find(id),
    'value:saveEntity': ({ id = `entity-${kept.size + 1}`, entity }) => {
      const rows = kept.get(id)?.rows ?? [];
      const saved: Entity = {
        ...EntitySchema.parse(entity),
        ...{ id, synthetic: false, rows: rows.length, newest: NaN },
      };
      kept.set(id, { entity: saved, rows });
      return saved;
    },
    'value:deleteEntity': ({ id }) => void kept.delete(id),
    'value:putRows': ({ id, rows }) => {
      const { entity, rows: before } = find(id);
      const put = rows.map((row): StoredRow => ({
        ...StatementRowSchema.parse(row),
        from: row.from ?? NaN,
        own: true,
      }));
      const keys = new Set(put.map(keyOf));
      const next = [...before.filter((row) => !keys.has(keyOf(row))), ...put];
      kept.set(id, { entity: { ...entity, rows: next.length }, rows: next });
      return find(id);
    },
    'value:removeRows': ({ id, rows }) => {
      const { entity, rows: before } = find(id);
      const keys = new Set(rows.map((row) => keyOf({ ...row, from: row.from ?? NaN })));
      const next = before.filter((row) => !keys.has(keyOf(row)));
      kept.set(id, { entity: { ...entity, rows: next.length }, rows: next });
      return find(id);
    },
    'value:import': () => null,
    'value:market': () => ({
      ...{ price: NaN, priceAt: NaN, source: '', riskFree: NaN, riskFreeWords: 'no policy rate is stored' },
      ...{ capm: { basket: UNKNOWN, btc: UNKNOWN, spx: UNKNOWN }, synthetic: false, lacks: 'no instrument is named' },
    }),
  };
}
