import type { ReactElement } from 'react';
import type { DatabaseInfo } from '#shared/market';
import { formatBytes } from '../../lib/format';
import { startJob } from '../../state/jobs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

export type CareAction =
  | { readonly kind: 'restore'; readonly path: string }
  | { readonly kind: 'move'; readonly folder: string }
  | { readonly kind: 'compact' };

interface CareDialogProps {
  readonly action: CareAction | undefined;
  readonly info: DatabaseInfo;
  readonly onClose: () => void;
}

interface Words {
  readonly title: string;
  readonly description: string;
  readonly verb: string;
}

function wordsFor(action: CareAction, info: DatabaseInfo): Words {
  switch (action.kind) {
    case 'restore':
      return {
        title: 'Restore this copy?',
        description: `What is stored now is replaced by ${action.path}. The copy is checked first; when it is not sound, nothing is changed.`,
        verb: 'Restore',
      };
    case 'move':
      return {
        title: 'Move the database?',
        description: `${formatBytes(info.bytes)} is copied to ${action.folder} and checked there; the old file is removed only then.`,
        verb: 'Move',
      };
    case 'compact':
      return {
        title: 'Compact the database?',
        description: `The file is written anew without empty room. It needs up to ${formatBytes(info.bytes)} of disk for a while (${formatBytes(info.diskFree)} are free), and imports wait until it is done.`,
        verb: 'Compact',
      };
  }
}

/** Asks before the file itself is touched. */
export function CareDialog({ action, info, onClose }: CareDialogProps): ReactElement {
  const words = action && wordsFor(action, info);
  const run = (): void => {
    onClose();
    if (action?.kind === 'restore') void startJob({ kind: 'restore', path: action.path });
    else if (action?.kind === 'move') void startJob({ kind: 'move', folder: action.folder });
    else if (action) void startJob({ kind: 'compact' });
  };
  return (
    <Dialog
      open={action !== undefined}
      onClose={onClose}
      title={words?.title ?? ''}
      description={words?.description}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Leave it
          </Button>
          <Button size="large" tone={action?.kind === 'restore' ? 'danger' : 'primary'} onClick={run}>
            {words?.verb}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
