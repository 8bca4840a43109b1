import { z } from 'zod';
import type { SeriesKind } from '#core/series/schema';
import { patchOf } from './patch';

/** Where figures come from over the network. The first word is also the `source` of the series that they feed. */
export const SOURCE_IDS = [
  'binance',
  'bybit',
  'okx',
  'deribit',
  'gate',
  'bitfinex',
  'hyperliquid',
  'krakenfutures',
  'coinbase',
  'binance-archive',
  'fred',
  'cboe',
  'calendar',
  'bis',
  'ecb',
  'defillama',
  'coingecko',
] as const;
export type SourceId = (typeof SOURCE_IDS)[number];
export const SourceIdSchema = z.enum(SOURCE_IDS);

const Instant = z.number().int().min(0).max(8_640_000_000_000_000);
/** No control characters: a name is printed in tables, logs and questions as it is. */
const InstrumentName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u, 'a name without line breaks and control characters');
const OfferName = z.string().min(1).max(40);

/** One data set of a source: what one kind of request answers, for one instrument at one interval (0 when irregular). */
export const DatasetSchema = z.strictObject({
  source: SourceIdSchema,
  offer: OfferName,
  instrument: InstrumentName,
  interval: z.int().min(0),
});
export type Dataset = z.infer<typeof DatasetSchema>;

/** A data set that is kept current, from an instant on; null = as far back as the source reaches. */
export const FollowedSchema = DatasetSchema.extend({ from: Instant.nullable() });
export type Followed = z.infer<typeof FollowedSchema>;

/** What is to be fetched. Only what is missing is asked for. */
export const SyncRequestSchema = z.strictObject({
  datasets: z.array(FollowedSchema).min(1).max(2_000),
  /** Exclusive; null = up to now. */
  to: Instant.nullable().default(null),
  newestFirst: z.boolean().default(false),
  /** Asks also for what is had, to see whether its source still says the same: what differs goes into quarantine. */
  again: z.boolean().optional(),
});
export type SyncRequest = z.infer<typeof SyncRequestSchema>;

/** A base address that stands in for the source's own: a mirror, or a server of a test. */
const Address = z.url({ protocol: /^https?$/ }).max(500);
const SocketAddress = z.url({ protocol: /^wss?$/ }).max(500);
/** `http://host:3128` or `socks5://host:1080`. Without a password: settings are no place for one. */
const Proxy = z
  .url({ protocol: /^(https?|socks5)$/ })
  .max(500)
  .refine((url) => !url.includes('@'), 'a proxy with a password is not supported');

/** Venues whose feeds of liquidations can be recorded. */
export const RECORDED_SOURCES = ['binance', 'bybit', 'okx'] as const;

export const RecordingSchema = z.strictObject({
  source: z.enum(RECORDED_SOURCES),
  /** Empty = every instrument of the venue. */
  instruments: z.array(InstrumentName).max(200),
});
export type Recording = z.infer<typeof RecordingSchema>;

/** How a person has set up market sync. Every field has a default. Keys are not here: they are never in the page. */
export const SyncSettingsSchema = z.strictObject({
  /** By source: other addresses than its own. */
  addresses: z.partialRecord(SourceIdSchema, z.strictObject({ http: Address.optional(), socket: SocketAddress.optional() })).default({}),
  proxy: Proxy.nullable().default(null),
  followed: z.array(FollowedSchema).max(2_000).default([]),
  /** Minutes between runs while the program is open; null = only when asked. */
  every: z.int().min(5).max(10_080).nullable().default(null),
  newestFirst: z.boolean().default(true),
  recordings: z.array(RecordingSchema).max(20).default([]),
}); // prettier-ignore
export type SyncSettings = z.infer<typeof SyncSettingsSchema>;
export const SyncSettingsPatch = patchOf(SyncSettingsSchema);

export interface OfferInfo {
  readonly id: string;
  readonly label: string;
  readonly kinds: readonly SeriesKind[];
  /** 0 when irregular. */
  readonly intervals: readonly number[];
  /** How far back the source answers [ms]; null = as far as it has any. */
  readonly reach: number | null;
  readonly key: 'none' | 'optional' | 'required';
  /** `history`: by ranges of time; `capture`: what is now, and never again; `whole`: one document with all of it. */
  readonly shape: 'history' | 'capture' | 'whole';
  /** What its figures are and are not, in one or two sentences. */
  readonly note: string;
}

export interface SourceInfo {
  readonly id: SourceId;
  readonly label: string;
  readonly group: 'venue' | 'archive' | 'macro' | 'fundamentals';
  readonly url: string;
  readonly offers: readonly OfferInfo[];
  readonly key: 'none' | 'optional' | 'required';
  readonly hasKey: boolean;
  /** Addresses that stand in for its own. */
  readonly address: { readonly http?: string | undefined; readonly socket?: string | undefined };
  /** Data sets of it that are kept current. */
  readonly followed: number;
  /** Newest instant at which something of it was fetched; null when never. */
  readonly fetched: number | null;
}

/** Something a source can be asked about, in its own name. */
export interface SourceInstrument {
  readonly id: string;
  readonly label: string;
  readonly base: string;
  readonly quote: string;
  /** `spot`, `perpetual`, `future`, `index`, `series`, `asset`. */
  readonly type: string;
  /** Offers that make sense for it. */
  readonly offers: readonly string[];
  /** USD or base a contract is worth; null when quantities are in base units. */
  readonly contractSize: number | null;
  readonly margin: 'linear' | 'inverse' | '';
  /** First instant the source has of it; null when it does not say. */
  readonly listed: number | null;
}

/**
 * A range of a data set: to be asked for; had already; or known not to be had, because the source does not reach so far
 * back or said that it has nothing there.
 */
export interface PlanPart extends Dataset {
  readonly state: 'fetch' | 'have' | 'notAvailable';
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Estimates, for a range to be asked for; 0 otherwise. */
  readonly rows: number;
  readonly requests: number;
  /** Why it is not available, or what is special; '' mostly. */
  readonly note: string;
}

export interface SyncPlan {
  readonly parts: readonly PlanPart[];
  readonly rows: number;
  readonly requests: number;
  /** Estimate from the sources' request limits [s]. */
  readonly seconds: number;
}

export type ItemState = 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'cancelled';

/** One data set in the queue. */
export interface SyncItem extends Dataset {
  readonly state: ItemState;
  /** Range that is asked for; null for a document without one. */
  readonly from: number | null;
  readonly to: number | null;
  /** Share done, 0 to 1. */
  readonly share: number;
  readonly rows: number;
  readonly added: number;
  readonly quarantined: number;
  readonly requests: number;
  readonly retries: number;
  /** What it is doing now, or why it stopped. */
  readonly message: string;
}

export interface RecordingState extends Recording {
  readonly state: 'connecting' | 'recording' | 'waiting' | 'stopped';
  /** Prints stored since the program started. */
  readonly prints: number;
  readonly since: number | null;
  readonly last: number | null;
  readonly gaps: number;
  readonly message: string;
}

export interface SyncState {
  /** `offline`: no host answers; what is stored is all there, and runs go on by themselves when one does. */
  readonly network: 'unknown' | 'online' | 'offline';
  readonly jobId: string | null;
  readonly items: readonly SyncItem[];
  /** Rows a second over the last ten; null when nothing runs. */
  readonly rate: number | null;
  readonly remainingSeconds: number | null;
  readonly recordings: readonly RecordingState[];
  /** Next run by the schedule; null when there is none. */
  readonly next: number | null;
  /** Venue clock minus ours [ms], by source, where it was measured. */
  readonly skew: Partial<Record<SourceId, number>>;
}

/** Where the keys are: sealed by the system's keyring, by a passphrase, or nowhere yet. */
export interface KeyringInfo {
  readonly kind: 'system' | 'passphrase' | 'none';
  /** A passphrase is needed before keys can be used or stored. */
  readonly locked: boolean;
  readonly keys: readonly SourceId[];
}
