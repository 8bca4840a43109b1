import type { ReactElement } from 'react';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';

export function ParityPane(): ReactElement {
  return (
    <PaneFrame title="Parity">
      <EmptyState text="Not drawn in this version: the command line's `ballast parity` prints it." />
    </PaneFrame>
  );
}
