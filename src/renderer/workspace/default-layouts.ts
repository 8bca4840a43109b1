import type { DockviewApi } from 'dockview-react';
import type { WorkspaceId } from '../state/layout';
import type { PaneKind } from './pane-id';
import { PANES } from './registry';

/** Below this width a side pane becomes a tab, before any column has to leave. */
const NARROW = 1_160;

type Position = Parameters<DockviewApi['addPanel']>[0]['position'];

interface Size {
  readonly width?: number;
  readonly height?: number;
  readonly inactive?: boolean;
}

/** Narrower, figures that stand side by side are cut. */
const LEAST_WIDTH: Partial<Record<PaneKind, number>> = { simulation: 264 };

/** Opens a pane under its registered title. */
export function openPane(api: DockviewApi, id: string, kind: PaneKind, position?: Position, size: Size = {}): void {
  api.addPanel({
    id,
    component: 'pane',
    tabComponent: 'pane',
    title: PANES[kind].title,
    minimumWidth: LEAST_WIDTH[kind] ?? 240,
    minimumHeight: 120,
    ...(position ? { position } : {}),
    ...(size.width === undefined ? {} : { initialWidth: size.width }),
    ...(size.height === undefined ? {} : { initialHeight: size.height }),
    ...(size.inactive ? { inactive: true } : {}),
  });
}

function market(api: DockviewApi): void {
  const { width, height } = api;
  openPane(api, 'price', 'price');
  if (width < NARROW) {
    openPane(
      api,
      'cascades',
      'cascades',
      { referencePanel: 'price', direction: 'below' },
      { height: Math.round(height * 0.34) },
    );
    openPane(api, 'event', 'event', { referencePanel: 'cascades', direction: 'within' }, { inactive: true });
    return;
  }
  const side = Math.round(Math.min(520, Math.max(424, width * 0.33)));
  openPane(api, 'event', 'event', { referencePanel: 'price', direction: 'right' }, { width: side });
  openPane(
    api,
    'cascades',
    'cascades',
    { referencePanel: 'price', direction: 'below' },
    { height: Math.round(Math.min(320, height * 0.3)) },
  );
}

/** Share of the width that the words take; the rest is for what stands behind them. */
const VERDICT_SHARE = 0.46;

/** What set the stage and what the price stands on, a click away from the study. */
const WITH_STUDY: readonly PaneKind[] = ['macro', 'value', 'pools'];

function evidence(api: DockviewApi): void {
  const { width } = api;
  openPane(api, 'verdict', 'verdict');
  if (width < NARROW)
    openPane(api, 'study', 'study', { referencePanel: 'verdict', direction: 'within' }, { inactive: true });
  else {
    const side = Math.round(width - Math.min(800, Math.max(592, width * VERDICT_SHARE)));
    openPane(api, 'study', 'study', { referencePanel: 'verdict', direction: 'right' }, { width: side });
  }
  for (const kind of WITH_STUDY)
    openPane(api, kind, kind, { referencePanel: 'study', direction: 'within' }, { inactive: true });
}

/** Columns of the builder, so that no figure of its tables is cut. */
const BUILDER_WIDTH = 592;
/** Its figures side by side, hedged and not; a wide window gives it more. */
const SIMULATION_WIDTH = { least: 304, most: 420, share: 0.21 } as const;
const PAYOFF_SHARE = 0.41;

function hedge(api: DockviewApi): void {
  const { width, height } = api;
  const narrow = width < NARROW;
  openPane(api, 'hedge-builder', 'hedge-builder');
  const beside = (id: PaneKind): void =>
    openPane(api, id, id, { referencePanel: 'payoff', direction: 'within' }, { inactive: true });
  if (narrow) {
    const below = { referencePanel: 'hedge-builder', direction: 'below' } as const;
    openPane(api, 'payoff', 'payoff', below, { height: Math.round(height * PAYOFF_SHARE) });
    beside('scenario');
    beside('simulation');
  } else {
    const side = Math.round(width - Math.min(680, Math.max(BUILDER_WIDTH, width * 0.4)));
    openPane(api, 'payoff', 'payoff', { referencePanel: 'hedge-builder', direction: 'right' }, { width: side });
    openPane(
      api,
      'scenario',
      'scenario',
      { referencePanel: 'payoff', direction: 'below' },
      { height: Math.round(height * (1 - PAYOFF_SHARE)) },
    );
    const { least, most, share } = SIMULATION_WIDTH;
    openPane(
      api,
      'simulation',
      'simulation',
      { referencePanel: 'scenario', direction: 'right' },
      { width: Math.round(Math.min(most, Math.max(least, width * share))) },
    );
  }
  // The widest group: none of their titles is cut, and their tables need no sideways scrolling.
  beside('volatility');
  beside('condors');
  beside('parity');
}

const PLANS_WIDTH = 224;
/** The document is read from the middle; what speaks about it stands right of it, where there is room. */
function plans(api: DockviewApi): void {
  const { width, height } = api;
  const narrow = width < NARROW;
  const side = Math.round(Math.min(520, Math.max(384, width * 0.27))); // the rest: an order with its lot and rounding
  openPane(api, 'plan', 'plan');
  openPane(api, 'plans', 'plans', { referencePanel: 'plan', direction: 'left' }, { width: PLANS_WIDTH });
  const below = { referencePanel: 'plan', direction: 'below' } as const;
  if (narrow) {
    openPane(api, 'plan-check', 'plan-check', below, { height: Math.round(height * 0.4) });
    openPane(api, 'plan-signatures', 'plan-signatures', { referencePanel: 'plan-check', direction: 'within' }, { inactive: true }); // prettier-ignore
    openPane(api, 'plan-orders', 'plan-orders', { referencePanel: 'plan-check', direction: 'within' }, { inactive: true }); // prettier-ignore
  } else {
    openPane(api, 'plan-check', 'plan-check', { referencePanel: 'plan', direction: 'right' }, { width: side });
    openPane(api, 'plan-signatures', 'plan-signatures', { referencePanel: 'plan-check', direction: 'below' }, { height: Math.round(height * 0.56) }); // prettier-ignore
    openPane(api, 'plan-orders', 'plan-orders', below, { height: Math.round(height * 0.32) });
  }
  openPane(api, 'plan-history', 'plan-history', { referencePanel: 'plan-orders', direction: 'within' }, { inactive: true }); // prettier-ignore
}

/** Clock, buttons and a time line that is tall enough to be dragged. */
const TRANSPORT_HEIGHT = 188;
/** Three tabs with what the first one has in its header, none of them cut. */
const COLUMN_WIDTH = 448;
/** Tabs of the column at the right, the first one in front; and tabs beside the price. */
const BESIDE_REPLAY: readonly PaneKind[] = ['journal', 'replay-book', 'event'];
const WITH_REPLAY: readonly PaneKind[] = ['cascades'];
/** Below the price, where that leaves candles and Transport tall enough; else a tab. */
const TIME_SHIFT = { height: 0.32, most: 320, room: 640 } as const;
/** A pane that another workspace has too keeps a link and a view of its own here. */
const inReplay = (kind: PaneKind): string => (kind === 'transport' ? kind : `${kind}~replay`);

function replay(api: DockviewApi): void {
  const { width, height } = api;
  const price = inReplay('price');
  openPane(api, price, 'price');
  const below = { referencePanel: price, direction: 'below' } as const;
  openPane(api, 'transport', 'transport', below, { height: Math.round(Math.min(TRANSPORT_HEIGHT, height * 0.3)) });
  const within = (kind: PaneKind, of: string): void =>
    openPane(api, inReplay(kind), kind, { referencePanel: of, direction: 'within' }, { inactive: true });
  const [first, ...others] = BESIDE_REPLAY;
  if (width < NARROW) for (const kind of BESIDE_REPLAY) within(kind, price);
  else if (first) {
    const side = Math.round(Math.min(520, Math.max(COLUMN_WIDTH, width * 0.3)));
    openPane(api, inReplay(first), first, { referencePanel: price, direction: 'right' }, { width: side });
    for (const kind of others) within(kind, inReplay(first));
  }
  if (width >= NARROW && height >= TIME_SHIFT.room)
    openPane(api, inReplay('time-shift'), 'time-shift', below, { height: Math.round(Math.min(TIME_SHIFT.most, height * TIME_SHIFT.height)) }); // prettier-ignore
  else within('time-shift', price);
  for (const kind of WITH_REPLAY) within(kind, price);
}

function data(api: DockviewApi): void {
  const { width, height } = api;
  openPane(api, 'series', 'series');
  const narrow = width < NARROW;
  const side = Math.round(Math.min(560, Math.max(400, width * 0.34)));
  if (!narrow) openPane(api, 'import', 'import', { referencePanel: 'series', direction: 'right' }, { width: side });
  openPane(
    api,
    'quarantine',
    'quarantine',
    { referencePanel: 'series', direction: 'below' },
    { height: Math.round(height * 0.34) },
  );
  openPane(api, 'gaps', 'gaps', { referencePanel: 'quarantine', direction: 'within' }, { inactive: true });
  openPane(api, 'sync-queue', 'sync-queue', { referencePanel: 'quarantine', direction: 'within' }, { inactive: true });
  const beside = narrow ? 'series' : 'import';
  openPane(api, 'sources', 'sources', { referencePanel: beside, direction: 'within' }, { inactive: true });
  if (narrow) {
    openPane(api, 'import', 'import', { referencePanel: 'series', direction: 'within' }, { inactive: true });
    openPane(api, 'database', 'database', { referencePanel: 'quarantine', direction: 'within' }, { inactive: true });
  } else openPane(api, 'database', 'database', { referencePanel: 'import', direction: 'below' }, { height: 260 });
}

const FIRST: Readonly<Record<WorkspaceId, string>> = {
  market: 'price',
  evidence: 'verdict',
  hedge: 'hedge-builder',
  replay: 'price~replay',
  plans: 'plan',
  data: 'series',
};
const BUILD: Readonly<Record<WorkspaceId, (api: DockviewApi) => void>> = {
  market,
  evidence,
  hedge,
  replay,
  plans,
  data,
};

export function buildDefault(api: DockviewApi, workspace: WorkspaceId): void {
  api.clear();
  BUILD[workspace](api);
  api.getPanel(FIRST[workspace])?.api.setActive();
}
