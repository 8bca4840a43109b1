import type { StoreWriter } from './api';
import { StoreError, type StoreErrorCode } from './errors';

/** Methods that the client calls by name. `close` ends the thread as well, so it has its own message. */
export const REMOTE_METHODS = [
  'commitPage',
  'finishRun',
  'forgetCursor',
  'forgetSettled',
  'removeSeries',
  'discardDamaged',
  'setCoverage',
  'removeQuarantined',
  'acceptQuarantined',
  'putInstrument',
  'putSource',
  'putScenario',
  'removeScenario',
  'putMacroSeries',
  'putTypedRelease',
  'removeTypedRelease',
  'replaceEvents',
  'putSetting',
  'putLayout',
  'removeLayout',
  'putTemplate',
  'removeTemplate',
  'putDocument',
  'removeDocument',
  'putPlanVersion',
  'putPlanSignatures',
  'removePlan',
  'putStudyResult',
  'putHedgeResult',
  'putTimeShiftResult',
  'putJournalEntry',
  'removeJournalEntry',
  'restoreJournalEntry',
  'putStatements',
  'removeStatements',
  'removeEntity',
  'info',
  'contentDigest',
  'compact',
  'checkpoint',
] as const satisfies readonly (keyof StoreWriter)[];

/** Methods that take a `Task` last: progress comes back as messages, the stop flag is shared memory. */
export const LONG_METHODS = ['verify', 'backup', 'restore', 'move'] as const satisfies readonly (keyof StoreWriter)[];

export type RemoteMethod = (typeof REMOTE_METHODS)[number] | (typeof LONG_METHODS)[number];

export interface WriterRequest {
  readonly id: number;
  readonly method: RemoteMethod | 'close';
  readonly args: readonly unknown[];
  /** Set to 1 to stop a long method. */
  readonly stop?: Int32Array;
}

export type WriterMessage =
  | { readonly kind: 'opened'; readonly path: string }
  | { readonly kind: 'unusable'; readonly error: RemoteError }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: RemoteError };

/** An error as it crosses threads: a structured clone keeps neither class nor code. */
export interface RemoteError {
  readonly name: string;
  readonly message: string;
  readonly code?: StoreErrorCode;
}

export function packError(cause: unknown): RemoteError {
  if (cause instanceof StoreError) return { name: cause.name, message: cause.message, code: cause.code };
  if (cause instanceof Error) return { name: cause.name, message: cause.message };
  return { name: 'Error', message: String(cause) };
}

export function unpackError({ name, message, code }: RemoteError): Error {
  if (code !== undefined) return new StoreError(code, message);
  if (name === 'RangeError') return new RangeError(message);
  return new Error(message);
}
