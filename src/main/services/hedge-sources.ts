import { scenarioAsset } from '#core/scenario/id';
import { parseSymbol } from '#core/series/instrument';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { HedgeSources } from '../engine/tasks/hedge-market';
import type { StoreReader } from '../store/api';
import type { SeriesId, SeriesRecord } from '../store/types';
import { settlementOf } from './options';
import { scenarioStart } from './scenario-documents';
import { chooseBasket, chooseReaching, marketOf, reaching, seriesFor, volatilityFor } from './selection';

/** Which series a plan's market is made from. */
export interface HedgeSourcePlan {
  readonly sources: HedgeSources;
  /** Ids and revisions of everything read: another list, another answer. */
  readonly revisions: readonly (readonly [SeriesId, number] | undefined)[];
  readonly synthetic: boolean;
}

export interface HedgeWish {
  readonly asset: string;
  readonly benchmark: string;
  readonly instruments: readonly string[];
  readonly asOf: Ms | undefined;
}

/** Names of the S&P 500, of what tracks it and of its futures: their volatility index is VIX. */
const EQUITY = new Set(['SP500', 'SPX', 'SPY', 'ES', 'US500', 'VOO', 'IVV']);
const plain = (name: string): string => name.toUpperCase().replace(/^(SIM-|\^)|~.*$/g, '');
export const isEquity = (asset: string): boolean => EQUITY.has(plain(asset)) || EQUITY.has(parseSymbol(asset).base);

/** Bars of an instrument that days can be made from: those that reach to the end, of them the longest, of equals the coarsest. */
export function dailyBars(all: readonly SeriesRecord[], instrument: string): SeriesRecord | undefined {
  const usable = seriesFor(all, instrument, 'bars').filter(({ interval }) => MS_PER_DAY % interval === 0);
  return reaching(usable).sort((a, b) => a.from - b.from || b.interval - a.interval)[0];
}

/** The finest bars of an instrument, whose last close is its price. */
export const priceBars = (all: readonly SeriesRecord[], instrument: string): SeriesRecord | undefined =>
  seriesFor(all, instrument, 'bars').sort((a, b) => a.interval - b.interval || b.to - a.to)[0];

/**
 * Bars that those of a step can be made from and that reach back to an instant: of the longest the coarsest. Undefined: none are as fine.
 */
export function barsFor(all: readonly SeriesRecord[], asset: string, step: Ms, from: Ms): SeriesRecord | undefined {
  const usable = seriesFor(all, asset, 'bars').filter((one) => step % one.interval === 0 && one.from + one.knownLag <= from);
  return reaching(usable).sort((a, b) => a.from - b.from || b.interval - a.interval)[0];
} // prettier-ignore

/** @returns why there is no market, as a sentence. */
export function planHedgeSources(
  reader: StoreReader,
  { asset, benchmark, instruments, asOf }: HedgeWish,
): HedgeSourcePlan | { readonly problem: string } {
  const all = reader.listSeries({}, asOf);
  const bars = dailyBars(all, asset);
  if (!bars) {
    const by = asOf === undefined ? '' : ` that was known by ${new Date(asOf).toISOString()}`;
    return { problem: `No price of ${asset} is stored${by}: bars of a day or finer are needed.` };
  }
  const { synthetic } = bars;
  const market = marketOf(bars);
  /** Of a scenario: what it is a scenario of, and which series speak for a name. */
  const home = scenarioAsset(asset);
  const nameIn = (name: string): string => (name === home ? asset : name);
  const price = priceBars(all, asset) ?? bars;
  const named = (name: string): SeriesRecord | undefined => {
    const found = all.filter((one) => one.kind === 'vol' && one.rows > 0 && marketOf(one) === market && plain(one.instrument) === name); // prettier-ignore
    return chooseReaching(found);
  };
  const equity = isEquity(asset);
  const index = equity && home === undefined ? named('VIX') : chooseReaching(volatilityFor(all, asset));
  const chain = chooseReaching(seriesFor(all, asset, 'chain'));
  const funding = seriesFor(all, asset, 'funding').filter(({ field }) => field === '');
  const basket = benchmark === 'basket' ? chooseBasket(all, home ?? asset) : [];
  const single = benchmark === 'basket' ? undefined : dailyBars(all, nameIn(benchmark));
  const held = [...new Set([asset, ...instruments])].flatMap((instrument) => {
    const series = dailyBars(all, nameIn(instrument));
    return series ? [{ instrument, series }] : [];
  });
  const [near, back, volOfVol] = equity ? [named('VIX9D'), named('VIX3M'), named('VVIX')] : [];
  const cost = chooseReaching(funding);
  const used = [
    bars,
    price,
    index,
    near,
    back,
    volOfVol,
    chain,
    cost,
    single,
    ...basket,
    ...held.map(({ series }) => series),
  ];
  return {
    sources: {
      asset: { instrument: asset, id: bars.id, price: price.id, source: `${bars.instrument}, ${bars.source}` },
      equity,
      index: index && {
        instrument: home === undefined ? index.instrument : `the volatility of ${asset}`,
        id: index.id,
      },
      near: near?.id,
      back: back?.id,
      volOfVol: volOfVol?.id,
      chain: chain && { id: chain.id, settlement: settlementOf(chain) },
      funding: cost?.id,
      benchmark: { name: benchmark, members: (single ? [single] : basket).map(({ id }) => id) },
      instruments: held.map(({ instrument, series }) => ({ instrument, id: series.id })),
      scenario: home === undefined ? undefined : { start: scenarioStart(reader, asset), own: bars.id },
    },
    revisions: used.map((series) => series && ([series.id, series.revision] as const)),
    synthetic,
  };
}
