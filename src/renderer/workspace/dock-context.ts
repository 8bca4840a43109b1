import { createContext, use } from 'react';
import type { WorkspaceId } from '../state/layout';
import type { SlotBook } from './slots';

export interface DockInfo {
  readonly workspace: WorkspaceId;
  readonly slots: SlotBook;
}

const Context = createContext<DockInfo | null>(null);
export const DockInfoProvider = Context.Provider;

/** The dock a pane or a header stands in. */
export function useDockInfo(): DockInfo {
  const info = use(Context);
  if (!info) throw new Error('A pane outside a dock has no header to write into.');
  return info;
}
