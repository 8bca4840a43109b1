import { coarsestBars } from '#core/evidence/coarsest';
import { clusterOf } from '#core/evidence/clusters';
import { EVIDENCE_VERSION } from '#core/evidence/version';
import type { StudyInput } from '#core/evidence/types';
import { cascadeRule } from '#core/timeshift/anchors';
import type { TimeShiftResult, TimeShiftSpec } from '#core/timeshift/types';
import { TIME_SHIFT_VERSION } from '#core/timeshift/version';
import type { TimeShiftReply } from '#shared/time-shift';
import { BallastError } from '../errors';
import type { MacroRelease } from '../store/types';
import type { Connections } from './connections';
import { dataCaveats } from './data-caveats';
import type { JobContext } from './jobs';
import { questionOf, readAnswer, toKeep, type Question } from './kept-answers';
import { seriesOfLabel, type LabelledSeries } from './releases';
import { createSteps } from './steps';
import { planInstrument, readsOf, type InstrumentPlan, type InstrumentWish } from './study-sources';

export interface TimeShifts {
  /** The kept answer, and whether the data has changed since. Computes nothing. */
  read(spec: TimeShiftSpec): TimeShiftReply;
  /** Computes and keeps the answer. @returns a closing sentence. */
  run(spec: TimeShiftSpec, context: JobContext): Promise<string>;
}

/** What an alignment reads; undefined where it cannot be asked. */
interface Plan extends Question {
  readonly instrument: InstrumentPlan | undefined;
  readonly releases: readonly LabelledSeries[];
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
    asOf,
  };
}

/** A series of releases as it was known; undefined when it told nothing by then. */
function macroInput(id: string, source: string, known: readonly MacroRelease[]): StudyInput | undefined {
  if (known.length === 0) return undefined;
  return {
    ...{ instrument: id, kind: 'macro', intervalMs: 0, source, rows: known.length, coverage: [], role: 'context' },
    from: known[0]!.released,
    to: known.at(-1)!.released,
    synthetic: id.startsWith('SIM-'),
  };
}

export function createTimeShifts(connections: Connections, now: () => number): TimeShifts {
  const planFor = (spec: TimeShiftSpec): Plan => {
    const reader = connections.reader();
    const all = reader.listSeries({}, spec.asOf ?? undefined);
    const planned = planInstrument(reader, all, spec.instrument, wishOf(spec));
    const instrument = 'sources' in planned ? planned : undefined;
    const problems = 'problem' in planned ? [planned.problem] : [];
    const synthetic = instrument?.inputs.some((input) => input.role === 'outcomes' && input.synthetic) ?? false;
    const { align, asOf } = spec;
    const releases = align.kind === 'release' ? seriesOfLabel(reader, align.label, synthetic) : [];
    const sourceOf = new Map(reader.macroSeries().map(({ id, source }) => [id, source]));
    const told = releases
      .flatMap(({ id, consensus }) => (consensus === null ? [id] : [id, consensus]))
      .map((id) => ({ id, known: reader.macroVintages(id).filter(({ released }) => released <= (asOf ?? Infinity)) }));
    if (align.kind === 'release' && told.every(({ known }) => known.length === 0))
      problems.push(
        asOf === null ? `No release of ${align.label} is stored.` : `No release of ${align.label} was known by then.`,
      );
    const revisions = [
      instrument?.revisions ?? null,
      told.map(({ id, known }) => [id, known.map(({ period, released, value }) => [period, released, value])]),
    ];
    return {
      instrument: problems.length === 0 ? instrument : undefined,
      releases,
      inputs: [
        ...(instrument?.inputs ?? []),
        ...told.flatMap(({ id, known }) => macroInput(id, sourceOf.get(id) ?? '', known) ?? []),
      ],
      revision: JSON.stringify(instrument?.revisions),
      ...questionOf([TIME_SHIFT_VERSION, EVIDENCE_VERSION, spec], revisions, problems),
    };
  };

  return {
    read: (spec) => {
      const plan = planFor(spec);
      return readAnswer<TimeShiftResult>(connections.reader().timeShiftResult(plan.question), plan);
    },

    run: async (spec, context) => {
      const plan = planFor(spec);
      if (!plan.instrument) throw new BallastError('invalid', plan.problems.join(' '));
      const engine = connections.engine();
      const step = createSteps(3, context);
      const { sources } = plan.instrument;
      const { revision, releases } = plan;
      const { aligned, draws, lacks } = await step('Instances', (options) =>
        // What a state is made of reads no cohorts.
        engine.run(
          'timeShift.align',
          { sources: { ...sources, positions: undefined }, revision, spec, releases },
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
