import type { SeriesKind } from '#core/series/schema';

/** Fields a mapping may name, per kind. The first form whose required fields are all there is used. */
interface Form {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export const FORMS: Readonly<Record<SeriesKind, readonly Form[]>> = {
  bars: [
    { required: ['t', 'c'], optional: ['o', 'h', 'l', 'v'] },
    { required: ['t', 'price', 'quantity'], optional: [] },
  ],
  liquidations: [
    { required: ['t', 'side'], optional: ['price', 'quantity', 'notional'] },
    { required: ['t', 'long', 'short'], optional: [] },
  ],
  oi: [{ required: ['t'], optional: ['base', 'usd'] }],
  funding: [{ required: ['t', 'rate'], optional: [] }],
  vol: [{ required: ['t', 'c'], optional: ['o', 'h', 'l'] }],
  chain: [
    {
      required: ['t', 'expiry', 'strike', 'type'],
      optional: ['bid', 'ask', 'mark', 'bidSize', 'askSize', 'bidIv', 'askIv', 'markIv', 'delta', 'gamma', 'vega', 'theta', 'rho', 'openInterest', 'volume', 'underlying', 'index'],
    },
  ],
  metric: [{ required: ['t', 'value'], optional: [] }],
  macro: [{ required: ['period', 'value'], optional: ['released', 'announced'] }],
}; // prettier-ignore

/** Fields that hold an instant. */
export const TIME_FIELDS: ReadonlySet<string> = new Set(['t', 'period', 'released', 'announced', 'expiry']);
/** What a mapping may set besides the fields of its kind. */
export const NAME_FIELDS = ['instrument', 'field', 'source'] as const;

/** A mapping's key in the form that formats use: macro figures have a `period` where others have `t`. */
export const fieldName = (kind: SeriesKind, key: string): string => (kind === 'macro' && key === 't' ? 'period' : key);

export const isFieldOf = (kind: SeriesKind, key: string): boolean =>
  FORMS[kind].some(({ required, optional }) => [...required, ...optional].includes(fieldName(kind, key)));
