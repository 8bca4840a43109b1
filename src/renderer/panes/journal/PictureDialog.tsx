import { useEffect, useMemo, type ReactElement } from 'react';
import type { JournalEntry } from '#shared/journal';
import { call } from '../../lib/call';
import { formatTime } from '../../lib/format';
import { saveFile } from '../../lib/save';
import { asOfArgs, selectAsOf, useClock } from '../../state/clock';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorState, Skeleton } from '../../ui/States';
import styles from './journal.module.css';

interface PictureDialogProps {
  readonly entry: JournalEntry;
  readonly onClose: () => void;
}

/** The chart as it was when the decision was made. */
export function PictureDialog({ entry, onClose }: PictureDialogProps): ReactElement {
  const asOf = useClock(selectAsOf);
  const zone = useSettings(selectZone);
  const { value, error } = useReply(`picture ${entry.id}`, () =>
    call('journal:picture', { id: entry.id, ...asOfArgs(asOf) }),
  );
  const address = useMemo(() => (value ? URL.createObjectURL(new Blob([value], { type: 'image/png' })) : undefined), [value]); // prettier-ignore
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address]);
  const when = formatTime(entry.decidedAt, zone);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Chart at ${when}`}
      width={960}
      actions={
        <>
          {value && (
            <Button size="large" onClick={() => void saveFile(`decision ${when}.png`, value)}>
              Save picture
            </Button>
          )}
          <Button size="large" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {address ? (
        <img className={styles['picture']} src={address} alt={`Price chart at ${when}`} />
      ) : error || value === null ? (
        <ErrorState what="The picture could not be read." then={error?.message} />
      ) : (
        <Skeleton />
      )}
    </Dialog>
  );
}
