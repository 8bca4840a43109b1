import type { ReactElement } from 'react';
import { PaneFrame } from '../ui/PaneFrame';
import { EmptyState } from '../ui/States';
import type { PaneKind } from './pane-id';

/** Panes that ask for nothing but what blind mode veils. Any other would tell a symbol, a date or a strike. */
const BLIND_SAFE: ReadonlySet<string> = new Set(['price', 'cascades', 'event', 'journal', 'transport', 'time-shift']);
export const isBlindSafe = (kind: PaneKind): boolean => BLIND_SAFE.has(kind);

/** What stands in place of a pane that cannot be blinded. */
export function HiddenPane({ title }: { readonly title: string }): ReactElement {
  return (
    <PaneFrame title={title}>
      <EmptyState
        icon="lock"
        text="Hidden in blind mode."
        hint="It would tell the symbol, dates or prices. Blind in the Transport ends it."
      />
    </PaneFrame>
  );
}
