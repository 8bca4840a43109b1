import type { ReactElement } from 'react';
import { replayActs } from '../../state/replay-acts';
import { Button, IconButton } from '../../ui/Button';
import { putOn, takeOff } from './do';
import styles from './replay-book.module.css';
import type { BookView } from './use-book';

/** What can be done with the hedge at the clock. */
export function Bar({ view }: { readonly view: BookView }): ReactElement {
  const { undo, redo } = replayActs.getState();
  const { noOn, noOff, canUndo, canRedo } = view;
  return (
    <div className={styles['bar']}>
      <Button tone="primary" disabled={noOn} onClick={putOn}>
        Put on the plan of the builder
      </Button>
      <Button disabled={noOff} onClick={takeOff}>
        Take everything off
      </Button>
      <IconButton icon="undo" label="Undo the last act" disabled={!canUndo && 'nothing was done'} onClick={undo} />
      <IconButton icon="redo" label="Do it again" disabled={!canRedo && 'nothing was undone'} onClick={redo} />
    </div>
  );
}
