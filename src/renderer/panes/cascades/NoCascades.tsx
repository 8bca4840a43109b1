import type { ReactElement } from 'react';
import type { Instrument } from '#shared/market';
import { selectLatest, isActive, startJob, useJobs } from '../../state/jobs';
import { layout } from '../../state/layout';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/States';

interface NoCascadesProps {
  /** There are events, but none passes the filter. */
  readonly filtered: boolean;
  readonly onClear?: () => void;
  readonly instrument: Instrument | undefined;
}

/** One sentence, and the one action that fills the table. */
export function NoCascades({ filtered, onClear, instrument }: NoCascadesProps): ReactElement {
  const job = useJobs(selectLatest('detect'));
  if (filtered)
    return (
      <EmptyState text="No event passes the filter." action={<Button onClick={onClear}>Clear the filter</Button>} />
    );
  const name = instrument?.label ?? 'this instrument';
  const canDetect =
    instrument !== undefined &&
    (instrument.kinds.includes('liquidations') ||
      (instrument.kinds.includes('bars') && instrument.kinds.includes('oi')));
  if (!canDetect)
    return (
      <EmptyState
        text={`No liquidations are stored for ${name}, so no cascade can be found.`}
        action={<Button onClick={() => layout.getState().open('data')}>Import liquidations</Button>}
      />
    );
  const running = job !== undefined && isActive(job);
  return (
    <EmptyState
      text={
        job?.state === 'done'
          ? `No cascade was found in what is stored for ${name}.`
          : `No cascades are known for ${name} yet.`
      }
      action={
        <Button
          disabled={running && 'Detection is running: see the status bar.'}
          onClick={() => void startJob({ kind: 'detect', instruments: [instrument.id] })}
        >
          {running ? 'Detecting' : 'Detect cascades'}
        </Button>
      }
    />
  );
}
