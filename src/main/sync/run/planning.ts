import type { Ms } from '#core/time/ms';
import type { Followed, PlanPart, SourceId, SyncPlan, SyncRequest } from '#shared/sync';
import type { Policy } from '../net/types';
import { planDataset } from '../plan/plan-dataset';
import { storedRanges } from '../plan/stored-ranges';
import { sumPlan } from '../plan/sum-plan';
import type { Offer, Source } from '../source';
import type { SourceKeys } from '../sync-protocol';
import type { Desk } from './desk';
import { offerOf } from './offer';

export interface Planned {
  readonly source: Source;
  readonly offer: Offer;
  readonly parts: readonly PlanPart[];
}

/** What is to be asked for of one data set. Its source is asked when it was listed only where something seems to be missing. */
export async function planOne(
  desk: Desk,
  dataset: Followed,
  { to, newestFirst, again = false }: Omit<SyncRequest, 'datasets'>,
  keys: SourceKeys,
  signal: AbortSignal,
): Promise<Planned> {
  const source = await desk.source(dataset.source);
  const offer = offerOf(source, dataset);
  const { reader } = desk;
  const settled = reader.settled(dataset).filter(({ state }) => !again || state === 'notAvailable');
  const stored = again ? [] : storedRanges(reader, dataset, offer, source);
  const plan = (listed: Ms | null): PlanPart[] => {
    const now = desk.sourceNow(source.id); // better known once its instruments have come
    return planDataset({ dataset, from: dataset.from, to, newestFirst, offer, settled, stored, listed, now });
  };
  const parts = plan(null);
  const asks = offer.shape === 'history' && source.group === 'venue' && parts.some(({ state }) => state === 'fetch');
  if (!asks) return { source, offer, parts };
  // without an answer the plan is wider: what was before the listing then turns out to be empty
  const list = await desk.instruments(source.id, keys, signal).catch(() => {
    signal.throwIfAborted();
    return [];
  });
  const listed = list.find(({ id }) => id === dataset.instrument)?.listed ?? null;
  return { source, offer, parts: plan(listed) };
}

/** What a request would ask for, as the store and the clock stand. */
export async function planRequest(
  desk: Desk,
  request: SyncRequest,
  keys: SourceKeys,
  limitOf: (source: SourceId) => Policy['limit'] | undefined,
  signal: AbortSignal,
): Promise<SyncPlan> {
  const parts: PlanPart[] = [];
  for (const dataset of request.datasets) parts.push(...(await planOne(desk, dataset, request, keys, signal)).parts);
  return sumPlan(parts, limitOf);
}
