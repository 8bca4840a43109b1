import type { ErrorCode } from '#shared/outcome';

/** Hooks that a task gets beside its arguments. */
export interface TaskContext {
  /** True once the caller has given up; a busy loop asks now and then. */
  readonly shouldStop: () => boolean;
  readonly onProgress: (done: number, total: number, message?: string) => void;
}

export interface EngineRequest {
  readonly id: number;
  readonly task: string;
  readonly args: unknown;
  /** One shared Int32: 1 = stop. A busy loop cannot read messages. */
  readonly stop: Int32Array;
}

export type EngineMessage =
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      readonly message: string;
    }
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'stopped' }
  | { readonly id: number; readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** Thrown by a task that saw `shouldStop`. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
