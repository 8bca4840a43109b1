import type { SeriesKind } from '#core/series/schema';
import type { Instrument } from '#shared/market';

export const KIND_WORDS: Readonly<Record<SeriesKind, string>> = {
  bars: 'candles',
  liquidations: 'liquidations',
  oi: 'OI',
  funding: 'funding',
  chain: 'options',
  vol: 'volatility',
  macro: 'macro',
  metric: 'metric',
};

export interface InstrumentGroup {
  readonly heading: string;
  readonly members: readonly Instrument[];
}

/** Favourites in their own order, then by venue, the synthetic ones apart; those without candles come last. */
export function groupInstruments(
  all: readonly Instrument[],
  favourites: readonly string[],
): readonly InstrumentGroup[] {
  const starred = favourites.flatMap((id) => all.find((one) => one.id === id) ?? []);
  const groups = new Map<string, Instrument[]>();
  for (const one of all) {
    if (favourites.includes(one.id)) continue;
    const heading =
      one.barIntervals.length === 0
        ? 'Without candles'
        : one.synthetic
          ? 'Sample market, synthetic'
          : one.venue || 'Imported';
    groups.set(heading, [...(groups.get(heading) ?? []), one]);
  }
  const last = groups.get('Without candles');
  groups.delete('Without candles');
  return [
    ...(starred.length > 0 ? [{ heading: 'Favourites', members: starred }] : []),
    ...[...groups].map(([heading, members]) => ({ heading, members })),
    ...(last ? [{ heading: 'Without candles', members: last }] : []),
  ];
}
