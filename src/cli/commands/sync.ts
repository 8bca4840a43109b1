import { formatInterval, parseInterval } from '#core/time/interval';
import { MS_PER_HOUR } from '#core/time/ms';
import {
  SyncRequestSchema,
  type Followed,
  type OfferInfo,
  type SourceId,
  type SourceInfo,
  type SyncItem,
  type SyncPlan,
  type SyncRequest,
} from '#shared/sync';
import { z } from 'zod';
import { BallastError } from '../../main/errors';
import type { Services } from '../../main/services';
import { Exit, parseInstant, withServices, type GlobalOptions } from '../context';
import { runJob } from '../job';
import { count, instant, printJson, printTable, say, words } from '../print';

export interface SyncOptions extends GlobalOptions {
  readonly instrument?: string;
  readonly offer?: string;
  readonly interval?: string;
  readonly from?: string;
  readonly to?: string;
  readonly newestFirst?: boolean;
  readonly again?: boolean;
  readonly followed?: boolean;
  readonly address?: string;
  readonly dryRun?: boolean;
}

export async function sync(source: SourceId | undefined, options: SyncOptions): Promise<void> {
  const { address } = options;
  if ((source === undefined) !== (options.followed === true))
    throw new Exit(2, 'Name one source, or give --followed for all that is kept current.');
  if (address !== undefined && (source === undefined || !/^https?:/.test(address) || !URL.canParse(address)))
    throw new Exit(2, `--address ${address}: an http or https address that stands in for one source's own.`);
  const addresses = address === undefined || source === undefined ? {} : { [source]: address };
  await withServices(options, { create: true, addresses }, async (services) => {
    const request = source === undefined ? followed(services) : await requestOf(services, source, options);
    if (options.dryRun) return showPlan(await services.sync.plan(request), options);
    const end = await runJob(services, { kind: 'sync', request });
    const { items } = services.sync.state();
    if (items.length > 0) showItems(items, options);
    if (end.state === 'failed') throw new BallastError(end.code ?? 'failed', end.message);
    const failed = items.filter(({ state }) => state === 'failed');
    if (failed.length > 0) throw new Exit(1, `${failed.length} of ${items.length} data sets failed.`);
  });
}

function followed({ sync: service }: Services): SyncRequest {
  const request = service.followedRequest();
  if (!request) throw new Exit(2, 'Nothing is kept current yet. Name a source and its instruments.');
  return request;
}

async function requestOf({ sync: service }: Services, id: SourceId, options: SyncOptions): Promise<SyncRequest> {
  const { interval: text, from, to, newestFirst = false, again } = options;
  const interval = text === undefined ? undefined : parseInterval(text);
  if (text !== undefined && interval === undefined)
    throw new Exit(2, `--interval ${text}: not an interval. Write 1m, 5m, 1h, 8h or 1d.`);
  const instruments = words(options.instrument);
  if (instruments.length === 0)
    throw new Exit(2, '--instrument is missing: what to fetch, in the names of the source.');
  const source = (await service.sources()).find((one) => one.id === id);
  if (!source) throw new Exit(2, `${id} cannot be asked.`);
  const offers = offersOf(source, words(options.offer));
  const since = from === undefined ? null : parseInstant(from, '--from');
  const until = to === undefined ? null : parseInstant(to, '--to');
  if (since !== null && since >= (until ?? Date.now()))
    throw new Exit(
      2,
      `--from ${from}: not before ${to === undefined ? 'now' : `--to ${to}`}. There is nothing in between.`,
    );
  const datasets = offers.flatMap((offer) =>
    instruments.map((instrument): Followed => ({ source: id, offer: offer.id, instrument, interval: intervalOf(source, offer, interval), from: since })),
  ); // prettier-ignore
  const parsed = SyncRequestSchema.safeParse({ datasets, to: until, newestFirst, again }); // prettier-ignore
  if (!parsed.success) throw new Exit(2, z.prettifyError(parsed.error));
  return parsed.data;
}

function offersOf({ label, offers }: SourceInfo, names: readonly string[]): readonly OfferInfo[] {
  if (names.length === 0) return offers.slice(0, 1);
  return names.map((name) => {
    const offer = offers.find(({ id }) => id === name);
    if (!offer) throw new Exit(2, `--offer ${name}: ${label} offers ${offers.map(({ id }) => id).join(', ')}.`);
    return offer;
  });
}

/** An interval is for what is regular: what is not has none. */
function intervalOf({ label }: SourceInfo, { id, intervals }: OfferInfo, wanted: number | undefined): number {
  if (intervals.length === 0 || (intervals.length === 1 && intervals[0] === 0)) return 0;
  if (wanted === undefined) return intervals.includes(MS_PER_HOUR) ? MS_PER_HOUR : intervals[0]!;
  if (!intervals.includes(wanted))
    throw new Exit(2, `--interval ${formatInterval(wanted)}: ${label} has ${id} at ${intervals.map(formatInterval).join(', ')}.`); // prettier-ignore
  return wanted;
}

function showPlan(plan: SyncPlan, { json }: SyncOptions): void {
  if (json) return printJson(plan);
  printTable(
    ['what', 'instrument', 'interval', 'from', 'to', 'state', 'rows', 'requests', ''],
    plan.parts.map(({ offer, instrument, interval, from, to, state, rows, requests, note }) => [
      offer, instrument, formatInterval(interval), instant(from), instant(to), STATES[state], count(rows), count(requests), note,
    ]),
  ); // prettier-ignore
  say(`${count(plan.rows)} rows in ${count(plan.requests)} requests, about ${count(Math.ceil(plan.seconds))} s.`);
}

const STATES = { fetch: 'to fetch', have: 'stored', notAvailable: 'not available' } as const;

function showItems(items: readonly SyncItem[], { json }: SyncOptions): void {
  if (json) return printJson({ items });
  printTable(
    ['what', 'instrument', 'interval', 'state', 'rows', 'added', 'set aside', 'requests', ''],
    items.map(({ offer, instrument, interval, state, rows, added, quarantined, requests, message }) => [
      offer, instrument, formatInterval(interval), state, count(rows), count(added), count(quarantined), count(requests), message,
    ]),
  ); // prettier-ignore
}
