import type { ReactElement } from 'react';
import { PaneFrame } from '../ui/PaneFrame';
import { EmptyState } from '../ui/States';

/** In place of a pane that this version does not have: a layout may come from a newer one. */
export function MissingPane({ id }: { readonly id: string }): ReactElement {
  return (
    <PaneFrame title={id}>
      <EmptyState
        text="This version of Ballast has no such pane."
        hint="The layout comes from another version. Close the pane, or reset the layout from the menu."
      />
    </PaneFrame>
  );
}
