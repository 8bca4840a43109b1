import { Rng } from '../random/rng';
import { clusterMeanDraws } from '../stats/cluster-bootstrap';
import { median } from '../stats/robust';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { clusterDays, clusterOf } from './clusters';
import { eventMean, eventsAgainst, type ControlKind, type Outcome, type Question } from './effects';
import { returnFan } from './fan';
import { canResample, effectOf, estimateOf, plainTInflation, type DrawTask } from './inference';
import { modelOf } from './model';
import { survivalCurves } from './survival';
import { joined } from './tables';
import type { ControlSpec, HorizonResult, InstrumentMeasures, OutcomeSpec, StudyResult, StudySpec } from './types';
import { verdictOf } from './verdict';

/**
 * Makes the draws of each task, in order. They may be made in parts on several threads, cut at multiples of
 * `RESAMPLE_BLOCK`: put together they are the same to the byte.
 */
export type Draw = (tasks: readonly DrawTask[]) => Promise<readonly Float64Array[]>;

/** All draws of a task, or those of a part of it. */
export function drawTask({ groups, weights, resamples, seed }: DrawTask, from = 0, to = resamples): Float64Array {
  return clusterMeanDraws(groups, weights, resamples, seed, undefined, from, to);
}

/** What the measures of a study say; the rest of a `StudyResult` is known to whoever read the data. */
export type StudySummary = Omit<StudyResult, 'sensitivity' | 'lookahead' | 'inputs' | 'fingerprint'>;

/** What the draws of a study are, in the order in which `summariseStudy` asks for them: to have them made beforehand. */
export function studyDraws(spec: OutcomeSpec, measures: readonly InstrumentMeasures[]): readonly DrawTask[] {
  const plans = spec.horizonsMs.map((_, h) => planHorizon(spec, measures, h));
  return resampledOf(plans).map((asked) => asked.task);
}

/**
 * The answer of a study, per horizon and over time. The same spec and measures give the same bytes.
 * @param measures one entry an instrument, in the order of the spec: `of` refers to the events of the same entry
 * @source method.md, section 3; ADR 9 and 10
 */
export async function summariseStudy(
  spec: StudySpec,
  measures: readonly InstrumentMeasures[],
  draw: Draw,
): Promise<StudySummary> {
  const rows = measures.flatMap((m) => m.events).sort((a, b) => a.decision - b.decision);
  return {
    spec,
    events: rows.length,
    clusters: new Set(rows.map((e) => clusterOf(e.decision, 1))).size,
    horizons: await horizonResults(spec, measures, draw),
    survival: survivalCurves(measures, spec.horizonsMs, spec.level),
    fan: returnFan(measures, spec.horizonsMs.length),
    ...modelOf(spec, measures),
    caveats: controlCaveats(spec, measures),
    rows,
  };
}

/** What followed the events at each horizon, against their controls. */
export async function horizonResults(
  spec: OutcomeSpec,
  measures: readonly InstrumentMeasures[],
  draw: Draw,
): Promise<HorizonResult[]> {
  const plans = spec.horizonsMs.map((_, h) => planHorizon(spec, measures, h));
  const tasks = resampledOf(plans);
  const draws = await draw(tasks.map((asked) => asked.task));
  const drawn = new Map(tasks.map((asked, i) => [asked, draws[i]]));
  return plans.map((plan, h) => horizonResult(spec, measures, h, plan, (asked) => drawn.get(asked)));
}

/** The effect at one horizon alone, against the control that decides: what a sensitivity grid tells of each cell. */
export async function decidingEffect(
  spec: StudySpec,
  measures: readonly InstrumentMeasures[],
  horizon: number,
  draw: Draw,
): Promise<HorizonResult['effectMatchedBp']> {
  const { asked, decidedBy } = planHorizon(spec, measures, horizon);
  const deciding = asked[decidedBy];
  const [draws] = deciding.resampled ? await draw([deciding.task]) : [];
  return effectOf(deciding.question, draws, spec.level, deciding.task);
}

/** Share of the events that need a match for the matched declines to decide: fewer speak for a part of the rule alone. */
const LEAST_MATCHED = 0.5;

/** A question and what is to be drawn for it. */
interface Asked {
  readonly question: Question;
  readonly task: DrawTask;
  readonly resampled: boolean;
}

interface HorizonPlan {
  readonly decidedBy: ControlKind;
  readonly asked: Readonly<Record<ControlKind | 'undercut' | 'undercutEffect', Asked>>;
}

const resampledOf = (plans: readonly HorizonPlan[]): Asked[] =>
  plans.flatMap((plan) => Object.values(plan.asked).filter((asked) => asked.resampled));

function planHorizon(spec: OutcomeSpec, measures: readonly InstrumentMeasures[], h: number): HorizonPlan {
  const horizon = spec.horizonsMs[h];
  const root = new Rng(spec.seed);
  const ask = (name: string, question: Question): Asked => ({
    question,
    task: {
      groups: question.groups,
      weights: question.weights,
      resamples: spec.resamples,
      seed: root.fork(`bootstrap ${name} ${horizon}`).uint32(),
    },
    resampled: canResample(question),
  });
  const placebo = eventsAgainst('placebo', measures, forward(h), horizon);
  const matched = eventsAgainst('matched', measures, forward(h), horizon);
  const own = eventMean(measures, forward(h), horizon);
  const isMatched = matched.clusters >= spec.minClusters && matched.events >= LEAST_MATCHED * own.events;
  const decidedBy = isMatched ? 'matched' : 'placebo';
  return {
    decidedBy,
    asked: {
      placebo: ask('placebo', placebo),
      matched: ask('matched', matched),
      undercut: ask('undercut', eventMean(measures, undercut(h), horizon)),
      undercutEffect: ask('undercut effect', eventsAgainst(decidedBy, measures, undercut(h), horizon)),
    },
  };
}

const forward =
  (h: number): Outcome =>
  (table) =>
    table.forwardBp[h];
const undercut =
  (h: number): Outcome =>
  (table) =>
    table.undercut[h];

function horizonResult(
  spec: OutcomeSpec,
  measures: readonly InstrumentMeasures[],
  h: number,
  { asked, decidedBy }: HorizonPlan,
  drawsOf: (asked: Asked) => Float64Array | undefined,
): HorizonResult {
  const horizon = spec.horizonsMs[h];
  const outcomes = measures.map((m) => m.outcomes);
  const returns = joined(outcomes, forward(h));
  const n = known(returns);
  const measurable = outcomes.filter((table) => table.intervalMs <= horizon);
  const censored = known(joined(measurable, (table) => table.t)) - n;
  const mean = eventMean(measures, forward(h), horizon);
  const meanBp = average(returns);
  const effect = (of: Asked): HorizonResult['effectMatchedBp'] =>
    effectOf(of.question, drawsOf(of), spec.level, of.task);
  const effects = { placebo: effect(asked.placebo), matched: effect(asked.matched) };
  const rate = estimateOf(asked.undercut.question, drawsOf(asked.undercut), spec.level);
  const undercutEffect = estimateOf(asked.undercutEffect.question, drawsOf(asked.undercutEffect), spec.level);
  return {
    h: horizon,
    n,
    censored,
    clusters: mean.clusters,
    meanBp,
    medianBp: median(returns),
    meanNetBp: meanBp - spec.costBp,
    maeBp: average(joined(outcomes, (table) => table.maeBp[h])),
    mfeBp: average(joined(outcomes, (table) => table.mfeBp[h])),
    effectPlaceboBp: effects.placebo,
    effectMatchedBp: effects.matched,
    decidedBy,
    undercut: {
      rate: rate.value,
      lo: rate.lo,
      hi: rate.hi,
      base: controlMean('placebo', measures, undercut(h), horizon),
      matched: controlMean('matched', measures, undercut(h), horizon),
      effect: undercutEffect,
    },
    plainTInflation: plainTInflation(returns, mean.groups[0]),
    ...verdictOf(
      {
        n,
        censored,
        decidedBy,
        effect: effects[decidedBy],
        other: effects[decidedBy === 'matched' ? 'placebo' : 'matched'],
        undercut: { rate: rate.value, effect: undercutEffect },
      },
      spec,
    ),
  };
}

function controlMean(
  kind: ControlKind,
  measures: readonly InstrumentMeasures[],
  outcome: Outcome,
  horizon: Ms,
): number {
  const { sum, count } = eventsAgainst(kind, measures, outcome, horizon).groups[1];
  const weight = count.reduce((a, b) => a + b, 0);
  return weight > 0 ? sum.reduce((a, b) => a + b, 0) / weight : NaN;
}

function known(values: Float64Array): number {
  return values.reduce((n, x) => n + (Number.isNaN(x) ? 0 : 1), 0);
}

function average(values: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (const x of values) {
    if (Number.isNaN(x)) continue;
    sum += x;
    n++;
  }
  return n > 0 ? sum / n : NaN;
}

/** What has no control, and which outcomes overlap. */
export function controlCaveats(spec: OutcomeSpec & ControlSpec, measures: readonly InstrumentMeasures[]): string[] {
  const events = measures.reduce((n, m) => n + m.events.length, 0);
  const withControl = (kind: ControlKind): number => measures.reduce((n, m) => n + new Set(m[kind].of).size, 0);
  const { dropCaliper, volatilityCaliper } = spec.matched;
  const unmatched = events - withControl('matched');
  const alone = events - withControl('placebo');
  const long = spec.horizonsMs.filter((h) => clusterDays(h) > 1);
  const told: string[] = [];
  if (unmatched > 0)
    told.push(
      `${unmatched} of ${events} events have no later fall within the calipers (|ln ratio| of fall ${dropCaliper}, of trailing volatility ${volatilityCaliper}) and are not part of the matched effect.`,
    );
  if (alone > 0)
    told.push(
      `${alone} of ${events} events have no room for a placebo in the rest of their ${spec.placebo.within} and are not part of the placebo effect.`,
    );
  if (long.length > 0)
    told.push(
      `Outcomes of ${long.map((h) => `${h / MS_PER_DAY} d`).join(', ')} overlap from day to day: they are resampled in blocks of ${long.map(clusterDays).join(', ')} days.`,
    );
  return told;
}
