import { absorption, type AbsorptionGap } from '../../liquidations/absorption';
import { gridBetween, type LiquidationGrid } from '../../liquidations/grid';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '../../liquidations/settings';
import type { CascadeInput } from '../../liquidations/types';
import { cascadeGrid } from '../rules';
import type { StudyEvent, StudyMarket } from '../types';
import { reading, unknown, type Check, type Prepare } from './check';

/** Liquidations of the event's side by bin of the detection grid, over the bins from its start that ended by the decision. */
class EventBins {
  private readonly input: CascadeInput;
  /** No baseline: nothing before the event is read. */
  readonly settings: CascadeSettings;

  constructor(market: StudyMarket, liquidations: NonNullable<StudyMarket['liquidations']>) {
    this.input = { liquidations: liquidations.series, asOf: liquidations.until, bars: market.bars };
    this.settings = { ...DEFAULT_CASCADE_SETTINGS, gridMs: cascadeGrid(market), baselineMs: 0, baselineBins: 0 };
  }

  inputAt(event: StudyEvent): CascadeInput {
    return { ...this.input, asOf: Math.min(this.input.asOf ?? Infinity, event.decision) };
  }

  /** Undefined when one of the bins is not known. */
  of(event: StudyEvent): { readonly grid: LiquidationGrid; readonly usd: Float64Array } | undefined {
    const grid = gridBetween(this.inputAt(event), event.start, event.decision, this.settings);
    const size = Math.floor((event.decision - grid.origin) / grid.binMs);
    if (size < 1 || grid.covered.subarray(0, size).includes(0)) return undefined;
    return { grid, usd: grid[event.side].subarray(0, size) };
  }
}

const onBins =
  (check: (bins: EventBins, settings: Parameters<Prepare>[1]) => Check): Prepare =>
  (market, settings) =>
    market.liquidations ? check(new EventBins(market, market.liquidations), settings) : () => unknown('liquidations');

const NOT_COVERED = 'liquidations from the start to the decision';

export const intensityDecayed = onBins((bins, { intensity }) => (event) => {
  const found = bins.of(event);
  if (!found) return unknown(NOT_COVERED);
  const keep = 2 ** (-found.grid.binMs / intensity.halfLifeMs);
  let now = 0;
  let peak = 0;
  for (const usd of found.usd) {
    now = now * keep + usd;
    peak = Math.max(peak, now);
  }
  return reading(now / peak, (x) => x < intensity.shareOfPeak, `${event.side} liquidations during the event`);
});

export const absorptionBack = onBins((bins) => (event) => {
  const found = bins.of(event);
  if (!found) return unknown(NOT_COVERED);
  const { grid, usd } = found;
  const hot = Math.min(usd.length, Math.max(1, Math.ceil((event.end - grid.origin) / grid.binMs)));
  let top = 0;
  for (let i = 1; i < hot; i++) if (usd[i] > usd[top]) top = i;
  const stages = absorption(
    { ...event, peak: grid.origin + top * grid.binMs },
    bins.inputAt(event),
    undefined,
    bins.settings,
  );
  const [, peak, exhaustion] = stages;
  const gap = Number.isNaN(peak.bpPerMillion) ? peak.gap : exhaustion.gap;
  return reading(exhaustion.bpPerMillion - peak.bpPerMillion, (x) => x < 0, GAPS[gap ?? 'noCalm']);
});

const GAPS: Readonly<Record<AbsorptionGap, string>> = {
  empty: 'bins between the peak and the end of the event',
  notCovered: NOT_COVERED,
  noPrice: 'bars fine enough to tell the move of each stage',
  noLiquidations: 'liquidations in each stage of the event',
  noCalm: 'liquidations in each stage of the event',
};
