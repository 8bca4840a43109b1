import { bookOf } from '#core/hedge/book';
import { exposePositions } from '#core/hedge/expose';
import type { ExposedPosition } from '#core/hedge/exposed';
import { exposureOf } from '#core/hedge/exposure';
import type { HedgeMarket } from '#core/hedge/market';
import { toHedgeMarket } from '#core/hedge/market-data';
import { openLayers } from '#core/hedge/open-layer';
import type { HedgePlan } from '#core/hedge/types';
import { HEDGE_VERSION } from '#core/hedge/version';
import { ticketsOf } from '#core/plan/tickets';
import type { DataRange, PlanData, PlanDocument } from '#core/plan/types';
import { worstCaseOf } from '#core/plan/worst-case';
import type { Ms } from '#core/time/ms';
import type { HedgeMarketReply } from '#shared/hedge';
import { BallastError, messageOf } from '../errors';
import type { SeriesId, SeriesKey } from '../store/types';
import type { Connections } from './connections';
import type { Hedge } from './hedge';
import { planHedgeSources } from './hedge-sources';
import { dataFingerprint, hedgeFingerprint } from './plan/fingerprints';
import type { PaperBook } from './plan/paper/book-charts';

export interface Plans {
  /**
   * A plan of a hedge, priced at an instant: orders, worst case, and what it was made from. What only a person can say (thesis, claims,
   * exits, expiry, who signs) is left open, and the steward asks for it.
   * @throws {BallastError} `notFound`: no market was known by then; `invalid`: a position cannot be valued.
   */
  draft(hedge: HedgePlan, asOf: Ms | undefined): Promise<PlanDocument>;
  /** The same plan with its hedge priced again; what a person has said stays. @throws {BallastError} as `draft` */
  price(plan: PlanDocument, asOf: Ms | undefined): Promise<PlanDocument>;
  /** What of these series is stored and was known by an instant; those that are not stored are left out. */
  digests(series: readonly DataRange[], asOf: Ms): Promise<readonly DataRange[]>;
  /** The book of a plan as of its instant, with its open layers; or why it cannot be had from what is stored here. */
  book(plan: PlanDocument): Promise<PaperBook>;
}

interface PlanMarket {
  readonly reply: HedgeMarketReply;
  readonly market: HedgeMarket;
  readonly positions: readonly ExposedPosition[];
}
type Priced = Pick<PlanDocument, 'hedge' | 'tickets' | 'valuation' | 'worstCase' | 'data' | 'engine'>;

export function createPlans(connections: Connections, hedge: Pick<Hedge, 'market'>, now: () => number): Plans {
  const digest = (ids: readonly SeriesId[], asOf: Ms): Promise<DataRange[]> => connections.engine().run('plan.data', { ids: [...new Set(ids)], asOf }); // prettier-ignore
  const dataOf = async ({ asset, beta, positions }: HedgePlan, asOf: Ms): Promise<PlanData> => {
    const instruments = positions.flatMap(({ instrument }) => instrument ?? []);
    const found = planHedgeSources(connections.reader(), { asset, benchmark: beta.benchmark, instruments, asOf });
    if ('problem' in found) throw new BallastError('notFound', found.problem);
    const series = await digest(
      found.revisions.flatMap((one) => (one ? [one[0]] : [])),
      asOf,
    );
    return { fingerprint: dataFingerprint(series), asOf, synthetic: found.synthetic, series };
  };

  const marketOf = async (plan: HedgePlan, asOf: Ms | undefined): Promise<PlanMarket> => {
    const { asset, beta } = plan;
    const instruments = plan.positions.flatMap(({ instrument }) => instrument ?? []);
    const query = { asset, benchmark: beta.benchmark, instruments, window: beta.window };
    // Of the newest price only its instant is taken: what was known by then is what a recomputation will find.
    const at = asOf ?? (await hedge.market(query)).market.t;
    const reply = await hedge.market({ ...query, asOf: at });
    const market = toHedgeMarket(reply.market);
    const { positions, problems } = exposePositions(plan, { ...reply, market });
    if (problems.length > 0) throw new BallastError('invalid', problems.join(' '));
    return { reply, market, positions };
  };

  const priced = async (plan: HedgePlan, asOf: Ms | undefined): Promise<Priced> => {
    const { asset } = plan;
    const { reply, market, positions } = await marketOf(plan, asOf);
    const { book, betaNotional } = exposureOf(positions, market);
    if (!(book > 0)) throw new BallastError('invalid', 'The plan holds nothing: there is no book to hedge.');
    const { tickets, notes, costPerYear } = ticketsOf(plan, market, positions);
    const exposedUnits = betaNotional / market.spot;
    return {
      hedge: plan,
      tickets,
      valuation: {
        ...{ t: market.t, hedge: hedgeFingerprint(plan), spot: market.spot, book, exposedUnits, costPerYear },
        modelled: reply.market.modelled,
        notes: [...reply.notes, ...notes],
      },
      worstCase: worstCaseOf(tickets, exposedUnits, market.spot, asset),
      data: await dataOf(plan, market.t),
      engine: { ballast: __BALLAST_VERSION__, hedge: HEDGE_VERSION },
    };
  };

  return {
    draft: async (plan, asOf) => ({
      title: plan.name,
      created: now(),
      expiry: null,
      thesis: { statement: '', against: '', wrongIf: '' },
      ...{ claims: [], evidence: [], thresholds: [], exits: [], voids: [], assumptions: [] },
      ...(await priced(plan, asOf)),
      policy: null,
    }),
    price: async (plan, asOf) => ({ ...plan, created: now(), ...(await priced(plan.hedge, asOf)) }),
    book: async ({ hedge: plan, valuation, data }) => {
      try {
        const { fingerprint } = await dataOf(plan, valuation.t);
        if (fingerprint !== data.fingerprint) return { problem: 'What is stored here is not what the plan was made from.' }; // prettier-ignore
        const { market, positions } = await marketOf(plan, valuation.t);
        return bookOf(plan, market, positions, openLayers(plan, market, positions));
      } catch (cause) {
        return { problem: messageOf(cause) };
      }
    },
    digests: (series, asOf) => {
      const reader = connections.reader();
      // Macro releases have no columns, and no plan is priced on them.
      const known = series.filter(({ kind }) => kind !== 'macro');
      return digest(known.flatMap((key) => reader.findSeries(key as SeriesKey)?.id ?? []), asOf); // prettier-ignore
    },
  };
}
