import { pathCount } from '#core/hedge/paths/count';
import { joinShifts, ROLL_SHIFTS, unknownShift, type ShiftOutcome } from '#core/hedge/roll-robustness';
import type { RollRobustness, SimulationResult } from '#core/hedge/simulation';
import { HEDGE_VERSION } from '#core/hedge/version';
import type { Ms } from '#core/time/ms';
import type {
  HedgeMarketQuery,
  HedgeMarketReply,
  RobustnessReply,
  SimulateSpec,
  SimulationReply,
  SizeReply,
  SizeResult,
  SizeSpec,
} from '#shared/hedge';
import type { RunOptions } from '../engine/client';
import type { RunArgs } from '../engine/tasks/hedge';
import type { MarketArgs } from '../engine/tasks/hedge-market';
import { BallastError } from '../errors';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import type { EventEvidenceService } from './event-evidence';
import { questionOf, readAnswer, toKeep, type KeptAnswer, type Question } from './kept-answers';
import { asksForExhaustion, createExhaustions, type ExhaustionSpan } from './hedge-exhaustion';
import { planHedgeSources, type HedgeSourcePlan } from './hedge-sources';
import { chainSlopes } from './hedge-slopes';
import type { JobContext } from './jobs';
import type { Options } from './options';

export interface Hedge {
  /** @throws {BallastError} `notFound`: no price or no volatility was known by then. */
  market(query: HedgeMarketQuery): Promise<HedgeMarketReply>;
  /** Kept answers. They compute nothing. */
  simulation(spec: SimulateSpec): Promise<SimulationReply>;
  robustness(spec: SimulateSpec): Promise<RobustnessReply>;
  size(spec: SizeSpec): Promise<SizeReply>;
  /** Compute and keep them. @returns a closing sentence. */
  simulate(spec: SimulateSpec, context: JobContext): Promise<string>;
  testRolls(spec: SimulateSpec, context: JobContext): Promise<string>;
  findSize(spec: SizeSpec, context: JobContext): Promise<string>;
}

interface Reading {
  readonly cascades: Pick<Cascades, 'list'>;
  readonly evidence: EventEvidenceService;
  /** Fitted captures of a chain. */
  readonly history: Options['history'];
}
interface HedgeOptions {
  readonly threads: number;
  readonly now: () => number;
}

/** Paths of a part: few enough to be cancelled soon, and a whole number of the engine's blocks. */
const LEAST_PART = 256;
const PARTS_PER_THREAD = 4;

/** A recorded path starts from the market of its own start; everything else from what was known by `asOf`. */
const startOf = ({ path, asOf }: SimulateSpec): Ms | undefined => (path.kind === 'history' ? Math.min(path.from, asOf ?? Infinity) : (asOf ?? undefined)); // prettier-ignore
/** And goes on to its end, as far as it was known by `asOf`. */
const untilOf = ({ path, asOf }: SimulateSpec): Ms | undefined => (path.kind === 'history' ? Math.min(path.to, asOf ?? Infinity) : (asOf ?? undefined)); // prettier-ignore

/** Cascades that a plan is told of: along recorded moves all of them, else the latest. */
function spanOf(spec: SimulateSpec): ExhaustionSpan {
  const { plan, path } = spec;
  const isRecorded = path.kind === 'history' || path.kind === 'analog';
  return isRecorded && asksForExhaustion(plan) ? { asOf: untilOf(spec), since: path.from } : { asOf: startOf(spec) };
}

interface Planned extends Question {
  readonly plan: HedgeSourcePlan | undefined;
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

export function createHedge(
  connections: Connections,
  { cascades, evidence, history }: Reading,
  { threads, now }: HedgeOptions,
): Hedge {
  const exhaustions = createExhaustions(connections, cascades, evidence);
  const planFor = async (kind: string, spec: SimulateSpec): Promise<Planned> => {
    const found = planHedgeSources(connections.reader(), {
      asset: spec.plan.asset,
      benchmark: spec.plan.beta.benchmark,
      instruments: spec.plan.positions.flatMap(({ instrument }) => instrument ?? []),
      asOf: untilOf(spec),
    });
    const asked = [kind, HEDGE_VERSION, { ...spec, plan: { ...spec.plan, name: '' } }];
    const [plan, problems] = 'problem' in found ? [undefined, [found.problem]] : [found, lacksOf(spec, found)];
    const told = plan && asksForExhaustion(spec.plan) ? [await exhaustions.revisions(plan, spanOf(spec))] : [];
    return { ...questionOf(asked, [...(plan?.revisions ?? []), ...told], problems), plan };
  };
  const usable = async (kind: string, spec: SimulateSpec): Promise<Planned & { readonly plan: HedgeSourcePlan }> => {
    const { plan, ...question } = await planFor(kind, spec);
    if (!plan || question.problems.length > 0) throw new BallastError('invalid', question.problems.join(' '));
    return { ...question, plan };
  };

  const marketArgs = async (plan: HedgeSourcePlan, window: number, asOf: Ms | undefined, fine = true, span: ExhaustionSpan = { asOf }): Promise<MarketArgs> =>
    ({ sources: plan.sources, synthetic: plan.synthetic, window, asOf, fine, exhaustion: await exhaustions.along(plan, span) }); // prettier-ignore
  const argsOf = async (
    spec: SimulateSpec,
    { plan, fingerprint }: Awaited<ReturnType<typeof usable>>,
    signal: AbortSignal,
  ): Promise<RunArgs> => ({
    market: await marketArgs(plan, spec.plan.beta.window, startOf(spec), spec.path.kind !== 'history', { ...spanOf(spec), signal }), // prettier-ignore
    revision: fingerprint,
    plan: spec.plan,
    path: spec.path,
    shiftRolls: spec.shiftRolls,
    until: untilOf(spec),
    slopes: await chainSlopes(connections, history, plan, spec, untilOf(spec), signal),
  });
  const keep = (asked: Question, answer: unknown): Promise<void> =>
    connections.writer().putHedgeResult(toKeep(asked, answer, now()));
  const keptOf = <R>(asked: Question): KeptAnswer<R> =>
    readAnswer(connections.reader().hedgeResult(asked.question), asked);

  /** Roll days of jobs that go on, by their question: each is there as soon as it is done. */
  const underway = new Map<string, readonly ShiftOutcome[]>();

  /** Runs tasks side by side and reports how much of all of them is done. */
  const together = <T>(n: number, { signal, report }: JobContext, unit: string, total: number, run: (i: number, options: RunOptions) => Promise<T>): Promise<T[]> => {
    const shares = new Float64Array(n);
    const tell = (i: number, share: number): void => {
      shares[i] = share;
      report({ done: Math.round((shares.reduce((sum, x) => sum + x, 0) / n) * total), total, unit });
    };
    tell(0, 0);
    return Promise.all(
      Array.from({ length: n }, async (_, i) => {
        const value = await run(i, { signal, onProgress: (done, total) => tell(i, done / total) });
        tell(i, 1);
        return value;
      }),
    );
  }; // prettier-ignore

  return {
    market: async ({ asset, benchmark, instruments, window, asOf }) => {
      const found = planHedgeSources(connections.reader(), { asset, benchmark, instruments, asOf });
      if ('problem' in found) throw new BallastError('notFound', found.problem);
      return connections.engine().run('hedge.market', await marketArgs(found, window, asOf));
    },
    simulation: async (spec) => keptOf<SimulationResult>(await planFor('simulate', spec)),
    robustness: async (spec) => {
      const planned = await planFor('robustness', spec);
      const kept = keptOf<RollRobustness>(planned);
      const part = underway.get(planned.question);
      return part && !kept.result ? { ...kept, result: joinShifts(part) } : kept;
    },
    size: async (spec) => keptOf<SizeResult>(await planFor('size', spec)),

    simulate: async (spec, context) => {
      const planned = await usable('simulate', spec);
      const args = await argsOf(spec, planned, context.signal);
      const engine = connections.engine();
      const paths = pathCount(spec.path);
      const width = Math.max(LEAST_PART, Math.ceil(paths / (threads * PARTS_PER_THREAD) / LEAST_PART) * LEAST_PART);
      const parts = await together(Math.ceil(paths / width), context, 'paths', paths, (i, options) => {
        const range = { first: i * width, count: Math.min(width, paths - i * width) };
        return engine.run('hedge.part', { ...args, range }, options);
      });
      const result = await engine.run('hedge.join', { plan: spec.plan, parts }, { signal: context.signal });
      await keep(planned, result);
      return `${paths.toLocaleString('en-US')} ${paths === 1 ? 'path' : 'paths'} of ${result.steps} steps`;
    },

    testRolls: async (spec, context) => {
      const planned = await usable('robustness', spec);
      const args = await argsOf(spec, planned, context.signal);
      const part = Array.from(ROLL_SHIFTS, unknownShift);
      underway.set(planned.question, part);
      const outcomes = await together(part.length, context, 'runs', part.length, async (i, options) => {
        const shiftRolls = ROLL_SHIFTS[i]!;
        return (part[i] = await connections.engine().run('hedge.shift', { ...args, shiftRolls }, options));
      }).finally(() => underway.delete(planned.question));
      const robustness = joinShifts(outcomes);
      await keep(planned, robustness);
      return `P&L from ${percent(Math.min(...robustness.pnl))} to ${percent(Math.max(...robustness.pnl))} of the book over ${outcomes.length} roll days`;
    },

    findSize: async (spec, context) => {
      const planned = await usable('size', spec);
      const layers = spec.plan.layers.filter(({ enabled }) => enabled);
      if (pathCount(spec.path) < 2)
        throw new BallastError('invalid', 'Sizes are chosen over many paths: take a Monte Carlo.');
      if (layers.length === 0) throw new BallastError('invalid', 'No layer of the plan is enabled: there is nothing to size.'); // prettier-ignore
      const args = await argsOf(spec, planned, context.signal);
      const engine = connections.engine();
      const alone = await together(layers.length, context, 'layers', layers.length, (i, options) =>
        engine.run('hedge.layer', { ...args, layer: layers[i]!.id }, options),
      );
      const premium = alone.map((one) => one.premium);
      const { budget } = spec.plan;
      const problem = {
        ...{ unhedged: alone[0]!.unhedged, layers: alone.map(({ pnl }) => pnl), premium, budget, level: spec.level },
        most: layers.map(() => spec.most),
      };
      const sized = await engine.run('hedge.size', { problem }, { signal: context.signal });
      const spent = sized?.sizes.reduce((sum, size, l) => sum + size * premium[l]!, 0) ?? NaN;
      const words = sized
        ? `CVaR ${percent(sized.cvar.sized)} of the book, ${percent(sized.cvar.none)} without layers, ${percent(sized.cvar.planned)} as planned`
        : `No size of the layers fits a budget of ${percent(budget)} a year`;
      const result: SizeResult = {
        feasible: sized !== undefined,
        words,
        layers: layers.map(({ id, name }, l) => ({ id, name, multiple: sized?.sizes[l] ?? NaN })),
        cvar: sized?.cvar ?? { none: NaN, planned: NaN, sized: NaN },
        premium: { planned: premium.reduce((sum, x) => sum + x, 0), sized: spent, budget },
      };
      await keep(planned, result);
      return words;
    },
  };
}

/** Why paths cannot be made, as far as it can be told from what is stored. */
function lacksOf({ plan, path }: SimulateSpec, { sources }: HedgeSourcePlan): string[] {
  if (plan.positions.every(({ quantity }) => quantity === 0))
    return ['The plan holds nothing: there is no book to hedge.'];
  if (path.kind === 'bootstrap' && !sources.index)
    return [`Blocks of the past need the volatility index of ${sources.asset.instrument}, and none is stored.`];
  return [];
}
