import type { Ms } from '#core/time/ms';
import type { Derived, Instrument, LevelsReply } from '#shared/market';
import { formatBar, formatCount, formatNumber } from '../../lib/format';
import type { BarWindow } from './bar-window';
import { coverageAt } from './liquidation-plot';
import type { StudyData } from './study-data';
import { overlaysOf } from './studies';
import type { PriceView } from './view-state';

interface Subject {
  readonly instrument: Instrument | undefined;
  readonly bars: BarWindow;
  readonly data: StudyData;
  readonly studies: readonly string[];
  /** Right edge of the view: the coverage that holds there is the one that is named. */
  readonly end: Ms;
}

/** What the header and the overlays say of the state of the chart. */
export function describe({ instrument, bars, data, studies, end }: Subject): Partial<PriceView> {
  const { source, current, level, wish } = bars;
  const { meta, error } = source;
  const liquidations = data.liquidations.meta;
  return {
    status: statusOf(instrument, meta, error, current !== undefined),
    error: error ?? '',
    level: current?.level ?? level,
    wanted: level,
    wish,
    overlays: overlaysOf(studies),
    missing: studies.filter((id) => data.stateOf(id) === 'missing'),
    failed: studies.filter((id) => data.stateOf(id) === 'failed'),
    coverage: liquidations ? coverageAt(liquidations.coverage, end) : undefined,
    liquidationSource: liquidations?.source ?? '',
    derivedFrom: {
      breadth: derivedFrom(data.breadth.meta),
      breakEven: derivedFrom(data.breakEven.meta),
      levels: levelsFrom(data.levels.value),
    },
    synthetic: meta?.synthetic ?? false,
    source: meta?.source ?? '',
    volumeUnit: meta?.volumeUnit ?? 'base',
  };
}

const derivedFrom = (of: Derived | null | undefined): string =>
  of ? `${of.source}, ${formatBar(of.interval)} bars${of.synthetic ? ', synthetic' : ''}` : '';

function levelsFrom(levels: LevelsReply | null | undefined): string {
  if (!levels || Number.isNaN(levels.lift.all.times)) return derivedFrom(levels);
  const { all, cascades } = levels.lift;
  return `${derivedFrom(levels)}; lift from ${formatCount(all.liquidations, 'liquidation')}, ${formatNumber(cascades.liquidations)} of them in cascades`;
}

function statusOf(
  instrument: Instrument | undefined,
  meta: unknown,
  error: string | undefined,
  drawn: boolean,
): PriceView['status'] {
  if (!instrument) return 'idle';
  if (instrument.barIntervals.length === 0 || meta === null) return 'empty';
  if (error !== undefined && !drawn) return 'error';
  return drawn ? 'ready' : 'loading';
}
