import type { ReactElement } from 'react';
import type { CascadeRow } from '#shared/cascades';
import { BEFORE_EVENT, enterBefore } from '../../../state/replay-clock';
import { formatDuration } from '../../../lib/format';
import { IconButton } from '../../../ui/Button';

/** Enters a replay before an event begins: to decide as one who does not know that it comes. */
export function ReplayBefore({ event }: { readonly event: Pick<CascadeRow, 'start'> | undefined }): ReactElement {
  return (
    <IconButton
      icon="replay"
      label={`Replay from ${formatDuration(BEFORE_EVENT)} before it`}
      disabled={event ? false : 'choose an event first'}
      onClick={() => event && enterBefore(event.start)}
    />
  );
}
