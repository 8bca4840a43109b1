import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { track } from '../lib/busy';
import type { WorkspaceId } from '../state/layout';
import type { PaneKind } from './pane-id';

export interface PaneProps {
  /** Of this pane, not of its kind: two price panes differ. */
  readonly id: string;
}

export interface PaneEntry {
  readonly title: string;
  /** Where it opens when it is asked for by name. */
  readonly workspace: WorkspaceId;
  /** Follows the instrument and the range of a link group, and carries its letter. */
  readonly linked: boolean;
  readonly component: LazyExoticComponent<ComponentType<PaneProps>>;
}

type Module = Readonly<Record<string, unknown>>;
const modules = import.meta.glob<Module>('../panes/*/index.tsx');

/** The pane of a folder: its one exported component whose name ends in `Pane`. */
function pane(folder: string): PaneEntry['component'] {
  const load = modules[`../panes/${folder}/index.tsx`];
  return lazy(async (): Promise<{ default: ComponentType<PaneProps> }> => {
    if (!load) return { default: (await import('./MissingPane')).MissingPane };
    const found = Object.entries(await track(load())).find(([name]) => name.endsWith('Pane'));
    return { default: found![1] as ComponentType<PaneProps> };
  });
}

/** Every pane there is, by kind. */
export const PANES: Readonly<Record<PaneKind, PaneEntry>> = {
  price: { title: 'Price', workspace: 'market', linked: true, component: pane('price') },
  cascades: { title: 'Cascades', workspace: 'market', linked: true, component: pane('cascades') },
  event: { title: 'Event', workspace: 'market', linked: true, component: pane('event') },
  series: { title: 'Series', workspace: 'data', linked: false, component: pane('series') },
  import: { title: 'Import', workspace: 'data', linked: false, component: pane('import') },
  quarantine: { title: 'Quarantined rows', workspace: 'data', linked: false, component: pane('quarantine') },
  gaps: { title: 'Gaps', workspace: 'data', linked: false, component: pane('gaps') },
  'sync-queue': { title: 'Sync queue', workspace: 'data', linked: false, component: pane('sync-queue') },
  database: { title: 'Database care', workspace: 'data', linked: false, component: pane('database') },
};
