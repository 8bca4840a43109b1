import type { DockviewApi } from 'dockview-react';
import { tryCall } from '../lib/call';
import { layout, type WorkspaceId } from '../state/layout';
import { link } from '../state/link';
import { notify } from '../state/notices';
import { buildDefault, openPane } from './default-layouts';
import { freeId, kindOf, type PaneKind } from './pane-id';
import { PANES } from './registry';
import { readLayout, writeLayout } from './stored-layout';

const QUIET = 600;
const apis = new Map<WorkspaceId, DockviewApi>();
/** Asked for before their workspace was there. */
const waiting = new Map<WorkspaceId, PaneKind[]>();

function save(workspace: WorkspaceId, api: DockviewApi): void {
  const { panes } = link.getState();
  const links = Object.fromEntries(api.panels.flatMap(({ id }) => (panes[id] ? [[id, panes[id]]] : [])));
  void tryCall('layout:save', { workspace, json: writeLayout(api.toJSON(), links) });
}

function restore(api: DockviewApi, workspace: WorkspaceId, text: string | null | undefined): void {
  const stored = text ? readLayout(text) : undefined;
  if (!stored) return buildDefault(api, workspace);
  try {
    api.fromJSON(stored.dock);
    link.getState().setPanes(stored.links);
  } catch {
    buildDefault(api, workspace);
    notify({
      tone: 'info',
      title: 'The layout was reset',
      detail: 'The stored one could not be read. Data are not touched.',
    });
  }
}

/**
 * Fills a dock with its stored layout and keeps storing it.
 * @param onFilled once the panes stand where they were.
 * @returns a function that stops.
 */
export function attachDock(workspace: WorkspaceId, api: DockviewApi, onFilled: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  let isGone = false;
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    save(workspace, api);
  };
  const changed = (): void => {
    if (!isReady) return;
    clearTimeout(timer);
    timer = setTimeout(flush, QUIET);
  };
  void tryCall('layout:read', { workspace }).then((text) => {
    if (isGone) return;
    restore(api, workspace, text);
    isReady = true;
    apis.set(workspace, api);
    onFilled();
    for (const kind of waiting.get(workspace) ?? []) reveal(api, kind);
    waiting.delete(workspace);
  });
  addEventListener('pagehide', flush);
  const stops = [
    api.onDidLayoutChange(changed),
    api.onDidActivePanelChange(({ panel }) => {
      const kind = panel && kindOf(panel.id);
      if (panel && kind && PANES[kind].linked) link.getState().setActive(link.getState().panes[panel.id] ?? 'A');
    }),
  ];
  const unlink = link.subscribe((next, before) => {
    if (next.panes !== before.panes) changed();
  });
  return () => {
    isGone = true;
    flush();
    removeEventListener('pagehide', flush);
    apis.delete(workspace);
    unlink();
    stops.forEach((stop) => stop.dispose());
  };
}

function reveal(api: DockviewApi, kind: PaneKind): void {
  const open = api.panels.find((panel) => kindOf(panel.id) === kind);
  if (open) {
    if (api.hasMaximizedGroup() && !open.api.isMaximized()) api.exitMaximizedGroup();
    open.api.setActive();
  } else openPane(api, kind, kind);
}

/** Opens the workspace of a pane and brings the pane to the front, opening it when it was closed. */
export function showPane(kind: PaneKind): void {
  const here = layout.getState().workspace;
  const isHere = apis.get(here)?.panels.some(({ id }) => kindOf(id) === kind) ?? false;
  const workspace = isHere ? here : PANES[kind].workspace;
  layout.getState().open(workspace);
  const api = apis.get(workspace);
  if (api) reveal(api, kind);
  else waiting.set(workspace, [...(waiting.get(workspace) ?? []), kind]);
}

/** One more pane of a kind, beside the active one. */
export function addPane(kind: PaneKind): void {
  const here = layout.getState().workspace;
  // Every pane of a link group can follow the clock of a replay.
  const workspace = here === 'replay' ? here : PANES[kind].workspace;
  layout.getState().open(workspace);
  const api = apis.get(workspace);
  if (!api) return showPane(kind);
  const id = freeId(kind, api.panels.map((panel) => panel.id)); // prettier-ignore
  openPane(api, id, kind, api.activePanel ? { referencePanel: api.activePanel, direction: 'right' } : undefined);
}

const currentDock = (): DockviewApi | undefined => apis.get(layout.getState().workspace);

export function resetLayout(): void {
  const { workspace } = layout.getState();
  const api = apis.get(workspace);
  if (!api) return;
  void tryCall('layout:reset', { workspace });
  buildDefault(api, workspace);
}

export function toggleMaximised(): void {
  const panel = currentDock()?.activePanel;
  if (!panel) return;
  if (panel.api.isMaximized()) panel.api.exitMaximized();
  else panel.api.maximize();
}

export function closeActivePane(): void {
  currentDock()?.activePanel?.api.close();
}

/** Moves the focus to the next or previous group of panes. */
export function stepPane(step: 1 | -1): void {
  const api = currentDock();
  if (step > 0) api?.activateNext({ includePanel: true });
  else api?.activatePrevious({ includePanel: true });
  api?.activeGroup?.element.focus();
}
