import type { StoreReader } from '../../store/api';
import type { TaskContext } from '../protocol';
import { readBreadth } from './breadth';
import { detect, timeline } from './cascades';
import { readBreakEven, readLevels } from './cohorts';
import { eventEvidence } from './event-evidence';
import { exportSeries } from './export';
import * as hedge from './hedge';
import { book } from './hedge-book';
import { readHedgeMarket } from './hedge-market';
import { readIndex } from './indices';
import { judgeDecisions } from './journal';
import { readLiquidations } from './liquidations';
import { readCalendar } from './macro/calendar';
import { readOverview } from './macro/overview';
import { readDifferential, readRates } from './macro/rates';
import { readSeries } from './macro/reading';
import { readTyped } from './macro/typed';
import { readCaptures, readCondors, readParity, readSmile, readSurfaces } from './options';
import { digestSeries, readPlanColumn } from './plan-data';
import { sampleUnit } from './sample';
import { buildScenario, previewScenario } from './scenario';
import { bytesByKind, coverageByMonth, gaps, verify } from './series';
import * as study from './study';
import * as timeShift from './time-shift';
import { readValueMarket } from './value-market';
import { calendarFacts } from './time-shift-calendar';

/** Everything the pool can do: thin shells over the core, each with its own read-only view of the store. */
export const tasks = {
  'breadth.read': readBreadth,
  'breakEven.read': readBreakEven,
  'cascades.detect': detect,
  'cascades.timeline': timeline,
  'event.evidence': eventEvidence,
  'hedge.book': book,
  'hedge.join': hedge.join,
  'hedge.layer': hedge.layerPnl,
  'hedge.market': readHedgeMarket,
  'hedge.part': hedge.part,
  'hedge.shift': hedge.shift,
  'hedge.size': hedge.solveSize,
  'index.read': readIndex,
  'journal.judge': judgeDecisions,
  'levels.read': readLevels,
  'liquidations.read': readLiquidations,
  'macro.calendar': readCalendar,
  'macro.differential': readDifferential,
  'macro.overview': readOverview,
  'macro.rates': readRates,
  'macro.read': readSeries,
  'macro.typed': readTyped,
  'options.captures': readCaptures,
  'options.condors': readCondors,
  'options.parity': readParity,
  'options.smile': readSmile,
  'options.surfaces': readSurfaces,
  'plan.column': readPlanColumn,
  'plan.data': digestSeries,
  'sample.unit': sampleUnit,
  'scenario.build': buildScenario,
  'scenario.preview': previewScenario,
  'series.coverageByMonth': coverageByMonth,
  'series.export': exportSeries,
  'series.gaps': gaps,
  'store.bytesByKind': bytesByKind,
  'store.verify': verify,
  'study.cell': study.cell,
  'study.draw': study.draw,
  'study.lookahead': study.lookahead,
  'study.measure': study.measure,
  'study.plannedDraws': study.plannedDraws,
  'study.sensitivity': study.sensitivity,
  'study.summarise': study.summarise,
  'timeShift.align': timeShift.alignPast,
  'timeShift.calendar': calendarFacts,
  'timeShift.outcomes': timeShift.outcomes,
  'value.market': readValueMarket,
} as const satisfies Record<string, (store: () => StoreReader, args: never, context: TaskContext) => unknown>;

export type TaskName = keyof typeof tasks;
export type TaskArgs<T extends TaskName> = Parameters<(typeof tasks)[T]>[1];
export type TaskResult<T extends TaskName> = Awaited<ReturnType<(typeof tasks)[T]>>;
