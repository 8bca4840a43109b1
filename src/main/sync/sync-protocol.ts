import type { Ms } from '#core/time/ms';
import { codeOf, messageOf } from '#main/errors';
import type { InstrumentRecord, MacroSeriesRecord, Page } from '#main/store/types';
import type { ErrorCode } from '#shared/outcome';
import type { Recording, RecordingState, SourceId, SourceInfo, SourceInstrument, SyncItem, SyncPlan, SyncRequest } from '#shared/sync'; // prettier-ignore

export interface SyncWorkerData {
  /** The database, which is only read. */
  readonly path: string;
  /** For files on their way in. */
  readonly folder: string;
  readonly addresses: Partial<Record<SourceId, string>>;
  readonly proxy: string | null;
  /** What every wait is multiplied with; 1 unless a test is in a hurry. */
  readonly haste: number;
}

export type SourceKeys = Partial<Record<SourceId, string>>;

/** What a source is, without what the settings and the store say of it. */
export type SourceFacts = Omit<SourceInfo, 'hasKey' | 'address' | 'followed' | 'fetched'>;

export type SyncWorkerRequest =
  | { readonly kind: 'sources'; readonly id: number }
  | { readonly kind: 'instruments'; readonly id: number; readonly source: SourceId; readonly keys: SourceKeys }
  | { readonly kind: 'plan'; readonly id: number; readonly request: SyncRequest; readonly keys: SourceKeys; readonly now: Ms }
  | { readonly kind: 'run'; readonly id: number; readonly request: SyncRequest; readonly keys: SourceKeys; readonly now: Ms }
  /** Liquidation feeds, until it is stopped; `address` stands in for the venue's own. */
  | { readonly kind: 'record'; readonly id: number; readonly recording: Recording; readonly address: string | undefined }
  /** A page is in the store: the next of its item may be asked for. `problem`: a page of a recording is not, and comes again. */
  | { readonly kind: 'stored'; readonly id: number; readonly item: number; readonly problem?: string }
  | { readonly kind: 'stop'; readonly id: number }; // prettier-ignore

/** What changed of an item; `code` of one that has failed. */
export type ItemChange = Partial<SyncItem> & { readonly code?: ErrorCode };

/** A page on its way to the store. */
export interface SyncPage {
  readonly item: number;
  readonly page: Page;
  /** What it speaks of that the store does not know. */
  readonly instruments: readonly InstrumentRecord[];
  readonly macroSeries: readonly MacroSeriesRecord[];
}

/** How the line to the sources is. */
export interface LineState {
  readonly network: 'unknown' | 'online' | 'offline';
  readonly skew: Partial<Record<SourceId, Ms>>;
}

export type SyncWorkerMessage =
  | { readonly kind: 'line'; readonly line: LineState }
  | ({ readonly id: number } & (
      | { readonly kind: 'sources'; readonly value: readonly SourceFacts[] }
      | { readonly kind: 'instruments'; readonly value: readonly SourceInstrument[] }
      | { readonly kind: 'plan'; readonly value: SyncPlan }
      | { readonly kind: 'items'; readonly items: readonly SyncItem[] }
      | { readonly kind: 'changes'; readonly changes: readonly (readonly [item: number, change: ItemChange])[] }
      | { readonly kind: 'page'; readonly sent: SyncPage }
      | { readonly kind: 'recorded'; readonly item: number; readonly page: Page }
      | { readonly kind: 'recording'; readonly state: RecordingState }
      | { readonly kind: 'end' }
      | { readonly kind: 'failed'; readonly failure: SyncFailure }
    ));

/** An error as it crosses threads, where classes are lost. */
export interface SyncFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

export const toSyncFailure = (cause: unknown): SyncFailure => ({ code: codeOf(cause), message: messageOf(cause) });
