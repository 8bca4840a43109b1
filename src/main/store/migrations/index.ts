import { series } from './0010-series';
import { macro } from './0020-macro';
import { imports } from './0030-imports';
import { workbench } from './0040-workbench';
import { studies } from './0050-studies';
import { hedges } from './0060-hedges';
import { sync } from './0070-sync';
import { kept } from './0080-kept';
import { plans } from './0090-plans';
import { journal } from './0100-journal';
import { announced } from './0110-announced';
import { value } from './0120-value';
import { timeShifts } from './0130-time-shifts';
import type { Migration } from './migration';

export type { Migration };

export const MIGRATIONS: readonly Migration[] = [
  series,
  macro,
  imports,
  workbench,
  studies,
  hedges,
  sync,
  kept,
  plans,
  journal,
  announced,
  value,
  timeShifts,
];

export const LATEST_VERSION = MIGRATIONS.at(-1)!.version;
