import type { StudySummary } from '#core/evidence/study';
import { EVIDENCE_VERSION } from '#core/evidence/version';
import { withParameter } from '#core/evidence/sweep';
import type { LookaheadResult, Rule, StudyResult, StudySpec } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import { StudySpecSchema, type StudyReply } from '#shared/evidence';
import { BallastError } from '../errors';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
import { dataCaveats, inputsOf } from './data-caveats';
import { answerFromJson, questionOf, readAnswer, toKeep, type Question } from './kept-answers';
import { createSteps, type Step } from './steps';
import { planInstrument, wishOf, type InstrumentPlan } from './study-sources';

export interface Studies {
  /** The kept answer, and whether the data has changed since. Computes nothing. */
  read(spec: StudySpec): StudyReply;
  /** Kept answers, newest first; one that this version cannot read is left out. */
  kept(limit: number): KeptStudy[];
  /** Computes and keeps the answer. @returns a closing sentence. */
  run(spec: StudySpec, context: JobContext): Promise<string>;
  /** Whether the rule uses anything from the future, in a plain sentence. */
  lookahead(spec: StudySpec, context: JobContext): Promise<string>;
}

export interface KeptStudy {
  readonly result: StudyResult;
  readonly computedAt: Ms;
  /** The data or the engine changed since. */
  readonly stale: boolean;
}

interface Plan extends Question {
  readonly instruments: readonly InstrumentPlan[];
}

/** Decisions that the lookahead test recomputes, over all instruments; so many at least of each. */
const LOOKS = 60;
const LEAST_LOOKS = 5;
/** Bars that its cuts without an event may add up to, over all instruments. */
const LOOK_BARS = 1_000_000;

const cellsOf = ({ x, y }: NonNullable<StudySpec['sweep']>): { readonly x: number; readonly y: number }[] =>
  y.values.flatMap((b) => x.values.map((a) => ({ x: a, y: b })));

/** @throws {BallastError} the rule has no such number */
function cellRule(rule: Rule, { x: xAxis, y: yAxis }: NonNullable<StudySpec['sweep']>, x: number, y: number): Rule {
  const along = withParameter(rule, xAxis.parameter, x);
  const cell = along && withParameter(along, yAxis.parameter, y);
  if (!cell)
    throw new BallastError(
      'invalid',
      `A ${rule.kind} rule has no ${along ? yAxis.parameter : xAxis.parameter}: choose another axis for the grid.`,
    );
  return cell;
}

export function createStudies(connections: Connections, now: () => number): Studies {
  const planFor = (spec: StudySpec): Plan => {
    const reader = connections.reader();
    const all = reader.listSeries({}, spec.asOf ?? undefined);
    const plans = [...new Set(spec.instruments)].map((instrument) =>
      planInstrument(reader, all, instrument, wishOf(spec)),
    );
    const instruments = plans.filter((plan) => 'sources' in plan);
    const problems = plans.filter((plan) => 'problem' in plan).map(({ problem }) => problem);
    const asked = [EVIDENCE_VERSION, { ...spec, name: '' }];
    return { instruments, ...questionOf(asked, instruments.map(({ revisions }) => revisions), problems) }; // prettier-ignore
  };
  const usable = (spec: StudySpec): Plan => {
    const plan = planFor(spec);
    if (plan.instruments.length === 0) throw new BallastError('invalid', plan.problems.join(' '));
    return plan;
  };
  const testLookahead = async (plan: Plan, spec: StudySpec, step: Step): Promise<LookaheadResult> => {
    const most = Math.max(LEAST_LOOKS, Math.ceil(LOOKS / plan.instruments.length));
    const parts = await Promise.all(
      plan.instruments.map(({ sources }) =>
        step(`Lookahead test of ${sources.instrument}`, (options) =>
          connections
            .engine()
            .run(
              'study.lookahead',
              { sources, revision: plan.fingerprint, spec, most, bars: LOOK_BARS / plan.instruments.length },
              options,
            ),
        ),
      ),
    );
    const changed = parts.flatMap((part) => part.changed);
    return {
      clean: changed.length === 0,
      checked: parts.reduce((sum, { checked }) => sum + checked, 0),
      changed,
      plantedCaught: parts.some(({ plantedCaught }) => plantedCaught),
    };
  };

  return {
    read: (spec) => {
      const plan = planFor(spec);
      const kept = readAnswer<StudyResult>(connections.reader().studyResult(plan.question), plan);
      return { ...kept, result: kept.result && { ...kept.result, spec }, inputs: inputsOf(plan.instruments) };
    },

    kept: (limit) =>
      connections
        .reader()
        .studyResults(limit)
        .flatMap(({ json, computed, fingerprint }): KeptStudy[] => {
          const result = answerFromJson<StudyResult>(json);
          if (!StudySpecSchema.safeParse(result?.spec).success) return [];
          return [{ result: result!, computedAt: computed, stale: planFor(result!.spec).fingerprint !== fingerprint }];
        }),

    run: async (spec, context) => {
      const plan = usable(spec);
      const engine = connections.engine();
      const grid = spec.sweep ? cellsOf(spec.sweep) : [];
      const parts = plan.instruments.length;
      const step = createSteps(2 * parts + grid.length + 3, context);
      const measure = (
        { sources }: InstrumentPlan,
        of: StudySpec,
        withConfirmations: boolean,
        options: { readonly signal: AbortSignal },
      ) => engine.run('study.measure', { sources, revision: plan.fingerprint, spec: of, withConfirmations }, options);

      const measures = await Promise.all(
        plan.instruments.map((one) =>
          step(`Events of ${one.sources.instrument}`, (options) => measure(one, spec, true, options)),
        ),
      );
      const summarise = async (): Promise<StudySummary> => {
        const tasks = await step('Clusters', (options) =>
          engine.run('study.plannedDraws', { spec, measures }, options),
        );
        const draws = await step('Resampling', (options) =>
          Promise.all(tasks.map((task) => engine.run('study.draw', task, options))),
        );
        return step('Intervals', (options) => engine.run('study.summarise', { spec, measures, draws }, options));
      };
      const sweep = async (): Promise<StudyResult['sensitivity']> => {
        if (!spec.sweep) return null;
        const { sweep: axes } = spec;
        const cells = await Promise.all(
          grid.map(({ x, y }) =>
            step('Sensitivity grid', async (options) => {
              const rule = cellRule(spec.rule, axes, x, y);
              // The other horizons stay: the longest has a say in which controls there are.
              const horizonsMs = [axes.horizonMs, ...spec.horizonsMs.filter((h) => h !== axes.horizonMs)];
              const of = { ...spec, rule, horizonsMs };
              const measured = await Promise.all(plan.instruments.map((one) => measure(one, of, false, options)));
              return engine.run('study.cell', { spec: of, measures: measured, x, y }, options);
            }),
          ),
        );
        const { rule } = spec;
        const inUse = rule.kind === 'cascade' ? { ...rule, k: rule.k ?? measures[0]!.k } : rule;
        return engine.run('study.sensitivity', { spec: { ...spec, rule: inUse }, axes, cells });
      };
      const [summary, sensitivity, lookahead] = await Promise.all([
        summarise(),
        sweep(),
        testLookahead(plan, spec, step),
      ]);
      const inputs = inputsOf(plan.instruments);
      const result: StudyResult = {
        ...summary,
        sensitivity,
        lookahead,
        inputs,
        caveats: [
          ...dataCaveats(inputs, plan.problems, parts),
          ...measures.flatMap(({ lacks }) => lacks),
          ...summary.caveats,
        ],
        fingerprint: plan.fingerprint,
      };
      await connections.writer().putStudyResult(toKeep(plan, result, now()));
      return `${result.events} events in ${result.clusters} day clusters`;
    },

    lookahead: async (spec, context) => {
      const plan = usable(spec);
      const { clean, checked, changed, plantedCaught } = await testLookahead(
        plan,
        spec,
        createSteps(plan.instruments.length, context),
      );
      if (checked === 0) return 'The rule gives no event on this data: there is nothing to test.';
      if (!clean)
        return `Not clean: ${changed.length} of ${checked} decisions change on data cut at them. ${changed[0]!.what}`;
      return `Clean: ${checked} of ${checked} decisions stay the same on data cut at them. ${
        plantedCaught ? 'A planted leak was caught.' : 'The planted leak changed nothing here, so the test says little.'
      }`;
    },
  };
}
