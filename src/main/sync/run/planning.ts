import { subtractRanges } from '#core/time/ranges';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { Followed, PlanPart, SyncPlan, SyncRequest } from '#shared/sync';
import type { Offer } from '../source';
import type { SourceKeys } from '../sync-protocol';
import type { Desk } from './desk';
import { offerOf } from './offer';

/** Parts of a data set: to be asked for, had already, not to be had. Ascending. */
export function planParts({ dataset, offer, to, now, reader }: {
  readonly dataset: Followed;
  readonly offer: Offer;
  readonly to: Ms | null;
  readonly now: Ms;
  readonly reader: Pick<StoreReader, 'settled'>;
  readonly hasKey: boolean;
}): PlanPart[] {
  const { source, offer: id, instrument, interval } = dataset;
  const names = { source, offer: id, instrument, interval };
  const whole = { from: dataset.from ?? Math.max(0, now - offer.reach), to: to ?? now };
  return subtractRanges([whole], reader.settled(names)).map((part) => ({ ...names, ...part, state: 'fetch', rows: 0, requests: 0, note: '' }));
} // prettier-ignore

/** What a request would ask for, as the store and the clock stand. */
export async function planRequest(desk: Desk, request: SyncRequest, keys: SourceKeys): Promise<SyncPlan> {
  const parts: PlanPart[] = [];
  for (const dataset of request.datasets) {
    const source = await desk.source(dataset.source);
    const { now } = desk.context(source.id, keys);
    parts.push(...planParts({ dataset, offer: offerOf(source, dataset), to: request.to, now: now(), reader: desk.reader, hasKey: keys[source.id] !== undefined })); // prettier-ignore
  }
  return { parts, rows: 0, requests: 0, seconds: 0 };
}
