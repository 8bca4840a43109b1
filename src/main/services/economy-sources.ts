import { fiatOf } from '#core/series/fiat';
import { parseSymbol } from '#core/series/instrument';
import type { EconomySources } from '../engine/tasks/economy';
import { policyRateSeries, reerSeries, seriesFacts } from '../macro/facts';
import { seriesOfLabel } from '../macro/labels';
import type { StoreReader } from '../store/api';

/** What is read of the economy, as a person calls it; '' where nothing is stored. */
export interface EconomyWords {
  readonly prices: string;
  readonly differential: string;
  readonly reer: string;
}

interface Economy {
  readonly sources: EconomySources;
  readonly words: EconomyWords;
  /** Names and states of the series that may be read. */
  readonly revisions: readonly unknown[];
}

const NONE: Economy = {
  sources: { currency: '', other: '', cpi: [], ppi: [] },
  words: { prices: '', differential: '', reer: '' },
  revisions: [],
};

/** Where a symbol does not say what it is quoted in, it is dollars. */
const USUAL = 'USD';
/** The money that another one's policy rate is set against, the first that is not the same. */
const AGAINST = ['EUR', 'USD'];

/** Which macro series speak for an instrument of a market: of the money that it is quoted in, behind a stablecoin too. */
export function economySources(reader: StoreReader, instrument: string, market: string): Economy {
  if (market !== 'real' && market !== 'sample') return NONE; // a scenario has no economy of its own
  const synthetic = market === 'sample';
  const named = (currency: string): string => (synthetic ? `SIM-${currency}` : currency);
  const fiat = fiatOf(parseSymbol(instrument).quote || USUAL);
  const [currency, other] = [fiat, AGAINST.find((one) => one !== fiat)!].map(named) as [string, string];
  const all = reader.macroSeries().map(({ id }) => id);
  const stored = new Set(all);
  const of = (ids: readonly string[]): string[] => ids.filter((id) => stored.has(id));
  /** A series that names no economy may be of any. */
  const isOwn = (id: string): boolean => [fiat, ''].includes(seriesFacts(id)?.currency ?? '');
  const [cpi, ppi] = ['CPI', 'PPI'].map((label) => seriesOfLabel(all, label, synthetic).map(({ id }) => id).filter(isOwn)) as [string[], string[]]; // prettier-ignore
  const [own, others] = [currency, other].map((name) => of(policyRateSeries(name))) as [string[], string[]];
  const reer = of([reerSeries(currency)]);
  const listed = (ids: readonly string[]): string => ids.join(', ');
  return {
    sources: { currency, other, cpi, ppi },
    words: {
      prices: [cpi, ppi].filter((ids) => ids.length > 0).map(listed).join('; '), // prettier-ignore
      differential: own.length > 0 && others.length > 0 ? `${listed(own)}, less ${listed(others)}` : '',
      reer: listed(reer),
    },
    revisions: [...cpi, ...ppi, ...own, ...others, ...reer].map((id) => [id, reader.macroDigest(id)]),
  };
}
