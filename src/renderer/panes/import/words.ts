import type { Coverage, SeriesKind } from '#core/series/schema';

export const KIND_WORDS: Readonly<Record<SeriesKind, { readonly label: string; readonly hint: string }>> = {
  bars: { label: 'Candles', hint: 'open, high, low, close and volume per interval' },
  liquidations: { label: 'Liquidations', hint: 'forced closures, single or summed' },
  oi: { label: 'Open interest', hint: 'positions that are open' },
  funding: { label: 'Funding', hint: 'rate that longs pay shorts' },
  chain: { label: 'Option chain', hint: 'quotes per expiry and strike' },
  vol: { label: 'Volatility index', hint: 'implied volatility per year' },
  macro: { label: 'Macro series', hint: 'figures with a period and a release' },
  metric: { label: 'Other figure', hint: 'any dated value' },
};

export const COVERAGE_WORDS: Readonly<Record<Coverage, string>> = {
  complete: 'every forced closure',
  throttled: 'stream kept 1 print a second',
  aggregated: 'sums per interval',
  proxy: 'inferred, not recorded',
  snapshots: 'taken at intervals',
};
