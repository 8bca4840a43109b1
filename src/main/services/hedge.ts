import type { KnownPoints } from '#core/evidence/types';
import { HEDGE_VERSION } from '#core/hedge/version';
import { parseSymbol } from '#core/series/instrument';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type {
  HedgeMarketQuery,
  HedgeMarketReply,
  RobustnessReply,
  SimulateSpec,
  SimulationReply,
  SizeReply,
  SizeSpec,
} from '#shared/hedge';
import type { MarketArgs } from '../engine/tasks/hedge-market';
import { BallastError } from '../errors';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import type { EventEvidenceService } from './event-evidence';
import { hedgeQuestion, readAnswer, type HedgeQuestion } from './hedge-answers';
import { planHedgeSources, type HedgeSourcePlan } from './hedge-sources';

export interface Hedge {
  /** @throws {BallastError} `notFound`: no price or no volatility was known by then. */
  market(query: HedgeMarketQuery): Promise<HedgeMarketReply>;
  /** Kept answers. They compute nothing. */
  simulation(spec: SimulateSpec): SimulationReply;
  robustness(spec: SimulateSpec): RobustnessReply;
  size(spec: SizeSpec): SizeReply;
}

/** Past this a cascade says nothing of the market. */
const RECENT: Ms = 7 * MS_PER_DAY;

/** A history is lived through from its own start; everything else starts from what was known by `asOf`. */
const knownBy = ({ path, asOf }: SimulateSpec): Ms | undefined => {
  if (path.kind !== 'history') return asOf ?? undefined;
  return asOf === null ? path.to : Math.min(asOf, path.to);
};

export function createHedge(connections: Connections, cascades: Cascades, evidence: EventEvidenceService): Hedge {
  const sourcesFor = (spec: SimulateSpec): HedgeSourcePlan | { readonly problem: string } =>
    planHedgeSources(connections.reader(), {
      asset: spec.plan.asset,
      benchmark: spec.plan.beta.benchmark,
      instruments: spec.plan.positions.flatMap(({ instrument }) => instrument ?? []),
      asOf: knownBy(spec),
    });
  const questionOf = (kind: string, spec: SimulateSpec): HedgeQuestion => {
    const found = sourcesFor(spec);
    const asked = [kind, HEDGE_VERSION, { ...spec, plan: { ...spec.plan, name: '' } }];
    return 'problem' in found
      ? hedgeQuestion(asked, [], [found.problem])
      : hedgeQuestion(asked, found.revisions, []);
  }; // prettier-ignore

  /** Share of yes among the confirmations of the latest cascade of an asset that are known; undefined: no recent one. */
  const exhaustionOf = async (asset: string, asOf: Ms | undefined): Promise<KnownPoints | undefined> => {
    const { base } = parseSymbol(asset);
    const synthetic = asset.toUpperCase().startsWith('SIM-');
    const event = cascades
      .list(undefined, asOf)
      .find((row) => row.synthetic === synthetic && parseSymbol(row.instrument).base === base);
    if (!event || event.decision < (asOf ?? Infinity) - RECENT) return undefined;
    const found = await evidence.read(event.id, asOf);
    const told = found?.confirmations.filter(({ state }) => state !== 'unknown') ?? [];
    if (told.length === 0) return undefined;
    const share = told.filter(({ state }) => state === 'yes').length / told.length;
    return { known: Float64Array.of(event.decision), value: Float64Array.of(share) };
  };

  const marketArgs = async ({ sources, synthetic }: HedgeSourcePlan, window: number, asOf: Ms | undefined): Promise<MarketArgs> =>
    ({ sources, synthetic, window, asOf, exhaustion: await exhaustionOf(sources.asset.instrument, asOf) }); // prettier-ignore

  return {
    market: async ({ asset, benchmark, instruments, window, asOf }) => {
      const found = planHedgeSources(connections.reader(), { asset, benchmark, instruments, asOf });
      if ('problem' in found) throw new BallastError('notFound', found.problem);
      return connections.engine().run('hedge.market', await marketArgs(found, window, asOf));
    },
    simulation: (spec) => readAnswer(connections, questionOf('simulate', spec)),
    robustness: (spec) => readAnswer(connections, questionOf('robustness', spec)),
    size: (spec) => readAnswer(connections, questionOf('size', spec)),
  };
}
