import { isScenario } from '#core/scenario/id';
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

/** Favourites in their own order, then by venue, the synthetic ones apart; then scenarios, and those without candles come last. */
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
        : isScenario(one.id)
          ? 'Scenarios, modelled'
          : one.synthetic
            ? 'Sample market, synthetic'
            : one.venue || 'Imported';
    groups.set(heading, [...(groups.get(heading) ?? []), one]);
  }
  const last = ['Scenarios, modelled', 'Without candles'];
  const inOrder = [...groups].sort(([a], [b]) => last.indexOf(a) - last.indexOf(b));
  return [
    ...(starred.length > 0 ? [{ heading: 'Favourites', members: starred }] : []),
    ...inOrder.map(([heading, members]) => ({ heading, members })),
  ];
}
