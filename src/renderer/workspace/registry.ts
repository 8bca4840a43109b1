import type { ComponentType } from 'react';
import { track } from '../lib/busy';
import { PricePane } from '../panes/price';
import type { WorkspaceId } from '../state/layout';
import type { PaneKind } from './pane-id';

export interface PaneProps {
  /** Of this pane, not of its kind: two price panes differ. */
  readonly id: string;
}
type Pane = ComponentType<PaneProps>;

/** A pane that may have to be loaded before it can be shown. */
export interface LatePane {
  /** The pane once it is there. @throws what kept it from loading */
  readonly get: () => Pane | undefined;
  /** Settles when `get` has an answer; never rejects. */
  readonly load: () => Promise<void>;
}

export interface PaneEntry {
  readonly title: string;
  /** Where it opens when it is asked for by name. */
  readonly workspace: WorkspaceId;
  /** Follows the instrument and the range of a link group, and carries its letter. */
  readonly linked: boolean;
  readonly pane: LatePane;
}

/**
 * Not React's `lazy`: that holds a pane back for 300 ms once its placeholder has been shown.
 * The page counts as ready only when the pane is there.
 */
function later(load: () => Promise<Pane>): LatePane {
  let pane: Pane | undefined;
  let failure: unknown;
  let loading: Promise<void> | undefined;
  return {
    get: () => {
      if (failure !== undefined) throw failure;
      return pane;
    },
    load: () =>
      (loading ??= track(load()).then(
        (loaded) => void (pane = loaded),
        (cause: unknown) => void (failure = cause ?? new Error('The pane could not be loaded.')),
      )),
  };
}

/** The pane of the first picture: part of the page itself. The others come when it has been built. */
const always = (pane: Pane): LatePane => ({ get: () => pane, load: () => Promise.resolve() });

const price = always(PricePane);
const cascades = later(async () => (await import('../panes/cascades')).CascadesPane);
const event = later(async () => (await import('../panes/event')).EventPane);
const verdict = later(async () => (await import('../panes/verdict')).VerdictPane);
const studyPane = later(async () => (await import('../panes/study')).StudyPane);
const macro = later(async () => (await import('../panes/macro')).MacroPane);
const value = later(async () => (await import('../panes/value')).ValuePane);
const pools = later(async () => (await import('../panes/pools')).PoolsPane);
const builder = later(async () => (await import('../panes/hedge-builder')).HedgeBuilderPane);
const payoff = later(async () => (await import('../panes/payoff')).PayoffPane);
const scenario = later(async () => (await import('../panes/scenario')).ScenarioPane);
const volatility = later(async () => (await import('../panes/volatility')).VolatilityPane);
const simulationPane = later(async () => (await import('../panes/simulation')).SimulationPane);
const condors = later(async () => (await import('../panes/condors')).CondorsPane);
const parity = later(async () => (await import('../panes/parity')).ParityPane);
const journalPane = later(async () => (await import('../panes/journal')).JournalPane);
const plans = later(async () => (await import('../panes/plans')).PlansPane);
const plan = later(async () => (await import('../panes/plan')).PlanPane);
const planCheck = later(async () => (await import('../panes/plan-check')).PlanCheckPane);
const planOrders = later(async () => (await import('../panes/plan-orders')).PlanOrdersPane);
const planSignatures = later(async () => (await import('../panes/plan-signatures')).PlanSignaturesPane);
const planHistory = later(async () => (await import('../panes/plan-history')).PlanHistoryPane);
const transport = later(async () => (await import('../panes/transport')).TransportPane);
const replayBook = later(async () => (await import('../panes/replay-book')).ReplayBookPane);
const timeShiftPane = later(async () => (await import('../panes/time-shift')).TimeShiftPane);
const series = later(async () => (await import('../panes/series')).SeriesPane);
const importer = later(async () => (await import('../panes/import')).ImportPane);
const quarantine = later(async () => (await import('../panes/quarantine')).QuarantinePane);
const gaps = later(async () => (await import('../panes/gaps')).GapsPane);
const sources = later(async () => (await import('../panes/sources')).SourcesPane);
const syncQueue = later(async () => (await import('../panes/sync-queue')).SyncQueuePane);
const database = later(async () => (await import('../panes/database')).DatabasePane);

/** Every pane there is, by kind. */
export const PANES: Readonly<Record<PaneKind, PaneEntry>> = {
  price: { title: 'Price', workspace: 'market', linked: true, pane: price },
  cascades: { title: 'Cascades', workspace: 'market', linked: true, pane: cascades },
  event: { title: 'Event', workspace: 'market', linked: true, pane: event },
  verdict: { title: 'Verdict', workspace: 'evidence', linked: true, pane: verdict },
  study: { title: 'Study', workspace: 'evidence', linked: true, pane: studyPane },
  macro: { title: 'Macro', workspace: 'evidence', linked: true, pane: macro },
  value: { title: 'Value', workspace: 'evidence', linked: false, pane: value },
  pools: { title: 'Pools', workspace: 'evidence', linked: false, pane: pools },
  'hedge-builder': { title: 'Hedge builder', workspace: 'hedge', linked: true, pane: builder },
  payoff: { title: 'Payoff', workspace: 'hedge', linked: true, pane: payoff },
  scenario: { title: 'Scenario', workspace: 'hedge', linked: true, pane: scenario },
  volatility: { title: 'Volatility', workspace: 'hedge', linked: true, pane: volatility },
  simulation: { title: 'Simulation', workspace: 'hedge', linked: true, pane: simulationPane },
  condors: { title: 'Condors', workspace: 'hedge', linked: true, pane: condors },
  parity: { title: 'Parity', workspace: 'hedge', linked: true, pane: parity },
  journal: { title: 'Journal', workspace: 'replay', linked: false, pane: journalPane },
  plans: { title: 'Plans', workspace: 'plans', linked: false, pane: plans },
  plan: { title: 'Plan', workspace: 'plans', linked: false, pane: plan },
  'plan-check': { title: 'Steward check', workspace: 'plans', linked: false, pane: planCheck },
  'plan-orders': { title: 'Orders', workspace: 'plans', linked: false, pane: planOrders },
  'plan-signatures': { title: 'Signatures', workspace: 'plans', linked: false, pane: planSignatures },
  'plan-history': { title: 'History', workspace: 'plans', linked: false, pane: planHistory },
  transport: { title: 'Transport', workspace: 'replay', linked: false, pane: transport },
  'replay-book': { title: 'Replay book', workspace: 'replay', linked: true, pane: replayBook },
  'time-shift': { title: 'Time-shift', workspace: 'replay', linked: true, pane: timeShiftPane },
  series: { title: 'Series', workspace: 'data', linked: false, pane: series },
  import: { title: 'Import', workspace: 'data', linked: false, pane: importer },
  quarantine: { title: 'Quarantined rows', workspace: 'data', linked: false, pane: quarantine },
  gaps: { title: 'Gaps', workspace: 'data', linked: false, pane: gaps },
  sources: { title: 'Sources', workspace: 'data', linked: false, pane: sources },
  'sync-queue': { title: 'Sync queue', workspace: 'data', linked: false, pane: syncQueue },
  database: { title: 'Database care', workspace: 'data', linked: false, pane: database },
};
