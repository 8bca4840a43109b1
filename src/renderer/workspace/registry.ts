import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { track } from '../lib/busy';
import type { WorkspaceId } from '../state/layout';
import type { PaneKind } from './pane-id';

export interface PaneProps {
  /** Of this pane, not of its kind: two price panes differ. */
  readonly id: string;
}
type Pane = ComponentType<PaneProps>;

export interface PaneEntry {
  readonly title: string;
  /** Where it opens when it is asked for by name. */
  readonly workspace: WorkspaceId;
  /** Follows the instrument and the range of a link group, and carries its letter. */
  readonly linked: boolean;
  readonly component: LazyExoticComponent<Pane>;
}

/** A pane is loaded when it is first shown; the page counts as ready only when it is there. */
const later = (load: () => Promise<Pane>): LazyExoticComponent<Pane> =>
  lazy(async () => ({ default: await track(load()) }));

const price = later(async () => (await import('../panes/price')).PricePane);
const cascades = later(async () => (await import('../panes/cascades')).CascadesPane);
const event = later(async () => (await import('../panes/event')).EventPane);
const series = later(async () => (await import('../panes/series')).SeriesPane);
const importer = later(async () => (await import('../panes/import')).ImportPane);
const quarantine = later(async () => (await import('../panes/quarantine')).QuarantinePane);
const gaps = later(async () => (await import('../panes/gaps')).GapsPane);
const syncQueue = later(async () => (await import('../panes/sync-queue')).SyncQueuePane);
const database = later(async () => (await import('../panes/database')).DatabasePane);

/** Every pane there is, by kind. */
export const PANES: Readonly<Record<PaneKind, PaneEntry>> = {
  price: { title: 'Price', workspace: 'market', linked: true, component: price },
  cascades: { title: 'Cascades', workspace: 'market', linked: true, component: cascades },
  event: { title: 'Event', workspace: 'market', linked: true, component: event },
  series: { title: 'Series', workspace: 'data', linked: false, component: series },
  import: { title: 'Import', workspace: 'data', linked: false, component: importer },
  quarantine: { title: 'Quarantined rows', workspace: 'data', linked: false, component: quarantine },
  gaps: { title: 'Gaps', workspace: 'data', linked: false, component: gaps },
  'sync-queue': { title: 'Sync queue', workspace: 'data', linked: false, component: syncQueue },
  database: { title: 'Database care', workspace: 'data', linked: false, component: database },
};
