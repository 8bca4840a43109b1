import type { KnownPoints } from '#core/evidence/types';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { BallastError } from '../errors';
import type { Cascades } from './cascades';
import type { Connections } from './connections';
import type { EventEvidenceService } from './event-evidence';
import type { HedgeSourcePlan } from './hedge-sources';
import { assetOf, isOf } from './selection';

/** Past this a cascade says nothing of the market. */
const RECENT: Ms = 7 * MS_PER_DAY;
const KEPT_EVENTS = 1_000;

export interface ExhaustionSpan {
  /** Undefined: by the newest price. */
  readonly asOf: Ms | undefined;
  /** Every cascade that counts from here on; undefined: the latest one by `asOf`. */
  readonly since?: Ms | undefined;
  readonly signal?: AbortSignal;
}

export interface Exhaustions {
  /** Share of yes among the confirmations of cascades of the asset that are known, by their decisions; undefined: no recent one. */
  along(plan: HedgeSourcePlan, span: ExhaustionSpan): Promise<KnownPoints | undefined>;
  /** What these answers are made from: another list, another answer. */
  revisions(plan: HedgeSourcePlan, span: ExhaustionSpan): Promise<readonly unknown[]>;
}

export const asksForExhaustion = ({ layers }: HedgePlan): boolean =>
  layers.some(
    ({ enabled, gate: { gate }, adaptation }) =>
      enabled && (adaptation.exhaustion !== 0 || (gate.kind !== 'always' && gate.signal === 'exhaustion')),
  );

export function createExhaustions(
  { reader }: Pick<Connections, 'reader'>,
  cascades: Pick<Cascades, 'list'>,
  evidence: EventEvidenceService,
): Exhaustions {
  /** By event and data: the evidence of an event is that of its decision, whatever the clock says. */
  const shares = new Map<string, number>();

  const endOf = ({ sources }: HedgeSourcePlan, { asOf }: ExhaustionSpan): Ms => {
    const newest = reader().getSeries(sources.asset.price);
    return asOf ?? (newest ? newest.to + newest.knownLag : NaN);
  };
  const eventsOf = async (plan: HedgeSourcePlan, { asOf, since }: ExhaustionSpan): Promise<readonly CascadeRow[]> => {
    const { instrument } = plan.sources.asset;
    const end = endOf(plan, { asOf });
    const all = reader().listSeries();
    const asset = assetOf(all, instrument);
    const own = all.filter((one) => isOf(asset, one));
    const names = new Set(own.map((one) => one.instrument));
    const lists = await Promise.all([...names].map((name) => cascades.list(name, end)));
    const found = lists
      .flat()
      .filter(({ decision }) => decision >= (since ?? end) - RECENT)
      .sort((a, b) => a.decision - b.decision || a.id.localeCompare(b.id));
    return since === undefined ? found.slice(-1) : found;
  };
  const stored = (): string => JSON.stringify(reader().listSeries().map(({ id, revision }) => [id, revision])); // prettier-ignore

  /** @param end instant of the list that the event is from */
  const shareOf = async (event: CascadeRow, end: Ms, data: string): Promise<number> => {
    const key = `${JSON.stringify(event)} ${data}`;
    if (!shares.has(key)) {
      const found = await evidence.read(event.id, end);
      const told = found?.confirmations.filter(({ state }) => state !== 'unknown') ?? [];
      if (shares.size >= KEPT_EVENTS) shares.clear();
      shares.set(key, told.filter(({ state }) => state === 'yes').length / told.length);
    }
    return shares.get(key)!;
  };

  return {
    along: async (plan, span) => {
      const data = stored();
      const events = await eventsOf(plan, span);
      const value: number[] = [];
      for (const event of events) {
        if (span.signal?.aborted) throw new BallastError('cancelled', 'Cancelled.');
        value.push(await shareOf(event, endOf(plan, span), data));
      }
      const isKnown = value.some((share) => !Number.isNaN(share));
      return isKnown
        ? { known: Float64Array.from(events, ({ decision }) => decision), value: Float64Array.from(value) }
        : undefined;
    },
    revisions: async (plan, span) => [(await eventsOf(plan, span)).map(({ id, decision }) => [id, decision]), stored()],
  };
}
