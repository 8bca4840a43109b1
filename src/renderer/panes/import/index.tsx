import type { DragEvent, ReactElement } from 'react';
import { pathsOf } from '../../lib/call';
import { formatBytes } from '../../lib/format';
import { PaneFrame } from '../../ui/PaneFrame';
import { CheckStep } from './CheckStep';
import { ColumnsStep } from './ColumnsStep';
import { FileStep } from './FileStep';
import styles from './import.module.css';
import { ImportStep } from './ImportStep';
import { Steps } from './Steps';
import { useWizard } from './use-wizard';
import type { WizardState } from './wizard';

/** File → Columns → Check → Import. */
export function ImportPane(): ReactElement {
  const [state, dispatch] = useWizard();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (state.job === undefined) dispatch({ kind: 'offer', paths: pathsOf(event.dataTransfer.files) });
  };
  return (
    <PaneFrame title="Import" sub={subOf(state)}>
      <div className={styles['wizard']} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Steps state={state} onGo={(step) => dispatch({ kind: 'go', step })} />
        {state.step === 'file' && <FileStep state={state} dispatch={dispatch} />}
        {state.step === 'columns' && state.preview && (
          <ColumnsStep state={state} preview={state.preview} dispatch={dispatch} />
        )}
        {state.step === 'check' && state.preview && (
          <CheckStep state={state} preview={state.preview} dispatch={dispatch} />
        )}
        {state.step === 'import' && <ImportStep state={state} dispatch={dispatch} />}
      </div>
    </PaneFrame>
  );
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

function subOf({ paths, preview }: WizardState): string {
  const first = paths[0];
  if (first === undefined) return '';
  const size = preview ? `, ${formatBytes(preview.bytes)}` : '';
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
  return nameOf(first) + size + more;
}
