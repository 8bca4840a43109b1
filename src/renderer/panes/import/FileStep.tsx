import type { Dispatch, ReactElement } from 'react';
import { tryCall } from '../../lib/call';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './import.module.css';
import type { WizardAction, WizardState } from './wizard';

interface FileStepProps {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardAction>;
}

export function FileStep({ state, dispatch }: FileStepProps): ReactElement {
  const choose = async (): Promise<void> => {
    const paths = await tryCall('import:choose');
    if (paths) dispatch({ kind: 'offer', paths });
  };
  return (
    <div className={styles['drop']}>
      <Icon name="file" size={24} />
      <p className={styles['dropText']}>{state.reading ? 'Looking at the file' : 'Drop files here, or choose them.'}</p>
      <p className={styles['hint']}>
        CSV, CSV in gzip or zip, and Parquet: candles, liquidations, open interest, funding, volatility indices, option
        chains, macro series. Nothing is stored before the last step.
      </p>
      {state.refused !== undefined && (
        <p className={styles['refused']} role="alert" data-copyable>
          {state.refused}
        </p>
      )}
      <Button
        tone="primary"
        size="large"
        icon="folder"
        disabled={state.reading && 'The file is being read.'}
        onClick={() => void choose()}
      >
        Choose files
      </Button>
    </div>
  );
}
