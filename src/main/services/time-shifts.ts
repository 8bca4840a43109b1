import { coarsestBars } from '#core/evidence/coarsest';
import { clusterOf } from '#core/evidence/clusters';
import { EVIDENCE_VERSION } from '#core/evidence/version';
import type { StudyInput } from '#core/evidence/types';
import { cascadeRule } from '#core/timeshift/anchors';
import type { TimeShiftResult, TimeShiftSpec } from '#core/timeshift/types';
import { TIME_SHIFT_VERSION } from '#core/timeshift/version';
import type { TimeShiftReply } from '#shared/time-shift';
import { BallastError } from '../errors';
import type { Connections } from './connections';
import { dataCaveats } from './data-caveats';
import type { JobContext } from './jobs';
import { questionOf, readAnswer, toKeep, type Question } from './kept-answers';
import { createSteps } from './steps';
import { planInstrument, readsOf, type InstrumentPlan, type InstrumentWish } from './study-sources';

export interface TimeShifts {
  /** The kept answer, and whether the data has changed since. Computes nothing. */
  read(spec: TimeShiftSpec): Promise<TimeShiftReply>;
  /** Computes and keeps the answer. @returns a closing sentence. */
  run(spec: TimeShiftSpec, context: JobContext): Promise<string>;
}

/** What an alignment reads; undefined where it cannot be asked. */
interface Plan extends Question {
  readonly instrument: InstrumentPlan | undefined;
  /** The instrument is of the sample market. */
  readonly synthetic: boolean;
  readonly inputs: readonly StudyInput[];
  /** Of the data alone. */
  readonly revision: string;
}

/** A stretch is told by so many bars at least, where there are such fine ones. */
const LEAST_BARS = 20;

function wishOf({ align, beforeMs, afterMs, horizonsMs, barsMs, asOf }: TimeShiftSpec): InstrumentWish {
  const rule = align.kind === 'rule' ? align.rule : align.kind === 'cascade' ? cascadeRule(align.side) : undefined;
  return {
    reads: rule ? readsOf(rule) : 'bars',
    from: null,
    to: null,
    barsMs,
    coarsest: Math.min(rule ? coarsestBars(rule) : Infinity, ...horizonsMs, (beforeMs + afterMs) / LEAST_BARS),
    mustOverlap: true,
    mustReach: true,
    asOf,
  };
}

export function createTimeShifts(connections: Connections, now: () => number): TimeShifts {
  const planFor = async (spec: TimeShiftSpec): Promise<Plan> => {
    const { align, asOf } = spec;
    const reader = connections.reader();
    const all = reader.listSeries({}, asOf ?? undefined);
    const planned = planInstrument(reader, all, spec.instrument, wishOf(spec));
    const instrument = 'sources' in planned ? planned : undefined;
    const synthetic = instrument?.inputs.some((input) => input.role === 'outcomes' && input.synthetic) ?? false;
    const calendar = await connections.engine().run('timeShift.calendar', { align, synthetic, asOf });
    const problems = ['problem' in planned ? planned.problem : '', instrument ? calendar.lacks : ''].filter(Boolean);
    return {
      instrument: problems.length === 0 ? instrument : undefined,
      synthetic,
      inputs: [...(instrument?.inputs ?? []), ...calendar.inputs],
      revision: JSON.stringify(instrument?.revisions),
      ...questionOf(
        [TIME_SHIFT_VERSION, EVIDENCE_VERSION, spec],
        [instrument?.revisions ?? null, calendar.revision],
        problems,
      ),
    };
  };

  return {
    read: async (spec) => {
      const plan = await planFor(spec);
      return readAnswer<TimeShiftResult>(connections.reader().timeShiftResult(plan.question), plan);
    },

    run: async (spec, context) => {
      const plan = await planFor(spec);
      if (!plan.instrument) throw new BallastError('invalid', plan.problems.join(' '));
      const engine = connections.engine();
      const step = createSteps(3, context);
      const { sources } = plan.instrument;
      const { revision, synthetic } = plan;
      const { aligned, draws, lacks } = await step('Instances', (options) =>
        // What a state is made of reads no cohorts.
        engine.run(
          'timeShift.align',
          { sources: { ...sources, positions: undefined }, revision, spec, synthetic },
          options,
        ),
      );
      const drawn = await step('Resampling', (options) =>
        Promise.all(draws.map((task) => engine.run('study.draw', task, options))),
      );
      const { measures, caveats, ...rest } = aligned;
      const outcomes = await step('Intervals', async (options) =>
        measures ? engine.run('timeShift.outcomes', { spec, measures, draws: drawn }, options) : [],
      );
      const decisions = measures?.events.map(({ decision }) => decision) ?? [];
      const result: TimeShiftResult = {
        spec,
        ...rest,
        outcomes,
        events: decisions.length,
        clusters: new Set(decisions.map((t) => clusterOf(t, 1))).size,
        inputs: plan.inputs,
        caveats: [...dataCaveats(plan.inputs, [], 1), ...lacks, ...caveats],
        fingerprint: plan.fingerprint,
      };
      await connections.writer().putTimeShiftResult(toKeep(plan, result, now()));
      // Without a label: those of releases tell dates, and what a job says is read at any clock.
      return result.present
        ? `${result.events} instances beside the present, on ${result.clusters} days`
        : 'No instance';
    },
  };
}
