import { useMemo } from 'react';
import type { PathSpec, RollRobustness, SimulationResult } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { call } from '../../lib/call';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectCompare, useHedge } from '../../state/hedge';
import { useSettledPlan } from '../../state/hedge-rested';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { selectPath, selectPathKind, useSimulationState } from '../../state/simulation';
import { useReply } from '../../state/use-reply';
import { proposePath, storedSpan } from './proposals';
import { sameRun, sidesOf, type Side } from './sides';
import { specOf, type SimulateSpecInput } from './spec';
import { useAnswer, type Answer } from './use-answer';

export interface SimulationView {
  readonly plan: HedgePlan | null;
  readonly second: HedgePlan | null;
  /** Null: nothing was chosen and nothing can be proposed. */
  readonly path: PathSpec | null;
  readonly cascades: readonly CascadeRow[];
  /** Whole days that are stored of the asset. */
  readonly span: { readonly from: Ms; readonly to: Ms } | undefined;
  readonly a: Answer<SimulationResult>;
  readonly b: Answer<SimulationResult>;
  readonly rolls: Answer<RollRobustness>;
  readonly sides: readonly Side[];
  /** The second plan has an answer, but over other paths. */
  readonly apart: boolean;
  /** Everything that is shown answers what is asked. */
  readonly current: boolean;
  /** Computes what is not up to date. */
  readonly run: () => void;
}

const needs = ({ spec, standing }: Answer<unknown>): boolean => spec !== null && standing !== 'current';

const NONE: readonly CascadeRow[] = [];

/** Everything that the pane asks and shows of the plan in the builder. */
export function useSimulation(): SimulationView {
  const plan = useSettledPlan();
  const second = useHedge(selectCompare);
  const kind = useSimulationState(selectPathKind);
  const chosen = useSimulationState(selectPath);
  const asOf = useRestedAsOf();
  const instrument = useInstruments(selectInstrument(plan?.asset ?? null));
  const known = useReply(plan && `cascades ${plan.asset} ${asOf ?? 'live'}`, () =>
    call('cascades:list', { instrument: plan!.asset, ...asOfArgs(asOf) }),
  );
  const cascades = known.value ?? NONE;
  const waits = chosen === null && known.value === undefined && known.error === undefined;
  const span = useMemo(() => storedSpan(instrument, asOf), [instrument, asOf]);
  const path = useMemo(
    () => (waits ? null : proposePath(kind, chosen, cascades, span)),
    [waits, kind, chosen, cascades, span],
  );
  const specA = useMemo(() => specOf(plan, path, asOf), [plan, path, asOf]);
  const specB = useMemo(() => specOf(second, path, asOf), [second, path, asOf]);
  const read = (spec: SimulateSpecInput) => call('hedge:simulation', spec);
  const a = useAnswer({ kind: 'simulate', slot: 'a', spec: specA, read });
  const b = useAnswer({ kind: 'simulate', slot: 'b', spec: specB, read });
  const rolls = useAnswer({
    kind: 'robustness',
    slot: 'rolls',
    spec: specA,
    read: (spec) => call('hedge:robustness', spec),
    inParts: true,
  });
  const apart = a.result !== null && b.result !== null && second !== null && !sameRun(a.result, b.result);
  const other = second && !apart ? b.result : null;
  const sides = useMemo(() => (a.result ? sidesOf(a.result, other) : []), [a.result, other]);
  return {
    plan,
    second,
    path,
    cascades,
    span,
    a,
    b,
    rolls,
    sides,
    apart,
    current: !needs(a) && !needs(b),
    run: () => {
      if (needs(a)) a.run();
      if (needs(b)) b.run();
    },
  };
}
