import type { TimeShiftSpec } from '#core/timeshift/types';
import type { TimeShiftReply } from '#shared/time-shift';
import { BallastError } from '../errors';
import type { Connections } from './connections';
import type { JobContext } from './jobs';

export interface TimeShifts {
  /** The kept answer, and whether the data has changed since. Computes nothing. */
  read(spec: TimeShiftSpec): Promise<TimeShiftReply>;
  /** Computes and keeps the answer. @returns a closing sentence. */
  run(spec: TimeShiftSpec, context: JobContext): Promise<string>;
}

export function createTimeShifts(_connections: Connections, _now: () => number): TimeShifts {
  const pending = (): Promise<never> => Promise.reject(new BallastError('invalid', 'Nothing is aligned yet.'));
  return { read: pending, run: pending };
}
