import type { Ms } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import type { BarWindow } from './bar-window';
import { coverageAt } from './liquidation-plot';
import type { PointsKind, StudyData } from './study-data';
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
    missing: studies.filter((id) => stateOf(id, data) === 'missing'),
    failed: studies.filter((id) => stateOf(id, data) === 'failed'),
    coverage: liquidations ? coverageAt(liquidations.coverage, end) : undefined,
    liquidationSource: liquidations?.source ?? '',
    synthetic: meta?.synthetic ?? false,
    source: meta?.source ?? '',
    volumeUnit: meta?.volumeUnit ?? 'base',
  };
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

function stateOf(id: string, data: StudyData): 'missing' | 'failed' | 'there' {
  const source = id === 'liquidations' ? data.liquidations : data.points[id as PointsKind];
  if (!source) return 'there'; // computed from the bars
  if (source.error !== undefined) return 'failed';
  return source.meta === null ? 'missing' : 'there';
}
