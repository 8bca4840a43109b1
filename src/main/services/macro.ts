import type { Ms } from '#core/time/ms';
import type {
  DifferentialQuery,
  DifferentialReading,
  MacroCalendarReply,
  MacroEntry,
  MacroReading,
  MacroReadQuery,
  MacroSeriesInfo,
  PolicyRate,
} from '#shared/macro';
import { BallastError } from '../errors';
import type { Connections } from './connections';

type Known = { readonly asOf?: Ms | undefined };

/** The economy as it was known: releases with their vintages, the calendar, policy rates. */
export interface Macro {
  series(asOf: Ms | undefined): Promise<readonly MacroSeriesInfo[]>;
  read(query: MacroReadQuery): Promise<MacroReading>;
  calendar(query: Known & { readonly from: Ms; readonly to: Ms }): Promise<MacroCalendarReply>;
  rates(asOf: Ms | undefined): Promise<readonly PolicyRate[]>;
  differential(query: DifferentialQuery): Promise<DifferentialReading>;
  /** @throws {BallastError} `conflict`: a source tells another figure of the same release */
  put(entry: MacroEntry): Promise<void>;
  remove(key: Pick<MacroEntry, 'series' | 'period' | 'released'>): Promise<void>;
}

export function createMacro(_connections: Connections): Macro {
  const pending = (): Promise<never> => Promise.reject(new BallastError('invalid', 'Macro series are not read yet.'));
  return {
    series: pending,
    read: pending,
    calendar: pending,
    rates: pending,
    differential: pending,
    put: pending,
    remove: pending,
  };
}
