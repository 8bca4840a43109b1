import type { DrawTask } from '#core/evidence/inference';
import { ruleLacks } from '#core/evidence/rule-lacks';
import { horizonResults, studyDraws } from '#core/evidence/study';
import type { HorizonResult, InstrumentMeasures } from '#core/evidence/types';
import { align, type Aligned } from '#core/timeshift/align';
import { findAnchors } from '#core/timeshift/find-anchors';
import type { TimeShiftSpec } from '#core/timeshift/types';
import type { StoreReader } from '../../store/api';
import { Stopped, type TaskContext } from '../protocol';
import { shared } from '../shared-memory';
import { marketOf } from './study';
import type { StudySources } from './study-market';
import { readCalendar } from './time-shift-calendar';

type Store = () => StoreReader;

interface AlignArgs {
  readonly sources: StudySources;
  /** Changes with the data that the sources name. */
  readonly revision: string;
  readonly spec: TimeShiftSpec;
  readonly synthetic: boolean;
}

/** Everything but the outcomes against controls, and what is to be drawn for those. */
export interface AlignedPast {
  readonly aligned: Aligned;
  readonly draws: readonly DrawTask[];
  readonly lacks: readonly string[];
}

export function alignPast(store: Store, { spec, synthetic, ...args }: AlignArgs, context: TaskContext): AlignedPast {
  const market = marketOf(store, { ...args, spec });
  if (context.shouldStop()) throw new Stopped();
  const { columns, interval } = market.bars;
  const clock = spec.asOf ?? (columns.t.at(-1) ?? -Infinity) + interval;
  const { calendar } = readCalendar(store, { align: spec.align, synthetic, asOf: spec.asOf });
  const anchors = findAnchors(market, spec.align, calendar, clock);
  if (context.shouldStop()) throw new Stopped();
  const aligned = align(market, anchors, spec, clock);
  return shared({
    aligned,
    draws: aligned.measures ? studyDraws(spec, [aligned.measures]) : [],
    lacks: spec.align.kind === 'rule' ? ruleLacks(market, spec.align.rule) : [],
  });
}

interface OutcomeArgs {
  readonly spec: TimeShiftSpec;
  readonly measures: InstrumentMeasures;
  readonly draws: readonly Float64Array[];
}

/** What followed the instances of the past, against controls. */
export function outcomes(_store: unknown, { spec, measures, draws }: OutcomeArgs): Promise<HorizonResult[]> {
  return horizonResults(spec, [measures], () => Promise.resolve(draws));
}
