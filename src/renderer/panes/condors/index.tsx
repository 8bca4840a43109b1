import type { ReactElement } from 'react';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';

export function CondorsPane(): ReactElement {
  return (
    <PaneFrame title="Condors">
      <EmptyState text="Not drawn in this version: the command line's `ballast condors` prints it." />
    </PaneFrame>
  );
}
