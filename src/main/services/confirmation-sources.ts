import type { ConfirmationId } from '#core/evidence/types';
import type { SeriesRecord } from '../store/types';
import type { EconomyWords } from './economy-sources';
import type { CohortChoice } from './selection';
import { describeSeries } from './series';

/** What an instrument's part of a study reads. Absent: not stored. */
export interface ConfirmationSeries {
  readonly bars: SeriesRecord;
  readonly liquidations: SeriesRecord | undefined;
  readonly oi: SeriesRecord | undefined;
  readonly funding: SeriesRecord | undefined;
  readonly positions: CohortChoice | undefined;
  readonly chain: SeriesRecord | undefined;
  readonly slope: readonly SeriesRecord[];
  readonly basket: readonly SeriesRecord[];
  readonly economy: EconomyWords;
}

/** Which series each confirmation reads, as a person calls them; one that has none is not there. */
export function confirmationSources(read: ConfirmationSeries): Readonly<Partial<Record<ConfirmationId, string>>> {
  const { bars, liquidations, oi, funding, positions, chain, slope, basket, economy } = read;
  const words = (...series: readonly (SeriesRecord | undefined)[]): string =>
    series.flatMap((one) => (one ? [describeSeries(one)] : [])).join('; ');
  const [member] = basket;
  const found: Record<ConfirmationId, string> = {
    rsiOversold: words(bars),
    macdTurningUp: words(bars),
    capitulationWick: words(bars),
    openInterestDown: words(oi),
    breakEvenReset: words(positions?.oi, positions?.bars, positions?.funding),
    fundingNegative: words(funding),
    intensityDecayed: words(liquidations),
    absorptionBack: words(...(liquidations ? [liquidations, bars] : [])),
    breadthDivergence: member ? `bars of ${basket.length} assets, ${member.source}` : '',
    termStructureUpward: words(...slope),
    skewEased: words(chain),
    macroStabilising: economy.prices,
    rateDifferentialNarrowing: economy.differential,
    reerEasing: economy.reer,
  };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== ''));
}
