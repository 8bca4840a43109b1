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

/** Which workspace is shown. What stands in it belongs to its dock. */
export interface LayoutState {
  readonly workspace: WorkspaceId;
  readonly open: (workspace: WorkspaceId) => void;
}

export const createLayout = () =>
  createStore<LayoutState>()((set) => ({
    workspace: 'market',
    open: (workspace) => set((s) => (s.workspace === workspace ? s : { workspace })),
  }));

export const layout = createLayout();
export const useLayout = <T>(select: (state: LayoutState) => T): T => useStore(layout, select);
export const selectWorkspace = (s: LayoutState): WorkspaceId => s.workspace;
