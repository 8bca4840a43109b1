import type { WorkspaceId } from '../state/layout';

export type PlannedId = Exclude<WorkspaceId, 'market' | 'evidence' | 'hedge' | 'plans' | 'data'>;

export interface Planned {
  readonly title: string;
  /** What a person comes here to ask. */
  readonly question: string;
  readonly panes: readonly { readonly name: string; readonly shows: string }[];
  /** What can be done now towards it. */
  readonly today: string;
}

export const PLANNED: Readonly<Record<PlannedId, Planned>> = {
  replay: {
    title: 'Replay',
    question: 'What would you have decided, knowing only what was known then?',
    panes: [
      { name: 'Transport', shows: 'Step or play through the past, jump from cascade to cascade.' },
      { name: 'Decision journal', shows: 'What you decided and why, scored when the outcome is known.' },
      { name: 'Blind mode', shows: 'Dates and names hidden, so that memory does not decide.' },
    ],
    today:
      'The as-of chip in the top bar already sets the clock back: every pane then shows only what was known by that instant.',
  },
};
