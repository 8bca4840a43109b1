import type { ReactElement } from 'react';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';

export function VolatilityPane(): ReactElement {
  return (
    <PaneFrame title="Volatility">
      <EmptyState text="Not drawn in this version: the command line's `ballast smile` prints it." />
    </PaneFrame>
  );
}
