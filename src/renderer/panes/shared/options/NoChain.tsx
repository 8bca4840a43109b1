import type { ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { formatTimeZoned, type Zone } from '../../../lib/format';
import { layout } from '../../../state/layout';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/States';

interface NoChainProps {
  readonly instrument: string | null;
  readonly asOf: Ms | null;
  readonly zone: Zone;
  /** What else is missing: `and no volatility index`. */
  readonly also?: string;
}

/** What is missing for a pane of options, and where it comes from. */
export function NoChain({ instrument, asOf, zone, also }: NoChainProps): ReactElement {
  if (instrument === null) return <EmptyState text="No instrument is chosen." />;
  const known = asOf === null ? '' : ` that was known by ${formatTimeZoned(asOf, zone)}`;
  return (
    <EmptyState
      text={`No option chain ${also ?? ''} of ${instrument} is stored${known}.`.replace('  ', ' ')}
      hint="A chain is a file of quotes by expiry and strike: Deribit, Tardis, or any table by a mapping."
      action={<Button onClick={() => layout.getState().open('data')}>Import an option chain</Button>}
    />
  );
}
