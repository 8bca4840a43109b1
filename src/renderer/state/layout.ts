import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Settings } from '#shared/settings';

export type WorkspaceId = Settings['workspace'];
export const WORKSPACE_IDS = [
  'market',
  'evidence',
  'hedge',
  'replay',
  'plans',
  'data',
] as const satisfies readonly WorkspaceId[];

export interface LayoutState {
  readonly workspace: WorkspaceId;
  /** Ids of the open panes, per workspace. */
  readonly panes: Readonly<Partial<Record<WorkspaceId, readonly string[]>>>;
  /** Title of the pane that fills the workspace, per workspace. */
  readonly maximised: Readonly<Partial<Record<WorkspaceId, string | undefined>>>;
  readonly open: (workspace: WorkspaceId) => void;
  readonly setPanes: (workspace: WorkspaceId, panes: readonly string[]) => void;
  readonly setMaximised: (workspace: WorkspaceId, title: string | undefined) => void;
}

const sameList = (a: readonly string[] | undefined, b: readonly string[]): boolean =>
  a !== undefined && a.length === b.length && a.every((one, i) => one === b[i]);

export const createLayout = () =>
  createStore<LayoutState>()((set) => ({
    workspace: 'market',
    panes: {},
    maximised: {},
    open: (workspace) => set({ workspace }),
    setPanes: (workspace, panes) =>
      set((s) => (sameList(s.panes[workspace], panes) ? s : { panes: { ...s.panes, [workspace]: panes } })),
    setMaximised: (workspace, title) =>
      set((s) => (s.maximised[workspace] === title ? s : { maximised: { ...s.maximised, [workspace]: title } })),
  }));

export const layout = createLayout();
export const useLayout = <T>(select: (state: LayoutState) => T): T => useStore(layout, select);
export const selectWorkspace = (s: LayoutState): WorkspaceId => s.workspace;
const NONE: readonly string[] = [];
export const selectOpenPanes = (s: LayoutState): readonly string[] => s.panes[s.workspace] ?? NONE;
