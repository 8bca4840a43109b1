import { createHash } from 'node:crypto';
import type { StudySummary } from '#core/evidence/study';
import { EVIDENCE_VERSION } from '#core/evidence/version';
import { withParameter } from '#core/evidence/sweep';
import type { LookaheadResult, Rule, StudyInput, StudyResult, StudySpec } from '#core/evidence/types';
import type { Ms } from '#core/time/ms';
import { StudySpecSchema, type StudyReply } from '#shared/evidence';
import { BallastError } from '../errors';
import type { Connections } from './connections';
import type { JobContext } from './jobs';
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

interface Plan {
  readonly instruments: readonly InstrumentPlan[];
  readonly problems: readonly string[];
  readonly question: string;
  readonly fingerprint: string;
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

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** JSON has no NaN, and null has a meaning of its own in a result: a figure that is missing is this mark at rest. */
const MISSING = '\u0000NaN';
const toJson = (result: StudyResult): string =>
  JSON.stringify(result, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value)
      ? MISSING
      : value instanceof Float64Array
        ? [...value].map((x) => (Number.isFinite(x) ? x : MISSING))
        : value,
  );
/** Undefined when it is damaged: an answer can be computed again. */
function fromJson(json: string): StudyResult | undefined {
  try {
    return JSON.parse(json, (_key, value: unknown) => (value === MISSING ? NaN : value)) as StudyResult;
  } catch {
    return undefined;
  }
}

/** What a person has to know before quoting the result, from what was read. */
function caveatsOf(inputs: readonly StudyInput[], problems: readonly string[], instruments: number): string[] {
  const liquidations = inputs.filter(({ role }) => role === 'liquidations');
  const throttled = liquidations.flatMap(({ coverage }) => coverage.filter((span) => span.coverage === 'throttled'));
  const since = Math.min(...throttled.map(({ from }) => from));
  return [
    ...(inputs.some(({ synthetic }) => synthetic) ? ['The data is synthetic: it says nothing about any market.'] : []),
    ...(throttled.length > 0
      ? [
          `Liquidations are under-counted${Number.isFinite(since) ? ` from ${new Date(since).toISOString().slice(0, 10)} on` : ''}: the venue published at most one a second. Sizes before and after are not comparable.`,
        ]
      : []),
    ...(instruments > 1
      ? ['The instruments are those stored today: those that were delisted are missing, which flatters what survived.']
      : ['One instrument: what holds for it need not hold for another.']),
    ...problems,
  ];
}

export function createStudies(connections: Connections, now: () => number): Studies {
  const planFor = (spec: StudySpec): Plan => {
    const reader = connections.reader();
    const all = reader.listSeries({}, spec.asOf ?? undefined);
    const plans = [...new Set(spec.instruments)].map((instrument) =>
      planInstrument(reader, all, instrument, wishOf(spec)),
    );
    const instruments = plans.filter((plan) => 'sources' in plan);
    const question = sha256([EVIDENCE_VERSION, { ...spec, name: '' }]);
    return {
      instruments,
      problems: plans.filter((plan) => 'problem' in plan).map(({ problem }) => problem),
      question,
      fingerprint: sha256([question, instruments.map(({ revisions }) => revisions)]),
    };
  };
  /** Of several instruments that read the same index, it is listed once. */
  const inputsOf = (plan: Plan): StudyInput[] => {
    const seen = new Map<string, StudyInput>();
    for (const { inputs } of plan.instruments)
      for (const input of inputs)
        seen.set(JSON.stringify([input.instrument, input.kind, input.intervalMs, input.source]), input);
    return [...seen.values()];
  };
  const usable = (spec: StudySpec): Plan => {
    const plan = planFor(spec);
    if (plan.instruments.length === 0) throw new BallastError('invalid', plan.problems.join(' '));
    return plan;
  };
  /** Steps of the work, reported as they end. */
  const steps = (total: number, { report, signal }: JobContext) => {
    let done = 0;
    report({ done, total, unit: 'steps' });
    return async <T>(message: string, work: (options: { readonly signal: AbortSignal }) => Promise<T>): Promise<T> => {
      const value = await work({ signal });
      report({ done: ++done, total, unit: 'steps', message });
      return value;
    };
  };

  const testLookahead = async (
    plan: Plan,
    spec: StudySpec,
    step: ReturnType<typeof steps>,
  ): Promise<LookaheadResult> => {
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
      const kept = connections.reader().studyResult(plan.question);
      const result = kept && fromJson(kept.json);
      return {
        result: result ? { ...result, spec } : null,
        stale: result !== undefined && kept?.fingerprint !== plan.fingerprint,
        computedAt: result ? kept!.computed : null,
        inputs: inputsOf(plan),
        problems: plan.problems,
      };
    },

    kept: (limit) =>
      connections
        .reader()
        .studyResults(limit)
        .flatMap(({ json, computed, fingerprint }): KeptStudy[] => {
          const result = fromJson(json);
          if (!StudySpecSchema.safeParse(result?.spec).success) return [];
          return [{ result: result!, computedAt: computed, stale: planFor(result!.spec).fingerprint !== fingerprint }];
        }),

    run: async (spec, context) => {
      const plan = usable(spec);
      const engine = connections.engine();
      const grid = spec.sweep ? cellsOf(spec.sweep) : [];
      const parts = plan.instruments.length;
      const step = steps(2 * parts + grid.length + 3, context);
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
      const inputs = inputsOf(plan);
      const result: StudyResult = {
        ...summary,
        sensitivity,
        lookahead,
        inputs,
        caveats: [
          ...caveatsOf(inputs, plan.problems, parts),
          ...measures.flatMap(({ lacks }) => lacks),
          ...summary.caveats,
        ],
        fingerprint: plan.fingerprint,
      };
      await connections.writer().putStudyResult({
        question: plan.question,
        fingerprint: plan.fingerprint,
        computed: now(),
        json: toJson(result),
      });
      return `${result.events} events in ${result.clusters} day clusters`;
    },

    lookahead: async (spec, context) => {
      const plan = usable(spec);
      const { clean, checked, changed, plantedCaught } = await testLookahead(
        plan,
        spec,
        steps(plan.instruments.length, context),
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
