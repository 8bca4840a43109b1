import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, setPriority } from 'node:os';

/**
 * Lets this thread give way to the window when both want a core. Linux alone ranks single threads, and names the one that asks in
 * /proc; elsewhere the thread stays as it is.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_LOW);
  } catch {
    // Without /proc, or without the right: slower frames while something is computed, and nothing worse.
  }
}
