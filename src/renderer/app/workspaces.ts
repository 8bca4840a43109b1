import type { WorkspaceId } from '../state/layout';

/** In the order of the rail and of the keys 1 to 6. */
export const WORKSPACES: Readonly<Record<WorkspaceId, { readonly title: string }>> = {
  market: { title: 'Market' },
  evidence: { title: 'Evidence' },
  hedge: { title: 'Hedge' },
  replay: { title: 'Replay' },
  plans: { title: 'Plans' },
  data: { title: 'Data' },
};
