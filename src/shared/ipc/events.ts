import type { JobProgress } from '../jobs';
import type { Settings } from '../settings';
import type { SyncState } from '../sync';

/** What the main process tells the page without being asked. */
export interface Events {
  'job:changed': JobProgress;
  /** Rows were added or removed: reload what is shown. */
  'data:changed': { readonly instruments: readonly string[] };
  'settings:changed': Settings;
  'sync:changed': SyncState;
  /** A native menu item was chosen; the id is one of the palette's commands. */
  'menu:command': { readonly id: string };
  'log:error': { readonly at: number; readonly message: string };
}
export type EventName = keyof Events;
export const EVENT_NAMES = [
  'job:changed',
  'data:changed',
  'settings:changed',
  'sync:changed',
  'menu:command',
  'log:error',
] as const satisfies readonly EventName[];
